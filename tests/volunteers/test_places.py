"""Places are never overbooked, whoever writes; and with the guards off they are, so the guards are what holds."""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from linli.accounts.models import User
from linli.core.refusals import Refused
from tests.cast import BEGINNING, Cast, person
from tests.races import race
from tests.volunteers.shifts import DAY, HOUR, STARTS, opportunity, shift
from volunteers.actions.attending import JoinedAlready, OverlappingShift, ShiftFull, join_shift, withdraw
from volunteers.models import Assignment, Shift

THREADS = 32
INSERT = "INSERT INTO volunteers_assignment (key, shift_id, user_id, state, joined_at) VALUES (%s, %s, %s, 'joined', now())"


def run_sql(sql: str, params: list[Any] | None = None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def at_once(people: list[User], act: Callable[[User], Any]) -> int:
    """Everybody at the same moment; how many got through, and nobody failed but by being refused."""
    results = race([lambda user=user: act(user) for user in people])  # type: ignore[misc]  # bound at once
    assert all(isinstance(r, Refused | IntegrityError) for r in results if isinstance(r, Exception))
    return sum(not isinstance(r, Exception) for r in results)


def crowd(cast: Cast) -> list[User]:
    return [person(f"邻居{n}", 100 + n, "resident", at=cast.home) for n in range(THREADS)]


def test_the_counter_follows_joining_and_withdrawing(cast: Cast) -> None:
    ours = shift(cast, places=2)
    first = join_shift(shift=ours, by=cast.ann, at=BEGINNING)
    join_shift(shift=ours, by=cast.dan, at=BEGINNING)
    with pytest.raises(ShiftFull):
        join_shift(shift=ours, by=cast.chen, at=BEGINNING)
    withdraw(assignment=first, by=cast.ann, at=BEGINNING)
    join_shift(shift=ours, by=cast.chen, at=BEGINNING)
    ours.refresh_from_db()
    assert (ours.taken, ours.left) == (2, 0)


def test_thirty_two_at_once_on_three_places_are_three(live_cast: Cast) -> None:
    ours = shift(live_cast, places=3)
    people = crowd(live_cast)
    assert at_once(people, lambda user: join_shift(shift=ours, by=user, at=BEGINNING)) == 3
    ours.refresh_from_db()
    assert ours.taken == ours.assignments.live().count() == 3


def test_raw_sql_from_thirty_two_at_once_cannot_overbook_either(live_cast: Cast) -> None:
    ours = shift(live_cast, places=3)
    got = at_once(crowd(live_cast), lambda user: run_sql(INSERT, [user.key, ours.pk, user.pk]))
    assert got == Assignment.objects.live().count() == 3


def without_guards(barrier: Barrier, ours: Shift) -> Callable[[User], None]:
    """Joining as it would be written without a lock: look, then leap."""

    def join(user: User) -> None:
        left = ours.places - Assignment.objects.filter(shift=ours).count()
        barrier.wait()
        if left > 0:
            run_sql(INSERT, [user.key, ours.pk, user.pk])

    return join


def test_with_lock_and_check_off_the_same_crowd_overbooks(live_cast: Cast, owner: Any) -> None:
    ours = shift(live_cast, places=3)
    people = crowd(live_cast)
    owner("ALTER TABLE volunteers_shift DROP CONSTRAINT volunteers_shift_taken")
    try:
        assert at_once(people, without_guards(Barrier(THREADS), ours)) == THREADS
        assert Shift.objects.get(pk=ours.pk).taken == THREADS  # 32 people on 3 places: the damage
    finally:
        owner("TRUNCATE volunteers_assignment CASCADE")
        owner("DELETE FROM volunteers_shift")
        owner("ALTER TABLE volunteers_shift ADD CONSTRAINT volunteers_shift_taken CHECK (taken <= places)")


def test_with_the_counting_trigger_off_raw_sql_overbooks(cast: Cast, owner: Any) -> None:
    ours = shift(cast, places=1)
    owner("ALTER TABLE volunteers_assignment DISABLE TRIGGER volunteers_assignment_count")
    for user in (cast.ann, cast.dan):
        run_sql(INSERT, [user.key, ours.pk, user.pk])
    assert ours.assignments.live().count() == 2


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE volunteers_shift SET taken = 0",
        "UPDATE volunteers_shift SET starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour'",
        "UPDATE volunteers_shift SET places = 0",
    ],
)
def test_nobody_writes_the_counter_or_moves_a_shift_with_people(cast: Cast, sql: str) -> None:
    join_shift(shift=shift(cast), by=cast.ann, at=BEGINNING)
    with pytest.raises(DatabaseError):
        run_sql(sql)


def test_with_its_trigger_off_a_reset_counter_lets_a_second_person_onto_one_place(
    cast: Cast, owner: Any
) -> None:
    ours = shift(cast, places=1)
    join_shift(shift=ours, by=cast.ann, at=BEGINNING)
    owner("ALTER TABLE volunteers_shift DISABLE TRIGGER volunteers_shift_counter")
    run_sql("UPDATE volunteers_shift SET taken = 0")
    join_shift(shift=ours, by=cast.dan, at=BEGINNING)
    assert ours.assignments.live().count() == 2


def test_nobody_is_in_two_places_at_once(cast: Cast) -> None:
    about = opportunity(cast)
    join_shift(shift=shift(cast), by=cast.ann, at=BEGINNING)
    overlapping = shift(cast, starts_at=STARTS + HOUR, about=about)
    with pytest.raises(OverlappingShift):
        join_shift(shift=overlapping, by=cast.ann, at=BEGINNING)
    join_shift(shift=overlapping, by=cast.dan, at=BEGINNING)


def test_one_shift_after_the_other_is_no_overlap(cast: Cast) -> None:
    about = opportunity(cast)
    for n in range(3):
        join_shift(shift=shift(cast, starts_at=STARTS + 2 * n * HOUR, about=about), by=cast.ann, at=BEGINNING)
    assert Assignment.objects.of(cast.ann).live().count() == 3


def test_with_the_exclusion_off_ann_is_in_two_places(cast: Cast, owner: Any) -> None:
    join_shift(shift=shift(cast), by=cast.ann, at=BEGINNING)
    overlapping = shift(cast, starts_at=STARTS + HOUR)
    owner("ALTER TABLE volunteers_assignment DROP CONSTRAINT volunteers_assignment_overlap")
    join_shift(shift=overlapping, by=cast.ann, at=BEGINNING)
    assert Assignment.objects.of(cast.ann).live().count() == 2


def test_a_place_is_taken_once_a_person(cast: Cast, owner: Any) -> None:
    ours = shift(cast)
    join_shift(shift=ours, by=cast.ann, at=BEGINNING)
    with pytest.raises(JoinedAlready):
        join_shift(shift=ours, by=cast.ann, at=BEGINNING)
    owner("ALTER TABLE volunteers_assignment DROP CONSTRAINT volunteers_assignment_overlap")
    with pytest.raises(IntegrityError, match="volunteers_assignment_once"):
        run_sql(INSERT, ["k" * 12, ours.pk, cast.ann.pk])
    owner("DROP INDEX volunteers_assignment_once")
    run_sql(INSERT, ["k" * 12, ours.pk, cast.ann.pk])
    assert ours.assignments.live().of(cast.ann).count() == 2  # the damage


def test_a_withdrawn_place_can_be_taken_again(cast: Cast) -> None:
    ours = shift(cast, places=1)
    for _ in range(2):
        withdraw(
            assignment=join_shift(shift=ours, by=cast.ann, at=BEGINNING), by=cast.ann, at=BEGINNING + DAY
        )
    ours.refresh_from_db()
    assert ours.taken == 0
    assert Assignment.objects.of(cast.ann).filter(slot=None).count() == 2
