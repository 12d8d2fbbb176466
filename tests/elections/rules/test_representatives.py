"""A list of representatives: which lines are read, and what is said of each of the others."""

from dataclasses import dataclass
from datetime import date

import pytest

from elections.rules.representatives import Fault, Row, RowFault, beside, clashes, day, is_same, read_rows

BEGINS = date(2026, 1, 6)
ANN = Row("安", "第一居民小组", BEGINS, None, 2)


@pytest.mark.parametrize("text", ["2026-01-06", "2026-1-6", "2026/1/6", "2026.1.6", "2026年1月6日"])
def test_days_as_people_write_them(text: str) -> None:
    assert day(text) == BEGINS


@pytest.mark.parametrize("text", ["", "2026-02-30", "6.1.2026", "明天", "2026-01-06 09:00"])
def test_what_is_no_day(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"name": "", "group": "第一居民小组"}, RowFault.NAME),
        ({"name": "安", "group": " "}, RowFault.GROUP),
        ({"name": "安" * 41, "group": "第一居民小组"}, RowFault.LONG),
        ({"name": "安", "group": "组" * 41}, RowFault.LONG),
        ({"name": "安", "group": "一", "starts_on": "去年"}, RowFault.STARTS),
        ({"name": "安", "group": "一", "ends_on": "明年"}, RowFault.ENDS),
        ({"name": "安", "group": "一", "sex": "不详"}, RowFault.SEX),
        ({"name": "安", "group": "一", "ends_on": "2026-01-06"}, RowFault.WINDOW),
    ],
)
def test_a_line_says_what_is_wrong_with_it(cells: dict[str, str], code: RowFault) -> None:
    rows, faults = read_rows([(7, cells)], BEGINS)
    assert (rows, [(one.line, one.code) for one in faults]) == ([], [(7, code)])


def test_a_line_without_a_day_begins_with_all_others() -> None:
    lines = [
        (2, {"name": " 安 ", "group": "第一居民小组"}),
        (3, {"name": "丹", "group": "二", "starts_on": "2026-03-01"}),
    ]
    rows, faults = read_rows(lines, BEGINS)
    assert rows == [ANN, Row("丹", "二", date(2026, 3, 1), None, 3)]
    assert not faults


@pytest.mark.parametrize(("said", "sex"), [("女", "f"), ("男", "m"), (" F ", "f"), ("M", "m"), ("", "")])
def test_a_line_may_say_who_is_a_woman(said: str, sex: str) -> None:
    (row,), faults = read_rows([(2, {"name": "安", "group": "一", "sex": said})], BEGINS)
    assert (row.sex, faults) == (sex, [])


def test_nobody_stands_in_it_twice_at_one_time() -> None:
    said = "安 · 第一居民小组"
    again = Row("安", "第一居民小组", date(2026, 3, 1), None, 3)
    assert clashes([ANN, again], []) == [Fault(3, RowFault.TWICE, said)]
    assert clashes([again], [ANN]) == [Fault(3, RowFault.THERE, said)]
    assert clashes([again], [Row("安", "第一居民小组", BEGINS, date(2026, 3, 1))]) == []
    assert clashes([again, Row("安", "第二居民小组", BEGINS, None, 4)], []) == []


@dataclass
class Somebody:
    name: str
    user_id: int | None = None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Somebody("安", 1), Somebody("安", 1), True),
        (Somebody("安", 1), Somebody("安", 2), False),  # namesakes
        (Somebody("安", 1), Somebody("李安", 1), True),  # one account, two spellings
        (Somebody("安", 1), Somebody("安"), True),
        (Somebody("安"), Somebody("安", 1), True),
        (Somebody("安"), Somebody("李"), False),
        (Somebody("安", 1), Somebody("李"), False),
    ],
)
def test_one_person_is_known_by_the_account_or_by_the_name(
    one: Somebody, other: Somebody, same: bool
) -> None:
    assert is_same(one, other) is same


def test_members_sit_beside_the_representatives_each_once() -> None:
    """城市居民委员会组织法 (2025) art. 28: whoever is both has one seat."""
    chosen = [Somebody("安", 1), Somebody("柏")]
    chair, deputy, member = Somebody("陈", 3), Somebody("柏", 4), Somebody("丹", 5)
    assert beside(chosen, [chair, deputy, member, Somebody("丹", 5)]) == [chair, member]
    assert beside([], [chair]) == [chair]
    assert beside(chosen, []) == []
