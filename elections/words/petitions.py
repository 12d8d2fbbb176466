"""A petition's signatures in words: how many have signed of whom, how many it takes, and that one way is enough."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from elections.rules.results import Code, Reason
from elections.words.results import share_of
from elections.words.votes import grouped


def measures(ways: Sequence[Reason]) -> list[dict[str, Any]]:
    """Each way with its progress, ready to show."""
    return [{"words": signed_words(one), "share": min(100, 100 * one.count // one.needed)} for one in ways]


def signed_words(way: Reason) -> str:
    about = {"signed": way.count, "needed": grouped(way.needed)}
    if way.code == Code.PETITION_REPRESENTATIVES:
        return (
            ngettext(
                "%(signed)s residents' representative has signed; %(needed)s are needed.",
                "%(signed)s residents' representatives have signed; %(needed)s are needed.",
                way.count,
            )
            % about
        )
    return (
        ngettext(
            "%(signed)s elector has signed; %(needed)s are needed.",
            "%(signed)s electors have signed; %(needed)s are needed.",
            way.count,
        )
        % about
    )


def either_words(ways: Sequence[Reason]) -> str:
    """That one of two ways is enough; nothing where there is one."""
    if len(ways) < 2:
        return ""
    electors, representatives = ways
    about = {"electors": share_of(electors.rule), "representatives": share_of(representatives.rule)}
    about |= {"roll": grouped(electors.of), "office": grouped(representatives.of)}
    return (
        _(
            "One of the two is enough: %(electors)s of the %(roll)s electors, or %(representatives)s of the"
            " %(office)s residents' representatives."
        )
        % about
    )
