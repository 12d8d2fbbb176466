"""The office of an election: checking the roll's entries, ruling on objections, reviewing nominations, papers."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from elections.actions.running import (
    confirm_entries,
    import_electors,
    register_elector,
    rule_on_objection,
    strike_entry,
)
from elections.actions.running.rolls import register_of
from elections.forms.elections import EntryForm, ListForm, ReasonForm, RulingForm
from elections.models import Election, Objection, Registration
from elections.rules.roll import Entry, duplicates
from elections.views.election_base import PER_PAGE, acted, below, entitled, find, tried, url
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may

WAYS = ("proposed", "confirmed", "struck", "twice")


def is_open(found: Election) -> bool:
    """Whether the roll still takes entries."""
    return found.state in ("announced", "roll_published") and not found.is_roll_frozen


def twice(found: Election) -> set[int]:
    """Entries that may be one person, for the committee to look at."""
    columns = ("pk", "name", "household", "birth_year", "phone_hash", "user")
    rows = Registration.objects.of(found).live().values_list(*columns)
    return {one for group in duplicates(Entry(*row) for row in rows) for one in group}


@in_community(read=Permission.OVERSEE_ELECTIONS, write=Permission.RUN_ELECTIONS)
def registrations(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """All entries by their state. A POST confirms those that are ticked, or all that wait."""
    at = timezone.now()
    found = find(request, community, key, at)
    if request.method == "POST":
        return confirm(request, found)
    doubled = twice(found)
    way = request.GET.get("state", "")
    entries = Registration.objects.of(found).order_by("number", "group", "household", "name", "pk")
    if way == "twice":
        entries = entries.filter(pk__in=doubled).order_by("name", "household")
    elif way in WAYS:
        entries = entries.filter(state=way)
    if q := request.GET.get("q", "").strip()[:40]:
        entries = entries.filter(name__startswith=q)
    context = {
        "election": found,
        "page_obj": Paginator(entries, PER_PAGE * 2).get_page(request.GET.get("page")),
        "doubled": doubled,
        "filters": filters(found, way, len(doubled)),
        "q": q,
        "is_open": is_open(found),
        "entitled": entitled(found),
        "runs": may(request.user, Permission.RUN_ELECTIONS, community, at),
        "waiting": Registration.objects.of(found).filter(state="proposed").count(),
        "trail": below(found, (_("Election desk"), url("desk", found)), (_("Roll"), "")),
    }
    return render(request, "elections/election/registrations.html", context)


def filters(found: Election, way: str, doubled: int) -> list[dict[str, Any]]:
    base = url("registrations", found)
    counts = dict.fromkeys(WAYS, 0)
    for state in Registration.objects.of(found).values_list("state", flat=True):
        counts[state] += 1
    labels = {state: str(Registration.State(state).label) for state in WAYS[:3]}
    options = [{"label": _("All"), "url": base, "count": sum(counts.values()), "current": way not in WAYS}]
    options += [
        {
            "label": labels[state],
            "url": f"{base}?state={state}",
            "count": counts[state],
            "current": way == state,
        }
        for state in WAYS[:3]
    ]
    double = {"label": _("Perhaps twice"), "url": f"{base}?state=twice", "count": doubled}
    return [*options, double | {"current": way == "twice"}]


def confirm(request: HttpRequest, found: Election) -> HttpResponse:
    """All waiting entries that are not perhaps twice, or those that were ticked."""
    waiting = Registration.objects.of(found).filter(state="proposed")
    if request.POST.get("all"):
        entries = [one for one in waiting if one.pk not in twice(found)]
    else:
        entries = list(waiting.filter(key__in=request.POST.getlist("entry")))
    by: Any = request.user
    count = confirm_entries(election=found, entries=entries, by=by, at=timezone.now())
    messages.success(
        request,
        ngettext("%(count)s entry confirmed.", "%(count)s entries confirmed.", count) % {"count": count},
    )
    return redirect(url("registrations", found))


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def from_register(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Everybody whom the residents' register entitles, after a question."""
    at = timezone.now()
    found = find(request, community, key, at)
    if request.method == "POST":
        people, source = register_of(found, at), Registration.Source.REGISTER
        by: Any = request.user
        added = import_electors(election=found, people=people, source=source, by=by, at=at)
        messages.success(
            request, _("%(count)s entries added; check and confirm them.") % {"count": len(added)}
        )
        return redirect(url("registrations", found))
    context = {
        "title": _("Take over from the residents' register"),
        "text": _("%(count)s verified residents are entitled.") % {"count": len(register_of(found, at))},
        "points": [
            _("Whoever is on the roll already is not entered twice."),
            _("Each entry waits to be confirmed."),
        ],
        "cancel_url": url("registrations", found),
    }
    return render(request, "elections/election/confirm.html", context)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def from_list(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    found = find(request, community, key, at)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        about: dict[str, Any] = {"source": Registration.Source.IMPORT, "by": request.user, "at": at}
        people = form.cleaned_data["file"]
        added = tried(form, lambda: import_electors(election=found, people=people, **about))
        if added is not None:
            left = {"count": len(added), "left": len(people) - len(added)}
            messages.success(
                request, _("%(count)s entries added; %(left)s lines were on the roll already.") % left
            )
            return redirect(url("registrations", found))
    return render(request, "elections/election/form.html", office_form(found, form, _("Read a list")))


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def new_entry(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    found = find(request, community, key, at)
    form = EntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        about: dict[str, Any] = {"person": form.person(), "by": request.user, "at": at}
        if tried(form, lambda: register_elector(election=found, **about)):
            messages.success(request, _("The entry is added; confirm it next."))
            return redirect(url("registrations", found))
    return render(request, "elections/election/form.html", office_form(found, form, _("Add an elector")))


def office_form(found: Election, form: Any, title: str) -> dict[str, Any]:
    back = url("registrations", found)
    steps = below(found, (_("Election desk"), url("desk", found)), (_("Roll"), back), (title, ""))
    return {"form": form, "election": found, "title": title, "back": back, "trail": steps}


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def strike(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    found = find(request, community, key, timezone.now())
    entry = get_object_or_404(Registration.objects.of(found).live().select_related("election"), key=number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        strike_entry(entry=entry, reason=form.cleaned_data["reason"], by=by, at=timezone.now())
        messages.success(request, _("The entry is struck off."))
        return redirect(url("registrations", found))
    context = {
        "title": _("Strike an entry off the roll"),
        "text": f"{entry.name} · {entry.household}",
        "points": [_("The person can be entered again, until the roll is frozen.")],
        "form": form,
        "danger": True,
        "cancel_url": url("registrations", found),
    }
    return render(request, "elections/election/confirm.html", context)


@in_community(read=Permission.OVERSEE_ELECTIONS)
def objections(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = find(request, community, key, timezone.now())
    rows = found.objections.select_related("registration", "raised_by").order_by("ruling", "rule_by", "pk")
    context = {
        "election": found,
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "runs": may(request.user, Permission.RUN_ELECTIONS, community, timezone.now()),
        "trail": below(found, (_("Election desk"), url("desk", found)), (_("Objections"), "")),
    }
    return render(request, "elections/election/objections.html", context)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def rule(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    found = find(request, community, key, timezone.now())
    rows = Objection.objects.select_related("registration", "raised_by", "election")
    one = get_object_or_404(rows, election=found, key=number)
    form = RulingForm(request.POST or None)
    words = _("The ruling is written down; whoever objected is told.")
    if acted(request, form, rule_on_objection, words, objection=one):
        return redirect(url("objections", found))
    entry = one.registration
    context = {
        "form": form,
        "election": found,
        "objection": one,
        "title": _("Rule on an objection"),
        "lead": f"{one.get_ground_display()}: {one.text}",
        "about": f"{entry.number} {entry.name} · {entry.household}" if entry else "",
        "submit": _("Write down the ruling"),
        "back": url("objections", found),
        "trail": below(found, (_("Objections"), url("objections", found)), (_("Rule on an objection"), "")),
    }
    return render(request, "elections/election/form.html", context)
