"""Why an action of this room says no, in words for the person who asked."""

from django.utils.translation import gettext_lazy as _

from linli.core.refusals import Refused


class WrongState(Refused):
    reason = _("The vote has moved on in the meantime. Look at it again.")


class WindowPast(Refused):
    reason = _("The closing time has already passed. Set a later one.")


class TooEarly(Refused):
    reason = _("The vote has not reached its opening time.")


class TooFewOptions(Refused):
    reason = _("A vote needs at least two options, each different from the others.")


class EmptyRoll(Refused):
    reason = _("Nobody is entitled to vote: there is no verified resident yet.")


class VotingNotOpen(Refused):
    reason = _("Voting is not open. No ballot was cast.")


class NotOnRoll(Refused):
    reason = _("You are not on the roll of this vote: it was frozen when the vote opened.")


class AlreadyVoted(Refused):
    reason = _("You have already voted. Each elector has one ballot.")


class NotOnBallot(Refused):
    reason = _("This option is not on the ballot.")


class SecretIsFinal(Refused):
    reason = _("A secret ballot cannot be changed: nobody, not even the system, can find yours.")


class NothingToChange(Refused):
    reason = _("You have not voted yet, so there is no ballot to change.")


class StillOpen(Refused):
    reason = _("Voting goes on until the closing time; nobody can close it earlier.")


class ReasonMissing(Refused):
    reason = _("Say why: the reason is shown to everybody.")
