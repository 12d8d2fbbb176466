"""Why an action about a representatives' meeting says no."""

from django.utils.translation import gettext_lazy as _

from linli.core.refusals import Refused


class MeetingMoved(Refused):
    reason = _("The meeting has moved on in the meantime. Look at it again.")


class NotAhead(Refused):
    reason = _("Choose a time that lies ahead.")


class NoAgenda(Refused):
    reason = _("Put at least one item on the agenda first.")


class NoMeetingRules(Refused):
    reason = _("These rules know no representatives' meeting. Choose others.")


class NoRepresentatives(Refused):
    reason = _("Nobody is a representative on that day. Enter the representatives first.")


class TooFewRepresentatives(Refused):
    """Carries how many there are and how many it takes."""

    reason = _("Too few of this meeting would be residents' representatives. Enter more of them first.")


class TooFewWomen(Refused):
    """Carries how many there are and how many it takes."""

    reason = _("Too few of this meeting would be women who are representatives.")


class SexesMissing(Refused):
    reason = _("Say of at least one person whether it is a woman or a man.")


class SexEntered(Refused):
    reason = _("This is entered already for somebody on the list. Look at it again.")


class TooEarlyToBegin(Refused):
    reason = _("The meeting has not reached its time.")


class NotARepresentative(Refused):
    reason = _("Only residents' representatives in office do this.")


class NoSeat(Refused):
    reason = _("Only those who have a seat in the meeting are marked as present.")


class NobodyTwice(Refused):
    reason = _("This person is a representative at that time already.")


class EndsBeforeItBegins(Refused):
    reason = _("The office must end after it began, and an office that ends is not made longer.")


class NobodyInList(Refused):
    reason = _("The file names nobody. Fill in one line for each representative.")


class ListFaulty(Refused):
    """Carries the faults, one a row."""

    reason = _("Some rows cannot be read. Nothing was imported.")


class AccountTaken(Refused):
    reason = _("This account belongs to another representative.")


class NotVerified(Refused):
    reason = _("Only verified residents can be linked to a representative.")


class TooManyHands(Refused):
    reason = _("More hands than people present. Count again; nothing was recorded.")


class NotQuorate(Refused):
    reason = _(
        "Too few are present to decide anything. Wait for more, or adjourn the meeting with the reason."
    )


class AlreadyDecided(Refused):
    reason = _("This item has been decided already.")


class ItemsOpen(Refused):
    reason = _("Some items are not decided yet. Decide them, or adjourn the meeting with the reason.")


class NothingLeft(Refused):
    reason = _("Only an adjourned meeting with undecided items goes on. Draft a new meeting instead.")


class GoesOnAlready(Refused):
    reason = _("Another day is set already. Open that meeting, or cancel it first.")


class ItemGoesOn(Refused):
    reason = _("The adjourned meeting left this item undecided: it stays on the agenda.")


class ReasonMissing(Refused):
    reason = _("Say why: the reason is published.")


class NoMinutes(Refused):
    reason = _("The minutes have not been written yet.")


class SecondPersonConfirms(Refused):
    reason = _("Somebody else confirms these minutes: you have entered them yourself.")


class SentBack(Refused):
    reason = _("These minutes were sent back. They can be confirmed once they are corrected and saved again.")


class CommentMissing(Refused):
    reason = _("Say what has to be corrected.")


class RequestMoved(Refused):
    reason = _("The request has moved on in the meantime. Look at it again.")


class SignedAlready(Refused):
    reason = _("This representative has signed already.")


class NotTheAsker(Refused):
    reason = _("Only whoever asked takes the request back, while it is being signed.")
