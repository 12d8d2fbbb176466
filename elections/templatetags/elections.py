"""How pages of the room say a vote's state, deadline and turnout."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.models import Vote
from elections.rules import shown_code
from elections.words import votes as vote_words

register = template.Library()
register.filter("moment", vote_words.moment)
register.filter("shown", shown_code)


@register.filter
def turnout_of(vote: Vote) -> dict[str, Any]:
    return vote_words.turnout(vote)


@register.filter
def voted_in(vote: Vote, votes: dict[int, bool]) -> bool | None:
    """Whether the person has voted in it; None where they are not on its roll."""
    return votes.get(vote.pk)


@register.filter
def chip(vote: Vote, at: datetime) -> str:
    """The vote's state in a word; an outcome once there is one."""
    if vote.is_declared:
        return str(vote.result.get_outcome_display())
    if vote.is_waiting_for_result(at):
        return pgettext("vote", "Being counted")
    return str(vote.get_state_display())


@register.filter
def light(vote: Vote, at: datetime) -> str:
    if vote.is_declared:
        return "green" if vote.result.outcome == "passed" else "red"
    return {"open": "green", "announced": "yellow", "cancelled": "red"}.get(vote.state, "yellow")


@register.filter
def deadline_words(vote: Vote, at: datetime) -> str:
    """Until when, and what happens then."""
    about = {"from": vote_words.moment(vote.opens_at), "to": vote_words.moment(vote.closes_at)}
    if vote.state in (Vote.State.DRAFT, Vote.State.ANNOUNCED):
        return _("Voting from %(from)s to %(to)s") % about
    if vote.is_open(at):
        return _("Vote before %(to)s") % about
    if vote.state == Vote.State.CANCELLED:
        return ""
    return _("Voting ended on %(to)s") % about


@register.filter
def ending(vote: Vote, at: datetime) -> str:
    """A finished vote's line in the list: what came of it, and the year where it is not this one."""
    year = localtime(vote.closes_at).year
    before = f"{year} · " if year != localtime(at).year else ""
    return before + came_of_it(vote)


def came_of_it(vote: Vote) -> str:
    if vote.is_declared:
        return vote_words.outcome_words(vote, vote.result)
    if vote.state == Vote.State.CANCELLED:
        return str(vote.cancel_reason)
    return _("The result is declared next.")


@register.filter
def result_words(vote: Vote) -> str:
    return _(
        "Voting ends on %(to)s; the result is declared afterwards, and everybody on the roll is told."
    ) % {"to": vote_words.moment(vote.closes_at)}


@register.filter
def in_fours(text: str) -> str:
    """A fingerprint in groups that the eye can follow and a line can break between."""
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


@register.filter
def plain(number: float) -> str:
    """A number as SVG reads it, whatever the language."""
    return str(localize(number, use_l10n=False))
