"""Honest boards of shapes that the whole election of `prover` has not; each holds, and ends in a state and an outcome."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.verify.prover import NUMBERS, SHEET, Prover, before_the_count, finish, vote_all
from tests.verify.proving import Body

HALF = {"base": "took_part", "denominator": 2, "numerator": 1, "strict": True}
MOST_VOTES = HALF | {"numerator": 0}
OF_THE_ROLL = HALF | {"base": "roll"}


@dataclass(frozen=True)
class Shape:
    make: Callable[[], Prover]
    state: str = "finished"
    elected: tuple[list[str], ...] = (["a"], ["a"])
    tied: tuple[list[str], ...] = ([], [])


def ruled(elected: Body, turnout: Body = OF_THE_ROLL, **manifest: object) -> Prover:
    return Prover(rule={"elected": elected, "turnout": turnout}, **manifest)  # type: ignore[arg-type]


def decided(p: Prover, elected: list[list[str]], tied: list[list[str]], **result: bool) -> Prover:
    """The count of a board that is closed, with its sheets."""
    p.tally()
    for i in range(1, p.t + 1):
        p.share(i)
    p.result(elected, tied, **result)
    return p


def one_trustee() -> Prover:
    return decided(before_the_count(Prover(n=1, t=1)), [["a"], ["a"]], [[], []])


def other_trustees() -> Prover:
    """All answer, in another order; the numbers come from the second and the third."""
    p = before_the_count(Prover())
    p.tally()
    for i in (3, 1, 2):
        p.share(i)
    p.result([["a"], ["a"]], [[], []], used=[2, 3])
    return p


def tie() -> Prover:
    """Six for a, six for b, none for c: one chair, and nobody has it."""
    p = ruled(MOST_VOTES).prepare()
    for voter in range(12):
        p.vote(voter, [[1 - voter % 2, voter % 2, 0], [1, 0]])
    p.close()
    return decided(p, [[], ["a"]], [["a", "b"], []])


def not_valid() -> Prover:
    """Fourteen of twenty took part, where more than nine tenths should have."""
    p = before_the_count(ruled(HALF, OF_THE_ROLL | {"denominator": 10, "numerator": 9}))
    return decided(p, [[], []], [[], []], valid=False)


def too_few() -> Prover:
    p = Prover().prepare()
    for voter in range(9):
        p.vote(voter, [[1, 0, 0], [1, 0]])
    p.close()
    p.sheet("一号站", SHEET, **NUMBERS)
    return p


def half_of_the_roll() -> Prover:
    """Ten votes are half of twenty electors, and just enough where half is enough; 7 for the member are not."""
    p = before_the_count(ruled(OF_THE_ROLL | {"strict": False}))
    return decided(p, [["a"], ["a"]], [[], []])


def cancelled_late() -> Prover:
    """The station's cards are read in after the polls, before the board is closed."""
    p = vote_all(Prover().prepare())
    p.clock = datetime(2026, 11, 22, 11, 20, tzinfo=UTC)
    p.cancel(2)
    p.close(at=datetime(2026, 11, 22, 11, 30, tzinfo=UTC))
    p.sheet("一号站", SHEET, **NUMBERS)
    return decided(p, [["a"], ["a"]], [[], []])


def opened_within_the_hour() -> Prover:
    """The first ballots bear the time of the opening, which is no whole hour."""
    p = Prover()
    for step in (p.manifest, p.trustees, p.confirm, p.rehearse):
        step()
    p.clock = datetime(2026, 11, 21, 8, 31, 7, tzinfo=UTC)
    p.cards()
    p = finish(vote_all(p))
    assert [e["at"] for e in p.entries if e["kind"] == "ballot"][0] == "2026-11-21T08:31:18Z"
    return p


def two_stations() -> Prover:
    p = before_the_count(Prover())
    p.sheet(
        "流动票箱",
        [[0, 0, 1], [1, 0]],
        **NUMBERS | {"found": 1, "issued": 1, "invalid": 0, "spoiled": 0, "books": 7},
    )
    return decided(p, [["a"], ["a"]], [[], []])


def many_seats() -> Prover:
    """Five of six may be chosen: the proof of the sum has six branches."""
    options = [{"id": f"m{n}", "label": f"候选人{n}"} for n in range(6)]
    p = Prover(
        contests=[{"id": "members", "max": 5, "options": options, "seats": 5, "title": "委员"}]
    ).prepare()
    for voter in range(12):
        p.vote(voter, [[1, 1, 1, 1, int(voter < 6), 0]])
    p.close()
    return decided(p, [["m0", "m1", "m2", "m3"]], [[]])


HONEST = {
    "one trustee": Shape(one_trustee),
    "other trustees": Shape(other_trustees),
    "a tie": Shape(tie, elected=([], ["a"]), tied=(["a", "b"], [])),
    "not valid": Shape(not_valid, elected=([], [])),
    "too few": Shape(too_few, state="too few", elected=(), tied=()),
    "half of the roll": Shape(half_of_the_roll),
    "cancelled late": Shape(cancelled_late),
    "opened within the hour": Shape(opened_within_the_hour),
    "two stations": Shape(two_stations),
    "many seats": Shape(many_seats, elected=(["m0", "m1", "m2", "m3"],), tied=([],)),
}
