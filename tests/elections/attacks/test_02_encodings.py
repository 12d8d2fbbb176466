"""Attack 2, missing group and encoding checks: every second spelling of a ballot is refused."""

import pytest

from elections.actions import board as verbs
from elections.crypto import ballots, suite
from tests.cast import Cast
from tests.elections.board import scene as made

HIGH = "high bit"


def spoiled(ballot: made.Body, what: str) -> made.Body:
    option = ballot["contests"][0]["options"][0]
    if what == "identity":
        option["a"] = "00" * 32
    elif what == "not an element":
        option["b"] = "01" + "00" * 31
    elif what == HIGH:
        raw = bytearray.fromhex(option["a"])
        raw[31] |= 0x80
        option["a"] = raw.hex()
    elif what == "upper case":
        option["a"] = option["a"].upper() + ""
        option["a"] = option["a"] if option["a"] != option["a"].lower() else "AB" * 32
    elif what == "unreduced scalar":
        z = int.from_bytes(bytes.fromhex(option["proof"][0][1]), "little") + suite.ORDER
        option["proof"][0][1] = z.to_bytes(32, "little").hex()
    elif what == "one more key":
        option["note"] = "hello"
    elif what == "no sum":
        del ballot["contests"][0]["sum"]
    elif what == "an option too few":
        ballot["contests"][0]["options"].pop()
    elif what == "true for one":
        ballot["revision"] = True
    return ballot


@pytest.mark.parametrize(
    "what",
    [
        "identity", "not an element", HIGH, "upper case", "unreduced scalar", "one more key", "no sum",
        "an option too few", "true for one",
    ],
)  # fmt: skip
def test_a_second_spelling_is_refused(cast: Cast, what: str) -> None:
    scene = made.opened(cast)
    ballot = spoiled(scene.ballot(0), what)
    if ballot["revision"] == 1 and ballot["revision"] is not True:
        ballot = ballots.sign({k: v for k, v in ballot.items() if k != "signature"}, scene.cards[0].key)
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.accept_ballot(board=scene.board, ballot=ballot, at=made.NOON)
    assert problem.value.code == "malformed"


def test_guard_off_the_high_bit_would_make_a_second_ballot_of_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the check the proofs are read of the same element by other bytes: the library does not mind."""
    scene = made.opened(cast)
    raw = bytearray.fromhex(scene.ballot(0)["contests"][0]["options"][0]["a"])
    same = suite.mult(7, bytes(raw))
    raw[31] |= 0x80
    assert suite.mult(7, bytes(raw)) == same
