"""How the screens say things: times, deadlines, amounts, faces, icons."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from functools import lru_cache
from math import ceil
from typing import Any
from zlib import crc32

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide

register = template.Library()

HUES = 8
MINUTE, HOUR = 60, 3600


def moment(value: date | datetime, *, end: bool = False) -> datetime:
    """The value as local time; a bare date means its first moment, or its last one for a deadline."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time.max if end else time.min)
    aware = value if timezone.is_aware(value) else timezone.make_aware(value)
    return timezone.localtime(aware)


def named_day(days: int) -> str:
    """The word for today, yesterday or tomorrow, by distance from today; empty for all other days."""
    return {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}.get(days, "")


@register.filter
def when(value: date | datetime | None) -> str:
    """A time as a neighbour would say it: "today 10:24", "yesterday 08:12", "21 Nov", "3 May 2024"."""
    if value is None:
        return ""
    at, now = moment(value), timezone.localtime()
    if day := named_day((at.date() - now.date()).days):
        return day if not isinstance(value, datetime) else f"{day} {date_format(at, 'H:i')}"
    if at.year == now.year:
        return date_format(at, pgettext("date format: day and month", "j M"))
    return date_format(at, pgettext("date format: day, month and year", "j M Y"))


def overdue(seconds: float) -> str:
    if seconds < HOUR:
        count = max(1, int(seconds // MINUTE))
        return ngettext("overdue by %(count)d minute", "overdue by %(count)d minutes", count) % {
            "count": count
        }
    if seconds < 24 * HOUR:
        count = int(seconds // HOUR)
        return ngettext("overdue by %(count)d hour", "overdue by %(count)d hours", count) % {"count": count}
    count = int(seconds // (24 * HOUR))
    return ngettext("overdue by %(count)d day", "overdue by %(count)d days", count) % {"count": count}


@register.filter
def deadline(value: date | datetime | None) -> str:
    """How long there is: "today by 17:00", "tomorrow by 09:00", "5 days left", "overdue by 1 day"."""
    if value is None:
        return ""
    at, now = moment(value, end=True), timezone.localtime()
    if at <= now:
        return overdue((now - at).total_seconds())
    days = (at.date() - now.date()).days
    if days > 1:
        return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}
    if not isinstance(value, datetime):
        return _("by the end of today") if days == 0 else _("by the end of tomorrow")
    clock = {"time": date_format(at, "H:i")}
    return (_("today by %(time)s") if days == 0 else _("tomorrow by %(time)s")) % clock


@register.filter
def deadline_light(value: date | datetime | None) -> str:
    """The lamp beside a deadline: red when over, yellow within a day of it, green otherwise."""
    if value is None:
        return "green"
    left = (moment(value, end=True) - timezone.localtime()).total_seconds()
    return "red" if left <= 0 else "yellow" if left <= 24 * HOUR else "green"


@register.filter
def minutes(value: int | None) -> str:
    """A length of time: 45 → "45 minutes", 90 → "1.5 hours"."""
    count = int(value or 0)
    if abs(count) < 60:
        return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}
    hours = count / 60
    shown = number_format(round(hours, 1), 0 if count % 60 == 0 else 1)
    return ngettext("%(hours)s hour", "%(hours)s hours", ceil(hours)) % {"hours": shown}


@register.filter
def yuan(value: int | None) -> str:
    """Fen as yuan: 1250 → ¥12.50."""
    fen = int(value or 0)
    whole, rest = divmod(abs(fen), 100)
    return f"{'−' if fen < 0 else ''}¥{whole:,}.{rest:02d}"


@register.filter
def grouped(value: int | None) -> str:
    """1286 → 1,286 in both languages (Django's Chinese groups by four, and prints no mark)."""
    return f"{int(value or 0):,}"


@register.filter
def face_hue(name: object) -> int:
    """One of eight colours, always the same for the same name."""
    return crc32(str(name).encode()) % HUES


@register.filter
def initial(name: object) -> str:
    """The letter in a face: the last character of a Chinese name is what neighbours call each other by, or the last
    that is not masked."""
    text = str(name).strip(" *")
    if not text:
        return "?"
    return text[0].upper() if text.isascii() else text[-1]


@register.filter
def lit_stars(value: float | None) -> list[bool]:
    """Which of five stars shine for a rating."""
    return [star <= round(float(value or 0)) for star in range(1, 6)]


@register.filter
def under(row: Iterable[Any], columns: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Each cell with the heading it stands under; a plain cell is its text."""
    cells = (cell if isinstance(cell, dict) else {"text": cell} for cell in row)
    return zip(columns, cells, strict=False)


@lru_cache(maxsize=512)
def drawn(name: str) -> SafeString:
    try:
        return mark_safe(lucide(name, aria_hidden="true"))
    except IconDoesNotExist:
        return mark_safe(lucide("circle", aria_hidden="true"))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A Lucide icon as decoration, sized by CSS; an unknown name draws a plain circle."""
    return drawn(str(name))


@register.simple_tag
def page_numbers(page_obj: Any) -> list[int | str]:
    """Numbers of the pages to offer, with … where some are left out."""
    return list(page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def way_back(context: dict[str, Any]) -> str:
    """Where the reader came from, if that is on this site; else the community's home."""
    request, community = context.get("request"), context.get("community")
    home = community.get_absolute_url() if community else "/"
    if request is None:
        return home
    came_from = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if safe and came_from != request.build_absolute_uri() else home


@register.simple_block_tag
def card(
    content: str, title: str = "", url: str = "", more: str = "", icon: str = "", room: str = ""
) -> SafeString:
    """`{% card title=… url=… more=… icon=… room=… %}…{% endcard %}`: a titled box with one link onward."""
    about = {"title": title, "url": url, "more": more, "icon": icon, "room": room, "body": content}
    return mark_safe(render_to_string("linli/components/card.html", about))
