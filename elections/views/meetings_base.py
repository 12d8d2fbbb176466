"""What every page of a representatives' meeting begins with: the meeting that this person may see, the way back."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from elections.models import Meeting
from elections.models.meetings import MeetingQuerySet
from linli.communities.models import Community

PER_PAGE = 20
PER_LIST = 60
FORM = "elections/meetings/form.html"


def seen(request: HttpRequest, community: Community, at: datetime) -> MeetingQuerySet:
    found = Meeting.objects.in_community(community).visible_to(request.user, community, at)
    return found.select_related("community__division", "request", "minutes", "continues")


def find(request: HttpRequest, community: Community, key: str, at: datetime) -> Meeting:
    return get_object_or_404(seen(request, community, at), key=key)


def url(name: str, meeting: Meeting, *more: Any) -> str:
    return reverse(f"meetings:{name}", args=[meeting.community.code, meeting.key, *more])


def trail(community: Community, *steps: tuple[str, str]) -> list[dict[str, str]]:
    first = (_("Representatives' meetings"), reverse("meetings:list", args=[community.code]))
    return [{"label": label, "url": url} for label, url in (first, *steps)]


def below(meeting: Meeting, *steps: tuple[str, str]) -> list[dict[str, str]]:
    return trail(meeting.community, (meeting.title, meeting.get_absolute_url()), *steps)


def form_page(request: HttpRequest, meeting: Meeting, form: Any, title: str, **more: Any) -> HttpResponse:
    desk = (_("Desk of the meeting"), url("desk", meeting))
    context = {"form": form, "title": title, "back": desk[1], "trail": below(meeting, desk, (title, ""))}
    return render(request, FORM, context | more)
