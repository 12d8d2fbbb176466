"""The addresses of docs/online-voting.md, called as a booth, a trustee and a stranger call them."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from elections.crypto import canonical, trustees
from elections.models import Board, BoardEntry
from linli.audit.models import Event
from tests.cast import Cast
from tests.elections.board import scene as made
from tests.elections.board.scene import NOON, Scene


@pytest.fixture(autouse=True)
def midday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views read the clock: it is noon on the day of the election. Nobody has asked anything in this minute."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    cache.clear()


def address(scene: Scene, name: str, *args: str) -> str:
    return reverse(f"online:{name}", args=[scene.cast.home.code, scene.election.key, *args])


def send(scene: Scene, name: str, body: Any, client: Client | None = None) -> Any:
    content = body if isinstance(body, bytes) else canonical.dumps(body)
    return (client or Client()).post(address(scene, name), content, content_type="application/json")


def test_a_ballot_is_answered_with_its_line_and_stands_on_the_board(cast: Cast) -> None:
    scene = made.opened(cast)
    ballot = scene.ballot(0)
    answer = send(scene, "ballot", ballot)
    assert answer.status_code == 201
    assert json.loads(answer.content)["body"] == ballot
    board = b"".join(Client().get(address(scene, "board")).streaming_content)  # type: ignore[attr-defined]
    assert board.endswith(answer.content)
    again = send(scene, "ballot", ballot)
    assert (again.status_code, again.content) == (200, answer.content)


def test_setup_and_slot(cast: Cast) -> None:
    scene = made.opened(cast)
    setup = Client().get(address(scene, "setup")).json()
    assert setup["state"] == "open"
    assert setup["open"]["body"]["key"] == setup["key"]["body"]["key"]
    assert setup["n"] == BoardEntry.objects.count()
    slot = Client().get(address(scene, "slot", scene.cards[0].public.hex())).json()
    assert slot == {"state": "free", "revision": 1}


def test_a_board_is_fetched_in_parts_and_not_twice(cast: Cast) -> None:
    scene = made.opened(cast)
    whole = Client().get(address(scene, "board"))
    text = b"".join(whole.streaming_content)  # type: ignore[attr-defined]
    part = Client().get(address(scene, "board") + "?from=5")
    assert b"".join(part.streaming_content) == b"".join(text.splitlines(True)[5:])  # type: ignore[attr-defined]
    same = Client().get(address(scene, "board"), headers={"If-None-Match": whole["ETag"]})
    assert same.status_code == 304
    scene.cast_ballot(0)
    more = Client().get(address(scene, "board"), headers={"If-None-Match": whole["ETag"]})
    assert more.status_code == 200


def test_refusals_have_a_code_and_words(cast: Cast) -> None:
    scene = made.opened(cast)
    ballot = scene.ballot(0)
    ballot["signature"] = ballot["signature"][::-1]
    answer = send(scene, "ballot", ballot)
    assert (answer.status_code, answer.json()["code"]) == (409, "bad_signature")
    assert answer.json()["reason"]


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b'{"a": 1}', b"\xff", b"1.5", b'{"credential":[]}']
)
@pytest.mark.parametrize("name", ["ballot", "challenge", "cancel"])
def test_nonsense_is_malformed(cast: Cast, name: str, content: bytes) -> None:
    scene = made.opened(cast)
    answer = send(scene, name, content)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_too_large_is_413(cast: Cast) -> None:
    scene = made.opened(cast)
    assert send(scene, "ballot", b"[" + b"1," * 300_000 + b"1]").status_code == 413


def test_a_ballot_with_a_session_is_refused(cast: Cast) -> None:
    scene = made.opened(cast)
    client = Client()
    client.force_login(cast.ann)
    answer = send(scene, "ballot", scene.ballot(0), client)
    assert (answer.status_code, answer.json()["code"]) == (409, "signed_in")
    assert not BoardEntry.objects.filter(kind="ballot").exists()


def test_a_voters_request_writes_no_event_and_reads_no_session(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    scene = made.opened(cast)
    events = Event.objects.count()
    ballot = scene.ballot(0)
    with django_assert_max_num_queries(25) as queries:
        assert send(scene, "ballot", ballot).status_code == 201
    assert Event.objects.count() == events
    tables = " ".join(q["sql"] for q in queries.captured_queries)
    assert "session" not in tables
    assert "accounts_user" not in tables


def test_thirty_a_minute_from_one_address_unless_it_is_a_kiosk(cast: Cast, settings: Any) -> None:
    scene = made.opened(cast)
    answers = [send(scene, "cancel", {"code": "ab" * 32, "credential": "cd" * 32}) for _ in range(31)]
    assert [a.status_code for a in answers] == [409] * 30 + [429]
    assert answers[-1]["Retry-After"] == "60"
    settings.KIOSK_ADDRESSES = ("127.0.0.1",)
    assert send(scene, "ballot", scene.ballot(0)).status_code == 201


def test_the_booth_is_what_the_manifest_says_and_lets_nothing_else_in(cast: Cast) -> None:
    import hashlib

    scene = made.opened(cast)
    answer = Client().get(address(scene, "booth"))
    assert hashlib.sha256(answer.content).hexdigest() == scene.ceremony.lines[0].body["booth"]
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'sha256-" in policy
    assert "unsafe" not in policy


def test_a_trustee_posts_at_her_own_seat_only(cast: Cast) -> None:
    scene = made.set_up(made.listed(cast), cast)
    client = Client()
    client.force_login(scene.people[0])
    mine, others = (trustees.commit(who, 2) for who in scene.players[:2])
    state = client.get(address(scene, "trustee_state")).json()
    assert (state["index"], state["stage"], state["waiting_for"]) == (1, "commit", [1, 2, 3])
    refused = send(scene, "trustee", {"kind": "trustee.commit", "body": others}, client)
    assert (refused.status_code, refused.json()["code"]) == (404, "not_yours")
    taken = send(scene, "trustee", {"kind": "trustee.commit", "body": mine}, client)
    assert taken.status_code == 201
    again = send(scene, "trustee", {"kind": "trustee.commit", "body": mine}, client)
    assert (again.status_code, again.content) == (200, taken.content)
    other = send(
        scene, "trustee", {"kind": "trustee.commit", "body": trustees.commit(scene.players[0], 2)}, client
    )
    assert (other.status_code, other.json()["code"]) == (409, "already_done")
    stranger = Client()
    stranger.force_login(cast.ann)
    assert stranger.get(address(scene, "trustee_state")).status_code == 404


def test_the_authority_posts_a_key_and_later_the_list(cast: Cast) -> None:
    scene = made.named(made.listed(cast), cast)
    client = Client()
    client.force_login(scene.oversight)
    state = client.get(address(scene, "authority_state")).json()
    assert (state["stage"], state["key"], state["lines"]) == ("key", None, [])
    key = made.suite.base(made.AUTHORITY).hex()
    assert send(scene, "authority_key", {"key": key}, client).status_code == 201
    assert Board.objects.get().authority_key == key
    bad = send(scene, "authority_key", {"key": "00" * 32}, client)
    assert (bad.status_code, bad.json()["code"]) == (400, "malformed")


def test_the_archive_comes_after_closing(cast: Cast) -> None:
    scene = made.opened(cast)
    assert Client().get(address(scene, "archive")).status_code == 404
    for n in range(10):
        scene.cast_ballot(n)
    made.verbs.close_board(board=scene.board, by=None, at=made.CLOSES)
    answer = Client().get(address(scene, "archive"))
    assert answer.status_code == 200
    assert answer.content == made.verbs.archive_of(Board.objects.get())
