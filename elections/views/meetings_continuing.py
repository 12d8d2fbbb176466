"""An adjourned meeting is set to another day."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from elections.actions.meetings import continue_meeting
from elections.forms.meetings import ContinueForm
from elections.models import Meeting
from elections.views.election_base import acted
from elections.views.meetings_base import find, form_page, url
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


def may_continue(meeting: Meeting) -> bool:
    return Meeting.objects.to_continue().filter(pk=meeting.pk).exists()


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def go_on(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Time and place of the next sitting; it is a draft then, with what was left undecided."""
    meeting = find(request, community, key, timezone.now())
    if not may_continue(meeting):
        raise Http404
    form = ContinueForm(request.POST or None, initial={"place": meeting.place})
    if made := acted(
        request,
        form,
        continue_meeting,
        _("The undecided items are on a new agenda. Call the meeting next."),
        meeting=meeting,
    ):
        return redirect(url("desk", made))
    left = meeting.items.filter(outcome=None).count()
    return form_page(
        request,
        meeting,
        form,
        _("Set another day"),
        text=meeting.title,
        summary=_("Undecided items that go on: %(count)s. What was decided stands.") % {"count": left},
        submit=_("Set this day"),
    )
