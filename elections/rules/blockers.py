"""What still stands between an election and its next step: unmet lawful periods, as codes and exact numbers."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from elections.rules.days import NO_HOLIDAYS, day_of, last_day, latest_day, midnight
from elections.rules.profiles import Phase, Profile


class Unmet(StrEnum):
    TOO_LATE = "too_late"  # it had to be done so many days before the election day: choose a later day
    TOO_EARLY = "too_early"  # a period still runs
    FIRST = "first"  # another step comes first
    OBJECTIONS_OPEN = "objections_open"  # objections wait for their ruling
    TOO_FEW_CANDIDATES = "too_few_candidates"
    PAST = "past"  # the window is over
    TOO_LONG = "too_long"  # the vote would stay open longer than allowed
    ON_COMMITTEE = "on_committee"  # a candidate is on the committee that runs the election


@dataclass(frozen=True)
class Blocker:
    code: Unmet
    step: Phase
    rule: str = ""  # the profile's key, for its law and article
    had: int = 0  # days, or candidates, or objections
    needed: int = 0
    until: datetime | None = None  # when waiting is enough; none where it never is
    about: str = ""  # the step that comes first, or the post


@dataclass(frozen=True)
class Facts:
    """What has happened in an election so far. A recall has no candidates and no nominations."""

    election_day: date
    polls_open_at: datetime
    polls_close_at: datetime
    announced_at: datetime | None = None
    roll_published_at: datetime | None = None
    objections_waiting: tuple[datetime, ...] = ()  # when those without a ruling came in
    roll_frozen_at: datetime | None = None
    nominating_at: datetime | None = None
    candidates: tuple[tuple[str, int, int], ...] = ()  # post, candidates standing, least that it takes
    candidates_published_at: datetime | None = None
    proxies_waiting: int = 0  # accepted and not yet published
    polls_closed_at: datetime | None = None
    declared_at: datetime | None = None
    handed_over_at: datetime | None = None
    candidates_on_committee: tuple[str, ...] = ()  # names of those who stand and run the election too
    has_candidates: bool = True
    is_complete: bool = True  # every seat is filled


def next_step(facts: Facts) -> Phase | None:
    """The step that comes next; none once the offices are handed over."""
    ways: list[tuple[Phase, datetime | None]] = [
        (Phase.ANNOUNCEMENT, facts.announced_at),
        (Phase.ROLL, facts.roll_published_at),
        (Phase.FREEZE, facts.roll_frozen_at),
        (Phase.NOMINATION, facts.nominating_at),
        (Phase.CANDIDATES, facts.candidates_published_at),
        (Phase.VOTING, facts.polls_closed_at),
        (Phase.RESULT, facts.declared_at),
        (Phase.HANDOVER, facts.handed_over_at),
    ]
    skipped = () if facts.has_candidates else (Phase.NOMINATION, Phase.CANDIDATES)
    return next((phase for phase, done in ways if done is None and phase not in skipped), None)


def blockers(
    profile: Profile,
    facts: Facts,
    at: datetime,
    step: Phase | None = None,
    holidays: Collection[date] = NO_HOLIDAYS,
) -> list[Blocker]:
    """Everything that forbids the step at this moment; nothing where it may be taken."""
    step = step or next_step(facts)
    if step is Phase.FREEZE:
        return list(_freeze(profile, facts, at, holidays))
    return list(CHECKS[step](profile, facts, at)) if step in CHECKS else []


def _announcement(profile: Profile, facts: Facts, at: datetime) -> Iterator[Blocker]:
    yield from _late(Phase.ANNOUNCEMENT, "announced_before", profile, facts, at)
    yield from _too_long(profile, facts)


def _roll(profile: Profile, facts: Facts, at: datetime) -> Iterator[Blocker]:
    yield from _first(Phase.ROLL, facts.announced_at, Phase.ANNOUNCEMENT)
    yield from _late(Phase.ROLL, "roll_published_before", profile, facts, at)


def _nomination(profile: Profile, facts: Facts, at: datetime) -> Iterator[Blocker]:
    yield from _first(Phase.NOMINATION, facts.roll_frozen_at, Phase.FREEZE)


def _proxies(profile: Profile, facts: Facts, at: datetime) -> Iterator[Blocker]:
    yield from _late(Phase.PROXIES, "proxies_published_before", profile, facts, at)


def _result(profile: Profile, facts: Facts, at: datetime) -> Iterator[Blocker]:
    yield from _first(Phase.RESULT, facts.polls_closed_at, Phase.VOTING)


def _handover(profile: Profile, facts: Facts, at: datetime) -> Iterator[Blocker]:
    yield from _first(Phase.HANDOVER, facts.declared_at, Phase.RESULT)


def _first(step: Phase, done: datetime | None, before: Phase) -> Iterator[Blocker]:
    if done is None:
        yield Blocker(Unmet.FIRST, step, about=before)


def _late(step: Phase, rule: str, profile: Profile, facts: Facts, at: datetime) -> Iterator[Blocker]:
    """So many days before the election day, the day of the step itself not counted."""
    days = getattr(profile.deadlines, rule)
    if days is not None and day_of(at) > latest_day(facts.election_day, days):
        yield Blocker(Unmet.TOO_LATE, step, f"deadlines.{rule}", (facts.election_day - day_of(at)).days, days)


def _too_long(profile: Profile, facts: Facts) -> Iterator[Blocker]:
    most = profile.deadlines.voting_most
    days = (day_of(facts.polls_close_at - timedelta(microseconds=1)) - facts.election_day).days + 1
    if most is not None and days > most:
        yield Blocker(Unmet.TOO_LONG, Phase.ANNOUNCEMENT, "deadlines.voting_most", days, most)


def _freeze(profile: Profile, facts: Facts, at: datetime, holidays: Collection[date]) -> Iterator[Blocker]:
    """村民委员会组织法 (2018) art. 14: objections within five days of publication, each ruled on."""
    step = Phase.FREEZE
    if facts.roll_published_at is None:
        yield from _first(step, None, Phase.ROLL)
        return
    published, days = day_of(facts.roll_published_at), profile.deadlines.objections_within
    if days is not None and day_of(at) <= (last := last_day(published, days, holidays)):
        until = midnight(last + timedelta(days=1))
        had = (day_of(at) - published).days
        yield Blocker(Unmet.TOO_EARLY, step, "deadlines.objections_within", had, days, until)
    if facts.objections_waiting:
        yield Blocker(Unmet.OBJECTIONS_OPEN, step, "deadlines.rulings_within", len(facts.objections_waiting))


def _candidates(profile: Profile, facts: Facts, at: datetime) -> Iterator[Blocker]:
    """The final list: nominations were open long enough, early enough before the day, more candidates than seats."""
    step, days = Phase.CANDIDATES, profile.deadlines
    yield from _first(step, facts.roll_frozen_at, Phase.FREEZE)
    yield from _first(step, facts.nominating_at, Phase.NOMINATION)
    if facts.nominating_at is not None and days.nomination_least is not None:
        opened = day_of(facts.nominating_at)
        until = midnight(opened + timedelta(days=days.nomination_least))
        if at < until:
            had = (day_of(at) - opened).days
            yield Blocker(
                Unmet.TOO_EARLY, step, "deadlines.nomination_least", had, days.nomination_least, until
            )
    yield from _late(step, "candidates_published_before", profile, facts, at)
    for post, count, needed in facts.candidates:
        if count < needed:
            yield Blocker(Unmet.TOO_FEW_CANDIDATES, step, "election.differential", count, needed, about=post)
    yield from _apart(step, profile, facts)


def _apart(step: Phase, profile: Profile, facts: Facts) -> Iterator[Blocker]:
    """城市居民委员会组织法 (2025) art. 15: whoever stands does not run the election."""
    if profile.election_committee is None or not profile.election_committee.leaves_if_nominated:
        return
    for name in facts.candidates_on_committee:
        yield Blocker(Unmet.ON_COMMITTEE, step, "election_committee.leaves_if_nominated", about=name)


def _voting(profile: Profile, facts: Facts, at: datetime) -> Iterator[Blocker]:
    """Opening looks back at every period that the law sets before it."""
    step = Phase.VOTING
    yield from _first(step, facts.roll_frozen_at, Phase.FREEZE)
    published = [(facts.roll_published_at, "roll_published_before", Phase.ROLL)]
    if facts.has_candidates:
        published.append((facts.candidates_published_at, "candidates_published_before", Phase.CANDIDATES))
    for done, rule, before in published:
        yield from _first(step, done, before)
        if done is not None:
            yield from _late(step, rule, profile, facts, done)
    yield from _apart(step, profile, facts)
    if at < facts.polls_open_at:
        yield Blocker(Unmet.TOO_EARLY, step, until=facts.polls_open_at)
    if at >= facts.polls_close_at:
        yield Blocker(Unmet.PAST, step)


CHECKS: dict[Phase | None, Callable[[Profile, Facts, datetime], Iterator[Blocker]]] = {
    Phase.ANNOUNCEMENT: _announcement,
    Phase.ROLL: _roll,
    Phase.NOMINATION: _nomination,
    Phase.CANDIDATES: _candidates,
    Phase.PROXIES: _proxies,
    Phase.VOTING: _voting,
    Phase.RESULT: _result,
    Phase.HANDOVER: _handover,
}


def overdue(
    profile: Profile, facts: Facts, at: datetime, holidays: Collection[date] = NO_HOLIDAYS
) -> list[Blocker]:
    """What had to be done by now and was not: nothing is forbidden by it, but somebody must be told."""
    days, closed, declared = profile.deadlines, facts.polls_closed_at, facts.declared_at
    dues = [(Phase.RULINGS, "rulings_within", days.rulings_within, came) for came in facts.objections_waiting]
    if declared is None:
        dues += [(Phase.RESULT, "result_within", days.result_within, one) for one in (closed,) if one]
    elif not facts.is_complete:
        dues.append((Phase.RUN_OFF, "run_off_within", days.run_off_within, declared))
    elif facts.handed_over_at is None:
        dues.append((Phase.HANDOVER, "handover_within", days.handover_within, declared))
    found = list(_proxies(profile, facts, at)) if facts.proxies_waiting and closed is None else []
    found = [replace(one, code=Unmet.PAST) for one in found]
    for step, rule, within, since in dues:
        if within is not None and day_of(at) > last_day(day_of(since), within, holidays):
            found.append(
                Blocker(Unmet.PAST, step, f"deadlines.{rule}", (day_of(at) - day_of(since)).days, within)
            )
    return found
