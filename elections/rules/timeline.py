"""The calendar of an election: every stage with its days, who acts, which notices it issues, and what it waits for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from elections.rules.blockers import Blocker, Facts, Unmet, blockers, overdue
from elections.rules.days import NO_HOLIDAYS, Window, last_day, window
from elections.rules.profiles import Phase, Profile

__all__ = ["Actor", "Blocker", "Facts", "Stage", "Unmet", "blockers", "overdue", "plan"]

REGISTRATION_LEAST = (
    5  # days between announcing the election and publishing the roll, where nothing else decides
)
COMMITTEE_LEAST = 5  # days to form the election committee
OF_CANDIDATES = (Phase.NOMINATION, Phase.REVIEW, Phase.CANDIDATES)  # a recall or an owners' decision has none


class Actor(StrEnum):
    MEETING = "meeting"  # the residents' or villagers' meeting, or its representatives
    ELECTION_COMMITTEE = "election_committee"
    ELECTORS = "electors"
    REVIEWERS = "reviewers"  # those who look into the candidates, with the street office
    OLD_COMMITTEE = "old_committee"


@dataclass(frozen=True)
class Stage:
    phase: Phase
    first: date
    last: date  # included
    actor: Actor
    after: tuple[Phase, ...]  # what must be over, or done, before
    notices: tuple[int, ...]
    rule: str = ""  # the profile's key that sets this clock
    limit: date | None = None  # the last lawful day for what the stage publishes or ends

    def offset(self, election_day: date) -> tuple[int, int]:
        """First and last day as D-35 … D+10."""
        return (self.first - election_day).days, (self.last - election_day).days

    @property
    def window(self) -> Window:
        return window(self.first, self.last)


@dataclass(frozen=True)
class Span:
    first: date
    last: date
    rule: str = ""
    limit: date | None = None


WHO: dict[Phase, tuple[Actor, tuple[Phase, ...]]] = {
    Phase.COMMITTEE: (Actor.MEETING, ()),
    Phase.ANNOUNCEMENT: (Actor.ELECTION_COMMITTEE, (Phase.COMMITTEE,)),
    Phase.REGISTRATION: (Actor.ELECTORS, (Phase.ANNOUNCEMENT,)),
    Phase.ROLL: (Actor.ELECTION_COMMITTEE, (Phase.REGISTRATION,)),
    Phase.OBJECTIONS: (Actor.ELECTORS, (Phase.ROLL,)),
    Phase.RULINGS: (Actor.ELECTION_COMMITTEE, (Phase.ROLL,)),
    Phase.FREEZE: (Actor.ELECTION_COMMITTEE, (Phase.OBJECTIONS, Phase.RULINGS)),
    Phase.NOMINATION: (Actor.ELECTORS, (Phase.FREEZE,)),
    Phase.REVIEW: (Actor.REVIEWERS, (Phase.NOMINATION,)),
    Phase.CANDIDATES: (Actor.ELECTION_COMMITTEE, (Phase.REVIEW,)),
    Phase.PROXIES: (Actor.ELECTORS, (Phase.FREEZE,)),
    Phase.PREPARATION: (Actor.ELECTION_COMMITTEE, (Phase.CANDIDATES,)),
    Phase.VOTING: (Actor.ELECTORS, (Phase.FREEZE, Phase.CANDIDATES, Phase.PROXIES, Phase.PREPARATION)),
    Phase.RESULT: (Actor.ELECTION_COMMITTEE, (Phase.VOTING,)),
    Phase.RUN_OFF: (Actor.ELECTION_COMMITTEE, (Phase.RESULT,)),
    Phase.HANDOVER: (Actor.OLD_COMMITTEE, (Phase.RESULT,)),
}


def plan(
    profile: Profile,
    election_day: date,
    holidays: Collection[date] = NO_HOLIDAYS,
    voting_days: int = 1,
    *,
    has_candidates: bool = True,
) -> list[Stage]:
    """The stages in the order in which they begin, each as late as the law lets it be and no later."""
    spans = _before(profile, election_day, holidays) | _after(profile, election_day, holidays, voting_days)
    skipped = () if has_candidates else OF_CANDIDATES
    stages = [_stage(profile, phase, span) for phase, span in spans.items() if phase not in skipped]
    order = list(Phase)
    return sorted(stages, key=lambda stage: (stage.first, order.index(stage.phase)))


def _stage(profile: Profile, phase: Phase, span: Span) -> Stage:
    actor, after = WHO[phase]
    numbers = tuple(notice.number for notice in profile.notices if notice.phase is phase)
    return Stage(phase, span.first, span.last, actor, after, numbers, span.rule, span.limit)


def _before(profile: Profile, day: date, holidays: Collection[date]) -> dict[Phase, Span]:
    """Everything up to the eve. The roll is published early enough for all that must fit after it."""
    days = profile.deadlines
    candidates = _limit(day, days.candidates_published_before, 1)
    nominated = candidates - timedelta(days=2)  # the day between is the reviewers'
    freeze = nominated - timedelta(days=(days.nomination_least or 1) - 1)
    roll = _limit(day, days.roll_published_before, 0)
    while _ruled(profile, roll, holidays) >= freeze:
        roll -= timedelta(days=1)
    frozen = _ruled(profile, roll, holidays) + timedelta(days=1)
    return {
        **_to_the_roll(profile, day, roll),
        **_objections(profile, roll, holidays),
        Phase.FREEZE: Span(frozen, frozen),
        Phase.NOMINATION: Span(frozen, nominated, "deadlines.nomination_least"),
        Phase.REVIEW: Span(nominated + timedelta(days=1), candidates - timedelta(days=1)),
        Phase.CANDIDATES: _on(
            candidates, "candidates_published_before", _lawful(day, days.candidates_published_before)
        ),
        **_proxies(profile, frozen, day),
        Phase.PREPARATION: Span(candidates, day - timedelta(days=1)),
    }


def _to_the_roll(profile: Profile, day: date, roll: date) -> dict[Phase, Span]:
    days = profile.deadlines
    announced = min(_limit(day, days.announced_before, 0), roll - timedelta(days=REGISTRATION_LEAST))
    return {
        Phase.COMMITTEE: Span(announced - timedelta(days=COMMITTEE_LEAST), announced - timedelta(days=1)),
        Phase.ANNOUNCEMENT: _on(announced, "announced_before", _lawful(day, days.announced_before)),
        Phase.REGISTRATION: Span(announced, roll - timedelta(days=1)),
        Phase.ROLL: _on(roll, "roll_published_before", _lawful(day, days.roll_published_before)),
    }


def _objections(profile: Profile, roll: date, holidays: Collection[date]) -> dict[Phase, Span]:
    last = last_day(roll, profile.deadlines.objections_within or 0, holidays)
    ruled = _ruled(profile, roll, holidays)
    return {
        Phase.OBJECTIONS: Span(roll, last, "deadlines.objections_within", last),
        Phase.RULINGS: Span(roll, ruled, "deadlines.rulings_within", ruled),
    }


def _proxies(profile: Profile, frozen: date, day: date) -> dict[Phase, Span]:
    if profile.proxies.most_per_holder == 0:
        return {}
    before = profile.deadlines.proxies_published_before
    published = _limit(day, before, 1)
    return {
        Phase.PROXIES: Span(frozen, published, "deadlines.proxies_published_before", _lawful(day, before))
    }


def _after(profile: Profile, day: date, holidays: Collection[date], voting_days: int) -> dict[Phase, Span]:
    days = profile.deadlines
    closed = day + timedelta(days=voting_days - 1)
    result = last_day(closed, days.result_within or 0, holidays)
    spans = {
        Phase.VOTING: Span(day, closed, "deadlines.voting_most"),
        Phase.RESULT: Span(closed, result, "deadlines.result_within", result),
    }
    for phase, rule in ((Phase.RUN_OFF, "run_off_within"), (Phase.HANDOVER, "handover_within")):
        within = getattr(days, rule)
        if within is not None:
            last = last_day(closed, within, holidays)
            spans[phase] = Span(closed, last, f"deadlines.{rule}", last)
    return spans


def _ruled(profile: Profile, roll: date, holidays: Collection[date]) -> date:
    """The last day on which an objection that came in on the last day may be ruled on."""
    objected = last_day(roll, profile.deadlines.objections_within or 0, holidays)
    return last_day(objected, profile.deadlines.rulings_within or 0, holidays)


def _on(day: date, rule: str, limit: date | None) -> Span:
    return Span(day, day, f"deadlines.{rule}", limit)


def _limit(day: date, before: int | None, least: int) -> date:
    """As late as the law lets it be, and at least so many days before."""
    return day - timedelta(days=max(before or 0, least))


def _lawful(day: date, before: int | None) -> date | None:
    return None if before is None else day - timedelta(days=before)
