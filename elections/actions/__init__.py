"""Verbs of the room: the only writers."""

from elections.actions.casting import Receipt, cast_ballot, change_ballot
from elections.actions.closing import close_vote, declare_result
from elections.actions.drafting import announce_vote, cancel_vote, draft_vote, revise_vote
from elections.actions.opening import open_vote
from elections.actions.reminding import remind_electors

__all__ = [
    "Receipt",
    "announce_vote",
    "cancel_vote",
    "cast_ballot",
    "change_ballot",
    "close_vote",
    "declare_result",
    "draft_vote",
    "open_vote",
    "remind_electors",
    "revise_vote",
]
