"""What the committee fills in when an office ends before its term: by ground, what its article asks for."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from elections.actions.offices import Grounds
from elections.actions.running.base import day_of
from elections.actions.running.lawful import shown
from elections.forms.polls import DayInput
from elections.models import AgendaItem, Resignation
from elections.rules.offices import Ground, resigns_by
from elections.rules.profiles import Consent, Profile

HINTS = {
    Ground.RESIGNED: _("Minutes of the residents' or the representatives' meeting: number and date."),
    Ground.LEFT: _("The entry or the message that says so, its date, and where it is kept."),
    Ground.INCAPABLE: _(
        "Number and date of the decision, and where it is kept. Write nothing about the illness."
    ),
    Ground.SENTENCED: _("Number and date of the judgment, and where it is kept. Do not write what for."),
    Ground.APPRAISAL: _("Where the results of the appraisals are published, with number and date."),
}


class ItemChoice(forms.ModelChoiceField[AgendaItem]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{shown(day_of(obj.outcome.declared_at))} · {obj.meeting.title} · {obj.title}"


def day_field(label: Any, **about: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput, **about)


def taken_over(letter: Resignation | None) -> dict[str, Any]:
    return {"applied_on": letter.filed_on, "note": letter.reason} if letter else {}


class EndingForm(forms.Form):
    """`items` are what meetings held here have carried; where one is chosen, it gives the day. `letter` is what the person
    filed here, where it is a resignation: its day stands, its reason is noted down unless somebody words it anew."""

    def __init__(
        self,
        ground: str,
        law: Profile,
        items: QuerySet[AgendaItem],
        data: Any = None,
        letter: Resignation | None = None,
    ) -> None:
        super().__init__(data, initial=taken_over(letter))
        self.ground, self.count = Ground(ground), 0
        if self.ground == Ground.RESIGNED:
            self.fields["applied_on"] = day_field(_("Written resignation of"), disabled=letter is not None)
        if self.ground == Ground.APPRAISAL:
            self.add_appraisals(law)
        if self.is_decided(law) and items.exists():
            self.fields["item"] = ItemChoice(
                items,
                label=_("Decided in a meeting held here"),
                required=False,
                help_text=_("Otherwise give the day and the minutes below."),
            )
        if self.ground != Ground.APPRAISAL:
            label = _("Approved on") if self.is_decided(law) else pgettext_lazy("office", "Ended on")
            self.fields["ended_on"] = day_field(label, required="item" not in self.fields)
        self.fields["reference"] = forms.CharField(
            label=_("What vouches for it"),
            max_length=200,
            required="item" not in self.fields,
            help_text=HINTS[self.ground],
        )
        self.fields["note"] = forms.CharField(
            label=pgettext_lazy("office", "Note"),
            max_length=1000,
            required=False,
            widget=forms.Textarea({"rows": 3}),
            help_text=_("For those who run and oversee elections. Residents do not see it."),
        )

    def add_appraisals(self, law: Profile) -> None:
        self.count = (law.endings and law.endings.unfit_appraisals) or 0
        for n in range(1, self.count + 1):
            label = gettext("Day of appraisal %(number)s that found the person unfit") % {"number": n}
            self.fields[f"appraised_{n}"] = day_field(label)

    def is_decided(self, law: Profile) -> bool:
        """By a meeting: it approves a resignation, or appraises."""
        by_meeting = self.ground == Ground.RESIGNED and resigns_by(law) is Consent.MEETING
        return by_meeting or self.ground == Ground.APPRAISAL

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        item = found.get("item")
        for name in ("ended_on", "reference"):
            if name in self.fields and not item and not found.get(name) and name not in self.errors:
                self.add_error(name, gettext("Choose a meeting held here, or fill this in."))
        return found

    def days(self) -> list[date]:
        return [self.cleaned_data[f"appraised_{n}"] for n in range(1, self.count + 1)]

    def why(self) -> Grounds:
        """What the action takes."""
        found, item = self.cleaned_data, self.cleaned_data.get("item")
        decided = day_of(item.outcome.declared_at) if item else None
        days = self.days()
        return Grounds(
            ground=str(self.ground),
            ended_on=days[-1] if days else (decided or found["ended_on"]),
            applied_on=found.get("applied_on"),
            appraised_on=days,
            item=item,
            reference=found["reference"] or (str(item.meeting) if item else ""),
            note=found["note"],
        )


class TakeBackEndingForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is taken back"),
        max_length=200,
        help_text=_("The person concerned reads it, and so does whoever checks."),
    )
