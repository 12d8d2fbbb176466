"""The register of an owners' vote: published without names, imported, and linked to accounts."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from elections.actions.owners import import_units, link_owner
from elections.actions.owners.registering import lines_of
from elections.forms.owners import LinkForm, RegisterForm
from elections.models import OwnerUnit
from elections.rules.owner_votes import canonical
from elections.views.election_base import tried
from elections.views.lists import download
from elections.views.owners_base import below, find, url
from elections.views.owners_desk import form_page
from elections.words.owners import fault_words, square_metres
from linli.communities.models import Community
from linli.residents.models import Verification
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import holders, may

PER_LIST = 60
MOST_FAULTS = 50


@in_community(read=Permission.READ_AS_RESIDENT)
def register(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Units, areas and heads, for residents to check; the names of owners are not shown."""
    vote = find(request, community, key, timezone.now())
    q = request.GET.get("q", "").strip()
    holdings = dict(OwnerUnit.Holding.choices)
    rows = [
        {"label": label, "area": square_metres(area), "holding": holdings[holding], "head": head}
        for label, area, holding, head in lines_of(vote)
        if q in label
    ]
    context = {
        "vote": vote,
        "q": q,
        "page_obj": Paginator(rows, PER_LIST).get_page(request.GET.get("page")),
        "trail": below(vote, (_("Register of units"), "")),
    }
    return render(request, "elections/owners/register.html", context)


@in_community(read=Permission.READ_AS_RESIDENT)
def register_csv(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The very bytes that the published SHA-256 is taken of."""
    vote = find(request, community, key, timezone.now())
    body = canonical(lines_of(vote)).encode()
    return download(body, "text/csv; charset=utf-8", f"register-{vote.key}.csv")


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def bring_in(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """A file is tried first: every fault with its line; then it replaces the register."""
    vote = find(request, community, key, timezone.now())
    form = RegisterForm(request.POST or None, request.FILES or None, initial={"is_trial": True})
    more: dict[str, Any] = {"submit": _("Read the file")}
    if request.method == "POST" and form.is_valid():
        bad = [one for one in form.faults if not one.is_warning]
        if not bad and not form.cleaned_data["is_trial"]:
            who: Any = request.user
            made = tried(form, lambda: import_units(vote=vote, rows=form.rows, by=who, at=timezone.now()))
            if made is not None:
                messages.success(request, _("%(count)s units are in the register.") % {"count": len(made)})
                return redirect(url("units", vote))
        more |= {
            "faults": [fault_words(one) for one in form.faults[:MOST_FAULTS]],
            "summary": _("%(units)s units can be read, %(area)s in all; %(faults)s lines cannot.")
            % {
                "units": len(form.rows),
                "area": square_metres(sum(row.area for row in form.rows)),
                "faults": len(bad),
            },
        }
    return form_page(request, vote, form, _("Import the register"), **more)


@in_community(read=Permission.OVERSEE_ELECTIONS)
def units(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The register with names, for the desk: who is linked, whether a ballot has come in; never what is on it."""
    at = timezone.now()
    vote = find(request, community, key, at)
    q = request.GET.get("q", "").strip()
    found = vote.units.select_related("head").prefetch_related("links__user", "head__ballots")
    if q:
        place, _dash, rest = q.partition("-")
        by_place = Q(building=place, number__startswith=rest) if rest else Q(building=q) | Q(number=q)
        found = found.filter(by_place | Q(owners__contains=[q]))
    context = {
        "vote": vote,
        "q": q,
        "page_obj": Paginator(found, PER_LIST).get_page(request.GET.get("page")),
        "runs": may(request.user, Permission.RUN_ELECTIONS, community, at),
        "may_type": vote.state in ("open", "closed"),
        "trail": below(vote, (_("Desk of the vote"), url("desk", vote)), (_("Units and owners"), "")),
    }
    return render(request, "elections/owners/units.html", context)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def link(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    """Finds the account of an owner among the verified residents."""
    at = timezone.now()
    vote = find(request, community, key, at)
    unit = get_object_or_404(vote.units.prefetch_related("links__user"), key=number)
    electors = holders(Permission.VOTE, community, at).exclude(links_to(unit)).order_by("name")
    likely = likely_owner(electors, unit)
    form = LinkForm(electors, dwellings(community), request.POST or None, initial={"user": likely})
    if request.method == "POST" and form.is_valid():
        who: Any = request.user
        user = form.cleaned_data["user"]
        if tried(form, lambda: link_owner(unit=unit, user=user, by=who, at=at)):
            messages.success(request, _("%(name)s can sign for %(unit)s now.") % {"name": user, "unit": unit})
            return redirect(url("units", vote))
    text = _("Unit %(unit)s, owners: %(owners)s. Look at the title and the identity card first.") % {
        "unit": unit,
        "owners": "、".join(unit.owners) or "-",
    }
    more = {"text": text, "submit": _("Link this account")}
    return form_page(request, vote, form, _("Account of an owner"), url("units", vote), **more)


def dwellings(community: Community) -> dict[int, str]:
    """Where verified residents live, by their accounts."""
    found = Verification.objects.in_community(community).filter(state=Verification.State.VERIFIED)
    return dict(found.values_list("user_id", "dwelling"))


def likely_owner(electors: Any, unit: OwnerUnit) -> int | None:
    """The one account that bears an owner's name; the committee looks at the papers all the same."""
    named = list(electors.filter(name__in=unit.owners).values_list("pk", flat=True)[:2])
    return named[0] if len(named) == 1 else None


def links_to(unit: OwnerUnit) -> Q:
    return Q(pk__in=[one.user_id for one in unit.links.all()])
