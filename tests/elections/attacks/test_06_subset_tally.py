"""Attack 6: the administrator has a part of the ballots opened to unmask one voter."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from elections.actions import board as verbs
from elections.actions.board import lines, results
from elections.crypto import tally
from elections.crypto.faults import Rejected
from tests.cast import Cast
from tests.elections.board import scene as made


def test_there_is_never_a_second_tally(cast: Cast, owner: Any) -> None:
    scene = made.tallied(cast)
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.post_tally(board=scene.board, by=cast.chair, at=made.AFTER)
    assert problem.value.code == "already_done"
    body = scene.ceremony.need("tally").body
    with pytest.raises(IntegrityError), transaction.atomic():
        lines.append(scene.board, "tally", body, made.AFTER)
    owner("ALTER TABLE elections_boardentry DISABLE TRIGGER elections_boardentry_grows")
    with pytest.raises(IntegrityError), transaction.atomic():
        lines.append(scene.board, "tally", body, made.AFTER)  # the unique constraint stands by itself
    owner("DROP INDEX elections_entry_once")
    lines.append(scene.board, "tally", body, made.AFTER)
    assert scene.board.entries.filter(kind="tally").count() == 2  # damage


@pytest.mark.parametrize("left_out", [1, 2])
def test_a_tally_of_a_part_is_refused_by_the_database(cast: Cast, owner: Any, left_out: int) -> None:
    scene = made.closed(cast, voters=11)
    counted = list(results.in_batches(results.counted_of(scene.board)))[left_out:]
    pairs = [(lines.body_of(e), bytes.fromhex(e.ballot_hash)) for e in counted]
    body = tally.tally_body(scene.setting.contests, pairs)
    with pytest.raises(IntegrityError), transaction.atomic():
        lines.append(scene.board, "tally", body, made.AFTER)
    owner("ALTER TABLE elections_boardentry DISABLE TRIGGER elections_boardentry_grows")
    assert lines.append(
        scene.board, "tally", body, made.AFTER
    )  # damage: the difference of two sums is a ballot


def test_a_share_for_other_sums_is_no_share(cast: Cast) -> None:
    scene = made.tallied(cast)
    asked = scene.ceremony.need("tally")
    other = tally.share_body(scene.players[0], scene.shares[0], bytes(32), asked.body)
    with pytest.raises(verbs.BoardRefused) as problem:
        scene.post(1, "share", other, made.AFTER)
    assert problem.value.code == "bad_proof"
    with pytest.raises(Rejected):
        tally.check_share(
            scene.ceremony.manifest.hash, scene.ceremony.signing[1], scene.ceremony.keys[0], bytes(32), asked.body,
            scene.share(1),
        )  # fmt: skip


def test_nobody_sees_a_number_before_the_result(cast: Cast) -> None:
    scene = made.tallied(cast)
    assert verbs.result_of(scene.board) is None
    assert set(scene.ceremony.need("tally").body) == {"ballots", "contests", "counted"}
