"""What somebody in office writes to resign, and what a colleague enters when the meeting did not approve it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from elections.forms.polls import DayInput


class ResignationForm(forms.Form):
    """The law asks for a letter and for no reason; whoever gives one is heard by the meeting."""

    reason = forms.CharField(
        label=_("Why you resign"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Those who run and oversee elections here read it, and nobody else."),
    )


class RefusedForm(forms.Form):
    refused_on = forms.DateField(label=_("Decided on"), widget=DayInput)
    reference = forms.CharField(
        label=_("Minutes of the meeting"),
        max_length=200,
        help_text=_("Of the residents' or the representatives' meeting: number and date."),
    )
