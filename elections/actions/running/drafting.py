"""Before an election is public: drafting and announcing it, with its rules frozen; and cancelling, until the result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from elections.actions.running.base import WAIVED, State, locked, save, write_down
from elections.actions.running.lawful import check_lawful
from elections.actions.running.refusals import (
    NoPosts,
    NotAllowedByRules,
    OnlineOnlyEncrypted,
    ReasonMissing,
    TooFewNominators,
    UnknownRules,
)
from elections.actions.running.telling import tell_step
from elections.models import Election, Post
from elections.rules import profiles
from elections.rules.profiles import Mode, Profile
from elections.rules.secrecy import is_secret_enough
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.searching import changed

FIELDS = frozenset(
    [
        "title",
        "kind",
        "predecessor",
        "electorate_mode",
        "ballot_mode",
        "assurance",
        "election_day",
        "polls_open_at",
        "polls_close_at",
        "term_years",
        "supporters_least",
        "profile_code",
    ]
)


@dataclass(frozen=True, kw_only=True)
class Seats:
    """A post to fill: the profile's key of the office, the name on the ballot, how many seats and candidates more."""

    office: str
    name: str
    seats: int = 1
    surplus: int = 1
    seats_for_women: int = 0


def profile_named(code: str) -> Profile:
    try:
        return profiles.load(code)
    except profiles.UnknownProfile as error:
        raise UnknownRules from error


def posts_of(election: Election, seats: Sequence[Seats]) -> list[Post]:
    if len({one.name for one in seats}) < len(seats):
        raise NoPosts
    return [Post(election=election, position=n, **vars(one)) for n, one in enumerate(seats, 1)]


def known(terms: dict[str, Any]) -> dict[str, Any]:
    if unknown := set(terms) - FIELDS:
        raise TypeError(f"an election has no {sorted(unknown)}")
    return terms


def check_secret(election: Election) -> None:
    """Held by the database too: elections_election_online_level."""
    if not is_secret_enough(election.ballot_mode, election.assurance):
        raise OnlineOnlyEncrypted


@transaction.atomic
def draft_election(
    *, community: Community, seats: Sequence[Seats], by: User | None, at: datetime, **terms: Any
) -> Election:
    """Writes a draft that only those who run elections see. `terms` are fields of Election: title, election_day…"""
    election = Election(community=community, drafted_by=by, drafted_at=at, **known(terms))
    check_secret(election)
    election.save()
    Post.objects.bulk_create(posts_of(election, seats))
    write_down(election, "draft_election", by, at, detail={"title": election.title})
    return election


@transaction.atomic
def revise_election(
    *, election: Election, seats: Sequence[Seats], by: User, at: datetime, **terms: Any
) -> Election:
    election = locked(election, State.DRAFT)
    for name, value in known(terms).items():
        setattr(election, name, value)
    check_secret(election)
    election.save()
    election.posts.all().delete()
    Post.objects.bulk_create(posts_of(election, seats))
    write_down(election, "revise_election", by, at, detail={"changed": sorted(terms)})
    return election


def freeze_rules(election: Election, profile: Profile) -> None:
    """From now on the profile's text, its digest and its periods are this election's own."""
    election.profile, election.profile_version = profile.as_data(), profile.version
    election.profile_digest = profile.digest
    for name in WAIVED:
        days = 0 if election.kind == Election.Kind.RUN_OFF else getattr(profile.deadlines, name) or 0
        setattr(election, name, days)
    election.most_per_holder = profile.proxies.most_in(Mode(election.electorate_mode))
    election.candidate_may_hold = profile.proxies.candidate_may_hold


def check_allowed(election: Election, profile: Profile) -> None:
    """Electorate, channel, level and seats are among those that the rules allow; online ballots are encrypted."""
    check_secret(election)
    allowed = (
        (election.electorate_mode, profile.electorate.modes),
        (election.ballot_mode, profile.ballots.channels),
        (election.assurance, profile.ballots.levels),
    )
    if any(chosen not in [str(one) for one in some] for chosen, some in allowed):
        raise NotAllowedByRules
    posts = list(election.posts.all())
    if not posts and election.kind != Election.Kind.RECALL:
        raise NoPosts
    if election.supporters_least < (profile.election.nominators_least or 0):
        raise TooFewNominators
    if profile.election.differential and any(post.surplus < 1 for post in posts):
        raise NotAllowedByRules


@transaction.atomic
def announce_election(*, election: Election, by: User | None, at: datetime) -> Election:
    """Notice 1: the election day. Terms and rules stand from now on."""
    election = locked(election, State.DRAFT, by=by)
    profile = profile_named(election.profile_code)
    check_allowed(election, profile)
    freeze_rules(election, profile)
    election.announced_at = at
    check_lawful(election, State.ANNOUNCED, at)
    election.state = State.ANNOUNCED
    election.save()
    detail = {"profile": profile.id, "version": profile.version, "digest": profile.digest}
    write_down(election, "announce_election", by, at, detail=detail)
    tell_step(election, by, at)
    changed(election)
    return election


@transaction.atomic
def cancel_election(*, election: Election, reason: str, by: User, at: datetime) -> Election:
    """Ends an election without a result; the reason is public."""
    if not reason.strip():
        raise ReasonMissing
    election = locked(election, *Election.BEFORE_RESULT, by=by)
    save(election, state=State.CANCELLED, cancelled_at=at, cancel_reason=reason.strip()[:200])
    write_down(election, "cancel_election", by, at, detail={"reason": election.cancel_reason})
    if election.announced_at:
        tell_step(election, by, at)
        changed(election)
    return election
