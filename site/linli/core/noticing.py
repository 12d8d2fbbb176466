"""How a room asks the portal for the draft of a notice: rooms do not know the portal, the portal hears them.

An action calls `ask_for_notice(NoticeDraft(…), by=…, at=…)` inside its transaction; whoever keeps notices answers the
signal with the key of the draft. Nothing is published by it: a notice still goes through its review.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.dispatch import Signal

from linli.core.audience import Audience


@dataclass(frozen=True, kw_only=True)
class NoticeDraft:
    community: Any
    title: str
    html: str  # paragraphs only
    category: str  # as the portal's notices know it: "election", "finance", …
    issued_by: str
    audience: Audience = Audience.PUBLIC


notice_wanted = Signal()  # sender: NoticeDraft; draft, by, at


def ask_for_notice(draft: NoticeDraft, *, by: Any, at: datetime) -> str:
    """The public key of the draft that was written, or nothing where the community has no portal."""
    answers = notice_wanted.send(sender=NoticeDraft, draft=draft, by=by, at=at)
    return next((str(key) for _receiver, key in answers if key), "")
