"""The list of representatives as a CSV file."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elections.forms.polls import DayInput
from elections.forms.tables import lines_of, numbered, places
from elections.rules.representatives import Fault, Row, read_rows

COLUMNS = {
    "name": ("name", "姓名"),
    "group": ("group", "居民小组", "小组"),
    "sex": ("sex", "性别"),
    "starts_on": ("from", "任职起", "任职日期"),
    "ends_on": ("until", "任职止"),
}
LARGEST, MOST_ROWS = 1024 * 1024, 2_000


class RepresentativesForm(forms.Form):
    """Tried first: every fault with its line."""

    file = forms.FileField(
        label=_("List of representatives as a CSV file"),
        help_text=_(
            "First line: 姓名,居民小组,性别,任职起,任职止. Only 姓名 and 居民小组 are required; days as 2026-01-06."
        ),
    )
    starts_on = forms.DateField(
        label=_("In office from"),
        widget=DayInput,
        help_text=_("For every line that gives no day of its own."),
    )
    is_trial = forms.BooleanField(
        label=_("Only try: say what would be imported"), required=False, initial=True
    )
    rows: Sequence[Row] = ()
    faults: Sequence[Fault] = ()

    def clean_file(self) -> list[tuple[int, dict[str, str]]]:
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise forms.ValidationError(_("The file is too large: 1 MB at most."))
        lines = lines_of(upload.read())
        header = places(lines[0], COLUMNS) if lines else {}
        if not {"name", "group"} <= set(header):
            raise forms.ValidationError(_("The first line must name the columns: 姓名, 居民小组."))
        if len(lines) > MOST_ROWS + 1:
            raise forms.ValidationError(_("The file has too many lines."))
        return numbered(lines, header)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if "file" in found and "starts_on" in found:
            self.rows, self.faults = read_rows(found["file"], found["starts_on"])
        return found
