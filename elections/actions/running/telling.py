"""What residents are told of an election: each public step once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from elections.models import Election, Postponement, Registration
from linli.accounts.models import User
from linli.core.audience import Audience
from linli.notifications.actions import announce, tell
from linli.roles.rights import audience_members


def clock(at: datetime) -> str:
    return date_format(timezone.localtime(at), pgettext("date format: day, month and time", "j M, H:i"))


def words(election: Election) -> tuple[str, str]:
    """Title and text of the message for the step that the election has just taken."""
    about = {
        "title": election.title,
        "day": date_format(election.election_day, pgettext("date format: full day", "j M Y")),
        "from": clock(election.polls_open_at),
        "to": clock(election.polls_close_at),
        "days": election.objections_within,
        "reason": election.cancel_reason,
    }
    state = Election.State
    found = {
        state.ANNOUNCED: (_("Election announced: %(title)s"), _("The election day is %(day)s.")),
        state.ROLL_PUBLISHED: (
            _("Roll published: %(title)s"),
            _("Look whether you are on it. Objections may be raised within %(days)s days."),
        ),
        state.NOMINATING: (
            _("Nominate candidates: %(title)s"),
            _("Electors may nominate others or themselves."),
        ),
        state.CANDIDATES_PUBLISHED: (
            _("Candidates published: %(title)s"),
            _("Read who stands. The polls are open from %(from)s to %(to)s."),
        ),
        state.POLLING: (_("The polls are open: %(title)s"), _("Vote before %(to)s.")),
        state.DECLARED: (_("Result: %(title)s"), _("The result has been declared.")),
        state.HANDED_OVER: (_("Offices handed over: %(title)s"), _("The new committee has taken office.")),
        state.CANCELLED: (_("Election cancelled: %(title)s"), "%(reason)s"),
    }[election.state]
    return found[0] % about, found[1] % about


def tell_step(election: Election, by: User | None, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        title, body = words(election)
        announce(
            community=election.community,
            audience=Audience.RESIDENTS,
            kind="election",
            title=title,
            body=body,
            url=election.get_absolute_url(),
            key=f"election-{election.key}-{election.state}",
            at=at,
            by=by,
        )


def tell_postponed(election: Election, moved: Postponement, by: User, at: datetime) -> None:
    """Everybody who lives here, and whoever is on the roll and lives here no more."""
    with override(settings.LANGUAGE_CODE):
        day = pgettext("date format: full day", "j M Y")
        about = {
            "title": election.title,
            "old": date_format(moved.old_day, day),
            "new": date_format(moved.new_day, day),
            "reason": moved.reason,
        }
        title = _("Election postponed: %(title)s") % about
        body = _("The election day moves from %(old)s to %(new)s. Reason: %(reason)s") % about
        url, key = election.get_absolute_url(), f"election-{election.key}-postponed-{moved.new_day}"
        told: dict[str, Any] = {"community": election.community, "kind": "election", "at": at, "by": by}
        told |= {"title": title, "body": body, "url": url}
        announce(audience=Audience.RESIDENTS, key=key, **told)
        listed = Registration.objects.of(election).live().values("user")
        reached = audience_members(Audience.RESIDENTS, election.community, at)
        away = User.objects.filter(pk__in=listed).exclude(pk__in=reached)
        tell(users=away, key=f"{key}-roll", **told)


def tell_people(
    election: Election, users: Iterable[User], title: str, body: str, at: datetime, url: str = ""
) -> None:
    """Tells single people what concerns them; those without an account hear it from the committee."""
    where = url or election.get_absolute_url()
    tell(users=users, kind="election", title=title, body=body, url=where, community=election.community, at=at)
