"""Two years of residents' votes: decided, failed, level, short of a quorum, cancelled; some open, one to come."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from elections.actions import announce_vote, draft_vote, open_vote
from elections.actions.bulk import cast_ballots
from elections.actions.closing import set_closed, set_declared
from elections.actions.drafting import set_cancelled
from elections.actions.opening import set_open
from elections.demo.elections import build_elections
from elections.demo.elections.secrets import shown
from elections.demo.meetings import build_meetings
from elections.demo.plans import CANTEEN, EMPTY_LOT, LIFT, PARCELS, PAST, WAITING, Past
from elections.models import Elector, Option, Vote
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.demo import World
from linli.roles.permissions import Permission
from linli.roles.rights import holders


def moment(world: World, days: float, hour: int = 18) -> datetime:
    """So many days from the demo's present, on the hour, by Shanghai's clock."""
    return timezone.localtime(world.at + timedelta(days=days)).replace(
        hour=hour, minute=0, second=0, microsecond=0
    )


def drafted(world: World, community: Community, plan: Past, opens_at: datetime, closes_at: datetime) -> Vote:
    terms = {
        "kind": Vote.Kind.ONE_OF_MANY if plan.options else Vote.Kind.YES_NO,
        "secrecy": Vote.Secrecy.NAMED if plan.named else Vote.Secrecy.SECRET,
        "audience": Audience.PUBLIC if plan.public else Audience.RESIDENTS,
        **plan.terms,
    }
    return draft_vote(
        community=community,
        question=plan.question,
        explanation=plan.explanation,
        opens_at=opens_at,
        closes_at=closes_at,
        options=plan.options,
        by=keeper(world, community),
        at=min(opens_at, world.at) - timedelta(days=3),
        **terms,
    )


def keeper(world: World, community: Community) -> User | None:
    """Whoever runs votes in this community: a committee member, or the chair."""
    staff = world.staff.get(community.code, {})
    return staff.get("committee_member") or staff.get("chair")


def divided(
    world: World, electors: Sequence[Elector], options: Sequence[Option], plan: Past
) -> dict[Elector, Option]:
    """Whose ballots there are, and for what: as many for each option as its share says."""
    voters = world.random.sample(list(electors), round(len(electors) * plan.turnout))
    chosen: list[Option] = []
    for option, share in zip(options, plan.shares, strict=True):
        chosen += [option] * int(len(voters) * share)
    chosen += [options[-1]] * (len(voters) - len(chosen))
    world.random.shuffle(chosen)
    return dict(zip(voters, chosen, strict=True))


def vote_in(world: World, vote: Vote, plan: Past, at: datetime, without: Sequence[User] = ()) -> None:
    absent = {user.pk for user in without}
    electors = [e for e in vote.electors.order_by("number") if e.user_id not in absent]
    cast_ballots(vote=vote, choices=divided(world, electors, list(vote.options.all()), plan), by=None, at=at)


def finish(world: World, community: Community, plan: Past, *, declare: bool = True) -> Vote:
    """A vote of the past, written without telling anybody."""
    closes_at = moment(world, -plan.days_ago)
    vote = drafted(world, community, plan, closes_at - timedelta(days=7, hours=9), closes_at)
    residents = world.residents[community.code]
    world_roll = world.random.sample(residents, round(len(residents) * world.random.uniform(0.85, 0.98)))
    set_open(vote, world_roll, vote.opens_at)
    vote_in(world, vote, plan, closes_at - timedelta(days=2))
    set_closed(vote, closes_at)
    if declare:
        set_declared(vote, keeper(world, community), closes_at + timedelta(hours=1))
    return vote


def begin(world: World, community: Community, plan: Past, days_open: float, days_left: float) -> None:
    """An open vote, in which the demo's own people have not voted yet."""
    opens_at = moment(world, -days_open, 9)
    vote = drafted(world, community, plan, opens_at, moment(world, days_left))
    by = keeper(world, community)
    if holders(Permission.VOTE, community, opens_at).exists():
        open_vote(vote=vote, by=by, at=opens_at)
    else:
        set_open(vote, world.residents[community.code], opens_at)
    vote_in(world, vote, plan, world.at - timedelta(minutes=20), list(world.cast.values()))


def drop(world: World, community: Community, plan: Past, reason: str) -> None:
    """A vote that was cancelled while it was open."""
    end = moment(world, -plan.days_ago)
    vote = drafted(world, community, plan, end - timedelta(days=7), end)
    set_open(vote, world.residents[community.code], vote.opens_at)
    set_cancelled(vote, reason, end - timedelta(days=5))


def plan_ahead(world: World, community: Community, plan: Past, days: float) -> None:
    begins = moment(world, days, 9)
    vote = drafted(world, community, plan, begins, begins + timedelta(days=7, hours=9))
    announce_vote(vote=vote, by=keeper(world, community), at=world.at - timedelta(hours=5))


def build_votes(world: World) -> None:
    for number, community in enumerate(world.communities):
        if len(world.residents.get(community.code, [])) < 20:
            continue
        for plan in PAST if number < 3 else PAST[-4:]:
            finish(world, community, plan)
        drop(world, community, PARCELS, "东门内侧涉及消防通道，请消防部门复核后重新表决")
        finish(world, community, WAITING, declare=False)
        begin(world, community, LIFT, 4, 5)
        begin(world, community, CANTEEN, 2, 1)
        plan_ahead(world, community, EMPTY_LOT, 6)


__all__ = ["builds", "shown"]
builds = [(20, build_votes), (21, build_elections), (22, build_meetings)]
