"""What people fill in about an owners' vote: its terms, a question, the register's file, an account, a ballot."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from elections.forms.elections import titled
from elections.forms.papers import readable_photo
from elections.forms.tables import lines_of, numbered, places
from elections.forms.votes import MomentInput
from elections.models import OwnerChoice, OwnersQuestion
from elections.rules.owner_votes import Fault, Row, read_rows
from elections.rules.profiles import Profile
from linli.accounts.models import User

COLUMNS = {
    "building": ("building", "楼栋", "楼号", "栋"),
    "number": ("unit", "number", "房号", "单元房号", "室号"),
    "area": ("area", "面积", "专有面积", "专有部分面积"),
    "owners": ("owners", "owner", "业主", "买受人", "姓名"),
    "buyer": ("buyer", "买受人编号", "业主编号"),
    "holding": ("holding", "状态", "销售状态"),
}
LARGEST, MOST_ROWS = 4 * 1024 * 1024, 20_000


class OwnersVoteForm(forms.Form):
    title = forms.CharField(label=pgettext_lazy("owners' vote", "Title"), max_length=80)
    explanation = forms.CharField(
        label=pgettext_lazy("vote", "What it is about"), required=False, widget=forms.Textarea({"rows": 5})
    )
    opens_at = forms.DateTimeField(
        label=_("Opens"), help_text=_("Owners must be told fifteen days before."), widget=MomentInput
    )
    closes_at = forms.DateTimeField(label=_("Closes"), widget=MomentInput)


class QuestionForm(forms.Form):
    """One question; the matter says how many must agree."""

    matter = forms.TypedChoiceField(label=_("Matter of Article 278"), coerce=int, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Question"), max_length=200, help_text=_("Ask so that agreeing and disagreeing are clear.")
    )
    explanation = forms.CharField(
        label=pgettext_lazy("vote", "What it is about"), required=False, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, law: Profile, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["matter"]
        field.choices = [(one.number, matter_words(law, one.number)) for one in law.matters]


def matter_words(law: Profile, number: int) -> str:
    found = next(one for one in law.matters if one.number == number)
    words = f"{number}. {titled(found.title)}"
    special = pgettext("owners' vote", "needs three quarters")
    return f"{words} · {special}" if found.is_special else words


class RegisterForm(forms.Form):
    """The register as a CSV file, tried first."""

    file = forms.FileField(
        label=_("Register as a CSV file"),
        help_text=_(
            "Columns: building, unit, area (m²), owners (several with 、), buyer's number, state (sold, undelivered, "
            "unsold). Units of one buyer bear the same buyer's number."
        ),
    )
    is_trial = forms.BooleanField(
        label=_("Only try: say what would be imported"), required=False, initial=True
    )
    rows: list[Row]
    faults: list[Fault]

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise forms.ValidationError(_("The file is too large: 4 MB at most."))
        lines = lines_of(upload.read())
        header = places(lines[0], COLUMNS) if lines else {}
        if not {"building", "number", "area", "owners"} <= set(header):
            raise forms.ValidationError(_("The first line must name the columns: 楼栋, 房号, 面积, 业主."))
        if len(lines) > MOST_ROWS:
            raise forms.ValidationError(_("The file has too many lines."))
        self.rows, self.faults = read_rows(numbered(lines, header))
        return upload


class AccountField(forms.ModelChoiceField[User]):
    """People by name and dwelling: two residents may bear one name."""

    dwellings: Mapping[int, str]

    def label_from_instance(self, obj: User) -> str:
        place = self.dwellings.get(obj.pk, "")
        return f"{obj} · {place}" if place else str(obj)


class LinkForm(forms.Form):
    """A verified resident whose title the committee has seen."""

    user = AccountField(label=_("Account"), queryset=User.objects.none())

    def __init__(self, users: Any, dwellings: Mapping[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        field.dwellings, field.queryset = dwellings, users


class OwnerBallotForm(forms.Form):
    """Each question with its answers; nothing is chosen beforehand."""

    def __init__(
        self, questions: Sequence[OwnersQuestion], *args: Any, from_paper: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        offered = list(OwnerChoice) if from_paper else [one for one in OwnerChoice if one != OwnerChoice.NONE]
        for question in self.questions:
            self.fields[question.key] = forms.ChoiceField(
                label=f"{question.position}. {question.text}",
                help_text=question.explanation,
                choices=[(one.value, one.label) for one in offered],
                widget=forms.RadioSelect,
            )

    def choices(self) -> dict[str, str]:
        return {question.key: self.cleaned_data[question.key] for question in self.questions}


class PaperBallotForm(OwnerBallotForm):
    """A signed sheet, typed from paper: who signed, when it came in, its photo, what is marked."""

    def __init__(self, questions: Sequence[OwnersQuestion], *args: Any, **kwargs: Any) -> None:
        super().__init__(questions, *args, from_paper=True, **kwargs)
        self.fields["signed_by"] = forms.CharField(label=_("Signed by"), max_length=40)
        self.fields["given_at"] = forms.DateTimeField(label=_("Came in on"), widget=MomentInput)
        self.fields["photo"] = forms.FileField(
            label=_("Photo of the signed ballot"), help_text=_("JPEG, PNG or PDF, 10 MB at most.")
        )

    def clean_photo(self) -> Any:
        return readable_photo(self.cleaned_data["photo"])


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea({"rows": 3}))
