"""Boards that are wrong in a random place, signed again throughout: command and page name the same checks."""

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.verify.prover import Prover, whole
from tests.verify.proving import Body, num, sha
from tests.verify.test_page import check, found_by_command, page

__all__ = ["page"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
ENTRIES = {
    "manifest": 1,
    "trustee.reveal": 3,
    "key": 1,
    "rehearsed": 1,
    "list": 1,
    "sealed": 14,
    "ballot": 13,
}
ENTRIES |= {
    "challenge": 1,
    "cancel": 1,
    "close": 1,
    "paper": 1,
    "tally": 1,
    "share": 2,
    "result": 1,
    "entry": 42,
}
ELEMENT = "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919"
VALUES: list[Any] = [
    0,
    1,
    2,
    -1,
    2**53 - 1,
    2**53,
    True,
    None,
    "",
    "x",
    [],
    {},
    "\x7f\u2028😀",
    "2026-02-30T00:00:00Z",
]


def is_hex(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")


def other(draw: random.Random, value: Any) -> Any:
    """Another value for this place, often one that could stand there."""
    if is_hex(value) and draw.random() < 0.7:
        same = value[:-1] + ("0" if value[-1] != "0" else "1")
        return draw.choice(
            [same, ELEMENT, "00" * 32, "ff" * 32, num(int(value, 16)), sha(value.encode()), value.upper()]
        )
    if type(value) is int and draw.random() < 0.7:
        return value + draw.choice([1, -1])
    if isinstance(value, list) and value and draw.random() < 0.7:
        return draw.choice([value[::-1], value + value[:1], value[1:]])
    return draw.choice(VALUES)


def wrong_somewhere(draw: random.Random) -> Callable[[Body], Body]:
    def change(body: Body) -> Body:
        place: Any = body
        while True:
            key = draw.choice(sorted(place) if isinstance(place, dict) else range(len(place)))
            inner = place[key]
            if not isinstance(inner, dict | list) or not inner or draw.random() < 0.1:
                break
            place = inner
        place[key] = other(draw, inner)
        return body

    return change


@pytest.mark.parametrize("seed", range(30))
def test_both_find_the_same(page: Page, seed: int) -> None:
    draw, p = random.Random(seed), Prover()
    kind = draw.choice(sorted(ENTRIES))
    p.on[kind, draw.randrange(ENTRIES[kind])] = wrong_somewhere(draw)
    with suppress(KeyError, TypeError, ValueError, AttributeError, IndexError):
        whole(p)  # where the prover itself cannot go on, the board up to there is judged
    archive = p.archive()
    assert check(page, archive) == found_by_command(archive)
