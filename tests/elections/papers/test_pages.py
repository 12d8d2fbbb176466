"""The pages of paper, as the election committee, electors and strangers use them."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from elections.models import Attendance, BallotBook, Election, HomeVisit, Station
from linli.accounts.models import User
from linli.audit.models import Event
from tests.cast import Cast
from tests.elections.papers.scene import NOON, closed, counted, electors, hall, photo, polling, sheet, typed
from tests.elections.process.scene import AFTER, day, listed


def at(monkeypatch: Any, moment: datetime) -> None:
    """Pages read the clock: it stands still at this moment of the election."""
    monkeypatch.setattr(timezone, "now", lambda: moment)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, election: Election, *more: str) -> str:
    return reverse(f"paper:{name}", args=[election.community.code, election.key, *more])


def test_a_station_is_set_up_and_gets_a_book(cast: Cast, monkeypatch: Any) -> None:
    election = listed(cast)
    at(monkeypatch, day(-5))
    client = signed_in(cast.bo)
    said = {"name": "大厅", "manner": "hall", "place": "一层", "supervisors": "周监\n\n吴监"}
    made = client.post(url("new", election), said, follow=True)
    station = Station.objects.get()
    assert station.supervisors == ["周监", "吴监"]
    assert "还没有发放选票册" in made.content.decode()
    client.post(url("station", election, station.key), {"first": 1, "last": 50, "received_by": "周监"})
    assert BallotBook.objects.get().last == 50
    again = client.post(
        url("station", election, station.key), {"first": 50, "last": 60, "received_by": "周监"}
    )
    assert "已经发放" in again.content.decode()


def test_too_few_watching_is_said_on_the_form(cast: Cast, monkeypatch: Any) -> None:
    election = listed(cast)
    at(monkeypatch, day(-5))
    said = {"name": "箱", "manner": "box", "place": "上门", "supervisors": "周监\n吴监"}
    answer = signed_in(cast.bo).post(url("new", election), said)
    assert "流动票箱须有三人" in answer.content.decode()
    assert not Station.objects.exists()


def test_a_ballot_is_given_out_once(cast: Cast, monkeypatch: Any) -> None:
    election, first, _ = polling(cast)
    at(monkeypatch, NOON)
    client, entry = signed_in(cast.bo), electors(election)[0]
    page = client.get(url("give", election, first.key), {"q": str(entry.number)}).content.decode()
    assert entry.name in page
    client.post(url("give", election, first.key), {"entry": entry.key})
    again = client.post(url("give", election, first.key), {"entry": entry.key}, follow=True)
    assert "已经领取" in again.content.decode()
    assert Attendance.objects.count() == 1


def posted(figures: Any, **more: Any) -> dict[str, Any]:
    data = figures.as_data()
    lines = {f"for-{line}": votes[0] for line, votes in data.pop("votes").items()}
    data.pop("others")
    return data | lines | more


def test_a_sheet_is_typed_by_two(cast: Cast, monkeypatch: Any) -> None:
    election, first, _ = closed(cast)
    at(monkeypatch, AFTER)
    there = url("sheet", election, first.key)
    one = signed_in(cast.bo).post(there, posted(sheet(election), photo=photo()), follow=True)
    assert "另一人再录入一次" in one.content.decode()
    blind = signed_in(cast.chair).get(there).content.decode()
    assert "value=&quot;12&quot;" not in blind
    assert 'value="12"' not in blind  # what the first has typed is not shown to the second
    wrong = signed_in(cast.chair).post(there, posted(sheet(election, 8, 3, 9, 6, 4)), follow=True)
    assert "两次录入不一致" in wrong.content.decode()
    told = signed_in(cast.chair).get(there).content.decode()
    assert "邻居03" in told
    two = signed_in(cast.chair).post(there, posted(sheet(election)), follow=True)
    assert "计票完成" in two.content.decode()


def test_what_does_not_add_up_is_said(cast: Cast, monkeypatch: Any) -> None:
    election, first, _ = closed(cast)
    at(monkeypatch, AFTER)
    figures = posted(sheet(election, found=13, unused=6), photo=photo())
    answer = signed_in(cast.bo).post(url("sheet", election, first.key), figures).content.decode()
    assert "13" in answer
    assert "12" in answer
    assert not first.entries.exists()


def test_a_file_that_is_no_photo_is_refused(cast: Cast, monkeypatch: Any) -> None:
    election, first, _ = closed(cast)
    at(monkeypatch, AFTER)
    figures = posted(sheet(election), photo=photo("x.jpg", b"<html>no</html>"))
    signed_in(cast.bo).post(url("sheet", election, first.key), figures)
    assert not first.entries.exists()


def test_the_result_is_shown_before_it_is_declared(cast: Cast, monkeypatch: Any) -> None:
    election = counted(cast)
    at(monkeypatch, AFTER)
    client = signed_in(cast.chair)
    preview = client.get(url("declare", election)).content.decode()
    assert "邻居00" in preview
    client.post(url("declare", election))
    election.refresh_from_db()
    assert election.state == Election.State.DECLARED


def test_sheets_and_photos_are_public_after_the_result_only(cast: Cast, monkeypatch: Any) -> None:
    election = counted(cast)
    at(monkeypatch, AFTER)
    first = election.stations.first()
    for client in (Client(), signed_in(cast.bo)):
        assert client.get(url("counts", election)).status_code == 404
        assert client.get(url("photo", election, first.key)).status_code == 404
    signed_in(cast.chair).post(url("declare", election))
    page = Client().get(url("counts", election)).content.decode()
    assert "社区大厅" in page
    shown = Client().get(url("photo", election, first.key))
    assert b"".join(shown.streaming_content) == b"a.jpg"  # type: ignore[attr-defined]


def test_an_elector_asks_for_the_box(cast: Cast, monkeypatch: Any) -> None:
    election = listed(cast)
    at(monkeypatch, day(-4))
    signed_in(cast.ann).post(url("visit", election), {"reason": "腿脚不便", "address": "1-0"})
    assert HomeVisit.objects.get().registration.user == cast.ann
    page = signed_in(cast.bo).get(url("desk", election)).content.decode()
    assert "腿脚不便" in page


def test_an_election_online_has_no_paper_pages(cast: Cast, monkeypatch: Any) -> None:
    election = listed(cast, ballot_mode="online")
    at(monkeypatch, day(-4))
    assert signed_in(cast.bo).get(url("desk", election)).status_code == 404


@pytest.mark.parametrize("many", [2, 12])
def test_the_desk_asks_as_much_for_many_stations(
    cast: Cast, monkeypatch: Any, many: int, django_assert_max_num_queries: Any
) -> None:
    election = listed(cast)
    for n in range(many):
        hall(election, cast, name=f"{n} 号站")
    at(monkeypatch, day(-4))
    client = signed_in(cast.bo)
    client.get(url("desk", election))
    with django_assert_max_num_queries(24):
        client.get(url("desk", election))


def test_two_entries_that_differ_show_a_red_lamp(cast: Cast, monkeypatch: Any) -> None:
    election, first, _ = closed(cast)
    typed(first, sheet(election), cast.bo, photo=photo())
    typed(first, sheet(election, 8, 3, 9, 6, 4), cast.chair)
    at(monkeypatch, AFTER)
    page = signed_in(cast.bo).get(url("desk", election)).content.decode()
    assert "两次录入不一致" in page


def test_near_relatives_are_asked_for_and_the_one_with_fewer_votes_steps_back(
    cast: Cast, monkeypatch: Any
) -> None:
    election = counted(cast)
    at(monkeypatch, AFTER)
    client, there = signed_in(cast.chair), url("declare", election)
    first, second = elected_of(client.get(there).context["posts"])[:2]
    keys = {one.name: one.registration.key for one in election.candidates.select_related("registration")}
    pair = f"?one1={keys[first]}&other1={keys[second]}"
    shown = client.get(there + pair)
    assert first in elected_of(shown.context["posts"])
    assert second not in elected_of(shown.context["posts"])
    assert f"已有席位的{first}为近亲属" in shown.content.decode()
    assert election.state == Election.State.CLOSED
    client.post(there + f"?one1={keys[first]}&other1={keys[first]}")  # nobody is a relative of their own
    client.post(there + f"?one1={keys[first]}")
    election.refresh_from_db()
    assert election.state == Election.State.CLOSED
    client.post(there + pair)
    election.refresh_from_db()
    assert election.state == Election.State.DECLARED
    assert election.standings.get(name=second).verdict == "avoided"
    assert f"已有席位的{first}为近亲属" in client.get(election.get_absolute_url()).content.decode()
    told = Event.objects.get(action="elections.declare_election").detail
    assert told["near_relatives"] == [[keys[first], keys[second]]]


def test_one_pair_is_asked_for_and_another_keeps_what_was_chosen(cast: Cast, monkeypatch: Any) -> None:
    election = counted(cast)
    at(monkeypatch, AFTER)
    client, there = signed_in(cast.chair), url("declare", election)
    first = client.get(there)
    assert list(first.context["form"].fields) == ["one1", "other1"]
    assert 'name="pairs" value="2"' in first.content.decode()
    one, other = [one.registration.key for one in election.candidates.select_related("registration")[:2]]
    pair = f"?one1={one}&other1={other}"
    second = client.get(f"{there}{pair}&pairs=2")
    assert list(second.context["form"].fields) == ["one1", "other1", "one2", "other2"]
    assert f'<option value="{one}" selected>' in second.content.decode()
    third = client.get(f"{there}{pair}&one3={one}&other3={other}").context["form"]  # typed in the address
    assert third.count == 3
    assert len(third.pairs()) == 2
    for odd in ("&pairs=999", "&pairs=x", "&pairs=-1", "&pairs=²"):
        assert client.get(f"{there}{pair}{odd}").status_code == 200
    assert 'name="pairs"' not in client.get(f"{there}?pairs=9").content.decode()


def elected_of(posts: list[dict[str, Any]]) -> list[str]:
    rows = [row for post in posts for row in post["rows"]]
    return [row["name"] for row in rows if row["light"] == "green"]
