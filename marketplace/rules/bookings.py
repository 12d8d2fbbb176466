"""A booking's states, and who may move it when.

Source: 民法典 (Civil Code) art. 502 (a contract stands once accepted), arts. 509 and 563 (to be carried out in good
faith; who ends it says why), and the usage of home services (家庭服务, GB/T 31771-2015: confirmation by the customer).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

NOTICE = timedelta(hours=1)  # a booking starts no sooner than this from now
HORIZON = timedelta(days=60)  # and no later
ANSWER_WITHIN = timedelta(hours=24)  # what a resident may expect of a provider
FREE_CANCEL = timedelta(hours=2)  # until so long before the start a resident need not say why
CONFIRM_WITHIN = timedelta(days=7)  # silence for so long after fulfilment counts as confirmation
LAPSE_AFTER = timedelta(days=14)  # an accepted booking of which nobody ever said that it was done
SETTLE_WITHIN = timedelta(days=5)  # the committee's time for a reported problem
VERIFY_WITHIN = timedelta(days=3)  # and for a provider who applies
MOST_WAITING = 12  # bookings ahead of one resident: nobody holds everybody else's time


class State(StrEnum):
    REQUESTED = "requested"
    ACCEPTED = "accepted"
    FULFILLED = "fulfilled"
    DISPUTED = "disputed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


TRANSITIONS: Mapping[State, frozenset[State]] = {
    State.REQUESTED: frozenset({State.ACCEPTED, State.REFUSED, State.CANCELLED, State.EXPIRED}),
    State.ACCEPTED: frozenset({State.FULFILLED, State.CANCELLED, State.EXPIRED}),
    State.FULFILLED: frozenset({State.CONFIRMED, State.DISPUTED}),
    State.DISPUTED: frozenset({State.CONFIRMED, State.CANCELLED}),
    State.CONFIRMED: frozenset(),
    State.REFUSED: frozenset(),
    State.CANCELLED: frozenset(),
    State.EXPIRED: frozenset(),
}

AHEAD = frozenset({State.REQUESTED, State.ACCEPTED})  # not begun: either side may still cancel

# These take the provider's time: no two of them may overlap.
LIVE = frozenset({State.REQUESTED, State.ACCEPTED, State.FULFILLED, State.DISPUTED, State.CONFIRMED})
OPEN = frozenset(
    {State.REQUESTED, State.ACCEPTED, State.FULFILLED, State.DISPUTED}
)  # somebody still has a step


def may_move(state: str, to: str) -> bool:
    return to in TRANSITIONS[State(state)]


def is_in_time(starts_at: datetime, at: datetime) -> bool:
    """Neither too soon for the provider to come, nor too far ahead to promise."""
    return at + NOTICE <= starts_at < at + HORIZON


def needs_reason(starts_at: datetime, at: datetime) -> bool:
    """A resident who cancels this late says why; a provider always does."""
    return at > starts_at - FREE_CANCEL


def answer_by(requested_at: datetime, starts_at: datetime) -> datetime:
    """A provider answers within a day, and in any case before it would start."""
    return min(requested_at + ANSWER_WITHIN, starts_at)


class ProviderState(StrEnum):
    APPLIED = "applied"
    VERIFIED = "verified"
    REFUSED = "refused"
    SUSPENDED = "suspended"


PROVIDER_TRANSITIONS: Mapping[ProviderState, frozenset[ProviderState]] = {
    ProviderState.APPLIED: frozenset({ProviderState.VERIFIED, ProviderState.REFUSED}),
    ProviderState.VERIFIED: frozenset({ProviderState.SUSPENDED}),
    ProviderState.REFUSED: frozenset({ProviderState.APPLIED}),
    ProviderState.SUSPENDED: frozenset({ProviderState.VERIFIED}),
}
