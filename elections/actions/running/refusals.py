"""Why an action of an election says no, in words for the person who asked."""

from django.utils.translation import gettext_lazy as _

from linli.core.refusals import Refused


class WrongStage(Refused):
    reason = _("The election has moved on in the meantime. Look at it again.")


class ConflictOfInterest(Refused):
    reason = _(
        "You are nominated in this election yourself, so you cannot run it: please leave it to your colleagues."
    )


class LeftCommittee(Refused):
    reason = _(
        "You have left the committee of this election, so you cannot run it: please leave it to your colleagues."
    )


class AlreadyOnCommittee(Refused):
    reason = _("This person is on the election committee already.")


class StandsThemselves(Refused):
    reason = _("This person stands in this election, and whoever stands does not run it.")


class ChairTaken(Refused):
    reason = _("The election committee has a chair. Give the chair another office first.")


class LeavingUnexplained(Refused):
    reason = _("Say why the member leaves: the reason stays in the record.")


class RelativesUnsaid(Refused):
    reason = _("Say first whether a member of the election committee is a near relative of the nominee.")


class OwnRecall(Refused):
    reason = _("This recall is about you, so you cannot run it: please leave it to your colleagues.")


class NotYetLawful(Refused):
    """Carries the reasons of the timeline, one a line."""

    reason = _("A lawful period is not over yet.")


class UnknownRules(Refused):
    reason = _("These rules are not installed. Choose others.")


class NothingToHandOver(Refused):
    reason = _("A vote on a recall fills no post: there is nothing to hand over.")


class NotAllowedByRules(Refused):
    reason = _("The rules of this election do not allow it.")


class OnlineOnlyEncrypted(Refused):
    reason = _(
        "An election takes online ballots at level L2 only (encrypted and verifiable): choose L2, or ballots on paper."
    )


class NoPosts(Refused):
    reason = _("An election needs at least one post, each with its own name.")


class ReasonMissing(Refused):
    reason = _("Say why: the reason is shown to the person concerned.")


class PostponeReasonMissing(Refused):
    reason = _("Say why the election is postponed: everybody reads the reason.")


class NotLater(Refused):
    reason = _(
        "An announced election moves to a later day only: an earlier one would cut short what electors were told."
    )


class PostponedTooNear(Refused):
    reason = _("The new opening time has already passed. Set a later one.")


class PostponedTooLate(Refused):
    """Carries the last lawful day."""

    reason = _("The new day lies after the last lawful day.")


class BoardHoldsHours(Refused):
    reason = _(
        "The online ballots are set up already, and their first line holds the hours for good."
        " Cancel this election, giving the reason, and announce another."
    )


class RollClosed(Refused):
    reason = _("The roll is frozen: nobody can be added, changed or struck any more.")


class AlreadyRegistered(Refused):
    reason = _("This person is already on the roll.")


class HouseholdTaken(Refused):
    reason = _("This household has already registered its elector.")


class HouseholdMissing(Refused):
    reason = _("Say which household the elector stands for.")


class TooYoung(Refused):
    reason = _("Electors must have reached the age that the rules ask for on the election day.")


class EntriesWaiting(Refused):
    reason = _("Some entries are still to be checked. Confirm or strike them first.")


class EmptyRoll(Refused):
    reason = _("Nobody stands on the roll yet.")


class TooLateToObject(Refused):
    reason = _("The days for objections are over.")


class OwnObjection(Refused):
    reason = _("Nobody rules on an objection of their own: please ask a colleague.")


class NotOnRoll(Refused):
    reason = _("Only electors on the roll can do this.")


class AlreadyNominated(Refused):
    reason = _("This person has already been nominated for this post. You can support that nomination.")


class AlreadySupported(Refused):
    reason = _("You already support this nomination.")


class NotTheNominee(Refused):
    reason = _("Only the nominee can answer.")


class TooFewNominators(Refused):
    reason = _("The rules ask for more electors who nominate together. Raise their number in the draft.")


class TooFewSupporters(Refused):
    reason = _("This nomination has too few supporters.")


class OtherPost(Refused):
    reason = _("This person already stands for another post. Nobody stands for two.")


class HoldsProxies(Refused):
    reason = _("This person holds proxies of other electors. Whoever holds proxies cannot be a candidate.")


class ProxiesNotAllowed(Refused):
    reason = _("The rules of this election do not allow voting by proxy.")


class TooLateForProxies(Refused):
    reason = _("It is too late to entrust a vote: the list must be published before the polls.")


class NoSlotLeft(Refused):
    reason = _("This elector already holds as many proxies as the rules allow.")


class NoChain(Refused):
    reason = _(
        "An entrusted vote cannot be entrusted on: the holder has entrusted their own, or you hold one."
    )


class CandidateHolds(Refused):
    reason = _("A candidate cannot hold proxies. Choose another elector.")


class AlreadyEntrusted(Refused):
    reason = _("You have already entrusted your vote. Revoke that first.")


class NotARelative(Refused):
    reason = _("The rules allow near relatives only.")


class NotYours(Refused):
    reason = _("Only the person concerned can do this.")


class PollsNotOver(Refused):
    reason = _("The polls are open until their closing time; nobody can close them earlier.")


class CountsDoNotAdd(Refused):
    reason = _("The counts do not add up. Check the sheets.")
