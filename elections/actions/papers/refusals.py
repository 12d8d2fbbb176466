"""Why an action about paper says no."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from elections.rules.papers import Fault
from linli.core.refusals import Refused


class NoPaper(Refused):
    reason = _("This election is held online only: it has no stations and no paper.")


class TooFewWatching(Refused):
    reason = _("A station needs two people who watch over it, a travelling box three.")


class NameTaken(Refused):
    reason = _("There is already a station of this name.")


class SerialsTaken(Refused):
    reason = _("Some of these serials are in a book that has been given out already.")


class SerialsWrong(Refused):
    reason = _("The last serial comes before the first.")


class AlreadyTaken(Refused):
    reason = _("A ballot has already been taken for this elector.")


class NoProxy(Refused):
    reason = _("This person holds no published proxy for the elector.")


class BooksEmpty(Refused):
    reason = _("The books of this station are used up. Give out another one first.")


class OutsideHours(Refused):
    """Carries when ballots are given out next, or that they are not any more."""

    reason = _("Ballots on paper are given out in the hours of the polls only.")


class NotYetTaken(Refused):
    reason = _("The time at which the ballot was taken has not come yet.")


class CardWanted(Refused):
    reason = _(
        "This elector has a card for voting online. Take the card in and read its cancel code first: "
        "the paper ballot replaces what was cast online."
    )


class TooLateForVisit(Refused):
    reason = _("Visits with the box can be asked for until the polls open.")


class AlreadyAsked(Refused):
    reason = _("A visit has already been asked for.")


class SheetWrong(Refused):
    reason = _("The sheet does not add up.")

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


class PhotoMissing(Refused):
    reason = _("Add a photo of the signed sheet: it is published with the count.")


class PhotoTwice(Refused):
    reason = _("This photo has been handed in for another station: each station has its own sheet.")


class HandTaken(Refused):
    reason = _("Two others are typing this sheet. Each of them corrects their own entry.")


class AlreadyCounted(Refused):
    reason = _("This station has its count.")


class OnlineNotCounted(Refused):
    reason = _("The ballots cast online have not been opened by the trustees yet.")


class StationsUncounted(Refused):
    reason = _("Some stations have no count yet: each sheet must be typed twice alike first.")
