"""What everybody may copy of a board at any time: how long it is, the hash of its last line, the fingerprint."""

import hashlib
from typing import Any

from django.urls import reverse

from elections.actions.board import head_of
from elections.crypto.ballots import tracker
from elections.models import Board, Election

FINISHED = (Board.State.CLOSED, Board.State.TALLIED, Board.State.DECLARED)
KIOSK = '<meta name="booth-features" content="kiosk">'  # an election keeps the booth that it began with


def kiosk_url(election: Election) -> str:
    """Where a polling station opens the booth for one elector after another; nothing where that cannot be."""
    if election.ballot_mode == Election.BallotMode.PAPER:
        return ""
    board = Board.objects.current(election)
    if board is None or board.state not in (Board.State.READY, Board.State.OPEN) or KIOSK not in board.booth:
        return ""
    return reverse("online:booth", args=[election.community.code, election.key]) + "?kiosk"


def published_head(election: Election) -> dict[str, Any]:
    """Context of `elections/board/_head.html`; empty where nothing is cast online."""
    if election.ballot_mode == Election.BallotMode.PAPER:
        return {}
    board = Board.objects.current(election)
    if board is None:
        return {}
    length, head = head_of(board)
    opened = board.entries.filter(kind="open").values_list("hash", flat=True).first()
    return {
        "board": board,
        "length": length,
        "head": head,
        "fingerprint": tracker(bytes.fromhex(opened)) if opened else "",  # as the booth shows it
        "booth_hash": hashlib.sha256(board.booth.encode()).hexdigest() if board.booth else "",
        "is_finished": board.state in FINISHED,
    }
