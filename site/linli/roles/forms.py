"""Who is to be appointed to what."""

from datetime import datetime
from typing import Any

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.accounts.models import User
from linli.communities.models import Division
from linli.roles.actions import NotYoursToGive, check_may_give
from linli.roles.models import Role
from linli.roles.stock import EARNED

COUNTRY = "CN"


class AppointForm(forms.Form):
    """Offers only the roles that this person may give here."""

    phone = forms.CharField(
        label=_("Mobile number"),
        help_text=_("The number that the person signs in with."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    role = forms.ModelChoiceField(
        label=pgettext_lazy("person", "Role"), queryset=Role.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, by: User, division: Division, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = [role.pk for role in Role.objects.order_by("code") if may_give(by, role, division, at)]
        field: Any = self.fields["role"]
        field.queryset = Role.objects.filter(pk__in=given).order_by("name")
        self.person: User | None = None

    def clean_phone(self) -> str:
        try:
            number = phonenumbers.parse(self.cleaned_data["phone"], COUNTRY)
        except phonenumbers.NumberParseException:
            raise forms.ValidationError(
                _("This is not a telephone number. Example: 138 0000 0000.")
            ) from None
        written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        self.person = User.objects.filter(phone=written, is_phone_verified=True, is_active=True).first()
        if self.person is None:
            raise forms.ValidationError(
                _(
                    "Nobody has confirmed this number here yet. Ask the person to sign in once, then try again."
                )
            )
        return written


def may_give(by: User, role: Role, division: Division, at: datetime) -> bool:
    """Roles that are earned by verification are not given here."""
    if set(role.permissions) <= EARNED:
        return False
    try:
        check_may_give(by, role, division, at)
    except NotYoursToGive:
        return False
    return True
