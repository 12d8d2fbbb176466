"""An election on paper and online together: cards handed in, sheets on the board, one tally, one result."""

from typing import Any

import pytest

from elections.actions.board import close_board, open_board, result_of
from elections.actions.papers import counts_of, give_ballot, give_out_book, post_sheets_and_tally
from elections.actions.papers.refusals import StationsUncounted
from elections.actions.running import close_polls, declare_election, open_polls
from elections.models import Election, Station
from linli.roles.actions import appoint
from tests.cast import BEGINNING, Cast
from tests.elections.board.scene import Scene, ready
from tests.elections.papers.scene import NOON, electors, hall, photo, sheet, typed
from tests.elections.papers.test_pages import at, signed_in, url
from tests.elections.process.scene import AFTER, CLOSES, OPENS, day, listed

FOUND = 4  # on paper; eleven are cast online, and one of those cards is handed in for paper


def opened(cast: Cast) -> tuple[Scene, Station]:
    election = listed(cast, ballot_mode="both")
    station = hall(election, cast)
    give_out_book(station=station, first=1, last=10, received_by="周监", by=cast.bo, at=day(-2))
    scene = ready(election, cast, number=14)
    scene.election = open_polls(election=election, by=cast.chair, at=OPENS)
    scene.board = open_board(board=scene.board, by=None, at=OPENS)
    return scene, station


def voted(cast: Cast) -> tuple[Scene, Station]:
    scene, station = opened(cast)
    for n in range(11):
        scene.cast_ballot(n)
    scene.cancel(10)  # this elector comes to the hall after all
    for entry in electors(scene.election)[:FOUND]:
        give_ballot(station=station, registration=entry, by=cast.bo, at=NOON)
    scene.election = close_polls(election=scene.election, by=None, at=CLOSES)
    scene.board = close_board(board=scene.board, by=None, at=CLOSES)
    return scene, station


def figures(election: Election) -> Any:
    numbers = {"books": 10, "unused": 6, "spoiled": 0, "found": FOUND, "blank": 0, "invalid": 0}
    return sheet(election, 3, 1, 2, 2, 2, **numbers)


def type_twice(station: Station, election: Election, cast: Cast) -> None:
    typed(station, figures(election), cast.bo, photo=photo())
    typed(station, figures(election), cast.chair)


def test_the_tally_waits_for_the_sheets(cast: Cast) -> None:
    scene, _station = voted(cast)
    with pytest.raises(StationsUncounted):
        post_sheets_and_tally(board=scene.board, by=cast.chair, at=AFTER)
    assert not scene.board.entries.filter(kind__in=["paper", "tally"]).exists()


def test_paper_and_online_make_one_result(cast: Cast) -> None:
    scene, station = voted(cast)
    type_twice(station, scene.election, cast)
    scene.board = post_sheets_and_tally(board=scene.board, by=cast.chair, at=AFTER)
    for i in (1, 3):
        scene.post(i, "share", scene.share(i), AFTER)
    board_says = result_of(scene.board)
    counts = counts_of(scene.election)
    assert board_says is not None
    assert counts.returned == board_says["took_part"] == 10 + FOUND
    votes = [number for contest in board_says["contests"] for number in contest["votes"]]
    candidates = list(scene.election.candidates.on_ballot())
    assert [counts.marks[one.pk].votes for one in candidates] == votes
    declare_election(election=scene.election, counts=counts, by=cast.chair, at=AFTER)
    elected = {c for contest in board_says["contests"] for c in contest["elected"]}
    rows = scene.election.standings.filter(verdict="elected").values_list("candidate__key", flat=True)
    assert set(rows) == elected  # the board's plain rule and the law's engine agree


def test_the_desk_leads_from_seats_to_the_sum(cast: Cast, monkeypatch: Any) -> None:
    scene, station = voted(cast)
    type_twice(station, scene.election, cast)
    at(monkeypatch, AFTER)
    client = signed_in(cast.chair)
    there = url("desk", scene.election).replace("/paper/", "/online/")
    assert "汇总" in client.get(there).content.decode()
    client.post(there + "step/tally/")
    scene.board.refresh_from_db()
    assert scene.board.state == "tallied"
    assert "开启结果" in client.get(there).content.decode()


def test_seats_are_filled_on_the_desk(cast: Cast, monkeypatch: Any) -> None:
    election = listed(cast, ballot_mode="both")
    appoint(user=cast.dan, role="oversight_member", division=cast.home.division, by=None, at=BEGINNING)
    at(monkeypatch, day(-5))
    client = signed_in(cast.chair)
    there = url("desk", election).replace("/paper/", "/online/")
    assert "还没有人保管密钥" in client.get(there).content.decode()
    said = {"trustees": [cast.bo.key, cast.dan.key], "threshold": 2, "authority": cast.bo.key}
    assert client.post(there + "seats/", said).status_code == 200  # Bo runs the election: shown again
    assert not election.boards.exists()
    client.post(there + "seats/", said | {"authority": cast.dan.key})
    assert election.boards.get().trustees.count() == 2
    assert "制作" in client.get(there).content.decode()


def test_paper_alone_has_no_desk_online(cast: Cast, monkeypatch: Any) -> None:
    election = listed(cast, ballot_mode="paper")
    at(monkeypatch, day(-5))
    there = url("desk", election).replace("/paper/", "/online/")
    assert signed_in(cast.chair).get(there).status_code == 404
