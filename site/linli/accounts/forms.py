"""Signing in with one field; what a person says about themselves."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.core.internal import ratelimit
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from linli.accounts.actions import open_account, open_account_by_email
from linli.accounts.adapter import AccountAdapter
from linli.accounts.models import User
from linli.accounts.rules import e164

CODE = {
    "inputmode": "numeric",
    "autocomplete": "one-time-code",
    "maxlength": "12",
    "class": "code num",
    "autofocus": True,
}


class SignInForm(allauth_forms.LoginForm):  # allauth is not typed
    """A mobile number or an e-mail address; a code goes there. A new number gets its account by the first code.

    Known and unknown numbers therefore meet the same pages and the same message: nothing can be told apart.
    """

    user: User | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "username webauthn", "autocapitalize": "none", "spellcheck": "false"}
        widget = forms.TextInput(attrs=attrs)
        self.fields["login"] = forms.CharField(
            label=_("Mobile number or e-mail"),
            max_length=254,
            widget=widget,
            error_messages={"required": _("Please type your mobile number, or your e-mail address.")},
        )

    def clean_login(self) -> str:
        text: str = super().clean_login()
        return text.lower() if "@" in text else e164(text) or text

    def _login_by_code(
        self, request: HttpRequest, redirect_url: str | None, credentials: dict[str, Any]
    ) -> HttpResponse:
        phone = credentials.get("phone")
        if phone and not self.user:
            language = get_language() or settings.LANGUAGE_CODE
            self.user = open_account(phone=phone, language=language, at=timezone.now())
        return super()._login_by_code(request, redirect_url, credentials)


class SignUpForm(allauth_forms.SignupForm):  # allauth is not typed
    """By number. Addresses and passkeys have pages of their own, so that this one keeps its one field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].required = True
        self.fields["phone"].error_messages["required"] = _("Please type your mobile number.")


class EmailSignUpForm(forms.Form):
    """An address; a code goes there, and makes the account its owner's.

    An address that has an account gets a code like any other, so nothing can be told apart.
    """

    email = forms.EmailField(
        label=pgettext_lazy("an address", "E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Please type your e-mail address.")},
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if not ratelimit.consume(self.request, app="allauth.account", action="request_login_code", key=email):
            raise AccountAdapter().validation_error("too_many_login_attempts")
        return email

    def send_code(self) -> None:
        email, language = self.cleaned_data["email"], get_language() or settings.LANGUAGE_CODE
        user = open_account_by_email(email=email, language=language, at=timezone.now())
        LoginCodeVerificationProcess.initiate(request=self.request, user=user, email=email)


def code_field(label: Any, hint: Any = "") -> forms.CharField:
    wanted = {"required": _("Please type the code.")}
    return forms.CharField(
        label=label, help_text=hint, widget=forms.TextInput(attrs=CODE), error_messages=wanted
    )


class NumericCode:
    """Six large digits: the phone offers the code from the message by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields: dict[str, forms.Field]
        self.fields["code"] = code_field(_("Six-digit code"))


class AskForCodeForm(allauth_forms.RequestLoginCodeForm):  # allauth is not typed
    """allauth's own page for a code, kept for links to it; the sign-in page does the same with one field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = pgettext_lazy("an address", "E-mail")
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean()
        if not self.errors and not given.get("email") and not given.get("phone"):
            raise forms.ValidationError(_("Please type your mobile number, or your e-mail address."))
        return given


class LoginCodeForm(NumericCode, allauth_forms.ConfirmLoginCodeForm):  # allauth is not typed
    pass


class PhoneCodeForm(NumericCode, allauth_forms.VerifyPhoneForm):  # allauth is not typed
    pass


class SecondFactorForm(mfa_forms.AuthenticateForm):  # allauth is not typed
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("Code from your app"), _("Or one of your recovery codes."))


class ReauthenticateForm(mfa_forms.ReauthenticateForm):  # allauth is not typed
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("Code from your app"), _("Or one of your recovery codes."))


class ActivateAppForm(NumericCode, totp_forms.ActivateTOTPForm):  # allauth is not typed
    pass


class PasskeyForm(webauthn_forms.AddWebAuthnForm):  # allauth is not typed
    """A key that signs in by itself, unless its owner wants it as a second step only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = pgettext_lazy("of a device or passkey", "Name")
        alone = self.fields["passwordless"]
        alone.initial = True
        alone.label, alone.help_text = _("Sign in with it alone, without a code"), ""


class AddressForm(allauth_forms.AddEmailForm):  # allauth is not typed
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = pgettext_lazy("an address", "E-mail")
        self.fields["email"].widget.attrs.pop("placeholder", None)


class ProfileForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("name", "language", "is_elder_mode")
        labels = {"is_elder_mode": pgettext_lazy("setting", "Large letters and buttons (senior view)")}
        help_texts = {"name": _("What neighbours see beside what you write.")}

    language = forms.ChoiceField(
        label=_("Language"), choices=[("zh-hans", "中文"), ("en", "English")], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["name"].widget.attrs["autocomplete"] = "name"
