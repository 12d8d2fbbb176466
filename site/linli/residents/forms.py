from django import forms
from django.utils.translation import gettext_lazy as _

from linli.residents.models import Verification


class JoinForm(forms.ModelForm[Verification]):
    class Meta:
        model = Verification
        fields = ["name", "dwelling", "relation", "note"]
        help_texts = {
            "name": _("As on your identity card. Neighbours see the name that you choose on your own page."),
            "dwelling": _("For example: building 3, entrance 2, number 401."),
        }

    relation = forms.ChoiceField(
        label=_("How you live there"), choices=Verification.Relation.choices, widget=forms.RadioSelect
    )


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads this. Say what they can bring or mend."),
    )
