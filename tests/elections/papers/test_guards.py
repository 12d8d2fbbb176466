"""What the database refuses about paper; and, with each guard switched off, the damage that it prevents."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from elections.actions.papers import counts_of, give_ballot
from elections.actions.running import declare_election
from elections.models import Attendance, BallotBook, CountEntry, HomeVisit, Station, StationCount
from tests.cast import Cast
from tests.elections.papers.scene import NOON, closed, counted, electors, hall, photo, polling, sheet, typed
from tests.elections.process.scene import AFTER, listed


def sql(text: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, params)


def refused(text: str, *params: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(text, *params)


def off(owner: Any, table: str, trigger: str) -> None:
    owner(f"ALTER TABLE elections_{table} DISABLE TRIGGER elections_{trigger}")


def drop(owner: Any, table: str, constraint: str) -> None:
    owner(f"ALTER TABLE elections_{table} DROP CONSTRAINT elections_{constraint}")


BOX = "INSERT INTO elections_station (key, election_id, name, manner, place, supervisors, position) VALUES ('k', %s, %s, 'box', 'x', %s, %s)"


def test_a_box_is_watched_by_three(cast: Cast, owner: Any) -> None:
    election = listed(cast)
    refused(BOX, election.pk, "箱", ["周", "吴"], 1)
    drop(owner, "station", "station_watched")
    sql(BOX, election.pk, "箱", ["周", "吴"], 1)
    assert len(Station.objects.get().supervisors) == 2  # damage: two can agree on anything behind a door


@pytest.mark.parametrize(
    ("guard", "name", "position"), [("station_name", "社区大厅", 9), ("station_position", "二号", 1)]
)
def test_stations_are_told_apart(cast: Cast, owner: Any, guard: str, name: str, position: int) -> None:
    election = listed(cast)
    hall(election, cast)
    refused(BOX, election.pk, name, ["周", "吴", "郑"], position)
    drop(owner, "station", guard)
    sql(BOX, election.pk, name, ["周", "吴", "郑"], position)
    assert (
        Station.objects.values(guard.removeprefix("station_")).distinct().count() == 1
    )  # damage: whose sheet is it?


def test_no_station_after_the_polls_opened(cast: Cast, owner: Any) -> None:
    election, first, _ = polling(cast)
    change = "UPDATE elections_station SET supervisors = %s WHERE id = %s"
    refused(change, ["甲", "乙"], first.pk)
    off(owner, "station", "station_fixed")
    sql(change, ["甲", "乙"], first.pk)
    first.refresh_from_db()
    assert first.supervisors == ["甲", "乙"]  # damage: the watchers were exchanged during the poll


BOOK = (
    "INSERT INTO elections_ballotbook (election_id, station_id, first, last, received_by, given_at)"
    " VALUES (%s, %s, %s, %s, '周', now())"
)


def test_a_serial_is_in_one_book(cast: Cast, owner: Any) -> None:
    election, _, second = polling(cast)
    refused(BOOK, election.pk, second.pk, 20, 30)
    drop(owner, "ballotbook", "ballotbook_serial_once")
    sql(BOOK, election.pk, second.pk, 20, 30)
    assert (
        BallotBook.objects.filter(first__lte=20, last__gte=20).count() == 2
    )  # damage: ballot 20 exists twice


def test_serials_run_upwards(cast: Cast, owner: Any) -> None:
    election, _, second = polling(cast)
    refused(BOOK, election.pk, second.pk, 0, 5)
    drop(owner, "ballotbook", "ballotbook_serials")
    sql(BOOK, election.pk, second.pk, 0, 0)
    assert second.ballots == 6  # damage: a ballot that nobody printed


def test_a_book_goes_to_a_station_of_its_election(cast: Cast, owner: Any) -> None:
    election, first, _ = closed(cast)
    refused(BOOK, election.pk, first.pk, 100, 120)
    off(owner, "ballotbook", "book_given")
    sql(BOOK, election.pk, first.pk, 100, 120)
    assert first.ballots == 41  # damage: after the polls closed the station suddenly had more ballots


def test_who_took_a_ballot_stays(cast: Cast, owner: Any) -> None:
    election, first, _ = polling(cast)
    entry = electors(election)[0]
    give_ballot(station=first, registration=entry, by=cast.bo, at=NOON)
    refused("DELETE FROM elections_attendance")
    off(owner, "attendance", "attendance_append_only")
    owner("DELETE FROM elections_attendance")
    give_ballot(
        station=first, registration=entry, by=cast.bo, at=NOON
    )  # damage: a second ballot for one elector
    assert Attendance.objects.count() == 1


def test_nobody_takes_a_ballot_after_the_polls(cast: Cast, owner: Any) -> None:
    election, first, _ = closed(cast)
    entry = electors(election)[14]
    take = "INSERT INTO elections_attendance (registration_id, station_id) VALUES (%s, %s)"
    refused(take, entry.pk, first.pk)
    off(owner, "attendance", "attendance_polling")
    sql(take, entry.pk, first.pk)
    assert first.attendances.count() == 13  # damage: room for one more ballot in a closed box


ENTRY = (
    "INSERT INTO elections_countentry (station_id, hand, revision, figures, photo, photo_hash, entered_by_id, entered_at)"
    " SELECT station_id, %s, %s, figures, photo, photo_hash, %s, now() FROM elections_countentry LIMIT 1"
)


def test_one_person_is_one_hand(cast: Cast, owner: Any) -> None:
    election, first, _ = closed(cast)
    typed(first, sheet(election), cast.bo, photo=photo())
    refused(ENTRY, 2, 1, cast.bo.pk)
    off(owner, "countentry", "countentry_typed")
    sql(ENTRY, 2, 1, cast.bo.pk)
    assert (
        CountEntry.objects.values("entered_by").distinct().count() == 1
    )  # damage: both hands are one person


def test_revisions_are_not_written_twice(cast: Cast, owner: Any) -> None:
    election, first, _ = closed(cast)
    typed(first, sheet(election), cast.bo, photo=photo())
    off(owner, "countentry", "countentry_typed")
    refused(ENTRY, 1, 1, cast.bo.pk)
    drop(owner, "countentry", "countentry_once")
    sql(ENTRY, 1, 1, cast.bo.pk)
    assert CountEntry.objects.filter(revision=1, hand=1).count() == 2  # damage: which one is the entry?


def test_there_are_two_hands(cast: Cast, owner: Any) -> None:
    election, first, _ = closed(cast)
    typed(first, sheet(election), cast.bo, photo=photo())
    refused(ENTRY, 3, 1, cast.chair.pk)
    drop(owner, "countentry", "countentry_hand")
    sql(ENTRY, 3, 1, cast.chair.pk)
    assert CountEntry.objects.filter(hand=3).exists()  # damage: an entry that nobody compares


def test_the_first_hand_has_the_photo(cast: Cast, owner: Any) -> None:
    election, first, _ = closed(cast)
    typed(first, sheet(election), cast.bo, photo=photo())
    bare = ENTRY.replace("%s, figures, photo, photo_hash", "%s, figures, '', ''")
    refused(bare, 1, 2, cast.bo.pk)
    drop(owner, "countentry", "countentry_photo")
    sql(bare, 1, 2, cast.bo.pk)
    assert CountEntry.objects.get(revision=2).photo_hash == ""  # damage: a count without its sheet


COUNT = (
    "INSERT INTO elections_stationcount (station_id, first_entry_id, second_entry_id, figures, counted_at)"
    " VALUES (%s, %s, %s, '{}', now())"
)


def test_a_count_is_what_two_typed(cast: Cast, owner: Any) -> None:
    election, first, _ = closed(cast)
    one = typed(first, sheet(election), cast.bo, photo=photo())
    two = typed(first, sheet(election, 8, 3, 9, 6, 4), cast.chair)
    refused(COUNT, first.pk, one.pk, two.pk)
    off(owner, "stationcount", "stationcount_agreed")
    sql(COUNT, first.pk, one.pk, two.pk)
    assert StationCount.objects.get().figures == {}  # damage: numbers that nobody typed


def test_no_result_while_a_station_is_not_counted(cast: Cast, owner: Any) -> None:
    election, first, _ = closed(cast)
    typed(first, sheet(election), cast.bo, photo=photo())
    typed(first, sheet(election), cast.chair)
    with pytest.raises(DatabaseError), transaction.atomic():
        declare_election(election=election, counts=counts_of(election), by=cast.chair, at=AFTER)
    off(owner, "election", "election_all_counted")
    result = declare_election(election=election, counts=counts_of(election), by=cast.chair, at=AFTER)
    assert result.took_part == 12  # damage: the two of the travelling box were forgotten


@pytest.mark.parametrize(
    "trigger", ["ballotbook_append_only", "countentry_append_only", "stationcount_append_only"]
)
def test_what_was_written_stays(cast: Cast, owner: Any, trigger: str) -> None:
    table = trigger.removesuffix("_append_only")
    counted(cast)
    refused(f"DELETE FROM elections_{table}")
    if table == "countentry":
        off(owner, "stationcount", "stationcount_append_only")
        owner("DELETE FROM elections_stationcount")
    off(owner, table, trigger)
    owner(f"DELETE FROM elections_{table}")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM elections_{table}")
        assert cursor.fetchone() == (0,)  # damage: the paper trail is gone


def test_a_visit_says_why_and_where(cast: Cast, owner: Any) -> None:
    election = listed(cast)
    entry = electors(election)[0]
    ask = "INSERT INTO elections_homevisit (registration_id, reason, address, asked_at) VALUES (%s, '', '', now())"
    refused(ask, entry.pk)
    drop(owner, "homevisit", "homevisit_said")
    sql(ask, entry.pk)
    assert HomeVisit.objects.get().address == ""  # damage: nobody knows where to go
