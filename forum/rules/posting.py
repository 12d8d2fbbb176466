"""How long, how deep, how often, how late: the limits of talk."""

from datetime import datetime, timedelta

TITLE_LENGTH = (4, 80)
TOPIC_LENGTH = 5000
COMMENT_LENGTH = 2000
REASON_LENGTH = 200

LEVELS = (
    3  # a comment, an answer to it, an answer to that; whoever answers deeper stands beside what he answers
)
EDIT_WINDOW = timedelta(minutes=30)
SAME_AGAIN = timedelta(minutes=2)  # the same words twice in this time are one click too many
RATE, RATE_WINDOW = 8, timedelta(minutes=5)


def may_edit(written_at: datetime, at: datetime) -> bool:
    """An author mends own words for half an hour; later, others have answered to what stands there."""
    return at < written_at + EDIT_WINDOW


def is_too_fast(count: int) -> bool:
    """Whether somebody who wrote `count` times in RATE_WINDOW has to wait."""
    return count >= RATE


def root(label: str, pk: object) -> str:
    """Where the comments on one object begin: "forum.topic.17"."""
    return f"{label}.{pk}"


def span(root: str) -> tuple[str, str]:
    """All paths below `root` lie in [first, second): "0" is the character after "/" in C order."""
    return f"{root}/", f"{root}0"


def depth(path: str) -> int:
    """0 for a comment on the object itself, 1 for an answer, 2 for an answer to that."""
    return path.count("/") - 1
