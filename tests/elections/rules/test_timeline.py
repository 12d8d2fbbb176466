"""The calendar of an election, from D-35 to D+10, and what each stage waits for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections.rules import profiles
from elections.rules.profiles import Phase, Profile
from elections.rules.timeline import Actor, Stage, plan
from tests.elections.rules.making import CLUB, OWNERS, RESIDENTS, VILLAGE, changed

DAY = date(2026, 6, 20)
STOCK = [profiles.load(name) for name in profiles.names()]


def stages(profile: Profile, day: date = DAY, **more: object) -> dict[Phase, Stage]:
    return {stage.phase: stage for stage in plan(profile, day, **more)}  # type: ignore[arg-type]  # keywords of the test


def test_a_residents_committee_election_runs_from_35_days_before_to_10_after() -> None:
    offsets = {stage.phase: stage.offset(DAY) for stage in plan(RESIDENTS, DAY)}
    assert offsets == {
        Phase.COMMITTEE: (-35, -31),
        Phase.ANNOUNCEMENT: (-30, -30),
        Phase.REGISTRATION: (-30, -21),
        Phase.ROLL: (-20, -20),
        Phase.OBJECTIONS: (-20, -15),
        Phase.RULINGS: (-20, -12),
        Phase.FREEZE: (-11, -11),
        Phase.NOMINATION: (-11, -7),
        Phase.PROXIES: (-11, -2),
        Phase.REVIEW: (-6, -6),
        Phase.CANDIDATES: (-5, -5),
        Phase.PREPARATION: (-5, -1),
        Phase.VOTING: (0, 0),
        Phase.RESULT: (0, 0),
        Phase.RUN_OFF: (0, 30),
        Phase.HANDOVER: (0, 10),
    }


def test_the_stages_stand_in_order_with_actor_notices_and_limit() -> None:
    found = plan(RESIDENTS, DAY)
    assert [stage.first for stage in found] == sorted(stage.first for stage in found)
    assert [stage.phase for stage in found][-4:] == [
        Phase.VOTING,
        Phase.RESULT,
        Phase.RUN_OFF,
        Phase.HANDOVER,
    ]
    roll = stages(RESIDENTS)[Phase.ROLL]
    assert roll.actor is Actor.ELECTION_COMMITTEE
    assert roll.notices == (4,)
    assert roll.after == (Phase.REGISTRATION,)
    assert roll.rule == "deadlines.roll_published_before"
    assert roll.limit == DAY - timedelta(days=20)
    assert roll.window.ends_at - roll.window.starts_at == timedelta(days=1)


@pytest.mark.parametrize("profile", STOCK, ids=lambda profile: profile.id)
def test_every_notice_belongs_to_a_stage(profile: Profile) -> None:
    issued = [number for stage in plan(profile, DAY) for number in stage.notices]
    assert sorted(issued) == [notice.number for notice in profile.notices]


def test_seventeen_notices_are_issued() -> None:
    for profile in (RESIDENTS, VILLAGE):
        assert sorted(n for stage in plan(profile, DAY) for n in stage.notices) == list(range(1, 18))


@pytest.mark.parametrize("profile", STOCK, ids=lambda profile: profile.id)
def test_every_rule_named_has_a_source(profile: Profile) -> None:
    assert all(stage.rule in profile.sources for stage in plan(profile, DAY) if stage.rule)


def test_a_holiday_that_puts_a_period_off_moves_the_roll_forward() -> None:
    plain = stages(VILLAGE)
    week = {DAY - timedelta(days=n) for n in range(9, 16)}  # the last day for objections and a week after it
    moved = stages(VILLAGE, holidays=week)
    assert plain[Phase.OBJECTIONS].last in week
    assert moved[Phase.OBJECTIONS].last not in week
    assert moved[Phase.RULINGS].last not in week
    assert moved[Phase.ROLL].last < plain[Phase.ROLL].last
    assert moved[Phase.FREEZE].first > moved[Phase.RULINGS].last


def test_without_proxies_there_is_no_stage_for_them() -> None:
    assert Phase.PROXIES not in stages(changed(VILLAGE, "proxies", most_per_holder=0))
    assert Phase.PROXIES in stages(VILLAGE)


def test_without_a_run_off_period_there_is_no_stage_for_it() -> None:
    assert Phase.RUN_OFF not in stages(OWNERS)
    assert Phase.HANDOVER not in stages(changed(VILLAGE, "deadlines", handover_within=None))


def test_a_vote_without_candidates_nominates_nobody() -> None:
    found = stages(OWNERS, has_candidates=False)
    assert not {Phase.NOMINATION, Phase.REVIEW, Phase.CANDIDATES} & set(found)


def test_several_days_of_voting_put_the_result_off() -> None:
    found = stages(OWNERS, voting_days=15)
    assert found[Phase.VOTING].offset(DAY) == (0, 14)
    assert found[Phase.RESULT].offset(DAY) == (14, 17)


def test_where_the_law_sets_nothing_the_stages_stand_close_together() -> None:
    nothing = dict.fromkeys(VILLAGE.deadlines.__dataclass_fields__)
    offsets = {
        stage.phase: stage.offset(DAY) for stage in plan(changed(VILLAGE, "deadlines", **nothing), DAY)
    }
    assert offsets == {
        Phase.COMMITTEE: (-14, -10),
        Phase.ANNOUNCEMENT: (-9, -9),
        Phase.REGISTRATION: (-9, -5),
        Phase.ROLL: (-4, -4),
        Phase.OBJECTIONS: (-4, -4),
        Phase.RULINGS: (-4, -4),
        Phase.FREEZE: (-3, -3),
        Phase.NOMINATION: (-3, -3),
        Phase.PROXIES: (-3, -1),
        Phase.REVIEW: (-2, -2),
        Phase.CANDIDATES: (-1, -1),
        Phase.PREPARATION: (-1, -1),
        Phase.VOTING: (0, 0),
        Phase.RESULT: (0, 0),
    }
    assert all(stage.limit is None for stage in plan(CLUB, DAY) if not stage.rule)


@pytest.mark.parametrize(("nomination", "roll"), [(1, -16), (2, -17), (5, -20), (8, -23)])
def test_the_roll_is_published_early_enough_for_what_follows(nomination: int, roll: int) -> None:
    own = changed(VILLAGE, "deadlines", roll_published_before=9, nomination_least=nomination)
    found = stages(own)
    assert found[Phase.ROLL].offset(DAY) == (roll, roll)
    assert found[Phase.ROLL].limit == DAY - timedelta(days=9)
    assert found[Phase.NOMINATION].offset(DAY) == (-6 - nomination, -7)
    assert found[Phase.ANNOUNCEMENT].offset(DAY) == (-30, -30)


def lawful(profile: Profile, found: dict[Phase, Stage], day: date) -> None:
    days = profile.deadlines
    for phase, before in (
        (Phase.ANNOUNCEMENT, days.announced_before),
        (Phase.ROLL, days.roll_published_before),
        (Phase.CANDIDATES, days.candidates_published_before),
        (Phase.PROXIES, days.proxies_published_before),
    ):
        assert (day - found[phase].last).days >= (before or 0)
    assert (found[Phase.OBJECTIONS].last - found[Phase.ROLL].last).days >= (days.objections_within or 0)
    assert found[Phase.FREEZE].first > found[Phase.RULINGS].last >= found[Phase.OBJECTIONS].last
    nomination = found[Phase.NOMINATION]
    assert (nomination.last - nomination.first).days + 1 >= (days.nomination_least or 0)
    assert nomination.first >= found[Phase.FREEZE].first
    assert (
        nomination.last
        < found[Phase.REVIEW].first
        <= found[Phase.REVIEW].last
        < found[Phase.CANDIDATES].first
        < day
    )


HOLIDAYS = st.sets(st.integers(0, 60), max_size=15).map(lambda ns: {DAY - timedelta(days=n) for n in ns})


@settings(max_examples=80)
@given(
    st.sampled_from([RESIDENTS, VILLAGE, CLUB]),
    HOLIDAYS,
    st.none() | st.integers(0, 30),
    st.none() | st.integers(1, 10),
    st.none() | st.integers(1, 10),
    st.none() | st.integers(1, 10),
    st.none() | st.integers(0, 10),
)
def test_whatever_the_profile_says_the_plan_keeps_every_period(
    profile: Profile,
    holidays: set[date],
    roll: int | None,
    objections: int | None,
    rulings: int | None,
    nomination: int | None,
    candidates: int | None,
) -> None:
    own = changed(
        profile,
        "deadlines",
        roll_published_before=roll,
        objections_within=objections,
        rulings_within=rulings,
        nomination_least=nomination,
        candidates_published_before=candidates,
    )
    own = replace(own, proxies=replace(own.proxies, most_per_holder=3))
    found = stages(own, holidays=holidays)
    lawful(own, found, DAY)
    assert all(stage.first <= stage.last for stage in found.values())
    assert found[Phase.COMMITTEE].last < found[Phase.ANNOUNCEMENT].first < found[Phase.ROLL].first
