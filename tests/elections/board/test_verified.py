"""The archive of a finished board, checked by the independent verifier, which shares no code with the server."""

from pathlib import Path

from elections.actions import board as verbs
from tests.cast import Cast
from tests.elections.board import scene as made
from tests.elections.verdict import spoiled, verdict


def test_the_verifier_accepts_what_the_server_made(cast: Cast, tmp_path: Path) -> None:
    scene = made.opened(cast)
    for n in range(12):
        scene.cast_ballot(n)
    scene.cast_ballot(2, revision=2)
    verbs.publish_challenge(board=scene.board, body=scene.challenge(12), at=made.NOON)
    scene.cast_ballot(12)
    made.close_polls(election=scene.election, by=None, at=made.CLOSES)
    verbs.close_board(board=scene.board, by=None, at=made.CLOSES)
    scene.board = verbs.post_tally(board=scene.board, by=None, at=made.AFTER)
    for i in (2, 3):
        scene.post(i, "share", scene.share(i), made.AFTER)
    scene.board.refresh_from_db()
    archive = verbs.archive_of(scene.board)
    found = verdict(archive, tmp_path)
    assert found.returncode == 0, found.stdout + found.stderr
    assert verdict(spoiled(archive), tmp_path).returncode in (1, 2)
