"""Ballots on paper are given out in the hours of each day, and what happened in them may be typed afterwards."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from elections.actions.papers import give_ballot
from elections.actions.papers.refusals import NotYetTaken, OutsideHours
from elections.models import Attendance, Election, Station
from elections.rules.hours import is_open, next_opening, paper_hours
from tests.cast import Cast
from tests.elections.papers.scene import electors, polling
from tests.elections.papers.test_pages import at, signed_in, url
from tests.elections.process.scene import day

TICK = timedelta(microseconds=1)
NEXT = "2026 年 6 月 29 日 08:00"


def three_days(cast: Cast) -> tuple[Election, Station, Station]:
    """8:00 to 18:00 on each of three days."""
    return polling(cast, profile_code="club-simple", polls_close_at=day(2, 18))


def test_each_day_has_its_hours() -> None:
    hours = paper_hours(day(0, 8), day(2, 18))
    assert [(one.starts_at, one.ends_at) for one in hours] == [(day(n, 8), day(n, 18)) for n in range(3)]
    assert is_open(hours, day(1, 8))
    assert not is_open(hours, day(1, 8) - TICK)
    assert is_open(hours, day(1, 18) - TICK)
    assert not is_open(hours, day(1, 18))
    assert next_opening(hours, day(0, 20)) == day(1, 8)
    assert next_opening(hours, day(2, 12)) is None


def test_one_day_is_one_window_and_so_are_hours_through_the_night() -> None:
    assert len(paper_hours(day(0, 8), day(0, 18))) == 1
    night = paper_hours(day(0, 18), day(2, 8))
    assert [(one.starts_at, one.ends_at) for one in night] == [(day(0, 18), day(2, 8))]


@pytest.mark.parametrize(
    ("moment", "words"),
    [(day(0, 18), NEXT), (day(1, 7), NEXT), (day(2, 18), "时间已经结束")],
)
def test_outside_the_hours_nobody_takes_a_ballot(cast: Cast, moment: datetime, words: str) -> None:
    election, first, second = three_days(cast)
    for station in (first, second):
        with pytest.raises(OutsideHours) as refused:
            give_ballot(station=station, registration=electors(election)[0], by=cast.bo, at=moment)
        assert words in str(refused.value.reason)
    assert not Attendance.objects.exists()


def test_on_the_second_day_ballots_are_given_out_again(cast: Cast) -> None:
    election, first, _ = three_days(cast)
    give_ballot(station=first, registration=electors(election)[0], by=cast.bo, at=day(1, 8))
    assert Attendance.objects.count() == 1


def test_the_list_of_the_box_is_typed_in_the_evening(cast: Cast) -> None:
    election, _, box = three_days(cast)
    about: dict[str, Any] = {"station": box, "registration": electors(election)[0], "by": cast.bo}
    with pytest.raises(OutsideHours):
        give_ballot(**about, taken_at=day(0, 19), at=day(0, 20))
    with pytest.raises(NotYetTaken):
        give_ballot(**about, taken_at=day(1, 10), at=day(0, 20))
    give_ballot(**about, taken_at=day(0, 16), at=day(0, 20))
    assert Attendance.objects.get().station == box


def test_the_page_says_when_it_opens_again_and_takes_the_evening_list(cast: Cast, monkeypatch: Any) -> None:
    election, first, _ = three_days(cast)
    entry, client = electors(election)[0], signed_in(cast.bo)
    there = url("give", election, first.key)
    at(monkeypatch, day(0, 20))
    page = client.get(there, {"q": str(entry.number)}).content.decode()
    assert NEXT in page
    assert 'name="taken_at"' in page
    assert "发放选票</button>" not in page
    refused = client.post(there, {"entry": entry.key}, follow=True).content.decode()
    assert NEXT in refused
    unreadable = client.post(there, {"entry": entry.key, "taken_at": "gestern"}, follow=True)
    assert "领票的日期和时间" in unreadable.content.decode()
    assert not Attendance.objects.exists()
    client.post(there, {"entry": entry.key, "taken_at": "2026-06-28T16:30"})
    assert Attendance.objects.count() == 1
    at(monkeypatch, day(1, 9))
    again = client.get(there, {"q": "2"}).content.decode()
    assert 'name="taken_at"' not in again
