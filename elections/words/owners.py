"""An owners' vote in words: areas, faults of rows, each test of the law with its exact numbers."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.owners.counting import Outcome
from elections.models import OwnersVote
from elections.rules.owner_votes import Fault, RowFault
from elections.rules.results import Code, Reason, Weight
from elections.words.results import share_of
from elections.words.votes import grouped, moment, percent

AREAS = {Code.PARTICIPATION_AREA, Code.AGREEMENT_AREA}


def square_metres(area: int) -> str:
    """Hundredths of a square metre as they are: 8837 is 88.37 m²."""
    return f"{area // 100:,}.{area % 100:02d}\u00a0m²"


def both(weight: Weight) -> str:
    heads = _("%(count)s heads") % {"count": grouped(weight.heads)}
    return f"{square_metres(weight.area)} · {heads}"


def fault_words(fault: Fault) -> str:
    words = {
        RowFault.PLACE: _("building or unit is missing"),
        RowFault.TWICE: _("this unit stands in the file twice"),
        RowFault.AREA: _("the area is no number of square metres with two decimals at most"),
        RowFault.HOLDING: _("the state is neither sold nor undelivered nor unsold"),
        RowFault.OWNERS: _("a sold unit needs its owners, an unsold one has none"),
        RowFault.BUYER: _("this buyer's number stands with other owners already"),
        RowFault.LONG: _("a name or number is too long"),
        RowFault.SAME_NAMES: _(
            "same owners as another unit: if it is one buyer, give both one buyer's number"
        ),
    }
    about = f"（{fault.about}）" if fault.about else ""
    return _("Line %(line)s: %(what)s%(about)s") % {
        "line": fault.line,
        "what": words[fault.code],
        "about": about,
    }


def check_words(check: Reason) -> str:
    """One test: what was counted, of how much, how much it takes."""
    names = {
        Code.PARTICIPATION_AREA: _("Took part, by area"),
        Code.PARTICIPATION_HEADS: _("Took part, by heads"),
        Code.AGREEMENT_AREA: _("Agree, by area of those who took part"),
        Code.AGREEMENT_HEADS: _("Agree, by heads of those who took part"),
    }
    show = square_metres if check.code in AREAS else grouped
    return _("%(what)s: %(count)s of %(of)s (%(percent)s); needed: %(share)s, that is %(needed)s") % {
        "share": share_of(check.rule),
        "what": names[check.code],
        "count": show(check.count),
        "of": show(check.of),
        "percent": percent(check.count, check.of),
        "needed": show(check.needed),
    }


def explained(outcome: Outcome) -> dict[str, Any]:
    """A result with its arithmetic, ready to show."""
    lines = [one for one in outcome.decision.checks if one.code != Code.ROLL]
    sums = outcome.tally
    return {
        "question": outcome.question,
        "is_carried": outcome.decision.is_carried,
        "checks": [{"is_met": one.is_met, "words": check_words(one)} for one in lines],
        "sums": [
            {"term": pgettext("owners' ballot", "Agree"), "detail": both(sums.in_favour)},
            {"term": pgettext("owners' ballot", "Disagree"), "detail": both(sums.against)},
            {"term": pgettext("owners' ballot", "Abstain"), "detail": both(sums.abstained)},
        ],
    }


def next_words(vote: OwnersVote) -> str:
    """What comes next, and until when."""
    at = {"from": moment(vote.opens_at), "to": moment(vote.closes_at)}
    words = {
        "draft": _("The draft is not public yet."),
        "announced": _("Check your units in the register. Voting opens on %(from)s.") % at,
        "open": _("Owners give their ballots before %(to)s.") % at,
        "closed": _("Voting is over. The result follows when every paper ballot has been checked."),
        "declared": pgettext("owners' vote", "The result has been declared."),
        "cancelled": _("Cancelled: %(reason)s") % {"reason": vote.cancel_reason},
    }
    return words[vote.state]


LIGHTS = {"draft": "yellow", "cancelled": "red", "closed": "yellow"}


def light(vote: OwnersVote) -> str:
    return LIGHTS.get(vote.state, "green")
