"""What the committee fills in about paper: a station, a book, who takes a ballot, a station's sheet."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from elections.models import Station
from elections.rules import papers

PHOTO_LARGEST = 10 * 1024 * 1024
PHOTO_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-")
WRITE_IN_ROWS = 3
SHEETS_AT_ONCE = 500


class StationForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("station", "Name"), max_length=60)
    manner = forms.ChoiceField(
        label=pgettext_lazy("station", "Kind"),
        choices=Station.Manner.choices,
        widget=forms.RadioSelect,
        initial=Station.Manner.STATION,
    )
    place = forms.CharField(label=pgettext_lazy("station", "Where"), max_length=120)
    supervisors = forms.CharField(
        label=_("Who watches over it"),
        help_text=_("One name a line: two at least, three for a travelling box."),
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_supervisors(self) -> list[str]:
        names = [name.strip()[:40] for name in self.cleaned_data["supervisors"].splitlines()]
        return [name for name in names if name]


class BookForm(forms.Form):
    first = forms.IntegerField(label=_("First serial"), min_value=1, max_value=papers.MOST)
    last = forms.IntegerField(label=_("Last serial"), min_value=1, max_value=papers.MOST)
    received_by = forms.CharField(label=_("Received by"), max_length=40)


class SerialsForm(forms.Form):
    """The stubs of ballots to print."""

    first = forms.IntegerField(label=_("First serial"), min_value=1, max_value=papers.MOST)
    last = forms.IntegerField(
        label=_("Last serial"),
        min_value=1,
        max_value=papers.MOST,
        help_text=_("At most 500 in one file. The serial stands on the stub alone, never on the ballot."),
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if "first" in said and "last" in said and not 0 <= said["last"] - said["first"] < SHEETS_AT_ONCE:
            self.add_error("last", _("The last serial comes after the first, and a file holds 500 at most."))
        return said


class VisitForm(forms.Form):
    reason = forms.CharField(label=_("Why you cannot come"), max_length=200)
    address = forms.CharField(label=_("Where the box should come"), max_length=120)


class TakenForm(forms.Form):
    """When a ballot was taken that is entered after the hours of the polls; nothing where it is given out now."""

    taken_at = forms.DateTimeField(required=False)


def number_field(label: Any) -> forms.IntegerField:
    widget = forms.NumberInput({"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=0, max_value=papers.MOST, widget=widget)


def readable_photo(photo: Any) -> Any:
    """By its first bytes, whatever its name says; nothing where none was sent: a correction keeps the photo that is there."""
    if not photo:
        return None
    start = photo.read(16)
    photo.seek(0)
    if photo.size > PHOTO_LARGEST or not start.startswith(PHOTO_STARTS):
        raise forms.ValidationError(_("This is no photo that can be read: JPEG, PNG or PDF, 10 MB at most."))
    return photo


class SheetForm(forms.Form):
    """One station's sheet, in the order of the paper: the ballots, then each line of each post, then names written in."""

    books = number_field(_("Ballots in the books"))
    unused = number_field(_("Unused"))
    spoiled = number_field(_("Spoiled and handed back"))
    found = number_field(_("Found in the box"))
    blank = number_field(_("Of these blank"))
    invalid = number_field(_("Of these invalid"))

    def __init__(
        self,
        contests: Iterable[papers.Contest],
        names: dict[str, str],
        *args: Any,
        takes_write_ins: bool = False,
        wants_photo: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.contests, self.names = list(contests), names
        self.write_ins = WRITE_IN_ROWS if takes_write_ins else 0
        for contest in self.contests:
            self.add_lines(contest)
            for row in range(self.write_ins):
                self.add_write_in(contest, row)
        if wants_photo:
            self.fields["photo"] = forms.FileField(
                label=_("Photo of the signed sheet"),
                help_text=_("JPEG, PNG or PDF, 10 MB at most. It is published with the result."),
            )

    def add_lines(self, contest: papers.Contest) -> None:
        for line in contest.lines:
            self.fields[f"for-{line}"] = number_field(self.for_words(contest, line))
            if contest.asks_each:
                self.fields[f"against-{line}"] = number_field(pgettext_lazy("count", "Against"))
                self.fields[f"abstained-{line}"] = number_field(pgettext_lazy("count", "Abstained"))

    def for_words(self, contest: papers.Contest, line: str) -> str:
        """A line of a post is a person; of a recall, the person and the first of three answers."""
        name = self.names[line]
        return gettext("%(name)s: for the recall") % {"name": name} if contest.asks_each else name

    def add_write_in(self, contest: papers.Contest, row: int) -> None:
        who = number_field(_("Written in: number on the roll"))
        votes = number_field(_("Written in: votes"))
        who.required = votes.required = False
        self.fields[f"who-{contest.key}-{row}"], self.fields[f"votes-{contest.key}-{row}"] = who, votes

    def clean_photo(self) -> Any:
        return readable_photo(self.cleaned_data["photo"])

    def groups(self) -> list[dict[str, Any]]:
        """The fields as the sheet has them: the ballots, then a group for each post."""
        groups = [{"title": _("The ballots"), "fields": [self[name] for name in papers.NUMBERS]}]
        for contest in self.contests:
            parts = ("for", "against", "abstained") if contest.asks_each else ("for",)
            fields = [self[f"{part}-{line}"] for line in contest.lines for part in parts]
            for row in range(self.write_ins):
                fields += [self[f"who-{contest.key}-{row}"], self[f"votes-{contest.key}-{row}"]]
            groups.append({"title": self.names[contest.key], "fields": fields})
        return groups

    def sheet(self) -> papers.Sheet:
        said = self.cleaned_data
        lines = {line: self.votes_of(line) for contest in self.contests for line in contest.lines}
        others: dict[tuple[str, int], int] = {}
        for contest in self.contests:
            for row in range(self.write_ins):
                number, votes = said[f"who-{contest.key}-{row}"], said[f"votes-{contest.key}-{row}"]
                if number and votes:
                    others[contest.key, number] = others.get((contest.key, number), 0) + votes
        numbers = {name: said[name] for name in papers.NUMBERS}
        return papers.Sheet(**numbers, votes=lines, others=others)

    def votes_of(self, line: str) -> papers.Votes:
        said = self.cleaned_data
        return papers.Votes(
            said[f"for-{line}"], said.get(f"against-{line}") or 0, said.get(f"abstained-{line}") or 0
        )
