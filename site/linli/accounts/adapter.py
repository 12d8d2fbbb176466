"""allauth's storage and wording: phones live on the user, codes go out through the SMS gateway."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.accounts.models import User
from linli.accounts.rules import e164
from linli.accounts.sms import gateway

YEAR = 365 * 24 * 3600
TOO_MANY = gettext_lazy("Too many attempts. Please wait a few minutes, then try again.")
SIGNATURE = pgettext_lazy("SMS signature", "[Linli]")


def remember_language(response: HttpResponse, language: str) -> None:
    """This device speaks the person's language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


class PhoneField(forms.CharField):
    """Takes a number as people write it; gives it in E.164."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"type": "tel", "inputmode": "tel", "autocomplete": "tel"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=32, **{**kwargs, "label": gettext_lazy("Mobile number")})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return AccountAdapter().clean_phone(text) if text else text


class AccountAdapter(DefaultAccountAdapter):  # allauth is not typed
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code is not right. Please look at the newest message."),
        "invalid_login": gettext_lazy("Please type a mobile number of 11 digits, or an e-mail address."),
        "invalid_phone": gettext_lazy("This is not a mobile number. Please type its 11 digits."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "phone_taken": gettext_lazy("This number belongs to another account."),
        "email_taken": gettext_lazy("This e-mail address belongs to another account."),
        "same_as_current": gettext_lazy("This is the one you already use."),
    }

    def clean_phone(self, phone: str) -> str:
        found = e164(phone)
        if found is None:
            raise self.validation_error("invalid_phone")
        return found

    def phone_form_field(self, **kwargs: Any) -> forms.Field:
        return PhoneField(**kwargs)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.is_phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone, user.is_phone_verified = phone, verified
        user.save(update_fields=["phone", "is_phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=phone).first()

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        words = _(
            "Your code is %(code)s. It is good for ten minutes. Do not tell it to anybody: we never ask for it."
        )
        self.send_sms(phone, words % {"code": code})

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """The page must not say it to whoever typed the number; its owner may know."""
        self.send_sms(
            phone,
            _("This number has no account yet. Sign up at %(url)s") % {"url": address("account_signup")},
        )

    def send_account_already_exists_sms(self, phone: str) -> None:
        self.send_sms(
            phone,
            _("This number has an account already. Sign in at %(url)s") % {"url": address("account_login")},
        )

    def send_sms(self, phone: str, text: str) -> None:
        gateway().send(phone, f"{SIGNATURE}{text}")

    def format_email_subject(self, subject: str) -> str:
        return f"{SIGNATURE}{subject}"

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        """A security event is told in the language of the account's owner, whoever caused it."""
        with translation.override(user.language):
            super().send_notification_mail(template_prefix, user, *args, **kwargs)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_language(response, user.language)
        return response


class SecondFactorAdapter(DefaultMFAAdapter):  # allauth is not typed
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "This code is not right. Codes change every 30 seconds: type the newest."
        ),
        "rate_limited": TOO_MANY,
    }

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002  # allauth's own name
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)d") % {"number": count + 1}

    def _get_site_name(self) -> str:
        """What an authenticator app and the browser call us; the name in django.contrib.sites is nobody's."""
        return str(settings.WAGTAIL_SITE_NAME)


def address(name: str) -> str:
    return settings.BASE_URL + reverse(name)
