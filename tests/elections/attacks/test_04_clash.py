"""Attack 4, clash: two voters must never be shown one tracker, nor one slot take two ballots."""

import pytest

from elections.actions import board as verbs
from elections.crypto import ballots
from tests.cast import Cast
from tests.elections.board import scene as made


def test_equal_choices_have_different_trackers(cast: Cast) -> None:
    scene = made.opened(cast)
    choice = scene.choices(0)
    entries = [scene.cast_ballot(n, choices=choice) for n in range(5)]
    trackers = {ballots.tracker(bytes.fromhex(e.ballot_hash)) for e in entries}
    assert len(trackers) == 5


def test_a_tracker_is_bound_to_its_slot(cast: Cast) -> None:
    """Even with the same randomness, another credential or revision is another tracker."""
    scene = made.opened(cast)
    bare, _ = ballots.unsigned(scene.setting, scene.cards[0].public, 1, scene.choices())
    digests = {
        ballots.ballot_hash(bare | changed) for changed in ({}, {"revision": 2}, {"credential": "ab" * 32})
    }
    assert len(digests) == 3


def test_one_slot_takes_one_ballot(cast: Cast) -> None:
    scene = made.opened(cast)
    scene.cast_ballot(0)
    with pytest.raises(verbs.BoardRefused) as problem:
        scene.cast_ballot(0)
    assert problem.value.code == "revision"
