"""What electors and the committee fill in about a recall."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonsForm(forms.Form):
    reasons = forms.CharField(
        label=_("Why the person should be recalled"),
        max_length=2000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Facts, with dates. Everybody who lives here reads them, and the person answers."),
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Your answer"),
        max_length=2000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("It stands beside the reasons and cannot be changed afterwards."),
    )


class AdmitForm(forms.Form):
    election_day = forms.DateField(label=_("Day of the vote"), widget=forms.DateInput({"type": "date"}))
