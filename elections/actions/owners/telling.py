"""What residents are told about an owners' vote: never what anybody chose."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from elections.actions.telling import announce_step, clock
from elections.models import OwnerHead, OwnersVote
from linli.accounts.models import User
from linli.notifications.actions import tell


def tell_owners_planned(vote: OwnersVote, by: User | None, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        body = _("Owners vote from %(from)s to %(to)s. Check your units in the register before.") % {
            "from": clock(vote.opens_at),
            "to": clock(vote.closes_at),
        }
        announce_step(
            vote, "planned", _("Coming owners' vote: %(title)s") % {"title": vote.title}, body, by, at
        )


def tell_owners_opened(vote: OwnersVote, by: User | None, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        body = _("Owners give their signed ballots before %(time)s.") % {"time": clock(vote.closes_at)}
        announce_step(vote, "opened", _("Owners vote now: %(title)s") % {"title": vote.title}, body, by, at)


def tell_owners_result(vote: OwnersVote, body: str, by: User | None, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        title = _("Result of the owners' vote: %(title)s") % {"title": vote.title}
        announce_step(vote, "result", title, body, by, at)


def tell_owners_cancelled(vote: OwnersVote, by: User | None, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        title = _("Owners' vote cancelled: %(title)s") % {"title": vote.title}
        announce_step(vote, "cancelled", title, vote.cancel_reason, by, at)


def _tell_owners(head: OwnerHead, vote: OwnersVote, title: str, body: str, at: datetime) -> None:
    people = User.objects.filter(pk__in=head.units.values("links__user"), is_active=True)
    about: dict[str, Any] = {"title": title, "body": body, "url": vote.get_absolute_url()}
    tell(users=people, kind="vote", community=vote.community, at=at, **about)


def _places(head: OwnerHead) -> dict[str, str]:
    return {"units": "、".join(str(unit) for unit in head.units.all()[:6])}


def tell_ballot_recorded(head: OwnerHead, vote: OwnersVote, at: datetime) -> None:
    """To the owners: a ballot has been recorded for their units, so that a false one is noticed."""
    with override(settings.LANGUAGE_CODE):
        title = _("A ballot has been recorded for %(units)s") % _places(head)
        body = _("If neither you nor a co-owner gave it, vote again online or tell the committee at once.")
        _tell_owners(head, vote, title, body, at)


def tell_ballot_set_aside(head: OwnerHead, vote: OwnersVote, reason: str, at: datetime) -> None:
    """To the owners, who can still vote again."""
    with override(settings.LANGUAGE_CODE):
        title = _("The paper ballot for %(units)s does not count") % _places(head)
        body = _("Reason: %(reason)s. Until the vote closes you can give another ballot.") % {
            "reason": reason
        }
        _tell_owners(head, vote, title, body, at)
