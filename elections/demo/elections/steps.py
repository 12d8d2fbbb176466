"""What every election of the demo goes through until its candidates are published."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F

from elections.actions.running import (
    Person,
    Seats,
    add_member,
    announce_election,
    answer_nomination,
    confirm_entries,
    draft_election,
    freeze_roll,
    import_electors,
    nominate,
    open_nominations,
    publish_roll,
    raise_objection,
    review_nomination,
    rule_on_objection,
    support_nomination,
)
from elections.actions.running.base import day_of
from elections.actions.running.noticing import keep
from elections.demo.elections.people import ABOUT, PLEDGES, Calendar, dwelling, sex_of
from elections.documents.notices import document, numbers
from elections.models import Candidate, Election, Registration
from elections.rules.profiles import Phase
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.demo import World
from linli.notifications.models import Notice

OLD = ("郑桂英", "冯德海", "褚秀兰", "卫国栋", "蒋玉珍", "沈福生")


def staff_of(world: World, community: Community) -> tuple[User, User]:
    """Who runs the election, and who reviews: two people who do not stand in it."""
    staff = world.staff[community.code]
    first = staff.get("committee_member") or staff["chair"]
    return first, staff.get("grid_worker") or first


def make(
    world: World,
    community: Community,
    when: Calendar,
    title: str,
    seats: Sequence[Seats],
    *,
    key: str,
    **more: Any,
) -> Election:
    """Drafted and announced; on the election day from eight to six, where nothing else is said. The key makes its address
    the same in every demo, so that documentation can name it."""
    by = staff_of(world, community)[0]
    terms: dict[str, Any] = {
        "title": title,
        "election_day": when.day,
        "polls_open_at": when.at(0, 8),
        "polls_close_at": when.at(0, 18),
        "profile_code": "cn-residents-2026",
        "supporters_least": 10,
    } | more
    election = draft_election(community=community, seats=seats, by=by, at=when.on("drafted"), **terms)
    Election.objects.filter(pk=election.pk).update(key=key)
    return announce_election(election=election, by=by, at=when.on("announced"))


def fill_roll(world: World, election: Election, when: Calendar, users: Sequence[User]) -> None:
    """These people, and some old neighbours without a telephone."""
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
    people += [
        Person(name=name, household=dwelling(900 + n), group="第1居民小组", birth_year=1936 + n)
        for n, name in enumerate(OLD)
    ]
    source = Registration.Source.REGISTER
    added = import_electors(election=election, people=people, source=source, by=by, at=when.on("listed"))
    confirm_entries(election=election, entries=added, by=by, at=when.on("checked"))
    publish_roll(election=election, by=by, at=when.on("roll"))


def organisers(world: World, election: Election, when: Calendar) -> None:
    """Three who run it, and one who was chosen next: none of them is nominated."""
    cast = {user.pk for user in world.cast.values()}
    entries = Registration.objects.of(election).on_roll().exclude(user=None).order_by("number")[:10]
    chosen = [one for one in entries if one.user_id not in cast][:4]
    by = staff_of(world, election.community)[0]
    for one, office in zip(chosen, ("chair", "member", "member", "member"), strict=False):
        is_waiting = one is chosen[-1]
        about = {"name": one.name, "user": one.user, "office": office, "is_waiting": is_waiting}
        add_member(election=election, **about, by=by, at=when.on("announced"))


def object_and_freeze(world: World, election: Election, when: Calendar) -> None:
    """One objection, ruled on; then the roll stands, and nominations open."""
    by, other = staff_of(world, election.community)
    entries = list(Registration.objects.of(election).on_roll().exclude(user=None).order_by("number")[:2])
    one = raise_objection(
        election=election,
        ground="mistake",
        text="名单上的居民小组写错了，我家去年已经划到第三居民小组。",
        registration=entries[0],
        by=entries[1].user,
        at=when.on("objected"),
    )
    rule_on_objection(
        objection=one,
        ruling="rejected",
        reason="经核对居民登记册，名单所列小组无误。",
        by=other,
        at=when.on("ruled"),
    )
    freeze_roll(election=election, by=by, at=when.on("frozen"))
    open_nominations(election=election, by=by, at=when.on("nominating"))


def put_up(
    world: World, election: Election, post_name: str, entry: Registration, when: Calendar, n: int
) -> Candidate:
    """Nominated by ten neighbours together, accepted, reviewed, and on the ballot."""
    post = election.posts.get(name=post_name)
    rest = list(Registration.objects.of(election).on_roll().exclude(pk=entry.pk).order_by("number"))
    least = election.supporters_least
    others = [rest[place % len(rest)] for place in range(n * least, (n + 1) * least)]
    about: dict[str, Any] = {"statement": PLEDGES[n % len(PLEDGES)], "by": None, "at": when.on("nominated")}
    one = nominate(post=post, nominee=entry, proposer=others[0], **about)
    reviewer = staff_of(world, election.community)[1]
    for other in others[1:]:
        support_nomination(nomination=one, supporter=other, by=reviewer, at=when.on("supported"))
    answer_nomination(nomination=one, accepts=True, relatives=(), by=entry.user, at=when.on("accepted"))
    review_nomination(nomination=one, approve=True, relatives=(), by=reviewer, at=when.on("reviewed"))
    candidate = Candidate.objects.get(nomination=one)
    Candidate.objects.filter(pk=candidate.pk).update(about=ABOUT[n % len(ABOUT)])
    return candidate


def stand_all(
    world: World, election: Election, when: Calendar, names: Sequence[str], first: User | None = None
) -> None:
    """A candidate for each of these posts: `first`, then neighbours who are neither staff nor a visitor's to be."""
    entries = Registration.objects.of(election).on_roll().exclude(user=None).order_by("number")
    own = entries.filter(user=first).first() if first else None
    not_these = {user.pk for user in (*world.cast.values(), *staff_of(world, election.community))}
    others = [one for one in entries[20:60] if one != own and one.user_id not in not_these]
    people = ([own] if own else []) + others
    for n, (name, entry) in enumerate(zip(names, people, strict=False)):
        put_up(world, election, name, entry, when, n)


STEPS = {
    Phase.ROLL: "roll",
    Phase.RULINGS: "ruled",
    Phase.NOMINATION: "nominating",
    Phase.REVIEW: "reviewed",
    Phase.CANDIDATES: "candidates",
    Phase.PROXIES: "proxies",
    Phase.PREPARATION: "books",
}


def notify(election: Election, which: Sequence[int], when: Calendar, by: User) -> None:
    """These notices, each on the day of its stage."""
    ends = {Phase.RESULT: when.at(0, 21), Phase.HANDOVER: when.at(6)}
    for one in numbers(election):
        if one.number in which:
            at = ends.get(one.phase) or when.on(STEPS.get(one.phase, "announced"))
            keep(election, document(election, one.number, day_of(at)), by, at)


def told(election: Election) -> None:
    """What residents were told in the past has reached them: nobody is told of it today."""
    told = Notice.objects.filter(key__startswith=f"election-{election.key}-", finished_at=None)
    told.update(finished_at=F("created_at"))
