"""What a recall's people are told: whom it is about hears first, and may answer; who asked for it hears the day."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from elections.models import Recall, RecallSheet
from linli.accounts.models import User
from linli.notifications.actions import tell


def _tell(recall: Recall, users: Iterable[User | None], title: str, body: str, at: datetime) -> None:
    known = [one for one in users if one is not None]
    about: dict[str, Any] = {"title": title, "body": body, "url": recall.get_absolute_url()}
    tell(users=known, kind="election", community=recall.community, at=at, **about)


def tell_asked(recall: Recall, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        title = _("A petition asks for your recall")
        body = _("Read the reasons and answer: your answer stands beside them, and everybody reads both.")
        _tell(recall, [recall.officeholder.user], title, body, at)


def tell_entered(recall: Recall, sheet: RecallSheet, elector: User | None, at: datetime) -> None:
    """An elector whose signature stands on a sheet sees that it was counted, and can say that it is not theirs."""
    with override(settings.LANGUAGE_CODE):
        about = {"name": recall.officeholder.name, "number": sheet.number}
        title = _("Your signature on paper was entered")
        body = _(
            "The petition for the recall of %(name)s, sheet %(number)s."
            " If you have not signed, take it back on the petition's page and say so."
        )
        _tell(recall, [elector], title, body % about, at)


def tell_admitted(recall: Recall, day: date, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        shown = date_format(day, pgettext("date format: full day", "j M Y"))
        title = _("The petition for the recall of %(name)s is admitted") % {"name": recall.officeholder.name}
        body = _("The electors vote on %(day)s.") % {"day": shown}
        _tell(recall, [recall.officeholder.user, recall.asked_by], title, body, at)
