"""Why a result is what it is, in sentences: each test of the rules with its numbers. Reads what `ElectionResult.counts` keeps."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from elections.rules.results import Code
from elections.rules.votes import Threshold
from elections.words.votes import grouped, share_words

Reason = Mapping[str, Any]  # as rules.results.Reason writes itself
Names = Mapping[str, str]  # of people, by the key that the rules know


def share_of(rule: str) -> str:
    """ "> 1/2" as it is stored: "more than half"."""
    sign, share = rule.split(" ")
    return share_words(Threshold(Fraction(share), sign == ">"))


def named(people: Iterable[str], names: Names) -> str:
    return pgettext("between names", ", ").join(names.get(one, one) for one in people)


def sentence(reason: Reason, names: Names) -> str:
    """One test: what was counted, of how many, how many it takes. Empty where the numbers beside it say it already."""
    code = Code(reason["code"])
    about = {name: grouped(reason[name]) for name in ("count", "of", "needed")}
    about["share"] = share_of(reason["rule"]) if reason["rule"] else ""
    about["who"] = named(reason["who"], names)
    said = WORDS.get(code)
    return said(bool(reason["is_met"])) % about if said else ""


def of_the_votes(met: bool) -> str:
    """The share that a person needs, at the first vote as at a run-off."""
    if met:
        return _("%(share)s of %(of)s is needed, at least %(needed)s: reached")
    return _("%(share)s of %(of)s is needed, at least %(needed)s: not reached")


WORDS: dict[Code, Any] = {
    Code.ROLL: lambda met: (
        _("%(count)s ballots came back; the roll has %(of)s electors.")
        if met
        else _("%(count)s ballots came back, more than the %(of)s electors of the roll.")
    ),
    Code.ISSUED: lambda met: (
        _("No more ballots came back than the %(of)s that were given out.")
        if met
        else _("%(count)s ballots came back, more than the %(of)s that were given out.")
    ),
    Code.TURNOUT: lambda met: (
        _("%(count)s of %(of)s took part; %(share)s must, at least %(needed)s. That is reached.")
        if met
        else _("%(count)s of %(of)s took part; %(share)s must, at least %(needed)s. That is not reached.")
    ),
    Code.MAJORITY: of_the_votes,
    Code.RUN_OFF_SHARE: of_the_votes,
    Code.SEATS: lambda _met: _("others had more votes for the seats"),
    Code.TIE: lambda _met: _("%(of)s people are level on votes for fewer seats (%(needed)s)"),
    Code.NEAR_RELATIVE: lambda _met: _("near relative of %(who)s, who had more votes"),
    Code.OTHER_POST: lambda _met: _("elected to a higher post"),
    Code.LEVEL_ABOVE: lambda _met: _(
        "level for a higher post: that vote comes first, and this seat stays open"
    ),
    Code.WOMEN: lambda met: (
        _("Women in the committee: %(count)s; the rules ask for at least %(needed)s. That is reached.")
        if met
        else _("Women in the committee: %(count)s; the rules ask for at least %(needed)s. A seat is kept.")
    ),
    Code.ENOUGH_ELECTED: lambda met: (
        _("%(count)s members are in office; the committee can begin its work with %(needed)s.")
        if met
        else _("%(count)s members are in office; the committee needs %(needed)s to begin its work.")
    ),
}


def checks(counts: Mapping[str, Any]) -> list[str]:
    """The poll as a whole; empty for a result that was kept without its tests."""
    return [text for one in counts.get("checks", ()) if (text := sentence(one, {}))]


def notes(counts: Mapping[str, Any]) -> list[str]:
    """The committee as a whole; what the rules do not ask for is not said."""
    asked = [one for one in counts.get("notes", ()) if one["needed"]]
    return [text for one in asked if (text := sentence(one, {}))]


def reasons(post: Mapping[str, Any], names: Names) -> dict[str, str]:
    """Of each person of a post, why they are elected or not."""
    elected = {one["person"] for one in post["standings"] if one["verdict"] == "elected"}
    return {one["person"]: why(one["reason"], names, elected) for one in post["standings"]}


def why(reason: Reason, names: Names, elected: Collection[str]) -> str:
    """A relative who is elected to this very post had more votes; any other sits whatever the votes: in office still, or
    elected to a higher post."""
    said = sentence(reason, names)
    if reason["code"] != Code.NEAR_RELATIVE or set(reason["who"]) <= set(elected):
        return said
    return _("near relative of %(who)s, who has a seat already") % {"who": named(reason["who"], names)}


def further(post: Mapping[str, Any], names: Names) -> list[str]:
    """Which seats stay open, and what happens about each."""
    return list(_further(post, names))


def _further(post: Mapping[str, Any], names: Names) -> Iterator[str]:
    for one in post["further"]:
        about = {"seats": grouped(one["seats"]), "people": named(one["people"], names)}
        if one["women_only"]:
            yield (
                ngettext("One seat is kept for a woman.", "%(seats)s seats are kept for women.", one["seats"])
                % about
            )
        yield {
            "tie": _(
                "Level on votes: %(people)s are voted on again for %(seats)s of the seats; most votes decide."
            ),
            "run_off": _("A run-off between %(people)s fills %(seats)s of the seats."),
            "nominate": _("%(seats)s of the seats stay open until new candidates are nominated."),
        }[one["kind"]] % about
