"""A member resigned: a by-election of the committee, on paper and online, postponed once, with its nominations open. Another
has filed a resignation, which waits for the meeting."""

from datetime import timedelta
from typing import Any

from elections.actions.offices import Grounds, end_term_early
from elections.actions.resignations import file_resignation
from elections.actions.running import (
    Seats,
    answer_nomination,
    answer_proxy,
    ask_proxy,
    issue_notice,
    nominate,
    postpone_election,
    review_nomination,
    support_nomination,
)
from elections.actions.running.base import day_of
from elections.actions.running.noticing import keep
from elections.demo.elections.people import PLEDGES, Calendar, sunday
from elections.demo.elections.steps import (
    fill_roll,
    make,
    notify,
    object_and_freeze,
    organisers,
    staff_of,
    told,
)
from elections.documents.notices import document
from elections.models import Election, Officeholder, Registration
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.demo import World
from linli.notifications.models import Notice

WHY = "原定选举日社区活动室检修消防设施，不能设投票站。"
VACANT = (Seats(office="member", name="委员"),)


def nominating(world: World, community: Community) -> Election:
    when = Calendar(sunday(world.at + timedelta(days=12)))
    by, _other = staff_of(world, community)
    title = f"{community.name}居民委员会委员补选"
    terms = {"kind": "by_election", "ballot_mode": "both"}
    first: dict[str, Any] = {"election_day": when.at(-7).date()}
    first |= {"polls_open_at": when.at(-7, 8), "polls_close_at": when.at(-7, 18)}
    resigned(world, community, when, by)
    election = make(world, community, when, title, VACANT, key="demo-vacancy", **terms, **first)
    postpone(election, when, by)
    fill_roll(world, election, when, [u for u in world.residents[community.code] if u != by])
    organisers(world, election, when)
    object_and_freeze(world, election, when)
    nominees(world, election, when)
    election.refresh_from_db()
    notify(election, range(2, 7), when, by)
    told(election)
    issue_notice(election=election, number=7, by=by, at=min(world.at, when.on("nominating", 10)))
    files(world, community, by)
    return election


def resigned(world: World, community: Community, when: Calendar, by: User) -> None:
    """The representatives agreed, three days before the by-election was drafted."""
    day = when.day - timedelta(days=when.before["drafted"] + 3)
    held = Officeholder.objects.in_community(community).in_office(day).filter(office="member")
    member = held.exclude(user__in=world.cast.values()).exclude(user=by).order_by("-pk").first()
    if member is None:
        return
    why = Grounds(
        ground="resigned",
        ended_on=day,
        applied_on=day - timedelta(days=12),
        reference="居民代表会议纪要（第 6 次）",
        note="因照顾家人提出辞职。",
    )
    at = when.at(-when.before["drafted"] - 3, 20)
    found = end_term_early(officeholder=member, why=why, by=by, at=at)
    Notice.objects.filter(key=f"office-{found.key}-ended").update(finished_at=at)


def files(world: World, community: Community, by: User) -> None:
    """Two days ago, and no meeting has decided yet."""
    at = world.at - timedelta(days=2)
    held = Officeholder.objects.in_community(community).in_office(day_of(at)).filter(office="member")
    others = held.exclude(user=None).exclude(user__in=[by, *world.cast.values()])
    if member := others.order_by("pk").first():
        reason = "下月起调往外地工作，不能再坚持值班，请居民代表会议审议。"
        file_resignation(officeholder=member, reason=reason, by=member.user, at=at)


def postpone(election: Election, when: Calendar, by: User) -> None:
    """A week later than was announced, as everybody reads on its page and in the second edition of its first notice."""
    announced = when.on("announced")
    keep(election, document(election, 1, day_of(announced)), by, announced)
    hours: dict[str, Any] = {"polls_open_at": when.at(0, 8), "polls_close_at": when.at(0, 18)}
    terms = hours | {"election_day": when.day, "reason": WHY, "by": by}
    postpone_election(election=election, at=announced + timedelta(days=1), **terms)
    election.refresh_from_db()


def nominees(world: World, election: Election, when: Calendar) -> None:
    """One on the ballot, one to review, one gathering; Ann is asked, and entrusted with a vote."""
    entries = Registration.objects.of(election).on_roll().exclude(user=None).order_by("number")
    cast = {user.pk for user in world.cast.values()}
    free = [one for one in entries[10:40] if one.user_id not in cast]
    post, at = election.posts.get(), min(world.at, when.on("accepted"))
    reviewer = staff_of(world, election.community)[1]
    first, second = (
        nominate(
            post=post, nominee=one, from_party=True, statement=pledge, by=reviewer, at=when.on("nominated")
        )
        for one, pledge in zip(free[:2], PLEDGES, strict=False)
    )
    for one in (first, second):
        answer_nomination(nomination=one, accepts=True, relatives=(), by=one.nominee.user, at=at)
    review_nomination(nomination=first, approve=True, relatives=(), by=reviewer, at=at)
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
