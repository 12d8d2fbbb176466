"""The polling station opens the kiosk from its desk."""

from pathlib import Path
from typing import Any

from django.urls import reverse

from elections.actions.board import manifests
from tests.cast import Cast
from tests.elections.board.scene import booth, ready
from tests.elections.papers.scene import hall
from tests.elections.papers.test_both import opened
from tests.elections.papers.test_pages import at, signed_in, url
from tests.elections.process.scene import OPENS, day, listed

OFFER = "在这台设备上打开投票机"


def desks(election: Any, station: Any) -> tuple[str, str]:
    online = reverse("online:desk", args=[election.community.code, election.key])
    return url("station", election, station.key), online


def test_both_desks_offer_it_and_the_press_signs_out(cast: Cast, monkeypatch: Any) -> None:
    scene, station = opened(cast)
    at(monkeypatch, OPENS)
    kiosk = reverse("online:booth", args=[cast.home.code, scene.election.key]) + "?kiosk"
    for desk in desks(scene.election, station):
        client = signed_in(cast.bo)
        page = client.get(desk).content.decode()
        assert OFFER in page
        assert f"http://testserver{kiosk}" in page  # to be typed on a device without sign-in
        pressed = client.post(reverse("account_logout"), {"next": kiosk})
        assert pressed["Location"] == kiosk
        assert "sessionid" not in client.cookies or not client.cookies["sessionid"].value
        served = client.get(kiosk)
        assert (
            served.content.decode() == scene.board.booth
        )  # the same file, whatever stands behind the question mark


def is_offered(cast: Cast, election: Any, station: Any) -> set[bool]:
    client = signed_in(cast.bo)
    return {OFFER in client.get(desk).content.decode() for desk in desks(election, station)}


def test_it_is_offered_once_the_board_is_ready(cast: Cast, monkeypatch: Any) -> None:
    election = listed(cast, ballot_mode="both")
    station = hall(election, cast)
    at(monkeypatch, day(-5))
    assert is_offered(cast, election, station) == {False}
    ready(election, cast)
    assert is_offered(cast, election, station) == {True}


def test_an_election_that_began_with_an_earlier_booth_has_none(
    cast: Cast, monkeypatch: Any, tmp_path: Path
) -> None:
    """That booth would forget nobody."""
    monkeypatch.setattr(manifests, "BOOTH", booth(tmp_path))
    scene, station = opened(cast)
    at(monkeypatch, OPENS)
    assert is_offered(cast, scene.election, station) == {False}


def test_paper_alone_has_no_kiosk(cast: Cast, monkeypatch: Any) -> None:
    election = listed(cast, ballot_mode="paper")
    station = hall(election, cast)
    at(monkeypatch, day(-5))
    assert OFFER not in signed_in(cast.bo).get(url("station", election, station.key)).content.decode()
