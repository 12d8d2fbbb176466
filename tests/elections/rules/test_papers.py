"""Every printed ballot is somewhere; sheets that contradict themselves or each other are found out."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections.rules.papers import (
    MOST,
    Contest,
    Fault,
    FaultCode,
    Sheet,
    Votes,
    differences,
    faults,
    of_data,
    total,
)

CHAIR = Contest("chair", 1, ("ann", "bo"))
MEMBER = Contest("member", 2, ("chen", "dan", "eve"))
BALLOT = [CHAIR, MEMBER]
GOOD = Sheet(
    books=100,
    unused=20,
    spoiled=3,
    found=75,
    blank=2,
    invalid=3,
    votes={
        "ann": Votes(40, 10, 5),
        "bo": Votes(25),
        "chen": Votes(70),
        "dan": Votes(50),
        "eve": Votes(19),
    },
    others={("chair", 7): 5, ("member", 7): 1},
)


def codes(
    sheet: Sheet, ballots: int = 100, attended: int = 80, ballot: list[Contest] | None = None
) -> list[Fault]:
    return faults(sheet, BALLOT if ballot is None else ballot, ballots, attended)


def test_every_ballot_is_unused_spoiled_found_or_taken_away() -> None:
    assert (GOOD.issued, GOOD.taken_away, GOOD.valid) == (80, 2, 70)
    assert GOOD.books == GOOD.unused + GOOD.spoiled + GOOD.found + GOOD.taken_away
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"books": 99}, Fault(FaultCode.BOOKS, "books", 99, 100)),
        ({"unused": 23}, Fault(FaultCode.ISSUED, "found", 78, 77)),
        ({"spoiled": 6}, Fault(FaultCode.ISSUED, "found", 81, 80)),
        ({"blank": 5, "invalid": 71}, Fault(FaultCode.VALID, "invalid", 76, 75)),
        ({"votes": GOOD.votes | {"ann": Votes(40, 20, 11)}}, Fault(FaultCode.VOTES, "ann", 71, 70)),
        ({"votes": GOOD.votes | {"bo": Votes(26)}}, Fault(FaultCode.SEATS, "chair", 71, 70)),
        ({"votes": GOOD.votes | {"eve": Votes(20)}}, Fault(FaultCode.SEATS, "member", 141, 140)),
        ({"others": {("chair", 7): 6}}, Fault(FaultCode.SEATS, "chair", 71, 70)),
        ({"others": {("member", 7): 71}}, Fault(FaultCode.VOTES, "member", 71, 70)),
        ({"others": {("deputy", 7): 1}}, Fault(FaultCode.LINES, "deputy")),
        ({"votes": GOOD.votes | {"fu": Votes(1)}}, Fault(FaultCode.LINES, "fu")),
        ({"votes": {k: v for k, v in GOOD.votes.items() if k != "ann"}}, Fault(FaultCode.LINES, "ann")),
    ],
)
def test_a_sheet_that_contradicts_itself(change: dict[str, Any], fault: Fault) -> None:
    assert fault in codes(replace(GOOD, **change))


def test_at_the_limits_nothing_is_wrong() -> None:
    full = replace(GOOD, unused=22, votes=GOOD.votes | {"ann": Votes(40, 20, 10), "bo": Votes(25)})
    assert full.taken_away == 0
    assert codes(full, attended=75) == []


def test_more_in_the_box_than_people_who_came() -> None:
    assert codes(GOOD, attended=74) == [Fault(FaultCode.ATTENDED, "found", 75, 74)]
    assert codes(GOOD, attended=75) == []


def test_a_recall_asks_each_and_has_no_seats_to_fill() -> None:
    asked = Contest("recall", 1, ("ann", "bo"), asks_each=True)
    sheet = Sheet(10, 0, 0, 10, 0, 0, {"ann": Votes(9, 1), "bo": Votes(8, 1, 1)})
    assert codes(sheet, 10, 10, [asked]) == []
    assert codes(sheet, 10, 10, [replace(asked, asks_each=False)]) == [
        Fault(FaultCode.SEATS, "recall", 17, 10)
    ]


@pytest.mark.parametrize("bad", [-1, MOST + 1, "5", 2.0, True, None])
def test_what_is_no_count_is_told_alone(bad: Any) -> None:
    assert codes(replace(GOOD, found=bad)) == [Fault(FaultCode.NUMBER, "found")]
    assert codes(replace(GOOD, votes=GOOD.votes | {"ann": Votes(bad)})) == [Fault(FaultCode.NUMBER, "ann")]
    assert codes(replace(GOOD, others={("chair", 7): bad})) == [Fault(FaultCode.NUMBER, "chair")]


def test_counts_from_nothing_to_the_most_are_counts() -> None:
    empty = Sheet(0, 0, 0, 0, 0, 0, {line: Votes(0) for contest in BALLOT for line in contest.lines})
    assert codes(empty, 0, 0) == []
    assert codes(replace(empty, books=MOST, unused=MOST), MOST, 0) == []


@pytest.mark.parametrize("name", ["books", "unused", "spoiled", "found", "blank", "invalid"])
def test_two_entries_that_differ_in_a_number(name: str) -> None:
    assert differences(GOOD, replace(GOOD, **{name: 7})) == [name]


def test_two_entries_that_differ_in_lines_and_names_written_in() -> None:
    assert differences(GOOD, GOOD) == []
    assert differences(GOOD, replace(GOOD, votes=GOOD.votes | {"ann": Votes(40, 10, 4)})) == ["ann"]
    without = replace(
        GOOD, votes={k: v for k, v in GOOD.votes.items() if k != "dan"}, others={("chair", 7): 5}
    )
    assert differences(GOOD, without) == differences(without, GOOD) == ["dan", "member/7"]


def test_a_sheet_kept_as_data_is_the_same_again() -> None:
    assert of_data(json.loads(json.dumps(GOOD.as_data()))) == GOOD


def test_stations_add_up() -> None:
    other = Sheet(
        50, 10, 0, 40, 0, 0, {line: Votes(1, 2, 3) for line in GOOD.votes}, {("chair", 7): 2, ("chair", 9): 1}
    )
    both = total([GOOD, other], BALLOT)
    assert (both.books, both.unused, both.spoiled, both.found, both.blank, both.invalid) == (
        150,
        30,
        3,
        115,
        2,
        3,
    )
    assert both.votes["ann"] == Votes(41, 12, 8)
    assert both.others == {("chair", 7): 7, ("member", 7): 1, ("chair", 9): 1}
    assert total([], BALLOT).votes == {line: Votes(0) for line in GOOD.votes}


NUMBERS = st.integers(0, 300)


@settings(max_examples=80)
@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), max_size=5))
def test_what_each_station_holds_the_sum_holds(rows: list[tuple[int, int, int, int]]) -> None:
    sheets = [
        Sheet(
            unused + spoiled + found + away,
            unused,
            spoiled,
            found,
            0,
            0,
            {line: Votes(0) for line in GOOD.votes},
        )
        for unused, spoiled, found, away in rows
    ]
    both = total(sheets, BALLOT)
    assert both.taken_away == sum(away for *_, away in rows)
    assert faults(both, BALLOT, sum(sheet.books for sheet in sheets), both.issued) == []
