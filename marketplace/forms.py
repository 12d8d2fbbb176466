"""What people write in the market, checked before an action sees it."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.models import HoursRule, Listing, Provider, Review
from marketplace.rules import prices
from marketplace.rules.hours import CHINA, Window

REACH = {"type": "tel", "autocomplete": "tel"}


class StartField(forms.CharField):
    """A beginning as the page wrote it: minutes on the clock of China."""

    def clean(self, value: Any) -> datetime:
        text = super().clean(value)
        try:
            found = parse_datetime(text)
        except ValueError:
            found = None
        if found is None or found.tzinfo is not None:
            raise forms.ValidationError(_("Please choose one of the times shown."))
        return found.replace(tzinfo=CHINA)


class BookForm(forms.Form):
    at = StartField(widget=forms.HiddenInput)
    address = forms.CharField(
        label=pgettext_lazy("booking", "Where to"),
        max_length=120,
        help_text=_("Building, entrance and door. Only this provider sees it."),
        widget=forms.TextInput({"autocomplete": "street-address"}),
    )
    phone = forms.CharField(label=_("Telephone for this visit"), max_length=30, widget=forms.TextInput(REACH))
    note = forms.CharField(
        label=pgettext_lazy("booking", "Note for the provider"),
        max_length=300,
        required=False,
        help_text=_("For instance: no salt; the bell is broken; a walking frame stands at the door."),
        widget=forms.Textarea({"rows": 3}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=pgettext_lazy("marketplace", "Reason"),
        max_length=300,
        help_text=_("The other side reads it."),
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, is_required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = is_required


class FulfilForm(forms.Form):
    is_paid = forms.BooleanField(
        label=_("The agreed price was paid on the spot"), required=False, initial=True
    )


class ReviewForm(forms.Form):
    grade = forms.TypedChoiceField(
        label=pgettext_lazy("review", "How satisfied are you?"),
        choices=Review.Grade.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=pgettext_lazy("review", "What was good, what was not"),
        max_length=500,
        required=False,
        help_text=_("Neighbours read it under your name. It cannot be changed later."),
        widget=forms.Textarea({"rows": 4}),
    )


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=pgettext_lazy("review", "Your reply"),
        max_length=500,
        help_text=_("One reply, shown below the review. It cannot be changed later."),
        widget=forms.Textarea({"rows": 3}),
    )


class ProviderForm(forms.ModelForm[Provider]):
    class Meta:
        model = Provider
        fields = ("name", "about", "phone", "qualifications")
        help_texts = {
            "name": _("As residents shall know you: your own name or that of your shop."),
            "about": _("What you do, for whom, and since when."),
            "qualifications": _(
                "Licence, health certificate, training: name, number and validity. The committee checks them."
            ),
        }
        widgets = {
            "about": forms.Textarea({"rows": 4}),
            "phone": forms.TextInput(REACH),
            "qualifications": forms.Textarea({"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.state in (Provider.State.VERIFIED, Provider.State.SUSPENDED):
            for name in ("name", "qualifications"):
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Checked by the committee: ask them if this has to change.")


class PriceField(forms.CharField):
    """Yuan as written, fen inside."""

    def prepare_value(self, value: Any) -> Any:
        return prices.yuan(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int:
        amount = prices.fen(super().clean(value))
        if amount is None:
            raise forms.ValidationError(_("Write the price in yuan, for instance 15 or 12.50."))
        return amount

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


MINUTES = [(15, _("15 minutes")), (30, _("half an hour")), (45, _("45 minutes")), (60, _("1 hour")),
           (90, _("1.5 hours")), (120, _("2 hours")), (180, _("3 hours")), (240, _("4 hours"))]  # fmt: skip
CLOCK = {"type": "time", "step": 900}


def clock_field(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(CLOCK, format="%H:%M"))


class ListingForm(forms.ModelForm[Listing]):
    price = PriceField(
        label=pgettext_lazy("service", "Price in yuan"), widget=forms.TextInput({"inputmode": "decimal"})
    )
    minutes = forms.TypedChoiceField(
        label=pgettext_lazy("service", "How long it takes"), choices=MINUTES, coerce=int, initial=60
    )
    days = forms.TypedMultipleChoiceField(
        label=_("On which days"),
        choices=HoursRule.Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The hours below hold for each of these days."),
    )
    morning_from = clock_field(_("Morning, from"))
    morning_to = clock_field(_("Morning, to"))
    afternoon_from = clock_field(_("Afternoon or evening, from"))
    afternoon_to = clock_field(_("Afternoon or evening, to"))

    HOURS = ("days", "morning_from", "morning_to", "afternoon_from", "afternoon_to")
    HALVES = (("morning_from", "morning_to"), ("afternoon_from", "afternoon_to"))

    class Meta:
        model = Listing
        fields = ("category", "title", "description", "price", "unit", "minutes")
        widgets = {"description": forms.Textarea({"rows": 5}), "unit": forms.RadioSelect}
        help_texts = {"description": _("What is done, what you bring along, what should be ready.")}

    def __init__(self, *args: Any, windows: list[Window] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(hours_initial(windows) if windows else HOURS_AT_FIRST)
        self.fields["unit"].choices = Listing.Unit.choices  # type: ignore[attr-defined]  # the stubs know only Field

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for begins, ends in self.HALVES:
            since, until = found.get(begins), found.get(ends)
            if bool(since) != bool(until):
                self.add_error(ends if since else begins, _("Fill in both times, or neither."))
            elif since and until and since >= until:
                self.add_error(ends, _("The end has to be after the beginning."))
        if not self.errors and not self.hours():
            self.add_error("morning_from", _("Fill in at least one stretch of time."))
        return found

    def hours(self) -> list[Window]:
        stretches = [(self.cleaned_data.get(a), self.cleaned_data.get(b)) for a, b in self.HALVES]
        days: list[int] = self.cleaned_data.get("days", [])
        return [Window(day, since, until) for day in days for since, until in stretches if since and until]

    def new_hours(self) -> list[Window] | None:
        """Nothing where the hours were left alone: they may be finer than this form can show."""
        return self.hours() if set(self.HOURS) & set(self.changed_data) else None


HOURS_AT_FIRST: dict[str, Any] = {
    "days": [1, 2, 3, 4, 5],
    "morning_from": time(8, 30),
    "morning_to": time(11, 30),
    "afternoon_from": time(14),
    "afternoon_to": time(17, 30),
}


def hours_initial(windows: list[Window]) -> dict[str, Any]:
    """The days, and the hours of the first of them."""
    first = sorted((w.opens, w.closes) for w in windows if w.weekday == windows[0].weekday)
    early = first[0] if len(first) > 1 or first[0][0] < time(12) else (None, None)
    late = first[-1] if len(first) > 1 or first[0][0] >= time(12) else (None, None)
    days = sorted({w.weekday for w in windows})
    return dict(zip(ListingForm.HOURS, [days, *early, *late], strict=True))


class ProblemForm(forms.Form):
    was_done = forms.TypedChoiceField(
        label=_("Finding"),
        choices=[("yes", _("It counts as done")), ("no", _("It does not count as done"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=pgettext_lazy("marketplace", "Reason"),
        max_length=300,
        help_text=_("Both sides read it."),
        widget=forms.Textarea({"rows": 3}),
    )
