"""What the addresses below /c/<code>/ show: notices to readers, the desk to staff."""

from cms.views.desk import desk
from cms.views.notices import feed, notice, notices, portal
from cms.views.reviewing import review, reviews
from cms.views.writing import drafts, edit, history, submit, take_down, withdraw, write

__all__ = [
    "desk",
    "drafts",
    "edit",
    "feed",
    "history",
    "notice",
    "notices",
    "portal",
    "review",
    "reviews",
    "submit",
    "take_down",
    "withdraw",
    "write",
]
