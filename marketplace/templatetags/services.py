"""How the market's pages say grades, times and next steps."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.core.templatetags.linli import named_day, yuan
from marketplace.models import Booking, Listing, Review
from marketplace.rules import ratings
from marketplace.rules.bookings import FREE_CANCEL

register = template.Library()


@register.filter
def grade_words(mean: float | None) -> str:
    """A mean of grades as the word that stands for it."""
    return "" if mean is None else str(Review.Grade(ratings.grade(float(mean))).label)


def day_of(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def weekday(value: date | datetime) -> str:
    """The weekday in short; "today" and "tomorrow" where it is so near."""
    day = day_of(value)
    short = [pgettext("weekday", "Mon"), pgettext("weekday", "Tue"), pgettext("weekday", "Wed")]
    short += [pgettext("weekday", "Thu"), pgettext("weekday", "Fri"), pgettext("weekday", "Sat")]
    short += [pgettext("weekday", "Sun")]
    return named_day((day - timezone.localdate()).days) or short[day.weekday()]


@register.filter
def short_date(value: date | datetime) -> str:
    return date_format(day_of(value), pgettext("date format: day and month", "j M"))


@register.filter
def day_words(value: date | datetime) -> str:
    """A day as one would say it: "today", "tomorrow", "Tue 24 Nov"."""
    near = named_day((day_of(value) - timezone.localdate()).days)
    words = pgettext("day", "%(weekday)s %(date)s")
    return near or words % {"weekday": weekday(value), "date": short_date(value)}


@register.filter
def clock(value: datetime) -> str:
    return date_format(timezone.localtime(value), "H:i")


@register.filter
def span(booking: Booking) -> str:
    """When a booking is: "tomorrow 10:00–10:45"."""
    year = "" if booking.starts_at.year == timezone.localdate().year else f"{booking.starts_at.year} · "
    return f"{year}{day_words(booking.starts_at)} {clock(booking.starts_at)}–{clock(booking.ends_at)}"


@register.filter
def price_words(listing: Listing) -> str:
    """ "¥15.00 a visit": the amount, and for what."""
    return f"{yuan(listing.price)} {listing.get_unit_display()}"


@register.filter
def moment_words(value: datetime) -> str:
    return f"{day_words(value)} {clock(value)}"


@register.simple_tag
def next_step(booking: Booking, is_mine: bool) -> str:
    """Whose turn it is and until when, in one sentence, for the side that reads it."""
    words = resident_step(booking) if is_mine else provider_step(booking)
    about: dict[str, Any] = {
        "provider": booking.provider.name,
        "resident": booking.resident,
        "price": yuan(booking.price),
        "answer_by": moment_words(booking.answer_by),
        "free_until": moment_words(booking.starts_at - FREE_CANCEL),
        "confirm_by": moment_words(booking.confirm_by),
        "settle_by": moment_words(booking.settle_by),
    }
    return words % about


def resident_step(booking: Booking) -> str:
    begun = timezone.now() >= booking.starts_at
    accepted = _(
        "%(provider)s will come. You pay %(price)s on the spot. Free to cancel until %(free_until)s."
    )
    under_way = _("When the work is done, %(provider)s notes it here, and you confirm.")
    return {
        "requested": _("%(provider)s answers by %(answer_by)s. The time is held for you until then."),
        "accepted": under_way if begun else accepted,
        "fulfilled": _(
            "Was it done as agreed? Please confirm by %(confirm_by)s; after that it counts as confirmed."
        ),
        "disputed": _("The committee hears both sides and gets in touch by %(settle_by)s."),
        "confirmed": _("Completed.")
        if hasattr(booking, "review")
        else _("Completed. How was it? Tell your neighbours."),
        "refused": _("%(provider)s could not come. Choose another time, or another provider."),
        "cancelled": _("Cancelled: nothing is owed."),
        "expired": _(
            "Nobody answered in time, so nothing is owed. Choose another time, or another provider."
        ),
    }[str(booking.state)]


def provider_step(booking: Booking) -> str:
    begun = timezone.now() >= booking.starts_at
    return {
        "requested": _("Please answer by %(answer_by)s: the time is held until then."),
        "accepted": _("Note here when it is done.")
        if begun
        else _("Be there in time. The price on the spot is %(price)s."),
        "fulfilled": _("%(resident)s confirms by %(confirm_by)s; after that it counts as confirmed."),
        "disputed": _("The committee hears both sides and gets in touch by %(settle_by)s."),
        "confirmed": _("Completed."),
        "refused": _("You refused this request."),
        "cancelled": _("Cancelled: nothing is owed."),
        "expired": _("Lapsed without an answer."),
    }[str(booking.state)]
