"""What people fill in: a vote's draft, a choice in the booth, a reason, a tracking code."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models import Option, Vote
from linli.core.audience import Audience

# code: (words, numerator, denominator, is_strict)
QUORUMS: dict[str, tuple[Any, int, int, bool]] = {
    "half": (_("More than half of the roll (residents' meeting)"), 1, 2, True),
    "two_thirds": (_("At least two thirds of the roll (owners' decision)"), 2, 3, False),
    "third": (_("At least a third of the roll"), 1, 3, False),
    "none": (_("No minimum (an opinion poll)"), 0, 1, False),
}
# code: (words, numerator, denominator, is_strict, base)
PASSINGS: dict[str, tuple[Any, int, int, bool, str]] = {
    "half": (_("More than half of those who took part"), 1, 2, True, Vote.Base.TOOK_PART),
    "three_quarters": (_("At least three quarters of those who took part"), 3, 4, False, Vote.Base.TOOK_PART),
    "half_decided": (
        _("More yes than no: more than half without abstentions"),
        1,
        2,
        True,
        Vote.Base.DECIDED,
    ),
    "half_roll": (_("More than half of the whole roll"), 1, 2, True, Vote.Base.ROLL),
    "two_thirds_roll": (_("At least two thirds of the whole roll"), 2, 3, False, Vote.Base.ROLL),
    "most": (_("Most votes win (one of several options)"), 0, 1, True, Vote.Base.TOOK_PART),
}
PLAIN = ("question", "explanation", "kind", "secrecy", "audience", "opens_at", "closes_at")


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def fits(vote: Vote, code: str, rule: tuple[Any, ...], prefix: str) -> bool:
    names = ("numerator", "denominator", "is_strict", "base")[: len(rule) - 1]
    return all(
        getattr(vote, f"{prefix}_{name}") == value for name, value in zip(names, rule[1:], strict=True)
    )


class VoteForm(forms.Form):
    question = forms.CharField(
        label=_("Question"),
        max_length=120,
        help_text=_("One question that can be answered as the ballot stands, in one line."),
    )
    explanation = forms.CharField(
        label=pgettext_lazy("vote", "What it is about"),
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Facts, cost, who pays, what happens afterwards."),
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("vote", "Kind"),
        choices=Vote.Kind.choices,
        widget=forms.RadioSelect,
        initial="yes_no",
    )
    options = forms.CharField(
        label=pgettext_lazy("ballot", "Options"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Only for one of several: one option a line. Abstaining is always added."),
    )
    secrecy = forms.ChoiceField(
        label=pgettext_lazy("vote", "Ballot"),
        choices=Vote.Secrecy.choices,
        widget=forms.RadioSelect,
        initial="secret",
        help_text=_(
            "A named ballot is published with the name among residents; a secret one with a code that only the voter knows."
        ),
    )
    audience = forms.ChoiceField(
        label=_("Who sees the question"),
        choices=[(Audience.RESIDENTS, Audience.RESIDENTS.label), (Audience.PUBLIC, Audience.PUBLIC.label)],
        widget=forms.RadioSelect,
        initial=Audience.RESIDENTS,
        help_text=_("Only verified residents vote, in either case."),
    )
    opens_at = forms.DateTimeField(label=_("Opens"), widget=MomentInput)
    closes_at = forms.DateTimeField(
        label=_("Closes"), widget=MomentInput, help_text=_("The last ballot is cast before this moment.")
    )
    quorum = forms.ChoiceField(
        label=_("Quorum"), choices=[(c, r[0]) for c, r in QUORUMS.items()], initial="half"
    )
    passing = forms.ChoiceField(
        label=_("Passed by"), choices=[(c, r[0]) for c, r in PASSINGS.items()], initial="half"
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if {"opens_at", "closes_at"} <= set(found) and found["closes_at"] <= found["opens_at"]:
            self.add_error("closes_at", _("Set a closing time after the opening time."))
        lines = [line.strip() for line in found.get("options", "").splitlines() if line.strip()]
        if found.get("kind") == Vote.Kind.ONE_OF_MANY and (len(lines) < 2 or len(set(lines)) < len(lines)):
            self.add_error("options", _("Write at least two different options, each on its own line."))
        if any(len(line) > 120 for line in lines):
            self.add_error("options", _("Shorten each option to 120 characters."))
        if found.get("kind") == Vote.Kind.YES_NO and found.get("passing") == "most":
            self.add_error("passing", _("Choose a share: “most votes” is for one of several options."))
        return found

    def terms(self) -> dict[str, Any]:
        """What the actions take."""
        cleaned = self.cleaned_data
        terms: dict[str, Any] = {name: cleaned[name] for name in PLAIN}
        _words, n, d, strict = QUORUMS[cleaned["quorum"]]
        terms |= {"quorum_numerator": n, "quorum_denominator": d, "quorum_is_strict": strict}
        _words, n, d, strict, base = PASSINGS[cleaned["passing"]]
        terms |= {
            "passing_numerator": n,
            "passing_denominator": d,
            "passing_is_strict": strict,
            "passing_base": base,
        }
        return terms | {"options": cleaned["options"].splitlines()}


def blank(at: datetime) -> dict[str, Any]:
    """A new draft opens now and closes in a week, at 18:00."""
    now = timezone.localtime(at).replace(second=0, microsecond=0)
    return {"opens_at": now, "closes_at": (now + timedelta(days=7)).replace(hour=18, minute=0)}


def filled(vote: Vote) -> dict[str, Any]:
    found = {name: getattr(vote, name) for name in PLAIN}
    found["opens_at"], found["closes_at"] = (
        timezone.localtime(vote.opens_at),
        timezone.localtime(vote.closes_at),
    )
    found["quorum"] = next((c for c, r in QUORUMS.items() if fits(vote, c, r, "quorum")), "half")
    found["passing"] = next((c for c, r in PASSINGS.items() if fits(vote, c, r, "passing")), "half")
    found["options"] = "\n".join(o.text for o in vote.options.all() if o.stance == Option.Stance.CHOICE)
    return found


class ChoiceForm(forms.Form):
    """The ballot: one of its options, by position."""

    option = forms.TypedChoiceField(
        label=_("Your choice"),
        coerce=int,
        error_messages={"required": _("Choose one of the options, then go on.")},
        widget=forms.RadioSelect,
    )

    def __init__(self, options: list[Option], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = {option.position: option for option in options}
        field: Any = self.fields["option"]
        field.choices = [(o.position, str(o)) for o in options]

    def chosen(self) -> Option:
        return self.options[self.cleaned_data["option"]]


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is cancelled"),
        max_length=200,
        help_text=_("Everybody who sees the vote sees the reason."),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=pgettext_lazy("ballot", "Tracking code"),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
