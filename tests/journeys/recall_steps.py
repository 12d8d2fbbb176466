"""A recall, step by step, through its pages: petition, answer, admission, the vote on paper, the end of an office."""

from dataclasses import dataclass
from typing import Any

from cms.actions.portals import open_community
from elections.models import Officeholder, Recall, Station
from linli.accounts.models import User
from tests.cast import BEGINNING, Cast
from tests.elections.meetings.scene import elected
from tests.elections.process.scene import day
from tests.elections.recalls.scene import ADMITTED, ASKED, hour, in_office
from tests.journeys.neighbourhood import moved_in
from tests.journeys.sight import seen
from tests.journeys.visitor import People, Visitor

REASONS = "三个月未公开财务收支，居民两次书面询问没有答复。"
ANSWER = "财务收支已于 7 月 15 日在公告栏公开，此前因审计延迟，向大家致歉。"


@dataclass
class Course:
    """One recall under way: a committee in office, and everybody in the community."""

    people: People
    cast: Cast
    holder: Officeholder
    recall: Any = None
    election: Any = None

    @property
    def base(self) -> str:
        return f"/c/{self.cast.home.code}/"

    @property
    def url(self) -> str:
        return str(self.recall.get_absolute_url())

    @property
    def vote(self) -> str:
        return str(self.election.get_absolute_url())

    @property
    def chair(self) -> Visitor:
        return self.people(self.cast.chair)

    @property
    def bo(self) -> Visitor:
        return self.people(self.cast.bo)

    def resident(self, user: User) -> Visitor:
        return self.people(user, width=360)

    @property
    def ann(self) -> Visitor:
        return self.resident(self.cast.ann)

    def step(self, who: Visitor, name: str) -> Visitor:
        who.go(f"{self.vote}desk/").press(f"/desk/step/{name}/")
        who.send().reads("已完成")
        self.election.refresh_from_db()
        return who


def begin(people: People, cast: Cast) -> Course:
    """A committee was elected and is in office; its electors are residents whose papers were seen."""
    open_community(division=cast.home.division, at=BEGINNING, by=None)
    cast.home.refresh_from_db()
    holder = in_office(cast)[0]
    elected(cast)
    electors = holder.election.registrations.filter(user__isnull=False).select_related("user")
    for n, one in enumerate(electors.order_by("number")):
        moved_in(one.user, f"{n // 6 + 1} 号楼 {n % 3 + 1} 单元 {n % 6 + 1}02", cast)
    return Course(people, cast, holder)


def ask(course: Course) -> None:
    """Three weeks after the election Ann asks for a recall; her signature is the first. The person is told."""
    course.people.day(ASKED)
    ann = course.ann.go(f"{course.base}elections/").press("/recalls/")
    seen(ann, "01-recalls-empty").press(f"/recalls/ask/{course.holder.key}/")
    seen(ann, "02-ask").send(reasons=REASONS).reads("罢免动议已发起")
    course.recall = Recall.objects.get()
    ann.reads("1 位选民签名", "需要 2 位", "您已签名", REASONS)
    seen(ann, "03-asked")
    stranger = course.people(course.cast.guest).page.goto(course.url)
    assert stranger is not None
    assert stranger.status == 403


def answer(course: Course) -> None:
    """Whom it is about finds it on the own home, and answers."""
    course.people.day(day(21))
    assert course.holder.user is not None
    concerned = course.resident(course.holder.user).go(course.base).reads("罢免", course.holder.name)
    seen(concerned, "04-home-of-the-person").press(course.url).press("/answer/")
    seen(concerned, "05-answer").send(answer=ANSWER).reads(ANSWER)
    assert not concerned.page.locator('main a[href$="/answer/"]').count()


def sign(course: Course) -> None:
    """Others read both and sign."""
    course.people.day(day(22))
    others = course.holder.election.registrations.filter(user__isnull=False).order_by("-number")
    signers = [one.user for one in others if one.user not in (course.cast.ann, course.holder.user)][:2]
    for n, user in enumerate(signers):
        one = course.resident(user).go(course.url).reads(REASONS, ANSWER)
        if not n:
            seen(one, "06-before-signing")
        one.page.once("dialog", lambda asked: asked.accept())
        one.send('main form[action$="/sign/"]').reads("您已签名")
    one.reads("3 位选民签名", "居委会受理")


def enter_sheet(course: Course) -> None:
    """Ann prints a sheet; the desk enters it from the roll: a neighbour without an account, and a representative."""
    ann = course.ann.go(course.url)
    printed = ann.page.request.get(f"{course.people.origin}{course.url}sheet.pdf")
    assert printed.body().startswith(b"%PDF")
    bo = course.bo.go(course.url).press("/sheets/")
    seen(bo, "07a-sheets").send(number=3, photo=photo(course.people)).reads("第 3 号表")
    lines = f"{course.url}sheets/3/"
    bo.go(f"{lines}?q=郑奶奶").send('main form:has([name="entry"])').reads("已录入", "郑奶奶")
    bo.go(f"{lines}?q=赵国华").reads("以居民代表身份签名")
    seen(bo, "07b-representative").send('main form:has([name="representative"])').reads(
        "赵国华", "第3居民小组"
    )
    seen(bo, "07c-sheet")
    ann.go(course.url).reads("4 位选民签名", "居民代表签名", "纸上 2 人", "两项达到一项即可")
    seen(ann, "07-enough")


def admit(course: Course) -> None:
    """The committee finds it on its desk, admits it, and announces the vote of the thirtieth day."""
    course.people.day(ADMITTED)
    chair = course.chair.go(f"{course.base}desk/").reads("罢免", "受理")
    seen(chair, "08-desk-of-committee").press(course.url).press("/admit/")
    seen(chair, "09-admit").send().reads("下一步")
    course.recall.refresh_from_db()
    course.election = course.recall.election
    seen(chair, "10-election-desk")
    course.step(chair, "announce")
    ann = course.ann.go(course.url).reads("已受理").press(course.vote)
    seen(ann, "11-announced")
    seen(course.ann.go(f"{course.base}elections/"), "12-elections")


def make_roll(course: Course) -> None:
    """The roll of the day: taken from the register, published, objected to by nobody, frozen."""
    course.people.day(hour(-29))
    bo = course.bo.go(f"{course.vote}desk/").press("/desk/roll/").press("/desk/roll/register/")
    bo.send().send('main form:has([name="all"])')
    course.people.day(hour(-28))
    course.step(bo, "publish-roll")
    seen(course.ann.go(course.vote), "13-roll-published")
    course.people.day(hour(-18))
    course.step(bo, "freeze")
    seen(bo, "14-desk-frozen")


def set_up_station(course: Course) -> None:
    """The hall and its book; a neighbour who cannot walk asks for a visit."""
    course.people.day(hour(-5))
    bo = course.bo.go(f"{course.vote}paper/new/")
    bo.send(name="社区大厅", manner="hall", place="1 号楼一层", supervisors="周监票\n吴监票")
    bo.send(first=1, last=20, received_by="周监票").reads("20")
    dan = course.resident(course.cast.dan).go(course.vote).reads("接下来投票表决", "社区大厅")
    seen(dan, "15-before-the-vote").press("/paper/visit/")
    dan.send(reason="腿脚不便").reads("流动票箱")


def vote(course: Course, came: int) -> None:
    """On the day electors come to the hall, one after the other, and each takes a ballot once."""
    course.people.day(hour(0, 8))
    course.step(course.chair, "open")
    course.people.day(hour(0, 12))
    seen(course.ann.go(course.vote), "16-polling").reads("社区大厅")
    there, bo = f"{course.vote}paper/{station(course).key}/", course.bo
    bo.go(there).press("/give/")
    for number in range(1, came + 1):
        bo.go(f"{there}give/?q={number}")
        bo.page.locator("main .list li").first.get_by_role("button", name="发一张选票").click()
    seen(bo.go(f"{there}give/?q=1"), "17-give").reads("已领票")


def station(course: Course) -> Station:
    found: Station = course.election.stations.get()
    return found


def count(course: Course) -> None:
    """After the close two people type the sheet, each alone; once they differ."""
    course.people.day(hour(0, 18))
    course.step(course.chair, "close")
    course.people.day(hour(0, 19))
    sheet = f"{course.vote}paper/{station(course).key}/sheet/"
    figures: dict[str, Any] = {"books": 20, "unused": 11, "spoiled": 0, "found": 9, "blank": 0, "invalid": 0}
    key = course.recall.key
    right = figures | {f"for-{key}": 5, f"against-{key}": 3, f"abstained-{key}": 1}
    bo = seen(course.bo.go(sheet), "18-sheet")
    bo.send(**right, photo=photo(course.people)).reads("另一人再录入一次")
    course.chair.go(sheet).send(**(right | {f"for-{key}": 4, f"against-{key}": 4}))
    seen(course.chair.go(sheet), "19-differ").reads("不一致").send(**right).reads("计票完成")


def photo(people: People) -> dict[str, Any]:
    """The signed sheet, as a telephone sees it."""
    page = people.open_page(width=420)
    page.set_content("<h1>社区大厅 计票表</h1><p>同意罢免 5 · 反对 3 · 弃权 1</p><p>监票：周、吴</p>")
    return {"name": "sheet.png", "mimeType": "image/png", "buffer": page.screenshot()}


def declare(course: Course) -> None:
    """The result before it is final; then for everybody, and the office has ended."""
    chair = course.chair.go(f"{course.vote}paper/").press("/paper/declare/")
    chair.reads("同意罢免 5 票", "反对 3 票", course.holder.name)
    seen(chair, "20-declare").send().reads("罢免通过")
    seen(chair.go(f"{course.vote}desk/"), "21-desk-declared")
    assert not chair.page.locator('main a[href*="/desk/step/"]').count()
    seen(course.ann.go(course.vote), "22-result").reads("罢免通过", "15", "9")
    course.ann.press("/paper/counts/").reads("社区大厅", "赞成罢免", "反对", "弃权")
    seen(course.ann, "23-counts")
    seen(course.ann.go(course.url), "24-recall-carried").reads("罢免通过")
    seen(course.ann.go(f"{course.base}recalls/"), "25-recalls")
    assert not course.ann.page.locator(f'main a[href$="/recalls/ask/{course.holder.key}/"]').count()
