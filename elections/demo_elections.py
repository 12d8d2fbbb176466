"""Elections of the demo: the general election of the committee in office, and a by-election in its nominations."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import F

from elections.actions.running import (
    Counts,
    Marks,
    Person,
    Seats,
    announce_election,
    answer_nomination,
    answer_proxy,
    ask_proxy,
    close_polls,
    confirm_entries,
    declare_election,
    draft_election,
    freeze_roll,
    hand_over,
    import_electors,
    issue_notice,
    nominate,
    open_nominations,
    open_polls,
    publish_candidates,
    publish_proxies,
    publish_roll,
    raise_objection,
    review_nomination,
    rule_on_objection,
    support_nomination,
)
from elections.actions.running.base import day_of
from elections.actions.running.noticing import keep
from elections.demo_people import ABOUT, PLEDGES, Calendar, dwelling, sex_of
from elections.models import Candidate, Election, Registration
from elections.notices import document
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.demo import World
from linli.notifications.models import Notice

GENERAL = (
    Seats(office="chair", name="主任"),
    Seats(office="deputy", name="副主任"),
    Seats(office="member", name="委员", seats=3),
)
VACANT = (Seats(office="member", name="委员"),)


def staff_of(world: World, community: Community) -> tuple[User, User]:
    """Who runs the election, and who reviews: two people who do not stand in it."""
    staff = world.staff[community.code]
    first = staff.get("committee_member") or staff["chair"]
    return first, staff.get("grid_worker") or first


def make(
    world: World, community: Community, when: Calendar, title: str, seats: Sequence[Seats], **more: str
) -> Election:
    by = staff_of(world, community)[0]
    election = draft_election(
        community=community,
        title=title,
        election_day=when.day,
        polls_open_at=when.at(0, 8),
        polls_close_at=when.at(0, 18),
        profile_code="cn-residents-2026",
        supporters_least=3,
        seats=seats,
        by=by,
        at=when.at(-62),
        **more,
    )
    return announce_election(election=election, by=by, at=when.at(-60))


def fill_roll(world: World, election: Election, when: Calendar, users: Sequence[User]) -> None:
    """Everybody of the register, and some old neighbours without a telephone."""
    by = staff_of(world, election.community)[0]
    people = [
        Person(
            name=str(user),
            household=dwelling(n),
            group=f"第{n % 6 + 1}居民小组",
            sex=sex_of(str(user), n),
            birth_year=1945 + n * 7 % 58,
            user=user,
        )
        for n, user in enumerate(users)
    ]
    old = ("郑桂英", "冯德海", "褚秀兰", "卫国栋", "蒋玉珍", "沈福生")
    people += [
        Person(name=name, household=dwelling(900 + n), group="第1居民小组", birth_year=1936 + n)
        for n, name in enumerate(old)
    ]
    source = Registration.Source.REGISTER
    added = import_electors(election=election, people=people, source=source, by=by, at=when.at(-58))
    confirm_entries(election=election, entries=added, by=by, at=when.at(-55))
    publish_roll(election=election, by=by, at=when.at(-50))


def object_and_freeze(world: World, election: Election, when: Calendar) -> None:
    by, other = staff_of(world, election.community)
    entries = list(Registration.objects.of(election).on_roll().exclude(user=None).order_by("number")[:2])
    one = raise_objection(
        election=election,
        ground="mistake",
        text="名单上的居民小组写错了，我家去年已经划到第三居民小组。",
        registration=entries[0],
        by=entries[1].user,
        at=when.at(-48),
    )
    rule_on_objection(
        objection=one,
        ruling="rejected",
        reason="经核对居民登记册，名单所列小组无误。",
        by=other,
        at=when.at(-47),
    )
    freeze_roll(election=election, by=by, at=when.at(-34))
    open_nominations(election=election, by=by, at=when.at(-22))


def put_up(
    world: World, election: Election, post_name: str, entry: Registration, when: Calendar, n: int
) -> Candidate:
    """Nominated by three neighbours, accepted, reviewed, and on the ballot."""
    post = election.posts.get(name=post_name)
    others = list(
        Registration.objects.of(election).on_roll().exclude(pk=entry.pk).order_by("number")[n * 3 : n * 3 + 3]
    )
    words = PLEDGES[n % len(PLEDGES)]
    one = nominate(post=post, nominee=entry, proposer=others[0], statement=words, by=None, at=when.at(-20))
    reviewer = staff_of(world, election.community)[1]
    for other in others[1:]:
        support_nomination(nomination=one, supporter=other, by=reviewer, at=when.at(-19))
    answer_nomination(nomination=one, accepts=True, by=entry.user, at=when.at(-18))
    review_nomination(nomination=one, approve=True, by=reviewer, at=when.at(-12))
    candidate = Candidate.objects.get(nomination=one)
    Candidate.objects.filter(pk=candidate.pk).update(about=ABOUT[n % len(ABOUT)])
    return candidate


def told(election: Election) -> None:
    """What residents were told in the past has reached them: nobody is told of it today."""
    told = Notice.objects.filter(key__startswith=f"election-{election.key}-", finished_at=None)
    told.update(finished_at=F("created_at"))


def past_general(world: World, community: Community) -> Election:
    """Thirteen months ago: a whole committee, on paper."""
    when = Calendar(world.at - timedelta(days=400))
    by, _other = staff_of(world, community)
    title = f"{community.name}居民委员会第八届换届选举"
    election = make(world, community, when, title, GENERAL)
    chair = world.staff[community.code].get("chair")
    users = [u for u in [chair, *world.residents[community.code]] if u and u != by]
    fill_roll(world, election, when, list(dict.fromkeys(users)))
    object_and_freeze(world, election, when)
    stand_all(world, election, when, chair)
    publish_candidates(election=election, by=by, at=when.at(-8))
    publish_proxies(election=election, by=by, at=when.at(-3))
    open_polls(election=election, by=by, at=when.at(0, 8))
    close_polls(election=election, by=by, at=when.at(0, 18))
    declare_election(election=election, counts=counted(election), by=by, at=when.at(0, 20))
    hand_over(election=election, by=by, at=when.at(6))
    election.refresh_from_db()
    for number in range(1, 18):
        keep(election, document(election, number, day_of(when.at(6))), by, when.at(6))
    told(election)
    return election


def stand_all(world: World, election: Election, when: Calendar, chair: User | None) -> None:
    entries = Registration.objects.of(election).on_roll().exclude(user=None).order_by("number")
    own = entries.filter(user=chair).first()
    cast = {user.pk for user in world.cast.values()}
    helpers = {user.pk for user in staff_of(world, election.community)}
    others = [one for one in entries[20:60] if one != own and one.user_id not in cast | helpers]
    people = ([own] if own else []) + others
    names = ["主任", "主任", "副主任", "副主任", "委员", "委员", "委员", "委员"]
    for n, (name, entry) in enumerate(zip(names, people, strict=False)):
        put_up(world, election, name, entry, when, n)


def counted(election: Election) -> Counts:
    """Seven of ten came; the first of each post has most votes."""
    election.refresh_from_db()
    came = election.roll_size * 7 // 10
    valid = came - 3
    shares = {"主任": (74, 20), "副主任": (66, 27), "委员": (81, 72, 63, 40)}
    marks: dict[int, Marks] = {}
    for post in election.posts.all():
        rows = Candidate.objects.filter(post=post).standing().order_by("position")
        for candidate, share in zip(rows, shares[post.name], strict=True):
            votes = valid * share // 100
            marks[candidate.pk] = Marks(votes=votes, against=(valid - votes) // 2)
    return Counts(issued=came, returned=came, invalid=3, marks=marks)


def running(world: World, community: Community) -> Election:
    """A member moved away: a by-election, on paper and online, whose nominations are open now."""
    when = Calendar(world.at + timedelta(days=12))
    by, _other = staff_of(world, community)
    title = f"{community.name}居民委员会委员补选"
    election = make(world, community, when, title, VACANT, kind="by_election", ballot_mode="both")
    fill_roll(world, election, when, [u for u in world.residents[community.code] if u != by])
    object_and_freeze(world, election, when)
    nominees(world, election, when)
    election.refresh_from_db()
    for number in range(1, 7):
        keep(election, document(election, number, day_of(when.at(-22))), by, when.at(-22))
    told(election)
    issue_notice(election=election, number=7, by=by, at=min(world.at, when.at(-21)))
    return election


def nominees(world: World, election: Election, when: Calendar) -> None:
    """One on the ballot, one to review, one gathering; Ann is asked, and entrusted with a vote."""
    entries = Registration.objects.of(election).on_roll().exclude(user=None).order_by("number")
    cast = {user.pk for user in world.cast.values()}
    free = [one for one in entries[10:40] if one.user_id not in cast]
    post, at = election.posts.get(), min(world.at, when.at(-18))
    first = nominate(post=post, nominee=free[0], statement=PLEDGES[0], by=free[0].user, at=when.at(-20))
    reviewer = staff_of(world, election.community)[1]
    review_nomination(nomination=first, approve=True, by=reviewer, at=at)
    nominate(post=post, nominee=free[1], statement=PLEDGES[1], by=free[1].user, at=at)
    third = nominate(post=post, nominee=free[2], statement=PLEDGES[2], by=free[3].user, at=at)
    support_nomination(nomination=third, by=free[4].user, at=at)
    ann = entries.filter(user=world.cast.get("ann")).first()
    if ann is not None:
        nominate(post=post, nominee=ann, statement=PLEDGES[3], by=free[5].user, at=at)
        ask_proxy(
            election=election, holder=ann, relation="other", reason="在外地带孙辈", by=free[6].user, at=at
        )
    taken = ask_proxy(
        election=election, holder=free[8], relation="child", reason="住院", by=free[7].user, at=at
    )
    answer_proxy(proxy=taken, accepts=True, by=free[8].user, at=at)


def build_elections(world: World) -> None:
    """In the demo's first community, where its people live."""
    for community in world.communities[:1]:
        if len(world.residents.get(community.code, [])) >= 60:
            past_general(world, community)
            running(world, community)
