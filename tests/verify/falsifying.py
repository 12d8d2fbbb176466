"""Ways to falsify a board at one place, before whoever makes that place signs it."""

from collections.abc import Callable
from typing import Any

from tests.verify.prover import Prover, whole
from tests.verify.proving import Body, L, num

OPEN = 20  # the line of `open` with three trustees, from 0
BOGUS = [num(1), num(2)]
Mutant = Callable[[], Prover]


def put(path: str, value: Any) -> Callable[[Body], Body]:
    """Changes one place of a body: `contests.0.id`."""

    def change(body: Body) -> Body:
        place: Any = body
        *way, last = [int(key) if key.isdigit() else key for key in path.split(".")]
        for key in way:
            place = place[key]
        place[last] = value(place[last]) if callable(value) else value
        return body

    return change


def changed(kind: str, nth: int, path: str, value: Any, make: Callable[[Prover], Prover] = whole) -> Mutant:
    def build() -> Prover:
        p = Prover()
        p.on[kind, nth] = put(path, value)
        return make(p)

    return build


def setting(make: Callable[[Prover], Prover] = whole, **manifest: Any) -> Mutant:
    return lambda: make(Prover(**manifest))


def ballot_at(vector: dict[str, Any]) -> Prover:
    """A board that ends in a ballot of the time `at`, after an entry of the time `before`."""
    p = Prover(opens_at=vector["opens_at"], closes_at=vector["closes_at"])
    p.on["entry", OPEN] = put("at", vector["before"])
    p.on["entry", OPEN + 1] = put("at", vector["at"])
    p.prepare()
    p.vote(0, [[1, 0, 0], [1, 0]])
    return p


def past_order(scalar: str) -> str:
    return (int.from_bytes(bytes.fromhex(scalar), "little") + L).to_bytes(32, "little").hex()
