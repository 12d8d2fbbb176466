"""In the place of Wagtail's own sign-in, which would pass by allauth's limits and second factor."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode


def sign_in(request: HttpRequest) -> HttpResponse:
    """Who is signed in and was still sent here may not use the admin: sending them on would go round for ever."""
    if request.user.is_authenticated:
        raise PermissionDenied
    home = reverse("wagtailadmin_home")
    return redirect(reverse("account_login") + "?" + urlencode({"next": request.GET.get("next", home)}))


def reset_password(request: HttpRequest, rest: str = "") -> HttpResponse:
    return redirect("account_reset_password")
