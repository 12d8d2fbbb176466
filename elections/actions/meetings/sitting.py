"""While a meeting sits: who is there, each item decided by show of hands, and its end or its adjournment."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from elections.actions.meetings.base import State, law_of, locked, save, write_down
from elections.actions.meetings.body import body_of, check_body
from elections.actions.meetings.refusals import (
    AlreadyDecided,
    ItemsOpen,
    NoRepresentatives,
    NoSeat,
    NotQuorate,
    ReasonMissing,
    TooEarlyToBegin,
    TooManyHands,
)
from elections.models import AgendaItem, ItemOutcome, Meeting, Officeholder, Presence, Representative
from elections.rules.results import Code, Decision, Reason, Show, decide_meeting
from elections.words.meetings import sentence
from linli.accounts.models import User

Seat = Representative | Officeholder
KINDS = {"present": Representative, "committee": Officeholder}


@transaction.atomic
def begin_meeting(*, meeting: Meeting, by: User | None, at: datetime) -> Meeting:
    """From now on it is marked who comes; of how many they are is fixed: all who have a seat today."""
    meeting = locked(meeting, State.CALLED)
    if at < meeting.starts_at:
        raise TooEarlyToBegin
    body = check_body(meeting.community, at, law_of(meeting))
    if not body.representatives:
        raise NoRepresentatives
    numbers = {"members": body.size, "committee_members": len(body.members)}
    save(meeting, state=State.SITTING, opened_at=at, **numbers)
    detail = numbers | {"women": body.women}
    write_down(meeting.community, "begin_meeting", by, at, obj=meeting, detail=detail)
    return meeting


@transaction.atomic
def mark_presence(*, meeting: Meeting, present: Collection[Seat], by: User | None, at: datetime) -> int:
    """Who is in the room now, and nobody for another. Whoever was there for a decision stays on the list as having left."""
    meeting = locked(meeting, State.SITTING)
    wanted = set(present)
    if not wanted <= set(body_of(meeting).seats):
        raise NoSeat
    rows = {one.seat: one for one in meeting.presences.select_related("representative", "member")}
    came = [seated(meeting, seat, by, at) for seat in sorted(wanted - set(rows), key=order)]
    Presence.objects.bulk_create(came)
    update_rows(meeting, rows, wanted, at)
    detail = {name: sorted(one.pk for one in wanted if isinstance(one, kind)) for name, kind in KINDS.items()}
    write_down(meeting.community, "mark_presence", by, at, obj=meeting, detail=detail)
    return len(wanted)


def seated(meeting: Meeting, seat: Seat, by: User | None, at: datetime) -> Presence:
    as_what = "representative" if isinstance(seat, Representative) else "member"
    return Presence(meeting=meeting, marked_by=by, came_at=at, **{as_what: seat})


def order(seat: Seat) -> tuple[bool, int]:
    """Representatives first."""
    return isinstance(seat, Officeholder), seat.pk


def update_rows(meeting: Meeting, rows: dict[Seat, Presence], wanted: set[Seat], at: datetime) -> None:
    """Back again, gone, or ticked by mistake before anything was decided."""
    is_decided = ItemOutcome.objects.filter(item__meeting=meeting).exists()
    for seat, row in rows.items():
        if seat in wanted and row.left_at is not None:
            save(row, left_at=None)
        elif seat not in wanted and not is_decided:
            row.delete()
        elif seat not in wanted and row.left_at is None:
            save(row, left_at=at)


def present_now(meeting: Meeting) -> int:
    return int(meeting.presences.filter(left_at=None).count())


def decided(meeting: Meeting, votes_for: int) -> Decision:
    """What the frozen rules make of the hands of those who are in the room."""
    return decide_meeting(law_of(meeting), Show(meeting.members, present_now(meeting), votes_for))


def is_quorate(meeting: Meeting) -> bool:
    return all(one.is_met for one in decided(meeting, 0).checks if one.code == Code.QUORUM)


@transaction.atomic
def declare_item(
    *,
    item: AgendaItem,
    votes_for: int,
    votes_against: int,
    votes_abstained: int,
    by: User | None,
    at: datetime,
) -> ItemOutcome:
    """The hands as the secretary counted them; decided at once, and for good."""
    meeting = locked(item.meeting, State.SITTING)
    hands = {"votes_for": votes_for, "votes_against": votes_against, "votes_abstained": votes_abstained}
    check_hands(meeting, item, sum(hands.values()))
    numbers = decided_numbers(meeting, decided(meeting, votes_for))
    outcome = ItemOutcome.objects.create(item=item, declared_by=by, declared_at=at, **hands, **numbers)
    detail = hands | {"present": outcome.present, "is_carried": outcome.is_carried}
    write_down(meeting.community, "declare_item", by, at, obj=item, detail=detail)
    return outcome


def check_hands(meeting: Meeting, item: AgendaItem, raised: int) -> None:
    if ItemOutcome.objects.filter(item=item).exists():
        raise AlreadyDecided
    if raised > present_now(meeting):
        raise TooManyHands
    if not is_quorate(meeting):
        raise NotQuorate


def decided_numbers(meeting: Meeting, decision: Decision) -> dict[str, Any]:
    """Who could and did take part, what follows by which rules, and why."""
    return {
        "members": meeting.members,
        "present": present_now(meeting),
        "is_carried": decision.is_carried,
        "profile_version": law_of(meeting).version,
        "checks": [asdict(one) for one in decision.checks],
        "reasons": in_both_languages(decision.checks),
    }


def in_both_languages(checks: Collection[Reason]) -> dict[str, list[str]]:
    """The reasons as they read on this day, kept with the numbers."""
    said: dict[str, list[str]] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            said[language] = [text for one in checks if (text := sentence(one))]
    return said


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: User | None, at: datetime) -> Meeting:
    meeting = locked(meeting, State.SITTING)
    if meeting.items.filter(outcome=None).exists():
        raise ItemsOpen
    save(meeting, state=State.CLOSED, ended_at=at)
    write_down(meeting.community, "close_meeting", by, at, obj=meeting)
    return meeting


@transaction.atomic
def adjourn_meeting(*, meeting: Meeting, reason: str, by: User | None, at: datetime) -> Meeting:
    """Ends a meeting with items left, for a reason; what was decided stands, the rest goes on another day."""
    meeting = locked(meeting, State.SITTING)
    if not reason.strip():
        raise ReasonMissing
    save(meeting, state=State.ADJOURNED, ended_at=at, adjourn_reason=reason.strip()[:200])
    detail = {"reason": meeting.adjourn_reason}
    write_down(meeting.community, "adjourn_meeting", by, at, obj=meeting, detail=detail)
    return meeting
