"""Who is in office, who has left before the term was over, and the terms of before: for everybody."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from elections.actions.offices import law_of_office
from elections.actions.resignations import is_decided_by_a_meeting
from elections.actions.running.base import day_of
from elections.actions.running.lawful import shown
from elections.actions.vacancies import fill_by, vacancies
from elections.models import OfficeEnding, Officeholder, Resignation
from elections.models.resignations import ResignationQuerySet
from elections.rules.offices import KEYS
from elections.views.election_base import trail
from elections.words.offices import article, public_ground
from elections.words.resignations import light, state_words
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may


@dataclass(frozen=True)
class Look:
    """Who looks at the page, and what they see beside everybody's: letters that wait, seats to fill."""

    user: int | None
    runs: bool
    waiting: Mapping[int, Resignation]  # by the officeholder
    open_seats: Collection[int]


@in_community(read=Permission.READ_PORTAL)
def offices(request: HttpRequest, community: Community) -> HttpResponse:
    at = timezone.now()
    today = day_of(at)
    rows = Officeholder.objects.in_community(community).filter(starts_on__lte=today).by_body()
    held = list(rows.select_related("term__committee__community", "election").order_by(*BY_TERM))
    runs = may(request.user, Permission.RUN_ELECTIONS, community, at)
    letters = Resignation.objects.in_community(community).visible_to(request.user, community, at)
    waiting = {one.officeholder_id: one for one in filed(letters.waiting(today))}
    open_seats = {one.pk for one in vacancies(community, at)} if runs else set()
    look = Look(request.user.pk, runs, waiting, open_seats)
    context = {
        "terms": [term_of(list(some), today, look) for _key, some in groupby(held, by_term)],
        "letters": [letter_row(one, one.officeholder_id in waiting) for one in filed(letters)],
        "endings": records(request, community, at),
        "trail": trail(community, (_("Offices and terms"), "")),
    }
    return render(request, "elections/offices/list.html", context)


BY_TERM = ("term__committee__kind", "term__committee__name", "term__committee", "-term__number", "pk")


def by_term(one: Officeholder) -> int:
    return int(one.term_id)


def filed(letters: ResignationQuerySet) -> list[Resignation]:
    return list(letters.select_related("officeholder__term__committee__community"))


def letter_row(letter: Resignation, waits: bool) -> dict[str, Any]:
    return {"letter": letter, "state": state_words(letter, waits), "light": light(letter, waits)}


def term_of(held: list[Officeholder], today: date, look: Look) -> dict[str, Any]:
    term = held[0].term
    is_running = term.starts_on <= today < term.ends_on
    return {
        "term": term,
        "is_running": is_running,
        "in_office": [seat(one, look) for one in held if is_running and not one.ended_on],
        "left": [
            left(one, one.pk in look.open_seats) for one in held if not (is_running and not one.ended_on)
        ],
    }


def seat(one: Officeholder, look: Look) -> dict[str, Any]:
    """Whoever sits on it, and what the person who looks may do about it: resign from their own, end another's."""
    is_own = one.user_id is not None and one.user_id == look.user
    letter = look.waiting.get(one.pk)
    return {
        "holder": one,
        "letter": letter,
        "may_end": look.runs and not is_own,
        "may_resign": is_own and letter is None and is_decided_by_a_meeting(one),
    }


def left(one: Officeholder, is_open: bool) -> dict[str, Any]:
    """From when to when, and why no longer; nothing is said of an office that its term ended."""
    about = {"first": shown(one.starts_on), "last": shown(one.ended_on or one.term.ends_on)}
    found = {
        "holder": one,
        "days": _("%(first)s to %(last)s") % about,
        "seat": seat_open(one) if is_open else {},
    }
    if not one.ended_on:
        return found
    known = one.ending in KEYS
    return found | {
        "why": public_ground(one.ending),
        "article": article(law_of_office(one), one.ending) if known else "",
    }


def seat_open(one: Officeholder) -> dict[str, Any]:
    """Where the by-election for the seat is drafted, and until when it is held."""
    here = reverse("election:new", args=[one.term.committee.community.code])
    return {"url": f"{here}?seat={one.key}", "until": fill_by(one)}


def records(request: HttpRequest, community: Community, at: Any) -> list[OfficeEnding]:
    """What was entered, with what vouches for it: for those who run or oversee elections."""
    if not may(request.user, Permission.OVERSEE_ELECTIONS, community, at):
        return []
    return list(OfficeEnding.objects.in_community(community).select_related("officeholder"))
