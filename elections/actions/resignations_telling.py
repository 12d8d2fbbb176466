"""Who is told of a resignation: the colleagues who bring it before the meeting, and the person. Never why: that stays in the letter."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from elections.models import Resignation
from linli.accounts.models import User
from linli.notifications.actions import tell
from linli.roles.permissions import Permission
from linli.roles.rights import holders


def tell_filed(letter: Resignation, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        about = words(letter)
        title = _("%(name)s has filed a resignation") % about
        body = _(
            "%(office)s, filed on %(day)s. Put it to the meeting of residents or of representatives:"
            " the office ends on the day on which it approves."
        )
        _tell(letter, colleagues(letter, at), title, body % about, at)
        own = _("Your resignation is filed: %(office)s") % about
        more = _("You stay in office until the meeting approves it, and can withdraw it until then.")
        _tell(letter, [letter.filed_by], own, more, at)


def tell_withdrawn(letter: Resignation, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        about = words(letter)
        title = _("%(name)s has withdrawn the resignation") % about
        body = _("%(office)s as before. If a meeting has it on its agenda, take it off.") % about
        _tell(letter, colleagues(letter, at), title, body, at)


def tell_refused(letter: Resignation, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        about = words(letter)
        title = _("The meeting has not approved your resignation: %(office)s") % about
        body = _("Decided on %(refused)s. You stay in office, and may file another one.") % about
        _tell(letter, [letter.filed_by], title, body, at)


def colleagues(letter: Resignation, at: datetime) -> Iterable[User]:
    """Those who may enter what the meeting decides."""
    community = letter.officeholder.term.committee.community
    return holders(Permission.RUN_ELECTIONS, community, at).exclude(pk=letter.filed_by_id)


def words(letter: Resignation) -> dict[str, str]:
    full = pgettext("date format: full day", "j M Y")
    return {
        "name": letter.officeholder.name,
        "office": letter.officeholder.title,
        "day": date_format(letter.filed_on, full),
        "refused": date_format(letter.refused_on, full) if letter.refused_on else "",
    }


def _tell(letter: Resignation, users: Iterable[User], title: str, body: str, at: datetime) -> None:
    community, url = letter.officeholder.term.committee.community, letter.get_absolute_url()
    tell(users=users, kind="election", title=title, body=body, url=url, community=community, at=at)
