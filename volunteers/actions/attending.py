"""The volunteer's verbs: join, withdraw, check in and out; the organiser's for those who could not themselves."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.refusals import Refused
from linli.notifications.actions import tell
from volunteers.actions.planning import locked
from volunteers.models import Assignment, Shift
from volunteers.rules import windows

State = Assignment.State


class ShiftFull(Refused):
    reason = gettext_lazy(
        "All places are taken. Look at the other times, or come back: somebody may withdraw."
    )


class ShiftClosed(Refused):
    reason = gettext_lazy("This shift has begun or was cancelled: nobody can join it now.")


class JoinedAlready(Refused):
    reason = gettext_lazy("You already have a place in this shift.")


class OverlappingShift(Refused):
    reason = gettext_lazy("You have a place in another shift at this time. Withdraw there first.")


class TooLateToWithdraw(Refused):
    reason = gettext_lazy("The shift has begun. If you cannot come, please ring the organiser.")


class NotTheTime(Refused):
    reason = gettext_lazy(
        "You can check in from 30 minutes before the shift until its end, and out until 2 hours after."
    )


class NotPossible(Refused):
    reason = gettext_lazy("Somebody has changed this meanwhile. Look at the page again.")


def locked_assignment(assignment: Assignment) -> Assignment:
    """The shift first, then the place in it: one order for everybody, so nobody waits in a circle."""
    shift = locked(assignment.shift)
    found = Assignment.objects.select_for_update(of=("self",)).select_related("user").get(pk=assignment.pk)
    found.shift = shift
    return found


def note(action: str, assignment: Assignment, by: User | None, at: datetime) -> None:
    detail = {"user": assignment.user_id, "shift": assignment.shift.key}
    record(by=by, action=action, obj=assignment, community=assignment.shift.community, at=at, detail=detail)


@transaction.atomic
def join_shift(*, shift: Shift, by: User, at: datetime) -> Assignment:
    """Takes a place. The count stands in the shift's own row, so the last place goes to one person."""
    shift = locked(shift)
    if shift.is_cancelled or not windows.may_join(shift.window, at):
        raise ShiftClosed
    if shift.assignments.live().of(by).exists():
        raise JoinedAlready
    if shift.left < 1:
        raise ShiftFull
    try:
        with transaction.atomic():
            assignment: Assignment = Assignment.objects.create(shift=shift, user=by, joined_at=at)
    except IntegrityError as error:
        if "volunteers_assignment_overlap" in str(error):
            raise OverlappingShift from error
        raise
    note("volunteers.join_shift", assignment, by, at)
    return assignment


@transaction.atomic
def withdraw(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """Gives the place back before the shift begins; on short notice the organiser is told at once."""
    assignment = locked_assignment(assignment)
    if assignment.state != State.JOINED:
        raise NotPossible
    if not windows.may_join(assignment.shift.window, at):
        raise TooLateToWithdraw
    assignment.state, assignment.withdrawn_at = State.WITHDRAWN, at
    assignment.save(update_fields=["state", "withdrawn_at"])
    note("volunteers.withdraw", assignment, by, at)
    if windows.is_short_notice(assignment.shift.window, at):
        _tell_organiser(assignment, by, at)
    return assignment


def _tell_organiser(assignment: Assignment, by: User, at: datetime) -> None:
    opportunity = assignment.shift.opportunity
    words = {"name": str(assignment.user), "title": opportunity.title}
    tell(
        users=[opportunity.organised_by],
        kind="shift",
        title=_("%(name)s cannot come: %(title)s") % words,
        url=assignment.shift.get_absolute_url(),
        community=opportunity.community,
        by=by,
        at=at,
    )


@transaction.atomic
def check_in(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """The volunteer is there; said by themself or by the organiser, within the same time."""
    assignment = locked_assignment(assignment)
    if assignment.state != State.JOINED:
        raise NotPossible
    if at not in windows.check_in_window(assignment.shift.window):
        raise NotTheTime
    assignment.state, assignment.checked_in_at = State.CHECKED_IN, at
    assignment.save(update_fields=["state", "checked_in_at"])
    note("volunteers.check_in", assignment, by, at)
    return assignment


@transaction.atomic
def check_out(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """The volunteer leaves; the minutes given are proposed for confirmation."""
    assignment = locked_assignment(assignment)
    if assignment.state != State.CHECKED_IN:
        raise NotPossible
    if at not in windows.check_out_window(assignment.shift.window):
        raise NotTheTime
    _leave(assignment, at)
    note("volunteers.check_out", assignment, by, at)
    return assignment


def _leave(assignment: Assignment, at: datetime) -> None:
    window = assignment.shift.window
    assignment.state, assignment.checked_out_at = State.CHECKED_OUT, at
    assignment.proposed_minutes = windows.worked_minutes(window, assignment.checked_in_at, at)
    assignment.save(update_fields=["state", "checked_in_at", "checked_out_at", "proposed_minutes"])


@transaction.atomic
def mark_present(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """After the shift, for somebody who was there and did not check in or out: the planned time counts."""
    assignment = locked_assignment(assignment)
    window = assignment.shift.window
    if at < window.ends_at or assignment.state not in (State.JOINED, State.CHECKED_IN, State.NO_SHOW):
        raise NotPossible
    assignment.checked_in_at = assignment.checked_in_at or window.starts_at
    _leave(assignment, max(window.ends_at, assignment.checked_in_at))
    note("volunteers.mark_present", assignment, by, at)
    return assignment


@transaction.atomic
def mark_absent(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """Somebody who did not come; it can be taken back by marking them present."""
    assignment = locked_assignment(assignment)
    if at < assignment.shift.starts_at or assignment.state != State.JOINED:
        raise NotPossible
    assignment.state = State.NO_SHOW
    assignment.save(update_fields=["state"])
    note("volunteers.mark_absent", assignment, by, at)
    return assignment
