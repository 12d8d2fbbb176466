"""The list of representatives is brought in from a file."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from elections.actions.meetings import import_representatives
from elections.actions.meetings.base import day_of
from elections.actions.meetings.importing import clashes_here
from elections.forms.representatives import RepresentativesForm
from elections.rules.representatives import Fault, Row
from elections.views.election_base import tried
from elections.views.representatives import here, show_form, warn_of_women
from elections.words.meetings import fault_words
from elections.words.votes import grouped
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission

MOST_FAULTS = 50


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def bring_in(request: HttpRequest, community: Community) -> HttpResponse:
    """A file is tried first: every fault with its line, everybody who would come in; then all of it or nothing."""
    at = timezone.now()
    begun = {"is_trial": True, "starts_on": day_of(at)}
    form = RepresentativesForm(request.POST or None, request.FILES or None, initial=begun)
    more: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        faults = sorted([*form.faults, *clashes_here(community, form.rows)], key=lambda one: one.line)
        if not faults and not form.cleaned_data["is_trial"]:
            terms: dict[str, Any] = {"rows": form.rows, "by": request.user, "at": at}
            if made := tried(form, lambda: import_representatives(community=community, **terms)):
                messages.success(request, done_words(len(made)))
                warn_of_women(request, community)
                return redirect(here(community))
        more = preview(form.rows, faults) if not form.errors else {}
    title = _("Import representatives")
    return show_form(request, community, form, title, submit=_("Read the file"), **more)


def done_words(count: int) -> str:
    words = ngettext("%(count)s representative is entered.", "%(count)s representatives are entered.", count)
    return words % {"count": grouped(count)}


def preview(rows: Sequence[Row], faults: Sequence[Fault]) -> dict[str, Any]:
    """How many can be read, who they are by their groups, and what is wrong."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row.name)
    comma = pgettext("between names", ", ")
    about = {"people": grouped(len(rows)), "groups": grouped(len(groups)), "faults": grouped(len(faults))}
    return {
        "summary": _(
            "Representatives that can be read: %(people)s, in %(groups)s groups. Faults: %(faults)s."
        )
        % about,
        "faults": [fault_words(one) for one in faults[:MOST_FAULTS]],
        "is_fit": bool(rows) and not faults,
        "found": [{"term": name, "detail": comma.join(people)} for name, people in groups.items()],
    }
