"""The benchmark's own parts, with small numbers: what `make bench` runs with large ones."""

import time

import pytest
from django.test import Client

from benchmarks import ballots, fan_out, many, verifying
from benchmarks.load import requests_per_second
from linli.accounts.models import User
from linli.communities.models import Community
from linli.notifications.models import Delivery
from tests.cast import Cast


def test_an_announcement_is_measured_and_a_second_run_tells_nobody(cast: Cast) -> None:
    found = fan_out.measure(2500)
    assert (found.told, found.batches, found.told_by_second_run) == (2500, 2, 0)
    assert found.seconds > 0
    assert found.bare_seconds > 0
    assert Delivery.objects.filter(channel="inbox").count() == 2 * 2500, "the yardstick writes the same rows"
    assert Delivery.objects.filter(channel="email").count() == 2 * 2500


def test_the_town_is_made_once(cast: Cast) -> None:
    fan_out.measure(30)
    people = User.objects.count()
    assert fan_out.measure(30).told == 30
    assert User.objects.count() == people
    assert Community.objects.filter(name=fan_out.NAME).count() == 1


def test_a_plain_page_is_wagtails_own(cast: Cast, client: Client) -> None:
    assert client.get(many.plain_page()).status_code == 200


def test_load_is_counted_and_a_bad_answer_is_no_measure(live_server: object) -> None:
    port = int(str(live_server).rsplit(":", 1)[1])
    began = time.monotonic()
    assert requests_per_second(port, "/healthz", seconds=0.5, connections=2) > 1
    assert time.monotonic() - began < 10
    with pytest.raises(RuntimeError, match="404"):
        requests_per_second(port, "/no-such-page/", seconds=0.5, connections=1)


def test_ballots_are_measured_against_bare_multiplications(capsys: pytest.CaptureFixture[str]) -> None:
    ballots.checking(options=2, sample=2, rounds=1)
    ballots.counting(count=20, options=2, different=5)
    verifying.main(voters=20)
    said = capsys.readouterr().out
    assert said.count("× bare multiplications") == 2
    assert "tally and decryption of 20 × 2" in said
