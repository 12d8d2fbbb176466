"""What waits: for the applicant, an answer; at the desk, requests to check."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.communities.models import Community
from linli.core.waiting import Waiting
from linli.residents.models import Verification
from linli.residents.rules import due_at
from linli.roles.permissions import Permission
from linli.roles.rights import may


def waiting(*, user: Any, community: Community, at: datetime) -> Iterator[Waiting]:
    """My own request, as long as it is undecided; for a stranger to the community, the way in."""
    if may(user, Permission.READ_AS_RESIDENT, community, at):
        return
    mine = Verification.objects.in_community(community).of(user).requested().first()
    url = reverse("residents:join", args=[community.code])
    kind = pgettext("task", "Joining")
    if mine:
        yield Waiting(
            room="plate",
            icon="user-round-check",
            kind=kind,
            title=_("The committee is checking your request"),
            url=url,
            step=_("See where it stands"),
            until=due_at(mine.requested_at),
        )
    else:
        yield Waiting(
            room="plate",
            icon="user-round-plus",
            kind=kind,
            title=_("Do you live in %(community)s?") % {"community": community.name},
            detail=_("Verified residents vote, write, book services and volunteer."),
            url=url,
            step=_("Ask to join"),
        )


def due(*, user: Any, community: Community, at: datetime) -> Iterator[Waiting]:
    if not may(user, Permission.VERIFY_RESIDENTS, community, at):
        return
    for request in Verification.objects.in_community(community).requested().exclude(user=user):
        yield Waiting(
            room="plate",
            icon="user-round-check",
            kind=pgettext("task", "Joining"),
            title=_("%(name)s asks to join") % {"name": request.name},
            detail=f"{request.dwelling} · {request.get_relation_display()}",
            url=reverse("residents:decide", args=[community.code, request.key]),
            step=pgettext("button", "Check"),
            until=due_at(request.requested_at),
            source=_("Residents"),
        )
