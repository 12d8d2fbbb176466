"""What those who run an election fill in to move its day."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from elections.actions.running.lawful import shown
from elections.forms.polls import ClockInput, DayInput
from elections.models import Election
from linli.core.workdays import CHINA


class PostponeForm(forms.Form):
    """A later day with its hours, and why. Polls of several days stay as many days."""

    election_day = forms.DateField(label=_("New election day"), widget=DayInput)
    opens = forms.TimeField(label=_("Polls open"), widget=ClockInput)
    closes = forms.TimeField(label=_("Polls close"), widget=ClockInput)
    reason = forms.CharField(
        label=_("Why it is postponed"),
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("In your own words. Everybody reads it, here and in the notice."),
    )

    def __init__(self, election: Election, today: date, data: Any = None) -> None:
        hours = (election.polls_open_at, election.polls_close_at)
        opens, closes = (at.astimezone(CHINA).time() for at in hours)
        super().__init__(data, initial={"opens": opens, "closes": closes})
        self.days = election.days_open
        first = max(
            election.election_day + timedelta(days=1), today + timedelta(days=election.announced_before)
        )
        words = gettext("At the earliest %(day)s: a day is announced as early as the rules ask.")
        self.fields["election_day"].help_text = words % {"day": shown(first)}

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if self.days == 1 and {"opens", "closes"} <= set(found) and found["closes"] <= found["opens"]:
            self.add_error("closes", _("Set a closing time after the opening time."))
        return found

    def terms(self) -> dict[str, Any]:
        """What the action takes."""
        day, clean = self.cleaned_data["election_day"], self.cleaned_data
        last = day + timedelta(days=self.days - 1)
        return {
            "election_day": day,
            "polls_open_at": datetime.combine(day, clean["opens"], CHINA),
            "polls_close_at": datetime.combine(last, clean["closes"], CHINA),
            "reason": clean["reason"],
        }
