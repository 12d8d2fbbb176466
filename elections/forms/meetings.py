"""What people fill in about representatives and their meeting."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.forms.elections import titled
from elections.forms.polls import DayInput
from elections.forms.votes import MomentInput
from elections.models import Registration, Representative
from elections.rules import profiles
from linli.accounts.models import User


def rules_offered() -> list[tuple[str, str]]:
    """The profiles that know a representatives' meeting."""
    found = [profiles.load(name) for name in profiles.names()]
    return [(one.id, titled(one.title)) for one in found if one.meeting is not None]


class MeetingForm(forms.Form):
    title = forms.CharField(label=pgettext_lazy("meeting", "Title"), max_length=80)
    place = forms.CharField(label=pgettext_lazy("meeting", "Place"), max_length=80)
    starts_at = forms.DateTimeField(
        label=pgettext_lazy("meeting", "Begins"),
        widget=MomentInput,
        help_text=_("Everybody with a seat is told when you call it: leave them days to prepare."),
    )
    explanation = forms.CharField(
        label=pgettext_lazy("meeting", "What it is about"), required=False, widget=forms.Textarea({"rows": 4})
    )
    profile_code = forms.ChoiceField(
        label=_("Rules"), help_text=_("They say how many must be present, and how many must agree.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["profile_code"]
        field.choices = rules_offered()


class ContinueForm(forms.Form):
    """When and where an adjourned meeting goes on; what it left undecided comes along by itself."""

    starts_at = forms.DateTimeField(
        label=pgettext_lazy("meeting", "Begins"),
        widget=MomentInput,
        help_text=_("Everybody with a seat is told when you call it: leave them days to prepare."),
    )
    place = forms.CharField(label=pgettext_lazy("meeting", "Place"), max_length=80)


class ItemForm(forms.Form):
    title = forms.CharField(
        label=pgettext_lazy("agenda", "What is decided"),
        max_length=120,
        help_text=_("Say it so that for and against are clear."),
    )
    explanation = forms.CharField(
        label=pgettext_lazy("agenda", "In more words"), required=False, widget=forms.Textarea({"rows": 4})
    )


class WhyForm(forms.Form):
    reason = forms.CharField(
        label=pgettext_lazy("meeting", "Reason"),
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It is published."),
    )


class RepresentativeForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=40)
    group = forms.CharField(label=_("Residents' group"), max_length=40)
    sex = forms.ChoiceField(
        label=pgettext_lazy("person", "Sex"),
        choices=[("", "—"), *Registration.Sex.choices],
        required=False,
        help_text=_("Only where the rules ask for a share of women. It is not published."),
    )
    starts_on = forms.DateField(label=_("In office from"), widget=DayInput)
    ends_on = forms.DateField(
        label=_("In office until"),
        widget=DayInput,
        required=False,
        help_text=_("The day on which somebody else may follow. Leave it empty while it is open."),
    )
    user = forms.ModelChoiceField(
        label=_("Account"),
        queryset=User.objects.none(),
        required=False,
        help_text=_("With it they are told, and can sign a request. It can be linked later."),
    )

    def __init__(self, users: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        field.queryset = users


class AccountForm(forms.Form):
    user = forms.ModelChoiceField(label=_("Account"), queryset=User.objects.none())

    def __init__(self, users: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        field.queryset = users


class SexesForm(forms.Form):
    """One choice for each representative of whom the list does not say it; left open where one does not know."""

    def __init__(self, people: Sequence[Representative], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for one in people:
            self.fields[one.key] = forms.ChoiceField(
                label=f"{one.name} · {one.group}",
                choices=Registration.Sex.choices,
                required=False,
                widget=forms.RadioSelect,
            )

    def sexes(self) -> dict[Representative, str]:
        return {one: said for one in self.people if (said := self.cleaned_data[one.key])}


class EndForm(forms.Form):
    ends_on = forms.DateField(
        label=_("In office until"),
        widget=DayInput,
        help_text=_("The person is a representative until the day before. It cannot be taken back."),
    )


class RequestForm(forms.Form):
    subject = forms.CharField(label=_("What the meeting should decide"), max_length=120)
    reasons = forms.CharField(
        label=pgettext_lazy("request", "Why"), max_length=2000, widget=forms.Textarea({"rows": 6})
    )


class SignerForm(forms.Form):
    """Whose signature stands on the sheet."""

    representative = forms.ModelChoiceField(label=_("Representative"), queryset=Representative.objects.none())

    def __init__(self, found: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["representative"]
        field.queryset = found
        field.label_from_instance = lambda one: f"{one.name} · {one.group}"


class HandsForm(forms.Form):
    """A show of hands as it was counted."""

    votes_for = forms.IntegerField(label=pgettext_lazy("show of hands", "For"), min_value=0)
    votes_against = forms.IntegerField(label=pgettext_lazy("show of hands", "Against"), min_value=0)
    votes_abstained = forms.IntegerField(label=pgettext_lazy("show of hands", "Abstained"), min_value=0)
    is_checked = forms.BooleanField(
        label=_("I have read the numbers once more: the outcome is declared at once and cannot be changed.")
    )

    def hands(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in ("votes_for", "votes_against", "votes_abstained")}


class MinutesForm(forms.Form):
    chaired_by = forms.CharField(label=pgettext_lazy("meeting", "Chaired by"), max_length=40)
    written_by = forms.CharField(label=pgettext_lazy("meeting", "Written by"), max_length=40)
    text = forms.CharField(
        label=pgettext_lazy("meeting", "Minutes"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 16}),
        help_text=_("The numbers stand here already. Add what was said and asked."),
    )


class CommentForm(forms.Form):
    """Why minutes are sent back."""

    comment = forms.CharField(
        label=_("What has to be corrected"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Whoever wrote the minutes reads it. It is not published."),
    )
