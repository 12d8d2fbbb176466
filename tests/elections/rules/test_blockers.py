"""A step is blocked as long as a lawful period is unmet, to the minute, and says which and until when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from elections.rules.blockers import Blocker, Facts, Unmet, blockers, next_step, overdue
from elections.rules.days import CHINA, midnight
from elections.rules.profiles import Phase
from tests.elections.rules.making import CLUB, VILLAGE, changed

DAY = date(2026, 6, 21)


def noon(before: int) -> datetime:
    """Noon, so many days before the election day."""
    return midnight(DAY - timedelta(days=before)) + timedelta(hours=12)


DRAFT = Facts(DAY, midnight(DAY) + timedelta(hours=8), midnight(DAY) + timedelta(hours=18))
ANNOUNCED = replace(DRAFT, announced_at=noon(30))
PUBLISHED = replace(ANNOUNCED, roll_published_at=noon(20))
FROZEN = replace(PUBLISHED, roll_frozen_at=noon(11))
NOMINATING = replace(FROZEN, nominating_at=noon(10), candidates=(("chair", 2, 2),))
READY = replace(NOMINATING, candidates_published_at=noon(5))
CLOSED = replace(READY, polls_closed_at=DRAFT.polls_close_at)
DECLARED = replace(CLOSED, declared_at=DRAFT.polls_close_at + timedelta(hours=2))


def codes(facts: Facts, at: datetime, step: Phase | None = None) -> list[str]:
    return [str(one.code) for one in blockers(VILLAGE, facts, at, step)]


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        (DRAFT, Phase.ANNOUNCEMENT),
        (ANNOUNCED, Phase.ROLL),
        (PUBLISHED, Phase.FREEZE),
        (FROZEN, Phase.NOMINATION),
        (NOMINATING, Phase.CANDIDATES),
        (READY, Phase.VOTING),
        (CLOSED, Phase.RESULT),
        (DECLARED, Phase.HANDOVER),
        (replace(FROZEN, has_candidates=False), Phase.VOTING),
        (replace(DECLARED, handed_over_at=noon(0)), None),
    ],
)
def test_one_step_comes_next(facts: Facts, step: Phase | None) -> None:
    assert next_step(facts) is step


def test_the_way_is_free_where_every_period_is_kept() -> None:
    assert codes(DRAFT, noon(30)) == []
    assert codes(ANNOUNCED, noon(20)) == []
    assert codes(PUBLISHED, noon(11)) == []
    assert codes(FROZEN, noon(10)) == []
    assert codes(NOMINATING, noon(5)) == []
    assert codes(READY, noon(2), Phase.PROXIES) == []
    assert codes(READY, noon(0)) == []
    assert codes(CLOSED, noon(0)) == []
    assert codes(DECLARED, noon(-1)) == []
    assert codes(replace(DECLARED, handed_over_at=noon(-2)), noon(-3)) == []


@pytest.mark.parametrize(
    ("facts", "step", "before", "rule"),
    [
        (DRAFT, Phase.ANNOUNCEMENT, 30, "announced_before"),
        (ANNOUNCED, Phase.ROLL, 20, "roll_published_before"),
        (NOMINATING, Phase.CANDIDATES, 5, "candidates_published_before"),
        (READY, Phase.PROXIES, 2, "proxies_published_before"),
    ],
)
def test_a_publication_one_day_late_is_too_late(facts: Facts, step: Phase, before: int, rule: str) -> None:
    last_moment = midnight(DAY - timedelta(days=before - 1)) - timedelta(microseconds=1)
    assert blockers(VILLAGE, facts, last_moment, step) == []
    late = blockers(VILLAGE, facts, last_moment + timedelta(microseconds=1), step)
    assert late == [Blocker(Unmet.TOO_LATE, step, f"deadlines.{rule}", before - 1, before)]
    assert late[0].until is None  # waiting does not mend it
    free = changed(VILLAGE, "deadlines", **{rule: None})
    assert blockers(free, facts, noon(1), step) == []


def test_an_objection_may_come_in_until_the_end_of_the_fifth_day() -> None:
    end = midnight(DAY - timedelta(days=14))
    waiting = blockers(VILLAGE, PUBLISHED, end - timedelta(seconds=1))
    assert waiting == [Blocker(Unmet.TOO_EARLY, Phase.FREEZE, "deadlines.objections_within", 5, 5, end)]
    assert blockers(VILLAGE, PUBLISHED, end) == []
    free = changed(VILLAGE, "deadlines", objections_within=None)
    assert blockers(free, PUBLISHED, noon(20)) == []


def test_a_holiday_keeps_the_roll_open() -> None:
    holiday = [DAY - timedelta(days=15)]
    assert blockers(VILLAGE, PUBLISHED, midnight(DAY - timedelta(days=14)), holidays=holiday) != []
    assert blockers(VILLAGE, PUBLISHED, midnight(DAY - timedelta(days=13)), holidays=holiday) == []


def test_an_objection_without_ruling_keeps_the_roll_open() -> None:
    facts = replace(PUBLISHED, objections_waiting=(noon(16), noon(15)))
    assert blockers(VILLAGE, facts, noon(11)) == [
        Blocker(Unmet.OBJECTIONS_OPEN, Phase.FREEZE, "deadlines.rulings_within", 2)
    ]


@pytest.mark.parametrize(
    ("facts", "step", "missing"),
    [
        (DRAFT, Phase.ROLL, [Phase.ANNOUNCEMENT]),
        (ANNOUNCED, Phase.FREEZE, [Phase.ROLL]),
        (PUBLISHED, Phase.NOMINATION, [Phase.FREEZE]),
        (PUBLISHED, Phase.CANDIDATES, [Phase.FREEZE, Phase.NOMINATION]),
        (READY, Phase.RESULT, [Phase.VOTING]),
        (CLOSED, Phase.HANDOVER, [Phase.RESULT]),
    ],
)
def test_no_step_before_the_one_before_it(facts: Facts, step: Phase, missing: list[Phase]) -> None:
    found = blockers(VILLAGE, facts, noon(25), step)
    assert [(one.code, one.about) for one in found] == [(Unmet.FIRST, phase) for phase in missing]


def test_nominations_stay_open_for_their_days() -> None:
    opened = noon(8)
    facts = replace(NOMINATING, nominating_at=opened)
    until = midnight(DAY - timedelta(days=5))
    found = blockers(VILLAGE, facts, until - timedelta(seconds=1))
    assert found == [Blocker(Unmet.TOO_EARLY, Phase.CANDIDATES, "deadlines.nomination_least", 2, 3, until)]
    assert blockers(VILLAGE, facts, until) == []
    free = changed(VILLAGE, "deadlines", nomination_least=None)
    assert blockers(free, facts, noon(8)) == []


def test_too_few_candidates_keep_the_list_closed() -> None:
    facts = replace(NOMINATING, candidates=(("chair", 1, 2), ("member", 4, 4)))
    assert blockers(VILLAGE, facts, noon(5)) == [
        Blocker(Unmet.TOO_FEW_CANDIDATES, Phase.CANDIDATES, "election.differential", 1, 2, about="chair")
    ]


def test_the_polls_open_in_their_window_only() -> None:
    early = blockers(VILLAGE, READY, DRAFT.polls_open_at - timedelta(seconds=1))
    assert early == [Blocker(Unmet.TOO_EARLY, Phase.VOTING, until=DRAFT.polls_open_at)]
    assert codes(READY, DRAFT.polls_open_at) == []
    assert codes(READY, DRAFT.polls_close_at - timedelta(seconds=1)) == []
    assert codes(READY, DRAFT.polls_close_at) == ["past"]


def test_opening_looks_back_at_every_period() -> None:
    late = replace(READY, roll_published_at=noon(19), candidates_published_at=noon(4))
    found = blockers(VILLAGE, late, noon(0))
    assert found == [
        Blocker(Unmet.TOO_LATE, Phase.VOTING, "deadlines.roll_published_before", 19, 20),
        Blocker(Unmet.TOO_LATE, Phase.VOTING, "deadlines.candidates_published_before", 4, 5),
    ]
    bare = blockers(VILLAGE, DRAFT, noon(0), Phase.VOTING)
    assert [one.about for one in bare] == [Phase.FREEZE, Phase.ROLL, Phase.CANDIDATES]


def test_a_recall_opens_without_candidates() -> None:
    assert codes(replace(FROZEN, has_candidates=False), noon(0)) == []


def test_a_vote_longer_than_allowed_is_not_announced() -> None:
    two_days = replace(DRAFT, polls_close_at=midnight(DAY) + timedelta(hours=30))
    assert blockers(VILLAGE, two_days, noon(30)) == [
        Blocker(Unmet.TOO_LONG, Phase.ANNOUNCEMENT, "deadlines.voting_most", 2, 1)
    ]
    until_midnight = replace(DRAFT, polls_close_at=midnight(DAY + timedelta(days=1)))
    assert blockers(VILLAGE, until_midnight, noon(30)) == []
    assert blockers(changed(VILLAGE, "deadlines", voting_most=None), two_days, noon(30)) == []


def test_what_is_overdue_is_told() -> None:
    came = replace(PUBLISHED, objections_waiting=(noon(16),))
    assert overdue(VILLAGE, came, noon(13)) == []
    assert overdue(VILLAGE, came, noon(12)) == [
        Blocker(Unmet.PAST, Phase.RULINGS, "deadlines.rulings_within", 4, 3)
    ]
    assert overdue(VILLAGE, came, noon(12), [DAY - timedelta(days=13)]) == []
    assert overdue(VILLAGE, CLOSED, noon(0)) == []
    assert [one.step for one in overdue(VILLAGE, CLOSED, noon(-1))] == [Phase.RESULT]
    assert overdue(VILLAGE, DECLARED, noon(-10)) == []
    assert [one.step for one in overdue(VILLAGE, DECLARED, noon(-11))] == [Phase.HANDOVER]
    assert overdue(VILLAGE, replace(DECLARED, handed_over_at=noon(-9)), noon(-11)) == []
    short = replace(DECLARED, is_complete=False)
    assert overdue(VILLAGE, short, noon(-30)) == []
    assert [one.step for one in overdue(VILLAGE, short, noon(-31))] == [Phase.RUN_OFF]
    assert overdue(changed(VILLAGE, "deadlines", run_off_within=None), short, noon(-99)) == []
    assert overdue(VILLAGE, READY, noon(-99)) == []
    assert overdue(CLUB, replace(PUBLISHED, objections_waiting=(noon(16),)), noon(14)) != []


def test_the_clock_of_another_country_changes_nothing() -> None:
    assert codes(ANNOUNCED, noon(20).astimezone(UTC)) == []
    assert noon(20).tzinfo is CHINA


def test_a_blocker_without_numbers_has_none() -> None:
    assert Blocker(Unmet.PAST, Phase.VOTING) == Blocker(Unmet.PAST, Phase.VOTING, "", 0, 0, None, "")


def test_proxies_that_were_not_published_in_time_are_told() -> None:
    waiting = replace(READY, proxies_waiting=2)
    assert overdue(VILLAGE, waiting, noon(2)) == []
    late = Blocker(Unmet.PAST, Phase.PROXIES, "deadlines.proxies_published_before", 1, 2)
    assert overdue(VILLAGE, waiting, noon(1)) == [late]
    assert overdue(VILLAGE, READY, noon(1)) == []
    assert overdue(VILLAGE, replace(waiting, polls_closed_at=DRAFT.polls_close_at), noon(0)) == []
