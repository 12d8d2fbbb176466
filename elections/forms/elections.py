"""What those who run an election fill in: its draft, reasons, rulings, a list of electors."""

import csv
import io
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from elections.actions.running import Person, Seats
from elections.forms.channels import ChannelField, level_under, open_under
from elections.forms.polls import PollsForm, filled_polls
from elections.forms.tables import decoded
from elections.models import Election, Objection, Officeholder, Registration
from elections.rules import profiles
from elections.rules.in_force import RESIDENTS, current, in_force
from elections.rules.profiles import Profile, Title
from linli.communities.models import Community

COMMITTEES = ("residents_committee", "villagers_committee", "club", "condominium")
MOST_ROWS = 20_000


def titled(title: Title) -> str:
    return title.en if (get_language() or "").startswith("en") else title.zh


def rules_offered() -> list[Profile]:
    """The profiles that fill posts, by ballots that can be held secret."""
    found = [profiles.load(name) for name in profiles.names()]
    return [one for one in found if one.posts and str(one.body) in COMMITTEES and open_under(one)]


class ElectionForm(PollsForm):
    """The draft. Posts are written one a line: name, seats, candidates more than seats, seats for women."""

    field_order = ("title", "profile_code", "kind", "election_day", "last_day", "opens", "closes")

    title = forms.CharField(label=pgettext_lazy("election", "Title"), max_length=80)
    profile_code = forms.ChoiceField(
        label=_("Rules"),
        help_text=_("They set every period and share; they are frozen when it is announced."),
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("election", "Kind"),
        choices=[(k, k.label) for k in (Election.Kind.GENERAL, Election.Kind.BY_ELECTION)],
        initial=Election.Kind.GENERAL,
        widget=forms.RadioSelect,
    )
    electorate_mode = forms.ChoiceField(
        label=_("Who elects"), choices=Election.Mode.choices, initial="electors", widget=forms.RadioSelect
    )
    ballot_mode = ChannelField()
    supporters_least = forms.IntegerField(
        label=_("Electors who nominate together, at least"), min_value=1, max_value=500, initial=10
    )
    term_years = forms.IntegerField(label=_("Term of office in years"), min_value=1, max_value=20, initial=5)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profiles = {one.id: one for one in rules_offered()}
        rules: Any = self.fields["profile_code"]
        rules.choices = [(code, titled(one.title)) for code, one in self.profiles.items()]
        rules.initial = RESIDENTS
        ways: Any = self.fields["ballot_mode"]
        bound = [one for one in self.profiles.values() if open_under(one) == ["paper"]]
        ways.explain([titled(one.title) for one in bound])
        chosen = self.data.get("profile_code") or self.initial.get("profile_code") or rules.initial
        self.posts = self.profiles[chosen if chosen in self.profiles else next(iter(self.profiles))].posts
        for post in self.posts:
            self.fields[f"seats_{post.key}"] = forms.IntegerField(
                label=_("Seats: %(post)s") % {"post": titled(post.title)},
                min_value=0,
                max_value=max(post.most, 1),
                initial=self.initial.get(f"seats_{post.key}", post.least),
                help_text=_("%(extra)s more candidates than seats, at least. 0: not elected this time.")
                % {"extra": post.extra},
            )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if {"profile_code", "ballot_mode"} <= set(found):
            try:
                found["assurance"] = level_under(self.profiles[found["profile_code"]], found["ballot_mode"])
            except forms.ValidationError as fault:
                self.add_error("ballot_mode", fault)
        if {"profile_code", "supporters_least"} <= set(found):
            least = self.profiles[found["profile_code"]].election.nominators_least or 1
            if found["supporters_least"] < least:
                self.add_error(
                    "supporters_least", _("These rules ask for at least %(least)s.") % {"least": least}
                )
        rules = self.profiles.get(found.get("profile_code", ""))
        self.check_polls(found, rules.deadlines.voting_most if rules else None)
        if not any(found.get(f"seats_{post.key}") for post in self.posts):
            self.add_error(None, _("Choose at least one seat."))
        return found

    def seats(self) -> list[Seats]:
        return [
            Seats(
                office=post.key,
                name=post.title.zh,
                seats=self.cleaned_data[f"seats_{post.key}"],
                surplus=post.extra,
                seats_for_women=min(post.women_least, self.cleaned_data[f"seats_{post.key}"]),
            )
            for post in self.posts
            if self.cleaned_data[f"seats_{post.key}"]
        ]

    def terms(self) -> dict[str, Any]:
        """What the actions take."""
        cleaned = self.cleaned_data
        plain = ("title", "profile_code", "kind", "electorate_mode", "ballot_mode")
        more = ("assurance", "supporters_least", "term_years")
        return {name: cleaned[name] for name in (*plain, *more)} | self.polls() | {"seats": self.seats()}


def blank(community: Community, on: date) -> dict[str, Any]:
    """A new draft: under the law in force, on a Sunday that leaves time for every period."""
    code, first = in_force(is_village=community.is_village), on + timedelta(days=38)
    alone = profiles.load(code).election.nominators_least or 1
    head = {"profile_code": code, "supporters_least": alone}
    return head | {"election_day": first + timedelta(days=6 - first.weekday())}


def vacant(holder: Officeholder, elected_under: Profile) -> dict[str, Any]:
    """A by-election for one seat, held in the way in which it was filled (城市居民委员会组织法 (2025) art. 24), by today's law."""
    code = current(elected_under.id)
    law = elected_under if code == elected_under.id else profiles.load(code)
    seats = {f"seats_{post.key}": int(post.key == holder.office) for post in law.posts}
    title = gettext("By-election: %(office)s of the %(committee)s")
    about = {"office": holder.title, "committee": holder.term.committee}
    mode = holder.election.electorate_mode if holder.election else law.electorate.default
    head = {"title": (title % about)[:80], "kind": Election.Kind.BY_ELECTION, "profile_code": law.id}
    return head | seats | {"electorate_mode": str(mode)}


def filled(election: Election) -> dict[str, Any]:
    names = ("title", "profile_code", "kind", "electorate_mode", "ballot_mode")
    found = {name: getattr(election, name) for name in (*names, "supporters_least", "term_years")}
    found |= filled_polls(election)
    seats = {post.office: post.seats for post in election.posts.all()}
    known = profiles.load(election.profile_code).posts
    return found | {f"seats_{post.key}": seats.get(post.key, 0) for post in known}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("The person concerned reads it, and so does whoever checks."),
    )


class CancelElectionForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is cancelled"), max_length=200, help_text=_("Everybody sees the reason.")
    )


class RulingForm(forms.Form):
    ruling = forms.ChoiceField(
        label=pgettext_lazy("objection", "Ruling"), choices=Objection.Ruling.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 3}))


class EntryForm(forms.Form):
    """One elector, entered by the committee."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=40)
    household = forms.CharField(label=_("Building and dwelling"), max_length=80)
    group = forms.CharField(label=_("Residents' group"), max_length=40, required=False)
    sex = forms.ChoiceField(
        label=pgettext_lazy("person", "Sex"), choices=[("", "—"), *Registration.Sex.choices], required=False
    )
    birth_year = forms.IntegerField(label=_("Year of birth"), min_value=1900, max_value=2100, required=False)
    phone = forms.CharField(
        label=_("Mobile number"),
        max_length=20,
        required=False,
        help_text=_("Only to find double entries: it is kept as a fingerprint."),
    )

    def person(self) -> Person:
        return Person(**{name: value for name, value in self.cleaned_data.items() if value})


COLUMNS = {
    "姓名": "name",
    "楼栋户室": "household",
    "居民小组": "group",
    "性别": "sex",
    "出生年份": "birth_year",
    "手机号": "phone",
}


class ListForm(forms.Form):
    """A list as the committee keeps it in a spreadsheet, saved as CSV."""

    file = forms.FileField(
        label=_("List of electors (CSV)"),
        help_text=_("First line: 姓名,楼栋户室,居民小组,性别,出生年份,手机号. Only 姓名 is required."),
    )

    def clean_file(self) -> list[Person]:
        text = decoded(self.cleaned_data["file"].read())
        if text is None:
            raise forms.ValidationError(_("The file is not readable text: save it as CSV (UTF-8)."))
        return people_of(text)


def people_of(text: str) -> list[Person]:
    """The rows of the file; ValidationError names the line that is wrong."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    columns = {own: COLUMNS[own] for own in reader.fieldnames or () if own in COLUMNS}
    if "姓名" not in columns:
        raise forms.ValidationError(_("The first line must name the columns, 姓名 among them."))
    found = []
    for number, row in enumerate(reader, 2):
        if number > MOST_ROWS:
            raise forms.ValidationError(
                _("The list is too long: at most %(most)s lines.") % {"most": MOST_ROWS}
            )
        values = {name: (row[own] or "").strip() for own, name in columns.items()}
        if any(values.values()):
            found.append(person_of(values, number))
    return found


def person_of(values: dict[str, str], number: int) -> Person:
    year = values.pop("birth_year", "")
    sex = {"女": "f", "男": "m", "f": "f", "m": "m"}.get(values.pop("sex", "").lower(), "")
    if not values["name"]:
        raise forms.ValidationError(_("Line %(line)s has no name.") % {"line": number})
    if year and not (year.isdigit() and 1900 <= int(year) <= 2100):
        raise forms.ValidationError(_("Line %(line)s: the year of birth is no year.") % {"line": number})
    named: dict[str, Any] = {**values}
    return Person(**named, sex=sex, birth_year=int(year) if year else None)
