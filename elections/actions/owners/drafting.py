"""Before an owners' vote is announced: its terms and its questions; and cancelling, until it is declared."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from elections.actions.owners.base import State, law_of, locked, save, write_down
from elections.actions.owners.refusals import MatterUnknown, WhyMissing, WindowWrong
from elections.actions.owners.telling import tell_owners_cancelled
from elections.models import OwnersQuestion, OwnersVote
from elections.rules.results import NoOwners, matter_of
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.searching import changed

PROFILE = "cn-owners-278"


@transaction.atomic
def draft_owners_vote(
    *,
    community: Community,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    explanation: str = "",
    by: User | None,
    at: datetime,
) -> OwnersVote:
    """A draft that only those who run or oversee elections see."""
    check_window(opens_at, closes_at, at)
    vote = OwnersVote.objects.create(
        community=community,
        title=title,
        explanation=explanation,
        opens_at=opens_at,
        closes_at=closes_at,
        profile_code=PROFILE,
        drafted_by=by,
        drafted_at=at,
    )
    write_down(vote, "draft_owners_vote", by, at, detail={"title": title})
    return vote


def check_window(opens_at: datetime, closes_at: datetime, at: datetime) -> None:
    if closes_at <= max(opens_at, at):
        raise WindowWrong


@transaction.atomic
def revise_owners_vote(*, vote: OwnersVote, by: User, at: datetime, **terms: Any) -> OwnersVote:
    """Changes title, explanation or window of a draft."""
    if unknown := set(terms) - {"title", "explanation", "opens_at", "closes_at"}:
        raise TypeError(f"an owners' vote has no {sorted(unknown)}")
    vote = locked(vote, State.DRAFT)
    check_window(terms.get("opens_at", vote.opens_at), terms.get("closes_at", vote.closes_at), at)
    save(vote, **terms)
    write_down(vote, "revise_owners_vote", by, at, detail={"changed": sorted(terms)})
    return vote


@transaction.atomic
def add_owners_question(
    *, vote: OwnersVote, matter: int, text: str, explanation: str = "", by: User | None, at: datetime
) -> OwnersQuestion:
    """One thing to decide, by its matter of art. 278: the matter says how many must agree."""
    vote = locked(vote, State.DRAFT)
    try:
        matter_of(law_of(vote), matter)
    except NoOwners as unknown:
        raise MatterUnknown from unknown
    last = vote.questions.aggregate(last=Max("position"))["last"] or 0
    values = {"matter": matter, "text": text, "explanation": explanation}
    question = OwnersQuestion.objects.create(vote=vote, position=last + 1, **values)
    write_down(vote, "add_owners_question", by, at, obj=question, detail={"matter": matter, "text": text})
    return question


@transaction.atomic
def remove_owners_question(*, question: OwnersQuestion, by: User, at: datetime) -> None:
    vote = locked(question.vote, State.DRAFT)
    write_down(vote, "remove_owners_question", by, at, obj=question, detail={"text": question.text})
    question.delete()


@transaction.atomic
def cancel_owners_vote(*, vote: OwnersVote, reason: str, by: User | None, at: datetime) -> OwnersVote:
    """Ends a vote without a result. Ballots already given are kept, and never counted."""
    vote = locked(vote, State.DRAFT, State.ANNOUNCED, State.OPEN, State.CLOSED)
    if not reason.strip():
        raise WhyMissing
    save(vote, state=State.CANCELLED, cancelled_at=at, cancel_reason=reason.strip()[:200])
    write_down(vote, "cancel_owners_vote", by, at, detail={"reason": vote.cancel_reason})
    if vote.announced_at:
        tell_owners_cancelled(vote, by, at)
    changed(vote)
    return vote
