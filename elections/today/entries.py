"""How a meeting or an owners' vote stands among what waits: by its title, with a page of its own under its key."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from elections.models import Meeting, OwnersVote
from linli.core.waiting import Waiting


@dataclass(frozen=True)
class Kind:
    addresses: str  # the name of its urls
    icon: str
    word: Any  # what one of them is called; lazily translated, as `source` is
    source: Any

    def entry(
        self, found: Meeting | OwnersVote, step: str, name: str, until: datetime, detail: str = ""
    ) -> Waiting:
        return Waiting(
            room="vote",
            icon=self.icon,
            kind=str(self.word),
            title=found.title,
            url=reverse(f"{self.addresses}:{name}", args=[found.community.code, found.key]),
            step=step,
            until=until,
            detail=detail,
            source=str(self.source),
        )
