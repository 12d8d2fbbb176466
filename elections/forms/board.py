"""Who holds the key of an online vote, and who draws its cards."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.accounts.models import User

MOST_SEATS = 7


class SeatsForm(forms.Form):
    """Trustees are chosen from the staff and the roll; the authority oversees the election and does not run it."""

    threshold = forms.IntegerField(
        label=_("How many trustees can open the result together"),
        min_value=2,
        max_value=MOST_SEATS,
        initial=3,
        help_text=_(
            "Fewer than there are trustees, so that a lost key stops nothing. Three of five is usual."
        ),
    )

    def __init__(self, people: QuerySet[User], overseers: QuerySet[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["trustees"] = forms.ModelMultipleChoiceField(
            people, label=_("Trustees"), widget=forms.CheckboxSelectMultiple, to_field_name="key"
        )
        self.fields["authority"] = forms.ModelChoiceField(
            overseers,
            label=_("Who makes the voting cards"),
            to_field_name="key",
            empty_label=None,
            widget=forms.RadioSelect,
            help_text=_("A member of the oversight committee who does not run the election."),
        )
        self.order_fields(["trustees", "threshold", "authority"])

    def clean_trustees(self) -> list[User]:
        chosen = list(self.cleaned_data["trustees"])
        if not 2 <= len(chosen) <= MOST_SEATS:
            raise forms.ValidationError(_("Choose two to %(most)s trustees."), params={"most": MOST_SEATS})
        return chosen
