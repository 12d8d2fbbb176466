"""Pages that belong to no room: health, the elder switch, help, the component page."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from linli.core.elder import COOKIE, in_elder_mode
from linli.core.schema import unapplied_migrations

YEAR = 365 * 24 * 3600


def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> JsonResponse:
    """Ready: the database answers, and its tables are those of this release."""
    found = {"database": "ok", "migrations": "ok"}
    try:
        if unapplied_migrations():
            found["migrations"] = "run `linli migrate`"
    except DatabaseError:
        found = {"database": "does not answer", "migrations": "unknown"}
    return JsonResponse(found, status=200 if set(found.values()) == {"ok"} else 503)


def next_url(request: HttpRequest) -> str:
    """Where the form says to go on, if that is on this site; the front page otherwise."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


def elder(request: HttpRequest) -> HttpResponse:
    """Switches elder mode (长辈版) on or off, and remembers it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    on = not in_elder_mode(request)
    response = redirect(next_url(request))
    response.set_cookie(COOKIE, "1" if on else "0", max_age=YEAR, samesite="Lax", secure=request.is_secure())
    user: Any = request.user
    if user.is_authenticated:
        get_user_model().objects.filter(pk=user.pk).update(is_elder_mode=on)
    return response


def design(request: HttpRequest) -> HttpResponse:
    """The living component page: every part of the look, in one place."""
    return render(request, "linli/design.html")


def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "linli/help.html", {"demo": settings.DEMO})
