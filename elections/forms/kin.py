"""Near relatives among the people of a result, as whoever declares it knows them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PAIRS = 3


class KinForm(forms.Form):
    """Up to three pairs; `people` is the name of each by the key that the rules know them by."""

    def __init__(self, people: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext_lazy("Nobody")), *people.items()]
        for number in range(1, PAIRS + 1):
            for name, label in (
                (f"one{number}", _("Pair %(number)s: one") % {"number": number}),
                (f"other{number}", _("Pair %(number)s: the other") % {"number": number}),
            ):
                self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        terms = super().clean() or {}
        for number in range(1, PAIRS + 1):
            one, other = terms.get(f"one{number}"), terms.get(f"other{number}")
            if bool(one) != bool(other) or (one and one == other):
                self.add_error(f"other{number}", _("Choose two different people, or nobody in both."))
        return terms

    def pairs(self) -> list[tuple[str, str]]:
        terms = self.cleaned_data
        found = [(terms[f"one{n}"], terms[f"other{n}"]) for n in range(1, PAIRS + 1)]
        return [pair for pair in found if all(pair)]
