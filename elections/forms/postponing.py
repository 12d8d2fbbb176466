"""What those who run an election fill in to move its day."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from elections.actions.running.lawful import shown
from elections.forms.polls import DayInput, HoursForm, filled_hours
from elections.models import Election


class PostponeForm(HoursForm):
    """A later day with its hours, and why. Polls of several days stay as many days."""

    field_order = ("election_day", "opens", "closes", "reason")

    election_day = forms.DateField(label=_("New election day"), widget=DayInput)
    reason = forms.CharField(
        label=_("Why it is postponed"),
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("In your own words. Everybody reads it, here and in the notice."),
    )

    def __init__(self, election: Election, today: date, data: Any = None) -> None:
        super().__init__(data, initial=filled_hours(election))
        self.days = election.days_open
        first = max(
            election.election_day + timedelta(days=1), today + timedelta(days=election.announced_before)
        )
        words = gettext("At the earliest %(day)s: a day is announced as early as the rules ask.")
        self.fields["election_day"].help_text = words % {"day": shown(first)}

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        self.check_hours(found)
        return found

    def terms(self) -> dict[str, Any]:
        """What the action takes."""
        first: date = self.cleaned_data["election_day"]
        last = first + timedelta(days=self.days - 1)
        return self.window(first, last) | {"reason": self.cleaned_data["reason"]}
