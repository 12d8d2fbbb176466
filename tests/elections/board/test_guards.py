"""What the database refuses of a board, whoever asks; and with the guard switched off, the damage."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from elections.actions import board as verbs
from elections.actions.board import lines
from elections.crypto import ballots
from elections.models import Board, BoardEntry
from tests.cast import Cast
from tests.elections.board import scene as made
from tests.elections.board.scene import AFTER, CLOSES, NOON, Scene

OFF = "ALTER TABLE elections_boardentry DISABLE TRIGGER elections_boardentry_grows"


def sql(text: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, params)


def refused(act: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def damage(owner: Any, act: Any) -> Any:
    owner(OFF)
    return act()


def raw_ballot(scene: Scene, n: int, revision: int = 1, at: Any = NOON, **changed: Any) -> Any:
    """Writes a good ballot past the action's own checks."""
    body = scene.ballot(n, revision)
    about = {
        "credential": body["credential"],
        "revision": revision,
        "ballot_hash": ballots.ballot_hash(body).hex(),
    }
    return lambda: lines.append(scene.board, "ballot", body, at, **(about | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change", ["UPDATE elections_boardentry SET kind = 'open'", "DELETE FROM elections_boardentry"]
)
def test_a_line_is_never_changed_or_removed(cast: Cast, owner: Any, change: str) -> None:
    scene = made.set_up(made.listed(cast), cast)
    refused(lambda: sql(change))
    owner("GRANT UPDATE, DELETE ON elections_boardentry TO PUBLIC")
    refused(lambda: sql(change))
    owner("ALTER TABLE elections_boardentry DISABLE TRIGGER elections_boardentry_append_only")
    sql(change)
    assert not scene.board.entries.filter(kind="manifest").exists()  # damage


def test_an_unknown_credential_casts_nothing(cast: Cast, owner: Any) -> None:
    scene = made.opened(cast, number=12)
    scene.cards.append(made.Card("x", bytes(16)))
    act = raw_ballot(scene, 12)
    refused(act)
    damage(owner, act)
    assert (
        scene.board.entries.filter(kind="ballot").count() == 1
    )  # damage: a ballot that nobody was entitled to


def test_a_cancelled_credential_casts_nothing(cast: Cast, owner: Any) -> None:
    scene = made.opened(cast)
    scene.cancel(0)
    act = raw_ballot(scene, 0)
    refused(act)
    damage(owner, act)
    assert BoardEntry.objects.order_by("-n")[0].kind == "ballot"  # damage: a vote after the one on paper


@pytest.mark.parametrize("revision", [2, 5])
def test_no_revision_is_skipped(cast: Cast, owner: Any, revision: int) -> None:
    scene = made.opened(cast)
    act = raw_ballot(scene, 0, revision)
    refused(act)
    damage(owner, act)
    assert not BoardEntry.objects.filter(kind="ballot", revision=1).exists()  # damage: a ballot is missing


def test_no_ballot_after_the_window(cast: Cast, owner: Any) -> None:
    scene = made.opened(cast)
    act = raw_ballot(scene, 0, at=CLOSES + timedelta(hours=1))
    refused(act)
    damage(owner, act)
    assert BoardEntry.objects.filter(kind="ballot", at__gt=CLOSES).exists()  # damage


def test_the_row_says_what_its_content_says(cast: Cast, owner: Any) -> None:
    scene = made.opened(cast)
    act = raw_ballot(scene, 0, credential=scene.cards[1].public.hex())
    refused(act)
    damage(owner, act)
    slot = verbs.slot_of(scene.board, scene.cards[1].public.hex())
    assert slot["revision"] == 2  # damage: Ann's ballot uses up Dan's slot


def test_a_cancel_needs_the_code(cast: Cast, owner: Any) -> None:
    scene = made.opened(cast)
    body = scene.cancel_body(0) | {"code": hashlib.sha256(b"guessed").hexdigest()}
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.cancel_credential(board=scene.board, body=body, at=NOON)
    assert problem.value.code == "bad_code"

    def act() -> BoardEntry:
        return lines.append(scene.board, "cancel", body, NOON, credential=body["credential"])

    refused(act)
    damage(owner, act)
    assert verbs.slot_of(scene.board, body["credential"]) == {
        "state": "cancelled"
    }  # damage: anybody silences anybody


def test_the_closing_numbers_are_those_of_the_board(cast: Cast, owner: Any) -> None:
    scene = made.opened(cast)
    scene.cast_ballot(0)

    def act() -> BoardEntry:
        return lines.append(scene.board, "close", {"ballots": 0, "cancelled": 0, "challenges": 0}, CLOSES)

    refused(act)
    damage(owner, act)
    assert (
        lines.body_of(BoardEntry.objects.get(kind="close"))["ballots"] == 0
    )  # damage: one ballot fewer than cast


def test_nothing_follows_the_result(cast: Cast, owner: Any) -> None:
    scene = made.declared(cast)
    act = raw_ballot(scene, 12)
    refused(act)
    refused(lambda: lines.append(scene.board, "share", scene.share(2), AFTER, index=2))
    damage(owner, lambda: lines.append(scene.board, "share", scene.share(2), AFTER, index=2))
    assert BoardEntry.objects.order_by("-n")[0].kind == "share"  # damage


def test_no_stage_is_skipped(cast: Cast, owner: Any) -> None:
    scene = made.with_key(made.listed(cast), cast)
    body = {"r": "00" * 32, "value": 1}

    def act() -> BoardEntry:
        return lines.append(scene.board, "rehearsed", body, NOON)

    refused(act)
    damage(owner, act)
    assert BoardEntry.objects.filter(kind="rehearsed").exists()  # damage: open without a rehearsal


@pytest.mark.parametrize("state", ["open", "declared", "preparing"])
def test_a_board_is_what_its_last_line_says(cast: Cast, owner: Any, state: str) -> None:
    scene = made.set_up(made.listed(cast), cast)
    move = f"UPDATE elections_board SET state = '{state}'"
    refused(lambda: sql(move))
    owner("ALTER TABLE elections_board DISABLE TRIGGER elections_board_keeps")
    sql(move)
    assert Board.objects.get(pk=scene.board.pk).state == state  # damage


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("elections_board_threshold", "threshold = 1"),
        ("elections_board_threshold", "threshold = 9"),
        ("elections_board_least", "least = 2"),
    ],
)
def test_thresholds(cast: Cast, owner: Any, name: str, change: str) -> None:
    scene = made.named(made.listed(cast), cast)
    refused(lambda: sql(f"UPDATE elections_board SET {change}"))
    owner(f"ALTER TABLE elections_board DROP CONSTRAINT {name}")
    sql(f"UPDATE elections_board SET {change}")
    found = Board.objects.get(pk=scene.board.pk)
    assert found.threshold in (1, 9) or found.least == 2  # damage: one trustee, or a sum of two ballots


def test_cards_of_an_earlier_board_are_used_up(cast: Cast, owner: Any) -> None:
    """A second attempt after too few ballots: its list repeats no key of the first."""
    scene = made.closed(cast, voters=3)
    old = scene.cards
    seats = [(user, str(user)) for user in scene.people]
    about = {"election": scene.election, "threshold": 2, "authority": scene.oversight}
    again = verbs.name_trustees(seats=seats, by=cast.chair, at=AFTER, **about)
    assert again.attempt == 2
    sql("SELECT 1")
    insert = "INSERT INTO elections_boardcredential (board_id, key, cancel) VALUES (%s, %s, %s)"
    sql(insert, again.pk, old[0].public.hex(), "ab" * 32)
    from elections.actions.board.setting_up import is_any_used

    assert is_any_used(again, [old[1].public.hex()])
    assert not is_any_used(again, ["cd" * 32])
