"""What electors fill in around an election: registering, objecting, nominating, their page as candidates, a proxy."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.actions.running.base import law_of
from elections.forms.election_committee import ask_relatives
from elections.models import Election, Objection, Proxy, Registration


class SelfRegistrationForm(forms.Form):
    household = forms.CharField(
        label=_("Building and dwelling"), max_length=80, help_text=_("As on the door: 3 号楼 2 单元 501.")
    )
    birth_year = forms.IntegerField(label=_("Year of birth"), min_value=1900, max_value=2100)


class ObjectionForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("What is wrong"), choices=Objection.Ground.choices, widget=forms.RadioSelect
    )
    number = forms.IntegerField(
        label=_("Number on the roll"),
        required=False,
        min_value=1,
        help_text=_("Of the entry that you mean. Leave it empty if somebody is missing."),
    )
    text = forms.CharField(
        label=_("Say it in a sentence or two"), max_length=500, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, election: Election, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.election = election

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        found["registration"] = on_roll(self, "number", self.election)
        if found.get("ground") not in (None, Objection.Ground.MISSING) and not found["registration"]:
            self.add_error("number", _("Say which entry you mean: its number stands on the roll."))
        return found


def on_roll(form: forms.Form, field: str, election: Election) -> Registration | None:
    """The entry with the number that was typed; an error on the field where the roll has none."""
    number = form.cleaned_data.get(field)
    if number is None:
        return None
    entry = Registration.objects.of(election).on_roll().filter(number=number).first()
    if entry is None:
        form.add_error(field, _("The roll has no such number."))
    return entry


class NominationForm(forms.Form):
    MYSELF, OTHER = "self", "other"
    post = forms.ChoiceField(label=pgettext_lazy("office", "Post"), widget=forms.RadioSelect)
    who = forms.ChoiceField(
        label=_("Who is to stand"),
        choices=[(MYSELF, _("I stand myself")), (OTHER, _("I nominate another elector"))],
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label=_("Number on the roll of the person you nominate"), required=False, min_value=1
    )
    statement = forms.CharField(
        label=_("Why this person"), max_length=1000, required=False, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, election: Election, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.election = election
        self.posts = {post.key: post for post in election.posts.all()}
        post: Any = self.fields["post"]
        post.choices = [(key, str(one)) for key, one in self.posts.items()]
        ask_relatives(self, election, required=False)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        is_silent = "relatives" in self.fields and not self["relatives"].data
        if found.get("who") == self.MYSELF and is_silent:
            self.add_error("relatives", _("Whoever stands says this first."))
        found["nominee"] = on_roll(self, "number", self.election)
        if (
            found.get("who") not in (None, self.MYSELF)
            and not found["nominee"]
            and "number" not in self.errors
        ):
            self.add_error("number", _("Say whom you nominate: the number stands on the roll."))
        return found


class CandidateForm(forms.Form):
    about = forms.CharField(
        label=_("Occupation, in a line"),
        max_length=120,
        required=False,
        help_text=_("For example: retired teacher, building 3."),
    )
    statement = forms.CharField(
        label=_("What the candidate wants to do"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 10}),
    )
    photo = forms.ImageField(
        label=pgettext_lazy("person", "Photo"), required=False, help_text=_("A portrait, at most 5 MB.")
    )

    def clean_photo(self) -> Any:
        photo = self.cleaned_data["photo"]
        if photo and getattr(photo, "size", 0) > 5 * 1024 * 1024:
            raise forms.ValidationError(_("The photo is larger than 5 MB. Choose a smaller one."))
        return photo


class ProxyForm(forms.Form):
    number = forms.IntegerField(label=_("Number on the roll of the person you entrust"), min_value=1)
    relation = forms.ChoiceField(label=_("The holder is my"), choices=Proxy.Relation.choices)
    reason = forms.CharField(label=_("Why you cannot come"), max_length=200, required=False)

    def __init__(self, election: Election, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.election = election

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        found["holder"] = on_roll(self, "number", self.election)
        return found


class PaperProxyForm(ProxyForm):
    """A signed paper, entered by the committee."""

    principal_number = forms.IntegerField(label=_("Number on the roll of the principal"), min_value=1)
    paper_number = forms.CharField(label=_("Number of the paper"), max_length=40)
    field_order = ("principal_number", "number", "relation", "reason", "paper_number")

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        found["principal"] = on_roll(self, "principal_number", self.election)
        return found


class PaperNominationForm(NominationForm):
    """Entered by the committee: who proposes, by the number on the roll, or that the Party organisation does."""

    PARTY = "party"
    WHO = (
        (NominationForm.OTHER, _("An elector nominates another")),
        (NominationForm.MYSELF, _("An elector stands up")),
        (PARTY, _("The community's Party organisation recommends an elector")),
    )
    proposer_number = forms.IntegerField(
        label=_("Number on the roll of the proposer"), required=False, min_value=1
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["who"]
        is_open = law_of(self.election).election.party_nomination is not False
        who.choices = [one for one in self.WHO if is_open or one[0] != self.PARTY]

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        found["proposer"] = on_roll(self, "proposer_number", self.election)
        is_party = found.get("who") == self.PARTY
        if not is_party and not found["proposer"] and "proposer_number" not in self.errors:
            self.add_error("proposer_number", _("Say who proposes: the number stands on the roll."))
        return found


class SexForm(forms.Form):
    """Asked of a candidate whose entry on the roll does not say."""

    sex = forms.ChoiceField(
        label=pgettext_lazy("person", "Sex"),
        choices=Registration.Sex.choices,
        widget=forms.RadioSelect,
        help_text=_("The roll does not say. The rules may keep seats for women."),
    )
