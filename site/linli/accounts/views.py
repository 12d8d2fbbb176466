"""A person's own pages; and, in the demo alone, the messages sent and the people to be."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.i18n import set_language

from linli.accounts.actions import change_language, change_profile
from linli.accounts.adapter import YEAR, remember_language
from linli.accounts.codes import current_code
from linli.accounts.demo_people import CAST
from linli.accounts.forms import EmailSignUpForm, ProfileForm
from linli.accounts.guards import demo_page, entrance, open_form, own_page
from linli.accounts.models import User
from linli.accounts.rules import national
from linli.accounts.sms import LocalSink
from linli.core.demo import drawer
from linli.core.elder import COOKIE as ELDER_COOKIE

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@entrance()
def sign_up_by_email(request: HttpRequest, *, passkey: bool = False) -> HttpResponse:
    """An address, a code, and then who I am here; or a passkey first."""
    form = EmailSignUpForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        form.send_code()
        after = reverse("mfa_add_webauthn" if passkey else "accounts:profile")
        return redirect(reverse("account_confirm_login_code") + "?" + urlencode({"next": after}))
    return render(request, "accounts/sign_up_by_email.html", {"form": form, "passkey": passkey})


@own_page()
def me(request: HttpRequest) -> HttpResponse:
    """Who I am here, how I sign in, where I belong."""
    user: Any = request.user
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    context = {
        "phone": national(user.phone) if user.phone else "",
        "addresses": EmailAddress.objects.filter(user=user).order_by("-primary", "email"),
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "has_app": Authenticator.Type.TOTP in kinds,
        "sessions": user.usersession_set.count(),
    }
    return render(request, "accounts/me.html", context)


@open_form()
def choose_language(request: HttpRequest) -> HttpResponse:
    """The switch in the header: for this device, and for the person where somebody is signed in."""
    response, chosen = set_language(request), request.POST.get("language", "")
    response.cookies.clear()  # Django's own knows every language on earth, and forgets when the browser closes
    if chosen in dict(settings.LANGUAGES):
        remember_language(response, chosen)
        if request.user.is_authenticated:
            change_language(language=chosen, by=request.user, at=timezone.now())
    return response


@own_page(write=True)
def profile(request: HttpRequest) -> HttpResponse:
    """My name, my language, large letters."""
    user: Any = request.user
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    if request.method == "POST" and form.is_valid():
        return saved(request, change_profile(by=user, at=timezone.now(), **form.cleaned_data))
    return render(request, "accounts/profile.html", {"form": form})


def saved(request: HttpRequest, user: User) -> HttpResponse:
    """This device follows what the person chose."""
    with translation.override(user.language):
        messages.success(request, _("Saved."))
    response = redirect("accounts:me")
    remember_language(response, user.language)
    response.set_cookie(ELDER_COOKIE, "1" if user.is_elder_mode else "0", max_age=YEAR, samesite="Lax")
    return response


@demo_page()
def sms(request: HttpRequest) -> HttpResponse:
    """What the local SMS sink holds, the newest first."""
    sent = [{"to": national(m.phone), "text": m.text, "at": m.at} for m in LocalSink().messages()]
    return render(request, "accounts/sms.html", {"sent": sent})


@demo_page()
def demo(request: HttpRequest) -> HttpResponse:
    """The people whom a visitor of the demo may be, with everything that signing in as them asks for."""
    there = {user.phone: user for user in User.objects.filter(phone__in=[p.phone for p in CAST])}
    people = [
        {
            "person": p,
            "user": there[p.phone],
            "phone": national(p.phone),
            "code": current_code(there[p.phone]),
            "drawer": drawer(there[p.phone]),
        }
        for p in CAST
        if p.phone in there
    ]
    return render(request, "accounts/demo.html", {"people": people})


@demo_page(read=False, write=True)
def be_demo_person(request: HttpRequest, name: str) -> HttpResponse:
    """One click instead of a code, in the demo alone: no other page signs anybody in without allauth's stages."""
    person = next((p for p in CAST if p.key == name), None)
    if person is None:
        raise Http404
    user = get_object_or_404(User, phone=person.phone, is_active=True)
    login(request, user, backend=BACKEND)
    record_authentication(request, user, method="code", phone=user.phone, reauthenticated=True)
    messages.success(request, _("You are %(name)s now.") % {"name": user})
    response = redirect("/me/" if request.POST.get("next") == "/me/" else "/")
    remember_language(response, user.language)
    return response
