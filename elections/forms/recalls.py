"""What electors and the committee fill in about a recall."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from elections.actions.running.lawful import shown
from elections.forms.polls import DayInput


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
    """The day on which the electors vote, within the lawful days."""

    election_day = forms.DateField(label=_("Day of the vote"), widget=DayInput)

    def __init__(self, last: date | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if last:
            words = gettext("At the latest on %(limit)s") % {"limit": shown(last)}
            self.fields["election_day"].help_text = words
