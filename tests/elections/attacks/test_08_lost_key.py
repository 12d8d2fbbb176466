"""Attack 8: a trustee's key is lost. Any two of three finish, and a board that was not rehearsed never opens."""

import pytest

from elections.actions import board as verbs
from elections.crypto import rehearsal, trustees
from tests.cast import Cast
from tests.elections.board import scene as made


@pytest.mark.parametrize("absent", [1, 2, 3])
def test_two_of_three_are_enough(cast: Cast, absent: int) -> None:
    scene = made.tallied(cast)
    for i in {1, 2, 3} - {absent}:
        scene.post(i, "share", scene.share(i), made.AFTER)
    result = verbs.result_of(scene.board)
    assert result is not None
    assert absent not in result["trustees"]


def test_one_trustee_who_has_not_rehearsed_keeps_it_shut(cast: Cast) -> None:
    scene = made.with_key(made.listed(cast), cast)
    a = bytes.fromhex(scene.ceremony.need("rehearsal").body["a"])
    for i in (1, 2):
        who = scene.players[i - 1]
        scene.post(i, "trustee.rehearsal", rehearsal.rehearse(who, scene.shares[i - 1], a))
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.accept_credentials(
            board=scene.board, body=made.credentials(scene, 12), by=scene.oversight, at=made.SETTING_UP
        )
    assert problem.value.code == "wrong_stage"


def test_a_trustee_with_a_wrong_share_is_found_in_the_rehearsal(cast: Cast) -> None:
    scene = made.with_key(made.listed(cast), cast)
    a = bytes.fromhex(scene.ceremony.need("rehearsal").body["a"])
    with pytest.raises(verbs.BoardRefused) as problem:
        scene.post(2, "trustee.rehearsal", rehearsal.rehearse(scene.players[1], scene.shares[1] + 1, a))
    assert problem.value.code == "bad_proof"


def test_a_trustee_who_was_dealt_a_bad_share_says_so_and_the_board_ends(cast: Cast) -> None:
    scene = made.set_up(made.listed(cast), cast)
    scene.all_post("trustee.commit", lambda who: trustees.commit(who, 2))
    scene.all_post("trustee.reveal", lambda who: trustees.reveal(who, 2))
    transports = scene.ceremony.transports
    for i in (1, 2):
        scene.post(i, "trustee.deal", trustees.deal(scene.players[i - 1], 2, transports))
    bad = {k: v for k, v in trustees.deal(scene.players[2], 2, transports).items() if k != "signature"}
    bad["shares"][0]["box"] = "11" * 32
    scene.post(3, "trustee.deal", scene.players[2].sign("trustee.deal", bad))
    deals = scene.ceremony.in_order("trustee.deal")
    with pytest.raises(verbs.BoardRefused) as problem:
        scene.post(1, "trustee.complain", trustees.complain(scene.players[0], deals[1]))  # a good share
    assert problem.value.code == "bad_entry"
    scene.post(1, "trustee.complain", trustees.complain(scene.players[0], deals[2]))
    scene.board.refresh_from_db()
    assert scene.board.state == "broken"
    again = verbs.name_trustees(
        election=scene.election, seats=[(u, str(u)) for u in scene.people[:2]], threshold=2,
        authority=scene.oversight, by=cast.chair, at=made.SETTING_UP,
    )  # fmt: skip
    assert again.attempt == 2
