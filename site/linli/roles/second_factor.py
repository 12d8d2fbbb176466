"""Who works for a community needs a second factor; until it is set up, an office gives no power.

Two things follow. A page that only an office opens sends its holder to set the factor up first. On every other page
the person is what they are without the office, so that no view can forget to ask.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.roles.rights import appointments_of, forget, remembered
from linli.roles.stock import EARNED

Next = Callable[[HttpRequest], HttpResponse]


def holds_office(user: Any) -> bool:
    """Runs the site, or works for a community by a current appointment."""
    return user.is_superuser or any(a.role.is_staff for a in appointments_of(user, timezone.now()))


def lacks_second_factor(user: Any) -> bool:
    if not settings.STAFF_NEED_SECOND_FACTOR or not user.is_authenticated or not holds_office(user):
        return False
    return not Authenticator.objects.filter(user=user).exists()


def needs_office(request: HttpRequest, view: Any) -> bool:
    """Wagtail's admin, and every view that declares a permission which only an office gives."""
    if request.path.startswith(reverse("wagtailadmin_home")):
        return True
    access = getattr(view, "access", None)
    needed = access.needed(request.method or "") if access else None
    return needed is not None and needed not in EARNED


def lay_down_office(user: Any) -> None:
    """For the rest of this request the person holds what was earned by being verified, nothing else."""
    earned = [a for a in appointments_of(user, timezone.now()) if not a.role.is_staff]
    forget(user)
    remembered(user, "appointments", lambda _: earned)


class SecondFactorMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        user: Any = request.user
        if not lacks_second_factor(user):
            return None
        if not needs_office(request, view):
            lay_down_office(user)
            return None
        messages.warning(request, _("Please set up a second step first: it keeps residents' data safe."))
        return redirect("mfa_index")
