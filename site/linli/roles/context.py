"""What the person before the screen may do here; the desk in the navigation for those who work here."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext

from linli.core.context import way
from linli.roles.permissions import Permission
from linli.roles.rights import permissions_in


def rights(request: HttpRequest) -> dict[str, Any]:
    """`rights`: the permissions as a set of strings; `desk`: the way to the desk, or nothing."""
    community = getattr(request, "community", None)
    user = getattr(request, "user", None)
    if user is None or community is None:
        return {"rights": frozenset(), "desk": None}
    held = permissions_in(user, community, timezone.now())
    desk = None
    if Permission.READ_AS_STAFF in held:
        desk = way(
            request, pgettext("navigation", "Desk"), reverse("cms:desk", args=[community.code]), "inbox"
        )
    return {"rights": held, "desk": desk}
