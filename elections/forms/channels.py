"""How ballots are cast, and what that means for their secrecy: said beside the choice, where it is made.

The level is no choice of its own: online it is L2, and paper is secret by the voting cell.
"""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from elections.models import Election
from elections.rules.profiles import Profile
from elections.rules.secrecy import channels_open, level_for


def open_under(rules: Profile) -> list[str]:
    return [str(one) for one in channels_open(rules.ballots.channels, rules.ballots.levels)]


class ChannelField(forms.ChoiceField):
    def __init__(self) -> None:
        super().__init__(
            label=_("How ballots are cast"),
            choices=Election.BallotMode.choices,
            initial=Election.BallotMode.PAPER,
            widget=forms.RadioSelect,
            help_text=_(
                "Online ballots of an election are always encrypted and verifiable (L2): nobody reads a single one, "
                "trustees together open the totals, and a paper ballot takes precedence."
            ),
        )

    def explain(self, rules: list[str]) -> None:
        """Names the rules that leave no choice."""
        if rules:
            words = _("On paper only under these rules: %(rules)s.") % {"rules": "、".join(rules)}
            self.help_text = format_lazy("{} {}", self.help_text, words)


def level_under(rules: Profile, channel: str) -> str:
    """The level that goes with the choice; ValidationError says what to choose instead."""
    level = level_for(channel, rules.ballots.levels)
    ways = open_under(rules)
    if level is None or channel not in ways:
        labels: Any = [str(Election.BallotMode(one).label) for one in ways]
        raise forms.ValidationError(
            _("Under these rules choose: %(ways)s. Or choose other rules."),
            params={"ways": "、".join(labels)},
        )
    return str(level)
