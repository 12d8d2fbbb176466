"""Before a vote opens: drafting, revising, announcing; and cancelling, at any time before the result."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from elections.actions.refusals import ReasonMissing, TooFewOptions, WindowPast, WrongState
from elections.actions.telling import tell_cancelled, tell_planned
from elections.models import Option, Vote
from linli.accounts.models import User
from linli.audit.actions import record
from linli.communities.models import Community
from linli.core.searching import changed

YES_NO = (Option.Stance.FOR, Option.Stance.AGAINST, Option.Stance.ABSTAIN)
FIELDS = frozenset(
    [
        "question",
        "explanation",
        "kind",
        "secrecy",
        "audience",
        "opens_at",
        "closes_at",
        "quorum_numerator",
        "quorum_denominator",
        "quorum_is_strict",
        "passing_numerator",
        "passing_denominator",
        "passing_is_strict",
        "passing_base",
    ]
)


def locked(vote: Vote, *states: Vote.State) -> Vote:
    """The vote as it is now, held until this transaction ends; refused where it has moved on."""
    found = Vote.objects.select_for_update(of=("self",)).select_related("community__division").get(pk=vote.pk)
    if found.state not in states:
        raise WrongState
    return found


def ballot_lines(vote: Vote, texts: Sequence[str]) -> list[Option]:
    """The options of the ballot: yes, no, abstain; or the given texts, and abstaining."""
    if vote.kind == Vote.Kind.YES_NO:
        pairs = [(stance, "") for stance in YES_NO]
    else:
        named = [text.strip() for text in texts if text.strip()]
        if len(named) < 2 or len(set(named)) < len(named):
            raise TooFewOptions
        pairs = [(Option.Stance.CHOICE, text) for text in named] + [(Option.Stance.ABSTAIN, "")]
    return [
        Option(vote=vote, position=n, stance=stance, text=text) for n, (stance, text) in enumerate(pairs, 1)
    ]


def known(terms: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := set(terms) - FIELDS:
        raise TypeError(f"a vote has no {sorted(unknown)}")
    return dict(terms)


@transaction.atomic
def draft_vote(
    *,
    community: Community,
    question: str,
    opens_at: datetime,
    closes_at: datetime,
    options: Sequence[str] = (),
    by: User | None,
    at: datetime,
    **terms: Any,
) -> Vote:
    """Writes a draft that only those who run votes see. `terms` are further fields of Vote: kind, secrecy, quorum…"""
    if closes_at <= max(opens_at, at):
        raise WindowPast
    vote = Vote.objects.create(
        community=community,
        question=question,
        opens_at=opens_at,
        closes_at=closes_at,
        drafted_by=by,
        drafted_at=at,
        **known(terms),
    )
    Option.objects.bulk_create(ballot_lines(vote, options))
    record(
        by=by,
        action="elections.draft_vote",
        obj=vote,
        community=community,
        at=at,
        detail={"question": question},
    )
    return vote


@transaction.atomic
def revise_vote(*, vote: Vote, options: Sequence[str] = (), by: User, at: datetime, **terms: Any) -> Vote:
    """Changes a draft; once announced, a vote can only be cancelled."""
    vote = locked(vote, Vote.State.DRAFT)
    for field, value in known(terms).items():
        setattr(vote, field, value)
    if vote.closes_at <= max(vote.opens_at, at):
        raise WindowPast
    vote.save()
    vote.options.all().delete()
    Option.objects.bulk_create(ballot_lines(vote, options))
    detail = {"changed": sorted(terms)}
    record(by=by, action="elections.revise_vote", obj=vote, community=vote.community, at=at, detail=detail)
    return vote


@transaction.atomic
def announce_vote(*, vote: Vote, by: User | None, at: datetime) -> Vote:
    """Publishes the question and the window ahead of opening; from now on they stand."""
    vote = locked(vote, Vote.State.DRAFT)
    if vote.closes_at <= at:
        raise WindowPast
    vote.state, vote.announced_at = Vote.State.ANNOUNCED, at
    vote.save(update_fields=["state", "announced_at"])
    record(by=by, action="elections.announce_vote", obj=vote, community=vote.community, at=at)
    tell_planned(vote, by, at)
    changed(vote)
    return vote


def set_cancelled(vote: Vote, reason: str, at: datetime) -> None:
    vote.state, vote.cancelled_at, vote.cancel_reason = Vote.State.CANCELLED, at, reason.strip()[:200]
    vote.save(update_fields=["state", "cancelled_at", "cancel_reason"])


@transaction.atomic
def cancel_vote(*, vote: Vote, reason: str, by: User, at: datetime) -> Vote:
    """Ends a vote without a result. Ballots already cast are kept, and never counted."""
    vote = locked(vote, Vote.State.DRAFT, Vote.State.ANNOUNCED, Vote.State.OPEN, Vote.State.CLOSED)
    if not reason.strip():
        raise ReasonMissing
    set_cancelled(vote, reason, at)
    detail = {"reason": vote.cancel_reason}
    record(by=by, action="elections.cancel_vote", obj=vote, community=vote.community, at=at, detail=detail)
    if vote.announced_at:
        tell_cancelled(vote, by, at)
    changed(vote)
    return vote
