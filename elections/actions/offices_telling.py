"""Who is told that an office ended before its term, or goes on after all: the person, and all residents."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from elections.models import OfficeEnding
from elections.words.offices import public_ground
from linli.accounts.models import User
from linli.core.audience import Audience
from linli.notifications.actions import announce, tell


def tell_ended(ending: OfficeEnding, by: User | None, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        about = words(ending)
        title = _("%(name)s is not in office any more") % about
        _announce(ending, "ended", title, _("%(office)s until %(day)s. %(why)s.") % about, by, at)
        own = _("Your office has ended: %(office)s") % about
        more = _("%(day)s. %(why)s. If this is a mistake, tell the committee: it can be taken back.") % about
        _tell_person(ending, own, more, at)


def tell_going_on(ending: OfficeEnding, by: User, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        about = words(ending)
        title = _("%(name)s is still in office") % about
        body = _("The ending was entered by mistake and is taken back. %(office)s as before.") % about
        _announce(ending, "taken-back", title, body, by, at)
        _tell_person(ending, title, "\n".join([body, ending.take_back_reason]), at)


def words(ending: OfficeEnding) -> dict[str, str]:
    return {
        "name": ending.officeholder.name,
        "office": ending.officeholder.title,
        "day": date_format(ending.ended_on, pgettext("date format: full day", "j M Y")),
        "why": public_ground(ending.ground),
    }


def where(ending: OfficeEnding) -> dict[str, Any]:
    community = ending.officeholder.term.committee.community
    return {"community": community, "kind": "election", "url": reverse("offices:list", args=[community.code])}


def _announce(ending: OfficeEnding, step: str, title: str, body: str, by: User | None, at: datetime) -> None:
    told: dict[str, Any] = {"title": title, "body": body, "by": by, "at": at}
    key = f"office-{ending.key}-{step}"
    announce(audience=Audience.RESIDENTS, key=key, **told, **where(ending))


def _tell_person(ending: OfficeEnding, title: str, body: str, at: datetime) -> None:
    if person := ending.officeholder.user:
        tell(users=[person], title=title, body=body, at=at, **where(ending))
