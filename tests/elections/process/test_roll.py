"""The roll: masking, doubles, its fingerprint; entries, households, objections, striking."""

import hashlib
from itertools import combinations

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from elections.actions.running import (
    Person,
    confirm_entries,
    freeze_roll,
    import_electors,
    publish_roll,
    raise_objection,
    register_elector,
    register_oneself,
    rule_on_objection,
    strike_entry,
)
from elections.actions.running import refusals as no
from elections.actions.running.publishing import roll_lines
from elections.actions.running.rolls import register_of
from elections.models import Registration
from elections.rules.roll import Entry, duplicates, masked, plain
from tests.cast import Cast
from tests.elections.process.scene import announced, day, entry, frozen, published, with_entries


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张小三", "张*三"),
        ("欧阳修远", "欧**远"),
        ("李", "李*"),
        ("John Smith", "J*** S***"),
        ("", ""),
        (" 张 小 三 ", "张***三"),
    ],
)
def test_a_masked_name(name: str, shown: str) -> None:
    assert masked(name) == shown


@given(st.text("张三李四王五赵六欧阳", min_size=1, max_size=6))
@settings(max_examples=50)
def test_a_masked_name_never_is_the_name(name: str) -> None:
    assert masked(name) != name
    assert masked(masked(name)) == masked(name)  # a search by what is printed finds it


def test_households_are_written_in_many_ways() -> None:
    assert len({plain(one) for one in ("3-2-501", "3 - 2 - 501", "３-２-５０１", "3号楼2单元501室")}) == 1


ENTRIES = st.builds(
    Entry,
    id=st.integers(1, 10_000),
    name=st.sampled_from(["张三", "李四", "王五"]),
    household=st.sampled_from(["", "1-101", "1-102"]),
    birth_year=st.sampled_from([None, 1950, 1960]),
    phone_hash=st.sampled_from(["", "a", "b"]),
    user=st.sampled_from([None, None, 1, 2]),
)


@given(st.lists(ENTRIES, max_size=12, unique_by=lambda one: one.id), st.randoms())
@settings(max_examples=60)
def test_doubles_do_not_depend_on_the_order(entries: list[Entry], random: object) -> None:
    from elections.rules.roll import marks

    found = duplicates(entries)
    shuffled = list(entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert duplicates(shuffled) == found
    together = {pair for group in found for pair in combinations(sorted(group), 2)}
    for one, other in combinations(sorted(entries, key=lambda e: e.id), 2):
        if set(marks(one)) & set(marks(other)):
            assert (one.id, other.id) in together


def test_the_register_is_taken_over_once(cast: Cast) -> None:
    election = announced(cast)
    people = register_of(election, day(-58))
    assert {one.user for one in people} == {cast.ann, cast.dan, cast.bo}
    about = {"election": election, "source": "register", "by": cast.chair, "at": day(-58)}
    assert len(import_electors(people=people, **about)) == 3
    assert import_electors(people=people, **about) == []


def test_nobody_registers_twice_or_too_young(cast: Cast) -> None:
    election = announced(cast)
    about = {"election": election, "by": cast.ann, "at": day(-58)}
    with pytest.raises(no.TooYoung):
        register_oneself(household="1-1", birth_year=2010, **about)
    register_oneself(household="1-1", birth_year=1990, **about)
    with pytest.raises(no.AlreadyRegistered):
        register_oneself(household="1-2", birth_year=1991, **about)


def test_one_elector_for_each_household(cast: Cast) -> None:
    election = announced(cast, electorate_mode="households")
    about = {"election": election, "by": cast.bo, "at": day(-58)}
    register_elector(person=Person(name="张三", household="1-101"), **about)
    with pytest.raises(no.HouseholdTaken):
        register_elector(person=Person(name="李四", household="1-101"), **about)
    with pytest.raises(no.HouseholdMissing):
        register_elector(person=Person(name="李四"), **about)
    people = [
        Person(name="李四", household="1-101"),
        Person(name="王五", household="1-102"),
        Person(name="赵六"),
    ]
    added = import_electors(people=people, source="import", **about)
    assert [one.name for one in added] == ["王五"]


def test_a_struck_entry_frees_its_place(cast: Cast) -> None:
    election = with_entries(cast)
    mine = entry(election, "安")
    with pytest.raises(no.ReasonMissing):
        strike_entry(entry=mine, reason=" ", by=cast.bo, at=day(-55))
    strike_entry(entry=mine, reason="已迁出", by=cast.bo, at=day(-55))
    again = register_oneself(election=election, household="1-0", birth_year=1960, by=cast.ann, at=day(-54))
    confirm_entries(election=election, entries=[again], by=cast.bo, at=day(-53))
    publish_roll(election=election, by=cast.bo, at=day(-50))
    assert Registration.objects.of(election).on_roll().filter(user=cast.ann).count() == 1


def test_a_late_entry_gets_the_next_number_and_others_keep_theirs(cast: Cast) -> None:
    election = published(cast)
    before = dict(Registration.objects.of(election).on_roll().values_list("pk", "number"))
    late = register_elector(election=election, person=Person(name="漏登者"), by=cast.bo, at=day(-47))
    confirm_entries(election=election, entries=[late], by=cast.bo, at=day(-46))
    late.refresh_from_db()
    assert late.number == max(before.values()) + 1
    after = dict(Registration.objects.of(election).on_roll().values_list("pk", "number"))
    assert {pk: after[pk] for pk in before} == before


def test_the_fingerprint_is_of_the_published_lines(cast: Cast) -> None:
    election = frozen(cast)
    lines = sorted(line.encode() for line in roll_lines(election))
    assert election.roll_hash == hashlib.sha256(b"".join(line + b"\n" for line in lines)).hexdigest()
    assert election.roll_size == len(lines) == 16
    assert not any("郑奶奶".encode() in line for line in lines)
    with pytest.raises(no.RollClosed):
        register_oneself(election=election, household="1", birth_year=1960, by=cast.eve, at=day(-34))


def test_an_objection_has_its_days_and_its_ruling_another_person(cast: Cast) -> None:
    election = published(cast)
    about = {"election": election, "ground": "missing", "text": "漏了王五"}
    with pytest.raises(no.TooLateToObject):
        raise_objection(**about, by=cast.ann, at=day(-44))
    own = raise_objection(**about, by=cast.bo, at=day(-47))
    with pytest.raises(no.OwnObjection):
        rule_on_objection(objection=own, ruling="upheld", reason="是", by=cast.bo, at=day(-46))
    with pytest.raises(no.NotYetLawful, match="1"):
        freeze_roll(election=election, by=cast.bo, at=day(-35))
    with pytest.raises(no.ReasonMissing):
        rule_on_objection(objection=own, ruling="upheld", reason=" ", by=cast.chair, at=day(-46))
    rule_on_objection(objection=own, ruling="upheld", reason="补登", by=cast.chair, at=day(-46))
    with pytest.raises(no.WrongStage):
        rule_on_objection(objection=own, ruling="rejected", reason="不", by=cast.chair, at=day(-45))
    freeze_roll(election=election, by=cast.bo, at=day(-35))


def test_a_settled_roll_is_not_called_on_show(cast: Cast) -> None:
    election = published(cast)
    with translation.override("en"):
        assert election.get_state_display() == "Roll published"
        settled = freeze_roll(election=election, by=cast.bo, at=day(-35))
        assert settled.get_state_display() == "Roll settled"
