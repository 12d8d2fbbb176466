"""Near relatives among the people of a result, as whoever declares it knows them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST = 9


class KinForm(forms.Form):
    """One pair, and one more whenever it is asked for; `people` is the name of each by the key that the rules know them by."""

    def __init__(self, people: Mapping[str, str], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.count = pairs_in(data or {})
        choices = [("", gettext_lazy("Nobody")), *people.items()]
        for number in range(1, self.count + 1):
            for name, label in (
                (f"one{number}", _("Pair %(number)s: one") % {"number": number}),
                (f"other{number}", _("Pair %(number)s: the other") % {"number": number}),
            ):
                self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    @property
    def next_count(self) -> int | None:
        """How many pairs there are with one more."""
        return self.count + 1 if self.count < MOST else None

    def clean(self) -> dict[str, Any]:
        terms = super().clean() or {}
        for number in range(1, self.count + 1):
            one, other = terms.get(f"one{number}"), terms.get(f"other{number}")
            if bool(one) != bool(other) or (one and one == other):
                self.add_error(f"other{number}", _("Choose two different people, or nobody in both."))
        return terms

    def pairs(self) -> list[tuple[str, str]]:
        terms = self.cleaned_data
        found = [(terms[f"one{n}"], terms[f"other{n}"]) for n in range(1, self.count + 1)]
        return [pair for pair in found if all(pair)]


def pairs_in(data: Mapping[str, Any]) -> int:
    """As many as are filled in, or asked for by the button that adds one."""
    numbers = range(1, MOST + 1)
    filled = [n for n in numbers if data.get(f"one{n}") or data.get(f"other{n}")]
    asked = [n for n in numbers if data.get("pairs") == str(n)]
    return max([1, *filled, *asked])
