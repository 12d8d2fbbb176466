"""When the polls are open: the first day, the last where there are several, and the hours that hold on each of them."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from elections.models import Election
from linli.core.workdays import CHINA


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class HoursForm(forms.Form):
    """The hours of a day on which the polls are open; of several days, of each."""

    opens = forms.TimeField(label=_("Polls open"), widget=ClockInput, initial=time(8))
    closes = forms.TimeField(label=_("Polls close"), widget=ClockInput, initial=time(18))

    def check_hours(self, found: dict[str, Any]) -> None:
        if {"opens", "closes"} <= set(found) and found["closes"] <= found["opens"]:
            self.add_error("closes", _("Set a closing time after the opening time."))

    def window(self, first: date, last: date) -> dict[str, Any]:
        """What the actions take: from the first opening to the last closing."""
        return {
            "election_day": first,
            "polls_open_at": datetime.combine(first, self.cleaned_data["opens"], CHINA),
            "polls_close_at": datetime.combine(last, self.cleaned_data["closes"], CHINA),
        }


class PollsForm(HoursForm):
    """One day as it is asked on paper; a second date makes it several, and nothing else changes."""

    field_order: Sequence[str] = ("election_day", "last_day", "opens", "closes")

    election_day = forms.DateField(
        label=_("Election day"),
        widget=DayInput,
        help_text=_("At least five weeks ahead gives every period its time. Of several days, the first."),
    )
    last_day = forms.DateField(
        label=_("Last day of voting"),
        widget=DayInput,
        required=False,
        help_text=_("Only for polls of several days, where the rules allow them. Otherwise leave it empty."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opens"].help_text = _("The same on each day.")
        self.fields["closes"].help_text = _(
            "Of several days, each day on paper; online the polls stay open until the last day."
        )

    def check_polls(self, found: dict[str, Any], most: int | None) -> None:
        """The hours of a day, and no more days than the rules allow."""
        self.check_hours(found)
        first, last = found.get("election_day"), found.get("last_day")
        if not first or not last:
            return
        if last < first:
            self.add_error("last_day", _("The last day lies before the first."))
        elif most is not None and (last - first).days >= most:
            words = gettext("The polls may be open for %(needed)s days at most.") % {"needed": most}
            self.add_error("last_day", words)

    def polls(self) -> dict[str, Any]:
        first: date = self.cleaned_data["election_day"]
        return self.window(first, self.cleaned_data["last_day"] or first)


def filled_hours(election: Election) -> dict[str, Any]:
    hours = {"opens": election.polls_open_at, "closes": election.polls_close_at}
    return {name: at.astimezone(CHINA).time() for name, at in hours.items()}


def filled_polls(election: Election) -> dict[str, Any]:
    return filled_hours(election) | {
        "election_day": election.election_day,
        "last_day": election.last_day if election.days_open > 1 else None,
    }
