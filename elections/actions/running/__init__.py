"""Verbs of an election, in the order in which it goes."""

from elections.actions.running.committee import add_member, describe_member, leave_committee
from elections.actions.running.declaring import Counts, Marks, WriteIn, declare_election
from elections.actions.running.drafting import (
    Seats,
    announce_election,
    cancel_election,
    draft_election,
    revise_election,
)
from elections.actions.running.nominating import (
    answer_nomination,
    nominate,
    open_nominations,
    publish_candidates,
    review_nomination,
    support_nomination,
    withdraw_nomination,
)
from elections.actions.running.noticing import issue_notice
from elections.actions.running.objecting import raise_objection, rule_on_objection
from elections.actions.running.polling import close_polls, hand_over, open_polls
from elections.actions.running.postponing import postpone_election
from elections.actions.running.proxies import answer_proxy, ask_proxy, publish_proxies, revoke_proxy
from elections.actions.running.publishing import freeze_roll, publish_roll
from elections.actions.running.rolls import (
    Person,
    confirm_entries,
    import_electors,
    register_elector,
    register_oneself,
    strike_entry,
)
from elections.actions.running.standing import describe_candidate, withdraw_candidate

__all__ = [
    "Counts",
    "Marks",
    "Person",
    "Seats",
    "WriteIn",
    "add_member",
    "announce_election",
    "answer_nomination",
    "answer_proxy",
    "ask_proxy",
    "cancel_election",
    "close_polls",
    "confirm_entries",
    "declare_election",
    "describe_candidate",
    "describe_member",
    "draft_election",
    "freeze_roll",
    "hand_over",
    "import_electors",
    "issue_notice",
    "leave_committee",
    "nominate",
    "open_nominations",
    "open_polls",
    "postpone_election",
    "publish_candidates",
    "publish_proxies",
    "publish_roll",
    "raise_objection",
    "register_elector",
    "register_oneself",
    "review_nomination",
    "revise_election",
    "revoke_proxy",
    "rule_on_objection",
    "strike_entry",
    "support_nomination",
    "withdraw_candidate",
    "withdraw_nomination",
]
