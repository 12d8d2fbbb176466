"""Verbs of the board, in the order of docs/protocol.md. All but those of voters write one audit event."""

from elections.actions.board.exporting import FINISHED, archive_of, lines_from
from elections.actions.board.lines import announced_board
from elections.actions.board.refusals import BoardRefused, reason
from elections.actions.board.results import (
    close_board,
    head_of,
    post_tally,
    record_paper,
    result_of,
)
from elections.actions.board.seats import name_trustees, post_authority_key
from elections.actions.board.setting_up import (
    accept_credentials,
    accept_trustee_entry,
    open_board,
    set_up_board,
)
from elections.actions.board.voting import accept_ballot, cancel_credential, publish_challenge, slot_of

__all__ = [
    "FINISHED",
    "BoardRefused",
    "accept_ballot",
    "accept_credentials",
    "accept_trustee_entry",
    "announced_board",
    "archive_of",
    "cancel_credential",
    "close_board",
    "head_of",
    "lines_from",
    "name_trustees",
    "open_board",
    "post_authority_key",
    "post_tally",
    "publish_challenge",
    "reason",
    "record_paper",
    "result_of",
    "set_up_board",
    "slot_of",
]
