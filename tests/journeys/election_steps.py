"""A residents' committee election, stage by stage, through its pages: from the draft to the list of candidates."""

from dataclasses import dataclass
from typing import Any

from elections.actions.running import support_nomination
from elections.models import Candidate, Election, Nomination, Objection, Proxy, Registration
from tests.elections.process.scene import DAY, day
from tests.journeys.neighbourhood import Neighbourhood, moved_in
from tests.journeys.visitor import People, Visitor

ELDERS = """姓名,楼栋户室,居民小组,性别,出生年份
郑桂英,9 号楼 1 单元 101,第1居民小组,女,1938
冯德海,9 号楼 1 单元 102,第1居民小组,男,1941
褚秀兰,9 号楼 1 单元 201,第1居民小组,女,1944
"""


@dataclass
class Course:
    """One election under way, and everybody in it."""

    people: People
    town: Neighbourhood
    election: Any = None

    @property
    def url(self) -> str:
        return str(self.election.get_absolute_url())

    @property
    def chair(self) -> Visitor:
        return self.people(self.town.cast.chair)

    @property
    def bo(self) -> Visitor:
        return self.people(self.town.cast.bo)

    def elector(self, n: int) -> Visitor:
        return self.people(self.town.electors[n], width=360)

    def entry(self, name: str) -> Registration:
        found: Registration = Registration.objects.of(self.election).on_roll().get(name=name)
        return found

    def step(self, who: Visitor, name: str) -> Visitor:
        """The desk offers the step, asks, and takes it."""
        who.go(f"{self.url}desk/").press(f"/desk/step/{name}/")
        who.send().reads("已完成")
        self.election.refresh_from_db()
        return who


def draft(course: Course) -> None:
    """D-40: the committee drafts; nobody else sees it."""
    course.people.day(day(-40))
    bo = course.bo.go(f"{course.town.base}elections/").look("01-list-empty").press("/elections/new/")
    bo.look("02-new")
    terms = {"title": "建新社区居民委员会第九届换届选举", "election_day": f"{DAY:%Y-%m-%d}"}
    bo.send(**terms, ballot_mode="both", supporters_least=10, seats_member=3)
    course.election = Election.objects.get()
    bo.reads("草稿").look("03-desk-draft")
    answer = course.elector(0).page.goto(course.url)
    assert answer is not None
    assert answer.status == 404


def announce(course: Course) -> None:
    """D-35; the first notice is issued; a resident reads both."""
    course.people.day(day(-35))
    course.step(course.chair, "announce")
    chair = course.chair.go(f"{course.url}notices/").look("04-notices").press("/notices/1/")
    chair.look("05-notice").press("/notices/1/issue/").look("06-issue").send()
    ann = course.people(course.town.cast.ann, width=360)
    ann.go(f"{course.town.base}elections/").reads("换届选举").look("07-list")
    ann.go(course.url).look("08-announced").press("/notices/").press("/notices/1/").reads("建新社区")


def make_roll(course: Course) -> None:
    """D-33 to D-30: the register, a list, somebody who registers; checked and published."""
    course.people.day(day(-33))
    bo = course.bo.go(f"{course.url}desk/roll/").look("09-roll-empty").press("/desk/roll/register/")
    bo.look("10-register").send().press("/desk/roll/list/").look("11-list-file")
    bo.send(file={"name": "elders.csv", "mimeType": "text/csv", "buffer": ELDERS.encode()})
    bo.reads("郑桂英")
    guest = moved_in(course.town.cast.guest, "2 号楼 1 单元 301", course.town.cast, day(-32))
    course.people.day(day(-31))
    new = course.people(guest, width=360).go(course.url)
    new.press("/register/").look("12-register-oneself").send(birth_year=1990)
    new.reads("核对")
    bo.go(f"{course.url}desk/roll/").look("13-registrations")
    bo.send('main form:has([name="all"])')
    course.people.day(day(-30))
    course.step(bo, "publish-roll")


def object_and_freeze(course: Course) -> None:
    """D-28: Dan misses his mother; upheld, she is entered; a freeze that comes too early is not offered."""
    course.people.day(day(-28))
    dan = course.people(course.town.cast.dan, width=360)
    dan.go(course.url).press("/roll/").look("14-roll").press("/object/").look("15-object")
    dan.send(ground="missing", text="我母亲丁玉珍和我同住，名单上没有她。")
    course.people.day(day(-27))
    chair = course.chair.go(f"{course.url}desk/").look("16-desk-objection")
    assert not chair.page.locator('a[href$="/desk/step/freeze/"]').count()
    chair.press("/desk/objections/").look("17-objections").press(f"/{Objection.objects.get().key}/")
    chair.look("18-rule").send(ruling="upheld", reason="户口簿和居住情况属实，予以补登。")
    chair.go(f"{course.url}desk/roll/").press("/desk/roll/new/").look("19-new-entry")
    chair.send(name="丁玉珍", household="5 号楼 2 单元 402", sex="f", birth_year=1950)
    chair.send('main form:has([name="all"])')
    dan.go(f"{course.url}roll/?q=丁玉珍").reads("丁")
    course.people.day(day(-22))
    course.step(chair, "freeze")
    dan.go(course.url).reads("选民名单校验码")


WOMEN = ("钱秀英", "李桂兰", "吴玉梅", "王淑芬")
STANDING = (
    ("主任", 0),
    ("主任", 1),
    ("副主任", 2),
    ("副主任", 3),
    ("委员", 4),
    ("委员", 5),
    ("委员", 6),
    ("委员", 7),
)


def nominate(course: Course) -> None:
    """D-20 to D-18: together and by oneself, on the telephone and on paper."""
    course.people.day(day(-20))
    course.step(course.bo, "nominate")
    course.people.day(day(-18))
    first, second = course.elector(8), course.elector(9)
    nominee = course.town.electors[0]
    post = course.election.posts.get(name="主任")
    first.go(course.url).press("/nominate/").look("20-nominate")
    first.send(post=post.key, who="other", number=course.entry(nominee.name).number, statement="办事公道。")
    second.go(f"{course.url}nominations/").look("21-nominations")
    second.press("/support/").look("22-support").send()
    asked = course.elector(0).go(course.town.base).look("23-home-asked").go(course.url)
    asked.reads("提名").press("/nominations/").press("/accept/").send()
    for name, n in STANDING[1:7]:
        stand(course, name, n)
    on_paper(course)
    for one in Nomination.objects.of(course.election).filter(manner=Nomination.Manner.JOINT):
        sign(course, one)


def sign(course: Course, one: Nomination) -> None:
    """Ten stand behind a nomination; whoever did not come to the portal signed the sheet that the committee enters."""
    signed = one.supports.values_list("elector", flat=True)
    others = Registration.objects.of(course.election).on_roll().exclude(pk__in=[*signed, one.nominee_id])
    for elector in others.order_by("number")[: 10 - len(signed)]:
        support_nomination(nomination=one, supporter=elector, by=course.town.cast.bo, at=day(-18))


def stand(course: Course, name: str, n: int) -> None:
    one = course.elector(n).go(f"{course.url}nominate/")
    one.send(post=course.election.posts.get(name=name).key, who="self", statement="愿意为邻居们跑腿。")


def on_paper(course: Course) -> None:
    """The eighth is recommended by the community's Party organisation, in writing."""
    bo, name = course.bo, course.town.electors[7].name
    bo.go(f"{course.url}desk/nominations/").look("24-reviews").press("/desk/nominations/new/").look(
        "25-paper-nomination"
    )
    number = course.entry(name).number
    post = course.election.posts.get(name="委员").key
    bo.send(post=post, who="party", number=number).reads(name)
    course.elector(7).go(f"{course.url}nominations/").press("/accept/").send()


def review(course: Course) -> None:
    """D-12: each nomination is decided; a candidate writes the own page; D-8: the list is public."""
    course.people.day(day(-12))
    chair = course.chair
    for one in Nomination.objects.of(course.election).select_related("nominee").order_by("pk"):
        chair.go(f"{course.url}desk/nominations/").press(f"/{one.key}/approve/")
        chair.send(sex="f" if one.nominee.name in WOMEN else "m")
    chair.look("26-reviewed")
    candidate = Candidate.objects.get(registration__user=course.town.electors[0])
    own = (
        course.elector(0)
        .go(course.url)
        .press(f"/candidates/{candidate.key}/")
        .press("/edit/")
        .look("27-own-page")
    )
    own.send(about="退休教师，1 号楼", statement="第一件事：把电梯修好。").reads("电梯").look("28-candidate")
    course.people.day(day(-8))
    course.step(chair, "publish-candidates")
    course.people(course.town.cast.ann).go(course.url).reads("赵国华", "李桂兰").look("29-candidates")


def entrust(course: Course) -> None:
    """D-6: one asks on the telephone, one signed a paper; D-3: the list of proxies is public."""
    course.people.day(day(-6))
    giver, holder = course.elector(10), course.elector(11)
    giver.go(f"{course.url}proxies/").look("30-proxies").press("/entrust/").look("31-entrust")
    giver.send(number=course.entry(holder.user.name).number, relation="other", reason="外出")
    holder.go(course.url).press("/proxies/").look("32-proxy-asked").press("/accept/").look("33-accept").send()
    bo = course.bo.go(f"{course.url}desk/proxies/").press("/desk/proxies/new/").look("34-paper-proxy")
    numbers = {"principal_number": course.entry("郑桂英").number, "number": course.entry("冯德海").number}
    bo.send(**numbers, relation="other", paper_number="委-01")
    bo.look("35-papers").send("main form[action$='/accept/']")
    assert Proxy.objects.filter(state="accepted").count() == 2
    course.people.day(day(-3))
    course.step(course.chair, "publish-proxies")
    giver.go(f"{course.url}proxies/").look("36-proxies-published")
