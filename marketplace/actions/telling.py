"""Telling the other side of a step, in their own language."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from linli.accounts.models import User
from linli.communities.models import Community
from linli.notifications.actions import tell
from linli.roles.models import Appointment
from linli.roles.permissions import Permission
from marketplace.models import Booking


def clock(at: datetime) -> str:
    return date_format(localtime(at), _("j F, H:i"))


def tell_of_booking(
    booking: Booking, *, user: User, title: Any, at: datetime, by: User | None, body: str = ""
) -> None:
    """`title` is lazy and may name %(service)s, %(time)s and %(who)s (the one who acted)."""
    with translation.override(user.language):
        about = {
            "service": booking.listing.title,
            "time": clock(booking.starts_at),
            "who": str(by) if by else "",
        }
        text = str(title) % about
    url, community = booking.get_absolute_url(), booking.provider.community
    tell(users=[user], kind="booking", title=text, url=url, community=community, at=at, by=by, body=body)


def verifiers(community: Community, at: datetime) -> list[User]:
    """Those whose office it is to check providers here."""
    held = (
        Appointment.objects.current(at).covering(community.code).with_permission(Permission.VERIFY_PROVIDERS)
    )
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk"))


def tell_verifiers(
    *, community: Community, title: Any, name: str, url: str, at: datetime, by: User | None
) -> None:
    for user in verifiers(community, at):
        with translation.override(user.language):
            text = str(title) % {"name": name}
        tell(users=[user], kind="provider", title=text, url=url, community=community, at=at, by=by)
