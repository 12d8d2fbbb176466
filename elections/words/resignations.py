"""A resignation in words: how it stands, and what comes next."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.running.lawful import shown
from elections.models import Resignation

State = Resignation.State
LIGHTS = {State.FILED: "yellow", State.APPROVED: "green"}


def state_words(letter: Resignation, waits: bool) -> str:
    if letter.state == State.FILED and not waits:
        return pgettext("resignation", "Lapsed")
    return str(letter.get_state_display())


def light(letter: Resignation, waits: bool) -> str:
    return LIGHTS.get(letter.state, "") if waits or letter.state != State.FILED else ""


def next_words(letter: Resignation, waits: bool) -> str:
    """What comes next, or how it ended."""
    if waits:
        return _(
            "It waits for the meeting of residents or of representatives. The office ends on the day on which"
            " the meeting approves it; until then the person is in office and can withdraw it."
        )
    if letter.state == State.APPROVED:
        return _("The meeting approved it: the office ended on %(day)s.") % {
            "day": shown(letter.ending.ended_on)
        }
    if letter.state == State.REFUSED:
        about = {"day": shown(letter.refused_on), "minutes": letter.reference}
        return _("The meeting of %(day)s did not approve it (%(minutes)s): the office goes on.") % about
    if letter.state == State.WITHDRAWN:
        return _("The person has withdrawn it: the office goes on.")
    return _("The office has ended otherwise, and the resignation with it.")
