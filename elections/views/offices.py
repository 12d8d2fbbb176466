"""An office that ends before its term: why, what vouches for it, and taking back what was entered by mistake."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.offices import (
    OwnOffice,
    end_term_early,
    law_of_office,
    letter_of,
    take_back_ending,
)
from elections.actions.running.base import day_of
from elections.actions.running.lawful import shown
from elections.forms.offices import EndingForm, TakeBackEndingForm
from elections.models import AgendaItem, OfficeEnding, Officeholder, Resignation
from elections.rules.offices import KEYS, Ground, grounds
from elections.rules.profiles import Profile
from elections.views.election_base import acted, tried
from elections.views.election_base import trail as of_elections
from elections.words.offices import public_ground
from elections.words.stages import source
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may


def here(community: Community) -> str:
    return reverse("offices:list", args=[community.code])


def trail(community: Community, title: str) -> list[dict[str, str]]:
    return of_elections(community, (_("Offices and terms"), here(community)), (title, ""))


def holder_of(request: HttpRequest, community: Community, number: str) -> Officeholder:
    """In office today; nobody ends their own."""
    held = Officeholder.objects.in_community(community).in_office(day_of(timezone.now()))
    found = get_object_or_404(
        held.filter(ended_on=None).select_related("term__committee__community", "election"), key=number
    )
    if found.user_id == request.user.pk:
        raise OwnOffice
    return found


def ground_words(law: Profile, ground: Ground) -> dict[str, str]:
    return {
        "ground": str(ground),
        "title": str(Officeholder.Ending(ground).label),
        "article": source(law, f"endings.{KEYS[ground]}"),
    }


@in_community(read=Permission.RUN_ELECTIONS)
def choose(request: HttpRequest, community: Community, number: str) -> HttpResponse:
    """Why the office ends: what the rules know, each with its article."""
    holder = holder_of(request, community, number)
    law = law_of_office(holder)
    title = _("Why does the office end?")
    context = {
        "holder": holder,
        "grounds": [ground_words(law, one) for one in grounds(law)],
        "title": title,
        "trail": trail(community, title),
    }
    return render(request, "elections/offices/choose.html", context)


def carried(holder: Officeholder) -> QuerySet[AgendaItem]:
    """What the representatives' meetings held here have carried since the office began, the latest first."""
    community = holder.term.committee.community
    found = AgendaItem.objects.filter(meeting__community=community, outcome__is_carried=True)
    since = found.filter(outcome__declared_at__date__gte=holder.starts_on)
    return since.select_related("meeting", "outcome").order_by("-outcome__declared_at")


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def end(request: HttpRequest, community: Community, number: str, ground: str) -> HttpResponse:
    at = timezone.now()
    holder = holder_of(request, community, number)
    law = law_of_office(holder)
    if ground not in grounds(law):
        raise Http404
    letter = letter_of(holder, ground, at)
    form = EndingForm(ground, law, carried(holder), request.POST or None, letter)
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        if made := tried(form, lambda: end_term_early(officeholder=holder, why=form.why(), by=by, at=at)):
            messages.success(request, _("The office has ended, and all residents are told."))
            return redirect("offices:ending", community.code, made.key)
    about = ground_words(law, Ground(ground))
    context = {
        "form": form,
        "title": about["title"],
        "text": f"{holder} · {holder.term.committee}",
        "points": points(about, ground, letter),
        "submit": _("End the office"),
        "danger": True,
        "cancel_url": reverse("offices:choose", args=[community.code, holder.key]),
        "trail": trail(community, about["title"]),
    }
    return render(request, "elections/offices/confirm.html", context)


def points(about: dict[str, str], ground: str, letter: Resignation | None) -> list[str]:
    """What ending an office does, before it is done."""
    filed = _("The resignation that was filed here on %(day)s is taken over, and marked as approved.")
    said = [
        about["article"],
        filed % {"day": shown(letter.filed_on)} if letter else "",
        _("The person and all residents are told. They read: “%(why)s”.") % {"why": public_ground(ground)},
        _("A notice is drafted on the portal; it is published once it has been reviewed."),
        _("The seat is open for a by-election."),
        _("A mistake can be taken back with a reason, until a by-election for the seat is announced."),
    ]
    return [one for one in said if one]


def find(community: Community, key: str) -> OfficeEnding:
    rows = OfficeEnding.objects.in_community(community).select_related(
        "officeholder__term__committee__community__division",
        "officeholder__election",
        "item__meeting",
        "entered_by",
        "taken_back_by",
    )
    return get_object_or_404(rows, key=key)


def facts(found: OfficeEnding) -> list[dict[str, str]]:
    pairs = [
        (pgettext("office", "Why it ends"), found.ground_words),
        (pgettext("office", "Ended on"), shown(found.ended_on)),
        (_("Written resignation of"), shown(found.applied_on) if found.applied_on else ""),
        (_("Found unfit on"), " · ".join(shown(one) for one in found.appraised_on)),
        (_("Decided in a meeting held here"), str(found.item or "")),
        (_("What vouches for it"), found.reference),
        (pgettext("office", "Note"), found.note),
    ]
    rows = [{"term": str(term), "detail": str(detail)} for term, detail in pairs if detail]
    for row in rows:
        if found.item and row["detail"] == str(found.item):
            row["url"] = found.item.meeting.get_absolute_url()
    return rows


@in_community(read=Permission.OVERSEE_ELECTIONS)
def ending(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The record, for those who run or oversee elections."""
    found = find(community, key)
    runs = may(request.user, Permission.RUN_ELECTIONS, community, timezone.now())
    is_own = found.officeholder.user_id == request.user.pk
    context = {
        "ending": found,
        "facts": facts(found),
        "may_take_back": runs and not is_own and found.taken_back_at is None,
        "trail": trail(community, str(found.officeholder)),
    }
    return render(request, "elections/offices/ending.html", context)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def take_back(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = find(community, key)
    form = TakeBackEndingForm(request.POST or None)
    words = _("The ending is taken back: the office goes on.")
    if acted(request, form, take_back_ending, words, ending=found):
        return redirect(here(community))
    title = _("Take the ending back")
    context = {
        "form": form,
        "title": title,
        "text": f"{found.officeholder} · {shown(found.ended_on)}",
        "points": [
            _("The office goes on as if it had not ended; the person and all residents are told."),
            _("What was entered stays in the record with your reason."),
            _("A notice that has been published already is corrected on the portal."),
        ],
        "submit": title,
        "cancel_url": reverse("offices:ending", args=[community.code, found.key]),
        "trail": trail(community, title),
    }
    return render(request, "elections/offices/confirm.html", context)
