"""Signatures of a petition on paper: a sheet to print, sheets that were handed in, their lines; and taking one back."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from elections.actions.petition_law import (
    law_for,
    representatives_for,
    signed_by_representatives,
    ways_of,
)
from elections.actions.petitions import (
    enter_signature,
    entries_of,
    open_sheet,
    strike_signature,
    take_back_signature,
)
from elections.actions.running.refusals import OwnRecall
from elections.documents.notices import law_name
from elections.documents.petition_sheets import petition_pdf
from elections.forms.petitions import SheetForm, StrikeForm, TakeBackForm
from elections.models import Recall, RecallSheet, Registration, Representative
from elections.views.election_base import PER_PAGE, acted
from elections.views.files import pdf_response, photo_response
from elections.views.paper_counts import MOST_FOUND, entries_like
from elections.views.recalls import find, trail
from elections.words.petitions import either_words, measures
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


def url(name: str, recall: Recall, *more: Any) -> str:
    return reverse(f"recalls:{name}", args=[recall.community.code, recall.key, *more])


def below(recall: Recall, *steps: tuple[str, str]) -> list[dict[str, str]]:
    own = (str(recall.officeholder), recall.get_absolute_url())
    return trail(recall.community, own, *steps)


def desk_of(request: HttpRequest, community: Community, key: str) -> Recall:
    """The names on the sheets are not for whom the petition is about, whatever else that person may do here."""
    found = find(community, key)
    if found.officeholder.user_id == request.user.pk:
        raise OwnRecall
    return found


@in_community(read=Permission.READ_AS_RESIDENT)
def blank_sheet(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """To print and to carry from door to door, while signatures are gathered."""
    found = find(community, key)
    if found.state != Recall.State.SIGNING:
        raise Http404
    law = law_name(law_for(found.officeholder))
    page = petition_pdf(found, ways_of(found, timezone.now()), law)
    return pdf_response(page, f"petition-{found.key}")


@in_community(read=Permission.OVERSEE_ELECTIONS, write=Permission.OVERSEE_ELECTIONS)
def sheets(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The sheets that were handed in; posting opens the next."""
    at = timezone.now()
    found = desk_of(request, community, key)
    last = found.sheets.order_by("-number").first()
    form = SheetForm(
        request.POST or None, request.FILES or None, initial={"number": 1 + (last.number if last else 0)}
    )
    if made := acted(request, form, open_sheet, _("The sheet is there. Enter its lines now."), recall=found):
        return redirect(url("sheet", found, made.number))
    counted, ways = found.signatures.counted(), ways_of(found, at)
    has_roll = entries_of(found).exists()
    may_enter = has_roll or representatives_for(found, at).exists()
    context = {
        "recall": found,
        "form": form if found.state == Recall.State.SIGNING and may_enter else None,
        "has_roll": has_roll,
        "rows": [{"sheet": one, "count": counted.filter(sheet=one).count()} for one in found.sheets.all()],
        "online": counted.filter(sheet=None).count(),
        "on_paper": counted.filter(sheet__isnull=False).count(),
        "measures": measures(ways),
        "either": either_words(ways),
        "trail": below(found, (_("Signatures on paper"), "")),
    }
    return render(request, "elections/recalls/sheets.html", context)


def sheet_of(recall: Recall, number: int) -> RecallSheet:
    return get_object_or_404(
        RecallSheet.objects.select_related("recall__community__division"), recall=recall, number=number
    )


@in_community(read=Permission.OVERSEE_ELECTIONS, write=Permission.OVERSEE_ELECTIONS)
def sheet(request: HttpRequest, community: Community, key: str, number: int) -> HttpResponse:
    """One sheet: an elector is looked up on the roll, or a representative on their list, and the line entered."""
    at = timezone.now()
    recall = desk_of(request, community, key)
    found = sheet_of(recall, number)
    if request.method == "POST":
        enter(request, recall, found, at)
        return redirect(url("sheet", recall, number))
    q = request.GET.get("q", "").strip()[:40]
    lines = found.signatures.select_related("registration", "representative", "ended_by").order_by("pk")
    context = {
        "recall": recall,
        "sheet": found,
        "q": q,
        "found": looked_up(recall, q) if q else [],
        "chosen": representatives_like(recall, q, at) if q else [],
        "page_obj": Paginator(lines, PER_PAGE * 2).get_page(request.GET.get("page")),
        "is_open": recall.state == Recall.State.SIGNING,
        "here": url("sheet", recall, number),
        "trail": below(
            recall,
            (_("Signatures on paper"), url("sheets", recall)),
            (_("Sheet %(number)s") % {"number": number}, ""),
        ),
    }
    return render(request, "elections/recalls/sheet.html", context)


def looked_up(recall: Recall, q: str) -> list[dict[str, Any]]:
    """Electors on the roll who fit, with whether they have signed."""
    entries = list(entries_like(entries_of(recall), q))
    counted = recall.signatures.counted().filter(registration__in=entries)
    signed = set(counted.values_list("registration", flat=True))
    return [{"entry": one, "has_signed": one.pk in signed} for one in entries]


def representatives_like(recall: Recall, q: str, at: datetime) -> list[dict[str, Any]]:
    """Representatives in office who fit by name or group, with whether they have signed."""
    fits = Q(name__icontains=q) | Q(group__icontains=q)
    rows = list(representatives_for(recall, at).filter(fits).by_group()[:MOST_FOUND])
    signed = signed_by_representatives(recall, at).filter(pk__in=[one.pk for one in rows])
    there = set(signed.values_list("pk", flat=True))
    return [{"representative": one, "has_signed": one.pk in there} for one in rows]


def enter(request: HttpRequest, recall: Recall, found: RecallSheet, at: datetime) -> None:
    entry = named(request, recall, at)
    by: Any = request.user
    try:
        enter_signature(sheet=found, entry=entry, by=by, at=at)
        messages.success(request, _("Entered: %(name)s.") % {"name": entry.name})
    except Refused as refused:
        messages.error(request, str(refused.reason))


def named(request: HttpRequest, recall: Recall, at: datetime) -> Registration | Representative:
    """Whose line it is: of the roll, or of the representatives' list."""
    if key := request.POST.get("representative"):
        return get_object_or_404(representatives_for(recall, at), key=key)
    return get_object_or_404(entries_of(recall), key=request.POST.get("entry", ""))


@in_community(read=Permission.OVERSEE_ELECTIONS)
def sheet_photo(request: HttpRequest, community: Community, key: str, number: int) -> FileResponse:
    found = sheet_of(desk_of(request, community, key), number)
    if not found.photo:
        raise Http404
    return photo_response(found.photo, found.photo_hash)


@in_community(read=Permission.OVERSEE_ELECTIONS, write=Permission.OVERSEE_ELECTIONS)
def strike(request: HttpRequest, community: Community, key: str, number: int, entry: str) -> HttpResponse:
    """A line of a sheet that does not count any more, with the reason."""
    recall = desk_of(request, community, key)
    lines = sheet_of(recall, number).signatures.counted()
    rows = lines.select_related("registration", "representative", "recall")
    by_office = Q(registration=None, representative__key=entry)
    line = get_object_or_404(rows, Q(registration__key=entry) | by_office)
    form = StrikeForm(request.POST or None)
    words = _("The signature counts no more, and stays in the record.")
    if acted(request, form, strike_signature, words, signature=line):
        return redirect(url("sheet", recall, number))
    context = {
        "form": form,
        "title": _("Strike the signature of %(name)s") % {"name": line.signer.name},
        "points": [_("It counts no more, and cannot be brought back: the elector may sign anew.")],
        "danger": True,
        "cancel_url": url("sheet", recall, number),
    }
    return render(request, "elections/election/confirm.html", context)


@in_community(read=Permission.VOTE, write=Permission.VOTE)
def take_back(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """An elector's own signature, online or on paper."""
    recall = find(community, key)
    form = TakeBackForm(request.POST or None)
    if acted(request, form, take_back_signature, _("Your signature is taken back."), recall=recall):
        return redirect(recall)
    context = {
        "form": form,
        "title": _("Take your signature back"),
        "points": [_("It counts no more, and stays in the record with your reason.")],
        "cancel_url": recall.get_absolute_url(),
    }
    return render(request, "elections/election/confirm.html", context)
