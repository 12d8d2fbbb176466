"""The way of a board from the seats to the result."""

import json

import pytest

from elections.actions import board as verbs
from elections.actions.board import lines, results
from elections.crypto import chain
from elections.models import Board
from tests.cast import Cast
from tests.elections.board import scene as made
from tests.elections.board.scene import AFTER, CLOSES, NOON, OPENS


def codes(problem: pytest.ExceptionInfo[verbs.BoardRefused]) -> str:
    return problem.value.code


def test_a_whole_election_online(cast: Cast) -> None:
    scene = made.declared(cast)
    result = verbs.result_of(scene.board)
    assert result is not None
    assert (result["counted"], result["took_part"], result["valid"]) == (11, 11, True)
    chair, member = result["contests"]
    assert chair["online"] == chair["votes"] == [6, 5]
    assert member["online"] == [11, 11, 0]
    assert len(member["elected"]) == 2
    assert result["trustees"] == [1, 3]
    assert scene.board.state == Board.State.DECLARED


def test_each_line_is_signed_and_follows_the_one_before(cast: Cast) -> None:
    scene = made.declared(cast)
    read = [chain.read_line(text.removesuffix(b"\n")) for text in verbs.lines_from(scene.board)]
    board = bytes.fromhex(read[0].body["board"])
    assert all(chain.is_signed(line, board) for line in read)
    assert [line.parent for line in read[1:]] == [line.hash for line in read[:-1]]
    assert [line.n for line in read] == list(range(len(read)))
    assert verbs.head_of(scene.board) == (len(read), read[-1].hash)


def test_a_vote_again_counts_once_and_a_cancelled_card_not_at_all(cast: Cast) -> None:
    scene = made.opened(cast)
    for n in range(12):
        scene.cast_ballot(n, choices=[[1, 0], [1, 1, 0]])
    scene.cast_ballot(0, revision=2, choices=[[0, 1], [0, 0, 1]])
    scene.cancel(1)
    assert len(results.counted_of(scene.board)) == 11
    assert verbs.slot_of(scene.board, scene.cards[0].public.hex()) == {"state": "free", "revision": 3}
    assert verbs.slot_of(scene.board, scene.cards[1].public.hex()) == {"state": "cancelled"}
    assert verbs.slot_of(scene.board, "ab" * 32) == {"state": "unknown"}


def test_the_same_ballot_again_is_answered_with_its_line(cast: Cast) -> None:
    scene = made.opened(cast)
    ballot = scene.ballot(0)
    first, is_new = verbs.accept_ballot(board=scene.board, ballot=ballot, at=NOON)
    again, is_new_again = verbs.accept_ballot(board=scene.board, ballot=ballot, at=CLOSES)
    assert (first.line, is_new, is_new_again) == (again.line, True, False)


def test_entries_of_voters_bear_the_hour(cast: Cast) -> None:
    scene = made.opened(cast)
    entry = scene.cast_ballot(0, at=NOON.replace(minute=47, second=11))
    assert json.loads(entry.line)["at"] == NOON.strftime("%Y-%m-%dT%H:00:00Z")


@pytest.mark.parametrize(("at", "code"), [(OPENS.replace(year=2025), "not_open"), (CLOSES, "closed")])
def test_no_ballot_outside_the_window(cast: Cast, at: made.datetime, code: str) -> None:
    scene = made.opened(cast)
    with pytest.raises(verbs.BoardRefused) as problem:
        scene.cast_ballot(0, at=at)
    assert codes(problem) == code


def test_a_board_opens_only_after_rehearsal_and_credentials(cast: Cast) -> None:
    election = made.listed(cast)
    scene = made.with_key(election, cast)
    made.open_polls(election=election, by=cast.chair, at=OPENS)
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.open_board(board=scene.board, by=None, at=OPENS)
    assert codes(problem) == "wrong_stage"
    with pytest.raises(verbs.BoardRefused) as problem:
        body = made.credentials(scene, 12)
        verbs.accept_credentials(board=scene.board, body=body, by=scene.oversight, at=OPENS)
    assert codes(problem) == "wrong_stage"


def test_a_board_opens_only_with_the_polls(cast: Cast) -> None:
    scene = made.ready(made.listed(cast), cast)
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.open_board(board=scene.board, by=None, at=OPENS)
    assert codes(problem) == "wrong_stage"


def test_nothing_is_opened_below_ten_ballots(cast: Cast) -> None:
    scene = made.closed(cast, voters=9)
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.post_tally(board=scene.board, by=None, at=AFTER)
    assert codes(problem) == "too_few"


def test_nothing_is_opened_where_more_took_part_than_are_on_the_roll(cast: Cast) -> None:
    """Eleven voted online; the hall says that one more than all the others voted on paper."""
    scene = made.closed(cast, voters=11)
    others = scene.election.roll_size - 11
    verbs.record_paper(board=scene.board, sheet=blank_sheet(scene, others + 1), by=None, at=AFTER)
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.post_tally(board=scene.board, by=None, at=AFTER)
    assert codes(problem) == "too_many"
    assert not scene.board.entries.filter(kind="tally").exists()


def blank_sheet(scene: made.Scene, found: int) -> dict[str, object]:
    contests = [{"id": c.id, "votes": [0] * len(c.options)} for c in scene.ceremony.manifest.contests]
    numbers = {"books": found, "issued": found, "found": found, "blank": found}
    numbers |= {"invalid": 0, "spoiled": 0, "unused": 0}
    return numbers | {"contests": contests, "photo": "ab" * 32, "station": "会议室"}


def test_two_trustees_of_three_finish_the_count_and_a_bad_share_is_refused(cast: Cast) -> None:
    scene = made.tallied(cast)
    bad = scene.share(2)
    bad["contests"][0]["shares"][0]["d"] = bad["contests"][0]["shares"][1]["d"]
    with pytest.raises(verbs.BoardRefused) as problem:
        scene.post(2, "share", bad, AFTER)
    assert codes(problem) == "bad_proof"
    scene.post(1, "share", scene.share(1), AFTER)
    assert verbs.result_of(scene.board) is None
    scene.post(3, "share", scene.share(3), AFTER)
    assert verbs.result_of(scene.board) is not None


def test_an_earlier_secret_key_still_signs(cast: Cast, settings: object) -> None:
    scene = made.opened(cast)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"  # type: ignore[attr-defined]
    lines.secret_of.cache_clear()
    entry = scene.cast_ballot(0)
    line = chain.read_line(entry.line)
    assert chain.is_signed(line, bytes.fromhex(lines.public_key_of(scene.board.pk)))
