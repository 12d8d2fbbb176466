"""The head of the board, for the footer of an election's page and for its notices."""

from typing import Any

from django import template

from elections.actions.board import head_of
from elections.models import Board, Election

register = template.Library()


@register.inclusion_tag("elections/board/_head.html")
def board_head(election: Election) -> dict[str, Any]:
    """How long the board is, the hash of its last line, and the election's fingerprint once it has opened."""
    board = Board.objects.of(election).exclude(state=Board.State.PREPARING).defer("roll", "booth").first()
    if board is None:
        return {"board": None}
    length, head = head_of(board)
    fingerprint = board.entries.filter(kind="open").values_list("hash", flat=True).first()
    about = {"board": board, "election": election, "length": length, "head": head}
    return about | {
        "fingerprint": fingerprint,
        "is_finished": board.state in ("closed", "tallied", "declared"),
    }
