"""Every view declares here who may do what; the permission matrix reads the declaration off the view.

`@in_community(read=…, write=…)` is for URLs below /c/<code>/: it loads the open community (404 otherwise), asks the
permission, and passes the community on: loading and permission are one call. `@site_view` is for the rest.
GET and HEAD need `read`; POST needs `write`; without `write` a POST is answered 405.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone

from linli.communities.models import Community
from linli.roles.permissions import Permission
from linli.roles.rights import may

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Access:
    """What a view declares. `None` means that the method is not offered."""

    scope: str  # "community" or "site"
    read: Permission | None
    write: Permission | None

    def needed(self, method: str) -> Permission | None:
        return {"GET": self.read, "HEAD": self.read, "POST": self.write}.get(method)

    @property
    def methods(self) -> list[str]:
        return [m for m in ("GET", "HEAD", "POST") if self.needed(m)]


def in_community(
    *, read: Permission | None = None, write: Permission | None = None
) -> Callable[[View], View]:
    access = Access("community", read, write)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            at = timezone.now()
            if not access.needed(request.method or ""):
                return HttpResponseNotAllowed(access.methods)
            opened = Community.objects.open(at).select_related("division")
            community = get_object_or_404(opened, division_id=code)
            request.community = community  # type: ignore[attr-defined]
            return check(request, access, community) or view(request, community, *args, **kwargs)

        guarded.access = access  # type: ignore[attr-defined]
        return guarded

    return decorate


def site_view(*, read: Permission | None = None, write: Permission | None = None) -> Callable[[View], View]:
    access = Access("site", read, write)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not access.needed(request.method or ""):
                return HttpResponseNotAllowed(access.methods)
            return check(request, access, None) or view(request, *args, **kwargs)

        guarded.access = access  # type: ignore[attr-defined]
        return guarded

    return decorate


def check(request: HttpRequest, access: Access, community: Community | None) -> HttpResponse | None:
    """Nothing where the request may go on; a way to sign in for a stranger; 403 for anybody else."""
    needed = access.needed(request.method or "")
    if needed and may(request.user, needed, community, timezone.now()):
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
    raise PermissionDenied
