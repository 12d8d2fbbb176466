"""What the desk fills in about signatures on paper, and an elector who takes a signature back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.forms.papers import readable_photo
from elections.models import RecallSignature

MOST_SHEETS = 999


class SheetForm(forms.Form):
    number = forms.IntegerField(
        label=_("Number of the sheet"),
        min_value=1,
        max_value=MOST_SHEETS,
        widget=forms.NumberInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("As it is written on the sheet. Write one on it where it has none."),
    )
    photo = forms.FileField(
        label=pgettext_lazy("recall", "Photo of the sheet"),
        required=False,
        help_text=_("Not required. JPEG, PNG or PDF, 10 MB at most. Only the desk sees it."),
    )

    def clean_photo(self) -> Any:
        return readable_photo(self.cleaned_data["photo"])


class StrikeForm(forms.Form):
    ending = forms.ChoiceField(
        label=_("What has happened"), choices=RecallSignature.Ending.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=pgettext_lazy("signature", "Reason"),
        max_length=200,
        help_text=_("It stays in the record beside the signature."),
    )


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label=pgettext_lazy("signature", "Reason"),
        max_length=200,
        help_text=_("It stays in the record beside the signature."),
    )
