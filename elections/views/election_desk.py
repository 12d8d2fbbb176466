"""The election desk: the calendar with its steps, a draft, a step that is asked for first, cancelling."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from elections.actions.offices import law_of_office
from elections.actions.running import (
    announce_election,
    cancel_election,
    close_polls,
    draft_election,
    freeze_roll,
    hand_over,
    open_nominations,
    open_polls,
    publish_candidates,
    publish_proxies,
    publish_roll,
    revise_election,
)
from elections.actions.running.base import day_of
from elections.actions.running.lawful import blockers
from elections.actions.running.postponing import POSTPONABLE
from elections.actions.vacancies import vacancies
from elections.forms.elections import CancelElectionForm, ElectionForm, blank, filled, vacant
from elections.models import Election, Nomination, Registration
from elections.views.election_base import below, find, trail, tried, url
from elections.words.calendar import STEPS, next_words, stages, step_label
from elections.words.votes import grouped
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may

TARGETS = dict(STEPS.values()) | {"close": Election.State.CLOSED}


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def new(request: HttpRequest, community: Community) -> HttpResponse:
    at = timezone.now()
    form = ElectionForm(
        request.POST or None, initial=blank(community, day_of(at)) | for_seat(request, community, at)
    )
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        made = tried(form, lambda: draft_election(community=community, by=by, at=at, **form.terms()))
        if made:
            messages.success(request, _("The draft is saved. Only those who run elections see it."))
            return redirect(url("desk", made))
    back = reverse("election:list", args=[community.code])
    steps = trail(community, (_("New election"), ""))
    context = {"form": form, "title": _("New election"), "back": back, "trail": steps}
    return render(request, "elections/election/form.html", context)


def for_seat(request: HttpRequest, community: Community, at: datetime) -> dict[str, Any]:
    """What is filled in already where a by-election is drafted for a seat that has become vacant."""
    key = request.GET.get("seat")
    holder = next((one for one in vacancies(community, at) if one.key == key), None) if key else None
    return vacant(holder, law_of_office(holder)) if holder else {}


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def edit(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    found = find(request, community, key, at)
    if request.method == "GET" and found.state != Election.State.DRAFT:
        return redirect(url("desk", found))
    form = ElectionForm(request.POST or None, initial=filled(found))
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        if tried(form, lambda: revise_election(election=found, by=by, at=at, **form.terms())):
            messages.success(request, _("The draft is saved. Only those who run elections see it."))
            return redirect(url("desk", found))
    steps = below(found, (_("Edit the draft"), ""))
    context = {"form": form, "title": _("Edit the draft"), "back": url("desk", found), "trail": steps}
    return render(request, "elections/election/form.html", context)


@in_community(read=Permission.OVERSEE_ELECTIONS)
def desk(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Where the election stands, what comes next, and what is in its way."""
    at = timezone.now()
    found = find(request, community, key, at)
    title, until = next_words(found, at)
    context = {
        "election": found,
        "next_title": title,
        "next_until": until,
        "calendar": stages(found, at, with_blockers=True),
        "figures": figures(found),
        "runs": may(request.user, Permission.RUN_ELECTIONS, community, at),
        "may_close": found.state == Election.State.POLLING,
        "close_blockers": blockers(found, Election.State.CLOSED, at),
        "may_postpone": found.state in POSTPONABLE,
        "may_cancel": found.state not in ("declared", "handed_over", "cancelled"),
        "trail": below(found, (_("Election desk"), "")),
    }
    return render(request, "elections/election/desk.html", context)


def figures(found: Election) -> list[dict[str, Any]]:
    """What waits, with the way to it."""
    entries = Registration.objects.of(found)
    proposed = entries.filter(state=Registration.State.PROPOSED).count()
    objections = found.objections.waiting().count()
    review = Nomination.objects.of(found).to_review().count()
    sums = [
        (_("On the roll"), entries.confirmed().count(), "registrations", ""),
        (_("Entries to check"), proposed, "registrations", "yellow" if proposed else ""),
        (_("Objections to rule on"), objections, "objections", "yellow" if objections else ""),
        (_("Nominations to review"), review, "reviews", "yellow" if review else ""),
    ]
    if found.kind == Election.Kind.RECALL:
        sums.pop()
    return [
        {"label": label, "value": grouped(value), "url": url(name, found), "light": light}
        for label, value, name, light in sums
    ]


ACTS: dict[str, Callable[..., Any]] = {
    "announce": announce_election,
    "publish-roll": publish_roll,
    "freeze": freeze_roll,
    "nominate": open_nominations,
    "publish-candidates": publish_candidates,
    "publish-proxies": publish_proxies,
    "open": open_polls,
    "close": close_polls,
    "hand-over": hand_over,
}


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def step(request: HttpRequest, community: Community, key: str, step: str) -> HttpResponse:
    """Asks before a step that cannot be taken back, says what is in its way, and takes it."""
    at = timezone.now()
    found = find(request, community, key, at)
    if step not in ACTS:
        raise Http404
    if request.method == "POST":
        ACTS[step](election=found, by=request.user, at=at)
        messages.success(request, _("Done: %(step)s.") % {"step": step_label(step)})
        return redirect(url("desk", found))
    context = {
        "election": found,
        "title": step_label(step),
        "text": found.title,
        "points": step_points(step, found),
        "reasons": blockers(found, TARGETS[step], at),
        "submit": step_label(step),
        "cancel_url": url("desk", found),
    }
    return render(request, "elections/election/step.html", context)


def step_points(step: str, found: Election) -> list[str]:
    """What a step does, before it is taken."""
    about = {
        "entries": grouped(Registration.objects.of(found).confirmed().count()),
        "days": found.objections_within,
    }
    told = _("All residents are told.")
    points = {
        "announce": [
            _("Posts and rules are fixed; afterwards the election can only be postponed or cancelled."),
            told,
        ],
        "publish-roll": [
            _("%(entries)s electors are numbered and shown to residents with masked names.") % about,
            _("Objections may come in for %(days)s days.") % about,
            told,
        ],
        "freeze": [
            _("%(entries)s electors; nobody can be added, changed or struck afterwards.") % about,
            _("The fingerprint of the roll is published."),
        ],
        "nominate": [_("Electors nominate from now on."), told],
        "publish-candidates": [
            _("Names, posts and order on the ballot are fixed; candidates can only withdraw."),
            told,
        ],
        "publish-proxies": [_("No proxy is taken any more; those that are not on the list are void.")],
        "open": [_("Voting begins."), told],
        "close": [_("Nothing may come in any more. The ballots are counted next.")],
        "hand-over": [_("The elected take office today; their term begins."), told],
    }
    return points[step]


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def cancel(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = find(request, community, key, timezone.now())
    form = CancelElectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        reason = form.cleaned_data["reason"]
        cancel_election(election=found, reason=reason, by=by, at=timezone.now())
        messages.success(request, _("The election is cancelled."))
        return redirect(found)
    context = {
        "election": found,
        "form": form,
        "title": step_label("cancel"),
        "text": found.title,
        "points": [_("It ends without a result. This cannot be taken back.")],
        "danger": True,
        "cancel_url": url("desk", found),
    }
    return render(request, "elections/election/confirm.html", context)
