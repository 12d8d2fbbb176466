"""Joining, leaving, checking in and out: when each may be done, and what is told to whom."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from linli.audit.models import Event
from linli.core.refusals import Refused
from linli.notifications.models import Delivery
from tests.cast import BEGINNING, Cast
from tests.volunteers.shifts import DAY, HOUR, MINUTE, STARTS, served, shift
from volunteers.actions import attending
from volunteers.actions.planning import cancel_shift, plan_shifts, remind_of_shift
from volunteers.models import Assignment, Shift
from volunteers.rules.windows import Window
from volunteers.tasks import remind_volunteers

State = Assignment.State


def told(user: Any) -> int:
    return Delivery.objects.filter(user=user).count()


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        (STARTS - 31 * MINUTE, False),
        (STARTS - 30 * MINUTE, True),
        (STARTS + HOUR, True),
        (STARTS + 2 * HOUR, False),
    ],
)
def test_checking_in_has_its_time(cast: Cast, at: datetime, allowed: bool) -> None:
    assignment = attending.join_shift(shift=shift(cast), by=cast.dan, at=BEGINNING)
    if allowed:
        done = attending.check_in(assignment=assignment, by=cast.dan, at=at)
        assert (done.state, done.checked_in_at) == (State.CHECKED_IN, at)
    else:
        with pytest.raises(attending.NotTheTime):
            attending.check_in(assignment=assignment, by=cast.dan, at=at)


def test_checking_out_proposes_the_minutes_given(cast: Cast) -> None:
    done = served(shift(cast), cast.dan, late=20 * MINUTE)
    assert (done.state, done.proposed_minutes) == (State.CHECKED_OUT, 100)


def test_checking_out_is_too_late_after_two_hours(cast: Cast) -> None:
    assignment = attending.join_shift(shift=shift(cast), by=cast.dan, at=BEGINNING)
    assignment = attending.check_in(assignment=assignment, by=cast.dan, at=STARTS)
    with pytest.raises(attending.NotTheTime):
        attending.check_out(assignment=assignment, by=cast.dan, at=STARTS + 4 * HOUR)


def test_whoever_forgot_is_entered_by_the_organiser_for_the_planned_time(cast: Cast) -> None:
    assignment = attending.join_shift(shift=shift(cast), by=cast.dan, at=BEGINNING)
    with pytest.raises(attending.NotPossible):
        attending.mark_present(assignment=assignment, by=cast.bo, at=STARTS)
    absent = attending.mark_absent(assignment=assignment, by=cast.bo, at=STARTS + DAY)
    done = attending.mark_present(assignment=absent, by=cast.bo, at=STARTS + DAY)
    assert (done.state, done.proposed_minutes) == (State.CHECKED_OUT, 120)


def test_nobody_joins_or_leaves_a_shift_that_has_begun(cast: Cast) -> None:
    ours = shift(cast)
    assignment = attending.join_shift(shift=ours, by=cast.ann, at=BEGINNING)
    with pytest.raises(attending.ShiftClosed):
        attending.join_shift(shift=ours, by=cast.dan, at=STARTS)
    with pytest.raises(attending.TooLateToWithdraw):
        attending.withdraw(assignment=assignment, by=cast.ann, at=STARTS)


def test_the_organiser_hears_of_a_withdrawal_on_short_notice_only(cast: Cast) -> None:
    ours = shift(cast)
    for at, heard in ((STARTS - 2 * DAY, 0), (STARTS - HOUR, 1)):
        assignment = attending.join_shift(shift=ours, by=cast.ann, at=BEGINNING)
        attending.withdraw(assignment=assignment, by=cast.ann, at=at)
        assert told(cast.bo) == heard


def test_cancelling_frees_everybody_and_says_why(cast: Cast) -> None:
    ours = shift(cast)
    assignment = attending.join_shift(shift=ours, by=cast.ann, at=BEGINNING)
    cancelled = cancel_shift(shift=ours, reason="下大雨", by=cast.bo, at=BEGINNING)
    assignment.refresh_from_db()
    cancelled.refresh_from_db()
    assert (assignment.state, assignment.slot, cancelled.taken) == (State.RELEASED, None, 0)
    assert told(cast.ann) == 1
    with pytest.raises(attending.ShiftClosed):
        attending.join_shift(shift=ours, by=cast.dan, at=BEGINNING)


def test_raw_sql_cannot_join_a_cancelled_shift_and_can_with_the_guard_off(cast: Cast, owner: Any) -> None:
    ours = shift(cast)
    cancel_shift(shift=ours, reason="下大雨", by=cast.bo, at=BEGINNING)

    def join() -> None:
        with transaction.atomic():
            Assignment.objects.create(shift=ours, user=cast.ann, joined_at=BEGINNING)

    with pytest.raises(DatabaseError, match="is cancelled"):
        join()
    owner("ALTER TABLE volunteers_assignment DISABLE TRIGGER volunteers_assignment_slot")
    join()
    assert Shift.objects.get(pk=ours.pk).taken == 1  # somebody waits in the rain


def test_cancelling_needs_a_reason_in_the_database_too(cast: Cast) -> None:
    ours = shift(cast)
    with pytest.raises(Refused):
        cancel_shift(shift=ours, reason="  ", by=cast.bo, at=BEGINNING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Shift.objects.filter(pk=ours.pk).update(state=Shift.State.CANCELLED)


def test_repeating_weekly_plans_all_or_none(cast: Cast) -> None:
    first = shift(cast)
    window = Window(STARTS - 7 * DAY + 30 * DAY, STARTS - 7 * DAY + 30 * DAY + HOUR)
    made = plan_shifts(
        opportunity=first.opportunity, first=window, places=2, times=4, by=cast.bo, at=BEGINNING
    )
    assert [s.starts_at - window.starts_at for s in made] == [timedelta(weeks=n) for n in range(4)]
    with pytest.raises(Refused):  # its second week is planned already
        again = Window(window.starts_at - 7 * DAY, window.ends_at - 7 * DAY)
        plan_shifts(opportunity=first.opportunity, first=again, places=2, times=4, by=cast.bo, at=BEGINNING)
    assert Shift.objects.filter(opportunity=first.opportunity).count() == 5


def test_a_reminder_goes_out_once_a_day_before(cast: Cast) -> None:
    ours = shift(cast)
    attending.join_shift(shift=ours, by=cast.ann, at=BEGINNING)
    assert remind_volunteers(now=STARTS - 25 * HOUR) == 0
    assert [remind_volunteers(now=STARTS - 23 * HOUR) for _ in range(2)] == [1, 0]
    remind_of_shift(shift=ours, at=STARTS - HOUR)
    assert told(cast.ann) == 1


def test_every_step_leaves_one_event(cast: Cast) -> None:
    ours = shift(cast)
    before = Event.objects.count()
    served(ours, cast.dan)
    actions = Event.objects.order_by("serial").values_list("action", flat=True)[before:]
    assert list(actions) == ["volunteers.join_shift", "volunteers.check_in", "volunteers.check_out"]


def test_one_may_not_be_out_before_in(cast: Cast, owner: Any) -> None:
    served(shift(cast), cast.dan)
    sql = "UPDATE volunteers_assignment SET checked_out_at = checked_in_at - interval '1 hour'"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    owner("ALTER TABLE volunteers_assignment DROP CONSTRAINT volunteers_assignment_in_out")
    owner(sql)
    assert Assignment.objects.get().checked_out_at < STARTS
