"""The list of elections, and an election's own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from elections.models import Election
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


@in_community(read=Permission.READ_PORTAL)
def elections(request: HttpRequest, community: Community) -> HttpResponse:
    found = Election.objects.in_community(community).visible_to(request.user, community, timezone.now())
    return render(request, "elections/election/list.html", {"elections": found})


@in_community(read=Permission.READ_PORTAL)
def election(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    seen = Election.objects.in_community(community).visible_to(request.user, community, timezone.now())
    return render(request, "elections/election/page.html", {"election": get_object_or_404(seen, key=key)})
