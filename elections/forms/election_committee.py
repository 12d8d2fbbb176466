"""What is asked about the committee that runs an election: who was chosen, who leaves, and who is a near relative of whom."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.actions.running.committee import listed_relatives
from elections.models import Election, ElectionCommitteeMember, Registration
from elections.rules.election_committee import Leaving
from linli.accounts.models import User

Office = ElectionCommitteeMember.Office
NOBODY = "nobody"


class RelativesField(forms.MultipleChoiceField):
    """Members by their keys, or nobody: silence is no answer. 民法典 art. 1045 says who near relatives are."""

    def __init__(self, members: list[ElectionCommitteeMember], **about: Any) -> None:
        words = _(
            "Spouse, parents, children, brothers and sisters, grandparents, grandchildren. Whoever is chosen here"
            " leaves the election committee, as the law says."
        )
        names = [(one.key, one.name) for one in members]
        super().__init__(
            label=_("Members of the election committee who are near relatives of the nominee"),
            choices=[(NOBODY, _("None of them is")), *names],
            widget=forms.CheckboxSelectMultiple,
            help_text=words,
            **about,
        )

    def clean(self, value: Any) -> list[str]:
        keys: list[str] = super().clean(value)
        if NOBODY in keys and len(keys) > 1:
            raise forms.ValidationError(_("Choose members, or that none of them is."))
        return [key for key in keys if key != NOBODY]


def ask_relatives(
    form: forms.Form, election: Election, nominee: Registration | None = None, *, required: bool = True
) -> None:
    """Puts the question on a form, where the rules ask it and there is somebody to ask it of."""
    if members := listed_relatives(election, nominee):
        form.fields["relatives"] = RelativesField(members, required=required)


class AcceptForm(forms.Form):
    """A yes to a nomination."""

    def __init__(self, election: Election, nominee: Registration, data: Any = None) -> None:
        super().__init__(data)
        ask_relatives(self, election, nominee)


class MemberForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=40)
    user = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Account"),
        required=False,
        to_field_name="key",
        help_text=_("With it the member is told, and nobody stands and runs the election unseen."),
    )
    office = forms.ChoiceField(
        label=pgettext_lazy("election committee", "Office"),
        choices=Office.choices,
        initial=Office.MEMBER,
        widget=forms.RadioSelect,
    )
    is_waiting = forms.BooleanField(
        label=_("Chosen without a seat: steps up when a member leaves"),
        required=False,
        help_text=_("Enter people in the order of the result, most votes first."),
    )

    def __init__(self, users: Any, data: Any = None) -> None:
        super().__init__(data)
        account: Any = self.fields["user"]
        account.queryset = users


class DescribeForm(forms.Form):
    office = forms.ChoiceField(
        label=pgettext_lazy("election committee", "Office"), choices=Office.choices, widget=forms.RadioSelect
    )
    number = forms.IntegerField(
        label=_("Number on the roll"),
        required=False,
        min_value=1,
        help_text=_("Which entry of the roll the member is, where another elector bears the same name."),
    )


class LeaveForm(forms.Form):
    leaving = forms.ChoiceField(
        label=_("Why the member leaves"),
        choices=ElectionCommitteeMember.Leaving.choices,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=pgettext_lazy("election committee", "Reason"),
        max_length=200,
        required=False,
        help_text=_("For those who run and oversee elections. Residents do not see it."),
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("leaving") == Leaving.OTHER and not found.get("reason"):
            self.add_error("reason", _("Say why the member leaves: the reason stays in the record."))
        return found
