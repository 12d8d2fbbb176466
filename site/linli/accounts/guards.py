"""What the personal pages declare beside themselves; roles, a floor above, declare theirs in `linli.roles.guards`.

The permission matrix reads both alike. Accounts stand below roles and name the two permissions that everybody has.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

View = Callable[..., HttpResponse]
EVERYBODY, SIGNED_IN = "portal.read", "account.use"


@dataclass(frozen=True)
class Access:
    read: str | None
    write: str | None
    scope: str = "site"

    def needed(self, method: str) -> str | None:
        return {"GET": self.read, "HEAD": self.read, "POST": self.write}.get(method)


def declare(access: Access, refuse: Callable[[HttpRequest], HttpResponse | None]) -> Callable[[View], View]:
    """Offers the declared methods alone, and asks `refuse` first."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not access.needed(request.method or ""):
                return HttpResponseNotAllowed([m for m in ("GET", "HEAD", "POST") if access.needed(m)])
            return refuse(request) or view(request, *args, **kwargs)

        guarded.access = access  # type: ignore[attr-defined]  # read by the matrix, as on every view
        return guarded

    return decorate


def strangers(request: HttpRequest) -> HttpResponse | None:
    if request.user.is_authenticated:
        return None
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")


def outside_the_demo(request: HttpRequest) -> None:
    if not settings.DEMO:
        raise Http404


def own_page(*, read: bool = True, write: bool = False) -> Callable[[View], View]:
    """A page about the person who is signed in."""
    return declare(Access(SIGNED_IN if read else None, SIGNED_IN if write else None), strangers)


def nobody(request: HttpRequest) -> None:
    """Refuses nobody."""


def open_form() -> Callable[[View], View]:
    """Takes a form from everybody, signed in or not; shows nothing."""
    return declare(Access(None, EVERYBODY), nobody)


def send_home(request: HttpRequest) -> HttpResponse | None:
    return redirect(settings.LOGIN_REDIRECT_URL) if request.user.is_authenticated else None


def entrance() -> Callable[[View], View]:
    """A way in, for strangers; who is signed in is sent home."""
    return declare(Access(EVERYBODY, EVERYBODY), send_home)


def demo_page(*, read: bool = True, write: bool = False) -> Callable[[View], View]:
    """A page for everybody that exists in the demo alone: 404 elsewhere."""
    return declare(Access(EVERYBODY if read else None, EVERYBODY if write else None), outside_the_demo)
