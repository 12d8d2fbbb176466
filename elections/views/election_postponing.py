"""Moving the day of an announced election: what it does is said first, and the reason is asked for."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from elections.actions.running import postpone_election
from elections.actions.running.base import day_of
from elections.actions.running.postponing import POSTPONABLE
from elections.forms.postponing import PostponeForm
from elections.models import Election
from elections.views.election_base import find, tried, url
from elections.words.stages import polls_words, step_label
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def postpone(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    found = find(request, community, key, at)
    if request.method == "GET" and found.state not in POSTPONABLE:
        return redirect(url("desk", found))
    form = PostponeForm(found, day_of(at), request.POST or None)
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        if tried(form, lambda: postpone_election(election=found, by=by, at=at, **form.terms())):
            messages.success(request, _("The election is postponed, and all residents are told."))
            return redirect(found)
    context = {
        "election": found,
        "form": form,
        "title": step_label("postpone"),
        "text": found.title,
        "points": points(found),
        "cancel_url": url("desk", found),
    }
    return render(request, "elections/election/confirm.html", context)


def points(found: Election) -> list[str]:
    """What moving the day does, and what it leaves as it is."""
    said = [
        _("The polls are set for %(polls)s.") % {"polls": polls_words(found)},
        _("All residents are told, and the notice of the election day is issued anew with both days."),
        _("What is published stays; the days of the steps still to come follow the new day."),
    ]
    if found.is_roll_frozen:
        said.append(
            _("The roll stays as it was frozen: whoever comes of age or moves here afterwards is not on it.")
        )
    return said
