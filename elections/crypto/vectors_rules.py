"""Test vectors of the rules that a small board seldom reaches: who is elected, times, codes as people type them."""

from typing import Any

from elections.crypto import canonical, chain, manifest, tally
from elections.crypto.canonical import Body
from elections.crypto.vectors_board import manifest_body

ROLL = 20
HALF = {"base": "took_part", "denominator": 2, "numerator": 1, "strict": True}
MOST_VOTES = HALF | {"numerator": 0}
OF_THE_ROLL = HALF | {"base": "roll"}
ANY = OF_THE_ROLL | {"numerator": 0, "strict": False}

# votes, seats, took_part, threshold of `elected`, threshold of `turnout`
RANKED: list[tuple[list[int], int, int, Body, Body]] = [
    ([8, 3, 1], 1, 12, HALF, ANY),
    ([6, 5, 1], 1, 12, HALF, ANY),  # just half is not more than half
    ([6, 5, 1], 1, 12, HALF | {"strict": False}, ANY),
    ([5, 4, 3], 1, 12, HALF, ANY),  # nobody reaches it
    ([5, 5, 2], 1, 12, MOST_VOTES, ANY),  # a tie for the only seat
    # a tie for the last seat: the first is filled, the fourth gets nothing
    ([7, 4, 4, 1], 2, 12, MOST_VOTES, ANY),
    ([7, 4, 4, 1], 3, 12, MOST_VOTES, ANY),  # level, and a seat for both
    ([7, 7, 4, 4], 2, 12, MOST_VOTES, ANY),  # level where no seat is left is no tie
    ([4, 4, 4], 2, 12, MOST_VOTES, ANY),
    ([2, 9, 4, 9], 3, 12, MOST_VOTES, ANY),  # both lists are in the manifest's order
    ([9, 7, 7, 5], 2, 12, HALF, ANY),  # a tie of those who reach the threshold
    ([7, 5, 5], 2, 12, HALF, ANY),  # whoever does not reach it takes no seat and makes no tie
    ([0, 0], 1, 12, MOST_VOTES, ANY),  # no vote at all
    ([0, 0], 2, 12, MOST_VOTES | {"strict": False}, ANY),  # nothing is asked, so nobody fails
    ([10, 2], 1, 12, OF_THE_ROLL, ANY),  # half of the roll is not more than half of it
    ([10, 2], 1, 12, OF_THE_ROLL | {"strict": False}, ANY),
    ([11, 1], 1, 12, OF_THE_ROLL, ANY),
    ([9, 1], 1, 10, HALF, OF_THE_ROLL),  # half of the roll took part: not valid, nobody is elected
    ([9, 1], 1, 10, HALF, OF_THE_ROLL | {"strict": False}),
    ([5, 5], 1, 10, MOST_VOTES, OF_THE_ROLL),  # not valid, so no tie
    ([8, 8, 1], 1, 12, HALF | {"denominator": 3, "numerator": 2}, ANY),  # two thirds of twelve are eight
    ([9, 8, 1], 2, 12, HALF | {"denominator": 3, "numerator": 2}, ANY),
]

TIMES = {
    "accepted": ["2026-11-22T08:30:00Z", "0001-01-01T00:00:00Z", "2028-02-29T23:59:59Z", "9999-12-31T23:59:59Z"],
    "refused": [
        "",
        "2026-11-22T08:30:00",
        "2026-11-22T08:30:00z",
        "2026-11-22t08:30:00Z",
        "2026-11-22 08:30:00Z",
        "2026-11-22T08:30Z",
        "2026-11-22T08:30:00.0Z",
        "2026-11-22T08:30:00+00:00",
        "2026-11-22T08:30:00Z\n",
        " 2026-11-22T08:30:00Z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T08:60:00Z",
        "2026-12-31T23:59:60Z",
        "2026-13-01T08:30:00Z",
        "2026-00-01T08:30:00Z",
        "2026-11-00T08:30:00Z",
        "2026-02-29T08:30:00Z",
        "2026-11-31T08:30:00Z",
        "2100-02-29T08:30:00Z",
        "0000-01-01T00:00:00Z",
        "+02026-11-22T08:30:00Z",
        "26-11-22T08:30:00Z",
        "２０２６-11-22T08:30:00Z",
    ],
}  # fmt: skip

# the clock of the server, `at` of the entry before
CLOCKS = [
    ("2026-11-22T09:41:12Z", "2026-11-22T08:00:00Z"),
    ("2026-11-22T09:00:00Z", "2026-11-22T08:59:59Z"),
    ("2026-11-22T08:41:12Z", "2026-11-22T08:31:18Z"),
    ("2026-11-22T09:00:03Z", "2026-11-22T08:31:18Z"),
    ("2026-11-22T08:59:59Z", "2026-11-22T09:00:00Z"),
]
OPENS_AT, CLOSES_AT = "2026-11-22T08:30:00Z", "2026-11-22T17:30:00Z"
# `at` of a ballot, `at` of the entry before, whether both are good
BALLOTS = [
    ("2026-11-22T08:00:00Z", "2026-11-22T07:00:00Z", True),  # the hour in which it opens
    ("2026-11-22T07:00:00Z", "2026-11-22T06:00:00Z", False),
    # no whole hour, and not that of the entry before
    ("2026-11-22T08:30:00Z", "2026-11-22T08:10:00Z", False),
    ("2026-11-22T08:10:00Z", "2026-11-22T08:10:00Z", True),  # that of the entry before
    ("2026-11-22T08:00:00Z", "2026-11-22T08:10:00Z", False),  # earlier than the entry before
    ("2026-11-22T07:59:59Z", "2026-11-22T07:59:59Z", False),
    ("2026-11-22T17:00:00Z", "2026-11-22T16:00:00Z", True),  # the hour in which it closes
    ("2026-11-22T17:29:59Z", "2026-11-22T17:29:59Z", True),
    ("2026-11-22T17:30:00Z", "2026-11-22T17:30:00Z", False),  # the end itself is too late
    ("2026-11-22T18:00:00Z", "2026-11-22T17:00:00Z", False),
]

# 26 characters of a card's 16 bytes; 2 of one byte
TYPED = [
    ("000102030405060708090a0b0c0d0e0f", "000G40R40M30E209185GR38E1W"),
    ("000102030405060708090a0b0c0d0e0f", "ooog-4or4-om3o-e2o9-l85g-r38e-iw"),
    ("000102030405060708090a0b0c0d0e0f", " OOOG 4OR4OM3OE2O9I85GR38ELW "),
    ("ff", "zw"),
    ("ff", "-Z-W-"),
]
MISTYPED = [
    (16, "000G40R40M30E209185GR38E1"),  # one too few
    (16, "000G40R40M30E209185GR38E1W0"),  # one too many
    (16, "000G40R40M30E209185GR38E1X"),  # the padding is not zero
    (16, "000G40R40M30E209185GR38E1U"),  # no letter of the alphabet
    (16, ""),
    (1, "ZX"),
    (1, "Z"),
    (1, "ZW0"),
    (1, "Z*"),
]


def ranked(votes: list[int], seats: int, took_part: int, elected: Body, turnout: Body) -> Body:
    """Elected and tied as places on the ballot, from 0."""
    options = [{"id": str(place), "label": ""} for place in range(len(votes))]
    contest = {"id": "c", "max": 1, "options": options, "seats": seats, "title": ""}
    rule = {"elected": elected, "turnout": turnout}
    roll = {"sha256": "0" * 64, "size": ROLL}
    asked = manifest.read(manifest_body(contests=[contest], roll=roll, rule=rule), bytes(32))
    valid = asked.turnout.is_reached(took_part, ROLL)
    paper = [0] * len(votes)
    found = tally.contest_result(asked, asked.contests[0], votes, paper, took_part, valid)
    about = {
        "roll": ROLL,
        "rule": rule,
        "seats": seats,
        "took_part": took_part,
        "valid": valid,
        "votes": votes,
    }
    return about | {name: [int(place) for place in found[name]] for name in ("elected", "tied")}


def written(clock: str, before: str) -> Body:
    at = chain.shown_time("ballot", canonical.time(clock), canonical.time(before))
    return {"at": canonical.time_text(at), "before": before, "clock": clock}


def rules() -> dict[str, Any]:
    window = {"closes_at": CLOSES_AT, "opens_at": OPENS_AT}
    ballots = [window | {"at": at, "before": before, "good": good} for at, before, good in BALLOTS]
    return {
        "rank": [ranked(*one) for one in RANKED],
        "time": TIMES | {"ballots": ballots, "written": [written(*one) for one in CLOCKS]},
        "typed": {
            "accepted": [{"bytes": content, "typed": typed} for content, typed in TYPED],
            "refused": [{"size": size, "typed": typed} for size, typed in MISTYPED],
        },
    }
