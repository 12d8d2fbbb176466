"""Each page for each of the cast, and what it costs in queries."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.core.waiting import gather
from linli.roles.rights import forget
from tests.cast import Cast, person
from tests.volunteers.shifts import opportunity
from volunteers.actions.attending import check_in, check_out, join_shift
from volunteers.actions.hours import confirm_shift
from volunteers.actions.planning import plan_shifts
from volunteers.models import Assignment, HoursRecord, Opportunity, Shift
from volunteers.rules.windows import Window

HOUR = timedelta(hours=1)


def coming(cast: Cast, *, count: int = 1, places: int = 30) -> list[Shift]:
    now = timezone.now()
    first = Window(now + 3 * HOUR, now + 5 * HOUR)
    return plan_shifts(
        opportunity=opportunity(cast), first=first, places=places, times=count, by=cast.bo, at=now
    )


def past(cast: Cast, *people: Any) -> Shift:
    ended = Window(timezone.now() - 26 * HOUR, timezone.now() - 24 * HOUR)
    shift = plan_shifts(
        opportunity=opportunity(cast), first=ended, places=30, by=cast.bo, at=ended.starts_at - HOUR
    )[0]
    for user in people:
        joined = join_shift(shift=shift, by=user, at=ended.starts_at - HOUR)
        there = check_in(assignment=joined, by=user, at=ended.starts_at)
        check_out(assignment=there, by=user, at=ended.ends_at)
    return shift


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.fixture
def at(cast: Cast) -> Callable[[str], str]:
    return lambda path: f"/c/{cast.home.code}/volunteers/{path}"


def test_an_empty_room_says_so(cast: Cast, client: Client, at: Callable[[str], str]) -> None:
    for user, paths in ((None, ["", "certificates/"]), (cast.ann, ["mine/", "mine/?show=past", "hours/"])):
        if user:
            client.force_login(user)
        for path in paths:
            assert client.get(at(path)).status_code == 200
    client.force_login(cast.bo)
    assert client.get(at("organise/")).status_code == 200


def test_ann_takes_a_place_and_gives_it_back(cast: Cast, client: Client, at: Callable[[str], str]) -> None:
    shift = coming(cast)[0]
    client.force_login(cast.ann)
    assert client.post(at(f"shifts/{shift.key}/join/"), follow=True).context["step"] == "wait"
    assert Assignment.objects.live().of(cast.ann).exists()
    assert client.post(at(f"shifts/{shift.key}/join/")).status_code == 409
    assert client.post(at(f"shifts/{shift.key}/withdraw/"), follow=True).status_code == 200
    assert not Assignment.objects.live().of(cast.ann).exists()


def test_dan_checks_in_and_out(cast: Cast, client: Client, at: Callable[[str], str]) -> None:
    now = timezone.now()
    window = Window(now + timedelta(minutes=10), now + HOUR)
    shift = plan_shifts(opportunity=opportunity(cast), first=window, places=2, by=cast.bo, at=now)[0]
    join_shift(shift=shift, by=cast.dan, at=now)
    client.force_login(cast.dan)
    assert client.get(at(f"shifts/{shift.key}/")).context["step"] == "check_in"
    assert client.post(at(f"shifts/{shift.key}/check-in/"), follow=True).context["step"] == "check_out"
    client.post(at(f"shifts/{shift.key}/check-out/"))
    assert Assignment.objects.get(user=cast.dan).state == Assignment.State.CHECKED_OUT


def test_bo_plans_confirms_corrects_and_cancels(cast: Cast, client: Client, at: Callable[[str], str]) -> None:
    client.force_login(cast.bo)
    texts = {"title": "扫雪", "place": "大门", "needs": "", "description": "扫出一条路。"}
    assert client.post(at("organise/new/"), texts).status_code == 302
    made = Opportunity.objects.get()
    day = {"day": "2031-01-05", "begins": "22:00", "ends": "01:00", "places": 3, "times": 2}
    assert client.post(at(f"organise/{made.key}/"), day).status_code == 302
    assert [s.minutes for s in made.shifts.all()] == [180, 180]
    assert (
        client.post(at(f"organise/{made.key}/"), day).status_code == 200
    )  # planned already: said in the form
    assert client.post(at(f"organise/{made.key}/change/"), texts | {"title": "一起扫雪"}).status_code == 302
    cancelled = made.shifts.first()
    assert client.get(at(f"organise/shifts/{cancelled.key}/cancel/")).status_code == 200
    assert (
        client.post(at(f"organise/shifts/{cancelled.key}/cancel/"), {"reason": "雪化了"}).status_code == 302
    )
    done = past(cast, cast.dan)
    assert client.post(at(f"organise/shifts/{done.key}/confirm/")).status_code == 302
    url = at(f"organise/people/{done.assignments.get().key}/correct/")
    assert client.get(url).status_code == 200
    assert client.post(url, {"minutes": 60, "reason": "早走"}).status_code == 302
    assert HoursRecord.objects.of(cast.dan).total() == 60


def test_the_organiser_enters_who_came(cast: Cast, client: Client, at: Callable[[str], str]) -> None:
    ended = Window(timezone.now() - 3 * HOUR, timezone.now() - HOUR)
    shift = plan_shifts(
        opportunity=opportunity(cast), first=ended, places=3, by=cast.bo, at=ended.starts_at - HOUR
    )[0]
    assignment = join_shift(shift=shift, by=cast.dan, at=ended.starts_at - HOUR)
    client.force_login(cast.bo)
    for verb, state in (("absent", "no_show"), ("present", "checked_out")):
        assert client.post(at(f"organise/people/{assignment.key}/{verb}/")).status_code == 302
        assignment.refresh_from_db()
        assert assignment.state == state
    assert client.post(at(f"organise/people/{assignment.key}/delete/")).status_code == 404


def test_eve_finds_nothing_of_ours_below_her_own_address(cast: Cast, client: Client) -> None:
    shift = coming(cast)[0]
    client.force_login(cast.eves_chair)
    there = f"/c/{cast.other.code}/volunteers/"
    for path in (f"shifts/{shift.key}/", f"about/{shift.opportunity.key}/", f"organise/shifts/{shift.key}/"):
        assert client.get(there + path).status_code == 404
    assert client.post(f"{there}shifts/{shift.key}/join/").status_code == 403  # a chair is no resident
    client.force_login(cast.eve)
    assert client.post(f"{there}shifts/{shift.key}/join/").status_code == 404
    assert client.post(f"/c/{cast.home.code}/volunteers/shifts/{shift.key}/join/").status_code == 403


def test_calendars_hold_my_shifts(cast: Cast, client: Client, at: Callable[[str], str]) -> None:
    shifts = coming(cast, count=2)
    client.force_login(cast.ann)
    assert client.get(at("mine.ics")).content.count(b"BEGIN:VEVENT") == 0
    client.post(at(f"shifts/{shifts[0].key}/join/"))
    assert client.get(at("mine.ics")).content.count(b"BEGIN:VEVENT") == 1
    assert client.get(at(f"shifts/{shifts[1].key}/calendar.ics"))["Content-Type"].startswith("text/calendar")


def test_lists_cost_the_same_for_one_row_and_for_twenty(
    cast: Cast, client: Client, at: Callable[[str], str]
) -> None:
    shift = coming(cast)[0]
    done = past(cast, cast.dan)
    confirm_shift(shift=done, by=cast.bo, at=timezone.now())
    client.force_login(cast.bo)
    urls = [
        "",
        f"shifts/{shift.key}/",
        "organise/",
        f"organise/{shift.opportunity.key}/",
        f"organise/shifts/{done.key}/",
    ]
    client.get(at(""))
    before = [queries(client, at(url)) for url in urls]
    coming(cast, count=20)
    for n in range(19):
        past(cast, person(f"邻居{n}", 200 + n, "resident", at=cast.home))
    assert [queries(client, at(url)) for url in urls] == before
    assert max(before) <= 15


def test_what_waits_for_whom(cast: Cast) -> None:
    now = timezone.now()
    shift = coming(cast)[0]
    join_shift(shift=shift, by=cast.ann, at=now)
    past(cast, cast.dan)
    forget(cast.bo)
    mine = [w for w in gather("waiting", user=cast.ann, community=cast.home, at=now) if w.room == "help"]
    assert [w.until for w in mine] == [shift.starts_at]
    assert [w.title for w in gather("upcoming", community=cast.home, at=now) if w.room == "help"]
    desk = [w for w in gather("due", user=cast.bo, community=cast.home, at=now) if w.room == "help"]
    assert len(desk) == 2
    assert not [w for w in gather("due", user=cast.ann, community=cast.home, at=now) if w.room == "help"]
    assert not [w for w in gather("upcoming", community=cast.other, at=now) if w.room == "help"]
