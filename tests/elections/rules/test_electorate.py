"""Who has a vote: persons, households, representatives, and owners by area and heads."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections.rules.electorate import (
    DEVELOPER,
    AreaSource,
    BadRegister,
    Entry,
    Resident,
    Unit,
    all_electors,
    area_of,
    by_household,
    hundredths,
    is_of_age,
    owners,
    representatives,
    total,
)
from elections.rules.profiles import HeadRule
from elections.rules.results import Weight

ANN, BO = Resident("ann", "3-301", is_representative=True), Resident("bo", "3-301")
CHEN = Resident("chen", "3-302")
PEOPLE = (ANN, BO, CHEN)


def test_every_elector_has_a_vote() -> None:
    assert [entry.voter for entry in all_electors(PEOPLE)] == ["ann", "bo", "chen"]
    assert all_electors([ANN]) == (Entry("ann", ("ann",)),)


def test_a_household_has_one_vote_cast_by_whom_it_chose() -> None:
    entries = by_household(PEOPLE, {"3-301": "bo", "3-302": "chen"})
    assert entries == (Entry("bo", ("3-301",)), Entry("chen", ("3-302",)))
    assert by_household(PEOPLE, {"3-301": "bo"}) == (Entry("bo", ("3-301",)),)


def test_a_household_is_spoken_for_by_its_own() -> None:
    with pytest.raises(BadRegister, match="chen is not of household 3-301"):
        by_household(PEOPLE, {"3-301": "chen"})
    with pytest.raises(BadRegister, match="dan is not of household 9"):
        by_household(PEOPLE, {"9": "dan"})
    with pytest.raises(BadRegister, match="dan belongs to no household"):
        by_household([Resident("dan")], {})


def test_representatives_vote_where_they_elect() -> None:
    assert [entry.voter for entry in representatives(PEOPLE)] == ["ann"]


def test_nobody_stands_on_the_roll_twice() -> None:
    for twice in (
        lambda: all_electors([ANN, ANN]),
        lambda: by_household([ANN, Resident("ann", "3-302")], {"3-301": "ann", "3-302": "ann"}),
    ):
        with pytest.raises(BadRegister, match="twice"):
            twice()


def test_interpretation_art_9_one_unit_one_head() -> None:
    entries = owners([Unit("1-101", 8837, ("ann",)), Unit("1-102", 9000, ("bo", "chen"))])
    assert [(one.voter, one.weight) for one in entries] == [
        ("ann", Weight(8837, 1)),
        ("bo+chen", Weight(9000, 1)),
    ]


def test_interpretation_art_9_several_units_of_one_buyer_one_head() -> None:
    units = [
        Unit("1-101", 8837, ("bo", "ann")),
        Unit("2-101", 1163, ("ann", "bo")),
        Unit("3-101", 5000, ("ann",)),
    ]
    entries = owners(units)
    assert [(one.voter, one.weight) for one in entries] == [
        ("ann", Weight(5000, 1)),
        ("ann+bo", Weight(10_000, 1)),
    ]
    assert entries[1].stands_for == ("1-101", "2-101")


def test_interpretation_art_9_stock_unsold_or_not_handed_over_one_head() -> None:
    units = [Unit("1-101", 100), Unit("1-102", 200, ("ann",), is_delivered=False), Unit("1-103", 300)]
    assert owners(units) == (Entry(DEVELOPER, ("1-101", "1-102", "1-103"), Weight(600, 1)),)


def test_a_covenant_may_count_every_unit_as_a_head() -> None:
    units = [Unit("1-101", 100, ("ann",)), Unit("1-102", 200, ("ann",))]
    assert owners(units, HeadRule.UNIT)[0].weight == Weight(300, 2)


@pytest.mark.parametrize(
    "bad", [[Unit("1", 5, ("ann",)), Unit("1", 5, ("bo",))], [Unit("1", 0)], [Unit("1", -5)]]
)
def test_a_register_that_cannot_be_counted_is_refused(bad: list[Unit]) -> None:
    with pytest.raises(BadRegister):
        owners(bad)
    assert owners([Unit("1", 1)])


UNITS = st.lists(
    st.tuples(
        st.integers(1, 50_000),
        st.lists(st.sampled_from("abcdef"), max_size=3).map(tuple),
        st.booleans(),
    ),
    max_size=40,
).map(lambda rows: [Unit(str(n), area, people, given) for n, (area, people, given) in enumerate(rows)])


@settings(max_examples=120)
@given(UNITS, st.randoms())
def test_the_whole_is_the_sum_of_the_register(units: list[Unit], random: object) -> None:
    entries = owners(units)
    assert total(entries).area == sum(unit.area for unit in units)
    buyers = {
        frozenset(unit.owners) if unit.owners and unit.is_delivered else frozenset([DEVELOPER])
        for unit in units
    }
    assert total(entries).heads == len(buyers) == len(entries)
    assert total(owners(units, HeadRule.UNIT)) == Weight(total(entries).area, len(units))
    assert sorted(key for entry in entries for key in entry.stands_for) == sorted(unit.key for unit in units)
    shuffled = list(units)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' random
    assert {(one.voter, one.weight) for one in owners(shuffled)} == {
        (one.voter, one.weight) for one in entries
    }


def test_interpretation_art_8_the_title_register_before_survey_before_contract() -> None:
    assert area_of(8837, 8900, 9000) == (8837, AreaSource.REGISTERED)
    assert area_of(None, 8900, 9000) == (8900, AreaSource.SURVEYED)
    assert area_of(contract=9000) == (9000, AreaSource.CONTRACT)
    with pytest.raises(BadRegister, match="no area"):
        area_of()


@pytest.mark.parametrize(
    ("text", "area"), [("88.37", 8837), (" 100 ", 10_000), ("0.01", 1), ("88.370", 8837)]
)
def test_square_metres_are_exact(text: str, area: int) -> None:
    assert hundredths(text) == area


@pytest.mark.parametrize("text", ["", "88.375", "0", "-3", "nan", "inf", "88,37", "eighty"])
def test_what_is_no_area_is_refused(text: str) -> None:
    with pytest.raises(BadRegister, match="no area"):
        hundredths(text)


@pytest.mark.parametrize(
    ("born", "is_old_enough"),
    [
        (date(2008, 6, 20), True),
        (date(2008, 6, 21), False),
        (date(2008, 6, 19), True),
        (date(2026, 6, 20), False),
    ],
)
def test_eighteen_on_election_day(born: date, is_old_enough: bool) -> None:
    assert is_of_age(born, date(2026, 6, 20), 18) is is_old_enough


def test_a_leap_day_child_is_of_age_on_the_months_last_day() -> None:
    assert is_of_age(date(2008, 2, 29), date(2026, 2, 28), 18)
    assert not is_of_age(date(2008, 2, 29), date(2026, 2, 27), 18)
