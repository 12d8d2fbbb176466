"""Why an action about an owners' vote says no."""

from django.utils.translation import gettext_lazy as _

from linli.core.refusals import Refused


class OwnersVoteMoved(Refused):
    reason = _("The owners' vote has moved on in the meantime. Look at it again.")


class WindowWrong(Refused):
    reason = _("Voting must close after it opens, and not already be over.")


class NoticeTooShort(Refused):
    reason = _("The owners must be told earlier: move the opening to a later day.")


class VotingTooLong(Refused):
    reason = _("Voting would go on for longer than the rules allow.")


class NoQuestion(Refused):
    reason = _("Add at least one question first.")


class MatterUnknown(Refused):
    reason = _("Choose one of the nine matters of Article 278.")


class NoUnits(Refused):
    reason = _("The register is empty: import the units first.")


class RegisterFaulty(Refused):
    """Carries the faults, one a row."""

    reason = _("Some rows cannot be read. Nothing was imported.")


class TooEarlyToOpen(Refused):
    reason = _("The vote has not reached its opening time.")


class TooEarlyToClose(Refused):
    reason = _("Voting goes on until the closing time; nobody can close it earlier.")


class OwnersVotingNotOpen(Refused):
    reason = _("Voting is not open. No ballot was given.")


class NotYourUnit(Refused):
    reason = _("Your account is not linked to this unit. The committee can link it.")


class BallotIncomplete(Refused):
    reason = _("Answer each question. Nothing was recorded.")


class SignatureMissing(Refused):
    reason = _("A ballot needs the owner's name as signed.")


class WrongSigner(Refused):
    reason = _("This name is none of the unit's owners.")


class SheetPhotoMissing(Refused):
    reason = _("Add a photo of the signed ballot.")


class SecondPersonWanted(Refused):
    reason = _("Somebody else checks this ballot: you have typed it yourself.")


class AlreadyChecked(Refused):
    reason = _("This ballot has been checked already.")


class ReadingsDiffer(Refused):
    reason = _(
        "You read this ballot otherwise than the first person. Look at the photo again, together; "
        "whoever typed it wrong types it once more."
    )


class WhyMissing(Refused):
    reason = _("Say why: the reason is kept with the ballot.")


class BallotsUnchecked(Refused):
    reason = _("Some ballots from paper wait for the second person. Check them first.")


class NotOneself(Refused):
    reason = _("Nobody links their own account: ask somebody else of the committee.")


class NotAResident(Refused):
    reason = _("Only verified residents can be linked to a unit.")


class CountsForTheDeveloper(Refused):
    reason = _("A unit that is not handed over counts for the developer: its buyer cannot sign for it yet.")


class AlreadyLinked(Refused):
    reason = _("This account is linked to the unit already.")
