from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from volunteers.models import Opportunity
from volunteers.rules.windows import MOST_REPEATS, Window


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class OpportunityForm(forms.ModelForm[Opportunity]):
    class Meta:
        model = Opportunity
        fields = ("title", "place", "needs", "description")
        help_texts = {
            "title": _("In a few words: what neighbours will do."),
            "needs": _("Who can do it, what to bring. For example: able to move tables."),
        }
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}


class ShiftForm(forms.Form):
    """One time, or the same one for some weeks."""

    day = forms.DateField(label=_("Day"), widget=DayInput())
    begins = forms.TimeField(label=_("Begins"), widget=ClockInput())
    ends = forms.TimeField(
        label=_("Ends"), widget=ClockInput(), help_text=_("Earlier than the beginning means the next day.")
    )
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=500, initial=3)
    times = forms.IntegerField(
        label=_("How many weeks running"),
        min_value=1,
        max_value=MOST_REPEATS,
        initial=1,
        help_text=_("1 means this once."),
    )

    def window(self) -> Window:
        given: dict[str, Any] = self.cleaned_data
        starts_at, ends_at = moment(given["day"], given["begins"]), moment(given["day"], given["ends"])
        return Window(starts_at, ends_at if ends_at > starts_at else ends_at + timedelta(days=1))


def moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=pgettext_lazy("cancelling a shift", "Why"),
        max_length=200,
        help_text=_("Everybody who signed up will read it."),
    )


class CorrectionForm(forms.Form):
    minutes = forms.IntegerField(label=_("Minutes, as they should be"), min_value=0, max_value=24 * 60)
    reason = forms.CharField(label=pgettext_lazy("correcting hours", "Why"), max_length=200)


class CertificateKeyForm(forms.Form):
    key = forms.CharField(label=_("Key on the certificate"), max_length=20)

    def clean_key(self) -> str:
        return str(self.cleaned_data["key"]).replace("-", "").replace(" ", "").lower()
