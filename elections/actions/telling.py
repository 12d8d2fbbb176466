"""What residents are told about a vote: never what anybody chose, and never to whom it is still open by name."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from elections.models import OwnersVote, Vote
from linli.accounts.models import User
from linli.core.audience import Audience
from linli.notifications.actions import announce, tell


def clock(at: datetime) -> str:
    return date_format(timezone.localtime(at), pgettext("date format: day, month and time", "j M, H:i"))


def announce_step(
    vote: Vote | OwnersVote, step: str, title: str, body: str, by: User | None, at: datetime
) -> None:
    """Each step once, whoever takes it twice."""
    room = "owners" if isinstance(vote, OwnersVote) else "vote"
    announce(
        community=vote.community,
        audience=Audience.RESIDENTS,
        kind="vote",
        title=title,
        body=body,
        url=vote.get_absolute_url(),
        key=f"{room}-{vote.key}-{step}",
        at=at,
        by=by,
    )


def tell_planned(vote: Vote, by: User | None, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        body = _("Voting runs from %(from)s to %(to)s.") % {
            "from": clock(vote.opens_at),
            "to": clock(vote.closes_at),
        }
        announce_step(
            vote, "planned", _("Coming vote: %(question)s") % {"question": vote.question}, body, by, at
        )


def tell_opened(vote: Vote, by: User | None, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        body = _("Vote before %(time)s.") % {"time": clock(vote.closes_at)}
        announce_step(vote, "opened", _("Vote now: %(question)s") % {"question": vote.question}, body, by, at)


def tell_result(vote: Vote, outcome: str, by: User | None, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        title = _("Result: %(question)s") % {"question": vote.question}
        announce_step(vote, "result", title, outcome, by, at)


def tell_cancelled(vote: Vote, by: User | None, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        title = _("Vote cancelled: %(question)s") % {"question": vote.question}
        announce_step(vote, "cancelled", title, vote.cancel_reason, by, at)


def tell_reminder(vote: Vote, users: Iterable[User], at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        title = _("Not voted yet: %(question)s") % {"question": vote.question}
        body = _("Vote before %(time)s.") % {"time": clock(vote.closes_at)}
        url = vote.get_absolute_url()
        tell(users=users, kind="vote", title=title, body=body, url=url, community=vote.community, at=at)
