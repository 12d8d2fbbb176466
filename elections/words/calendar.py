"""The calendar of an election in words: each stage with its days, its owner, its notices, and what blocks the next."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from elections.actions.running.base import State, days_off, law_of
from elections.actions.running.lawful import blockers, step_name
from elections.models import Election
from elections.rules import timeline
from elections.rules.profiles import Phase
from elections.words.stages import actor_name, days_words, done_at, next_words, source, step_label

# The step with which the committee ends a stage, and the state (or mark) that it leads to.
STEPS: dict[Phase, tuple[str, str]] = {
    Phase.ANNOUNCEMENT: ("announce", State.ANNOUNCED),
    Phase.ROLL: ("publish-roll", State.ROLL_PUBLISHED),
    Phase.FREEZE: ("freeze", "freeze"),
    Phase.NOMINATION: ("nominate", State.NOMINATING),
    Phase.CANDIDATES: ("publish-candidates", State.CANDIDATES_PUBLISHED),
    Phase.PROXIES: ("publish-proxies", "proxies"),
    Phase.VOTING: ("open", State.POLLING),
    Phase.HANDOVER: ("hand-over", State.HANDED_OVER),
}
# In which states a stage is under way.
RUNNING: dict[Phase, tuple[str, ...]] = {
    Phase.COMMITTEE: (State.DRAFT,),
    Phase.ANNOUNCEMENT: (State.DRAFT,),
    Phase.REGISTRATION: (State.ANNOUNCED,),
    Phase.ROLL: (State.ANNOUNCED,),
    Phase.OBJECTIONS: (State.ROLL_PUBLISHED,),
    Phase.RULINGS: (State.ROLL_PUBLISHED,),
    Phase.FREEZE: (State.ROLL_PUBLISHED,),
    Phase.NOMINATION: (State.NOMINATING,),
    Phase.REVIEW: (State.NOMINATING,),
    Phase.CANDIDATES: (State.NOMINATING,),
    Phase.PROXIES: (State.NOMINATING, State.CANDIDATES_PUBLISHED),
    Phase.PREPARATION: (State.CANDIDATES_PUBLISHED,),
    Phase.VOTING: (State.CANDIDATES_PUBLISHED, State.POLLING),
    Phase.RESULT: (State.CLOSED,),
    Phase.HANDOVER: (State.DECLARED,),
}
ORDER: list[str] = [
    State.DRAFT,
    State.ANNOUNCED,
    State.ROLL_PUBLISHED,
    State.NOMINATING,
    State.CANDIDATES_PUBLISHED,
    State.POLLING,
    State.CLOSED,
    State.DECLARED,
    State.HANDED_OVER,
]


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One row of the calendar. `step` is what ends it, `blockers` why that cannot be done yet."""

    phase: Phase
    title: str
    who: str
    first: date
    last: date
    text: str
    state: str = ""  # done, now, or nothing: to come
    at: datetime | None = None  # when it was done
    step: str = ""
    label: str = ""
    notices: tuple[int, ...] = ()
    article: str = ""  # law and article that set its clock
    blockers: list[str] = field(default_factory=list)


def stages(election: Election, at: datetime, *, with_blockers: bool = False) -> list[Stage]:
    """The whole calendar at this moment."""
    law, holidays = law_of(election), days_off(election.election_day)
    has_candidates = election.kind != Election.Kind.RECALL
    rows = timeline.plan(
        law, election.election_day, holidays, election.days_open, has_candidates=has_candidates
    )
    ahead = ORDER.index(election.state) if election.state in ORDER else len(ORDER)
    found = []
    for row in rows:
        if row.phase is Phase.RUN_OFF or row.phase in UNSEEN.get(election.kind, ()):
            continue
        about = {"state": state_of(election, row.phase, ahead), "at": done_at(election, row.phase)}
        found.append(stage_of(election, law, row, about, at if with_blockers else None))
    return found


# What a run-off has taken over already, and what a vote on a recall never has.
UNSEEN: dict[str, tuple[Phase, ...]] = {
    Election.Kind.RUN_OFF: (
        Phase.COMMITTEE,
        Phase.REGISTRATION,
        Phase.OBJECTIONS,
        Phase.RULINGS,
        Phase.NOMINATION,
        Phase.REVIEW,
    ),
    Election.Kind.RECALL: (Phase.COMMITTEE, Phase.PROXIES, Phase.HANDOVER),
}


def stage_of(
    election: Election, law: Any, row: timeline.Stage, about: dict[str, Any], at: datetime | None
) -> Stage:
    step, target = STEPS.get(row.phase, ("", ""))
    is_next = takes(election, row.phase)
    return Stage(
        phase=row.phase,
        title=step_name(row.phase),
        who=actor_name(row.actor),
        first=row.first,
        last=row.last,
        text=days_words(election, row),
        step=step if is_next else "",
        label=step_label(step) if step else "",
        notices=row.notices,
        article=source(law, row.rule),
        blockers=blockers(election, target, at) if at and is_next and target else [],
        **about,
    )


def takes(election: Election, phase: Phase) -> bool:
    """Whether the election stands where this stage's step comes next; whether it is lawful now is another question."""
    state, frozen = election.state, election.is_roll_frozen
    later = {
        Phase.ANNOUNCEMENT: state == State.DRAFT,
        Phase.ROLL: state == State.ANNOUNCED,
        Phase.FREEZE: state == State.ROLL_PUBLISHED and not frozen,
        Phase.NOMINATION: state == State.ROLL_PUBLISHED and frozen and nominates(election),
        Phase.CANDIDATES: state == State.NOMINATING
        or (is_run_off(election) and frozen and is_published(state)),
        Phase.PROXIES: frozen and not election.proxies_published_at and is_before_polls(state),
        Phase.VOTING: state == State.CANDIDATES_PUBLISHED
        or (is_recall(election) and frozen and is_published(state)),
        Phase.HANDOVER: state == State.DECLARED and not is_recall(election),
    }
    return bool(later.get(phase))


def is_published(state: str) -> bool:
    return bool(state == State.ROLL_PUBLISHED)


def is_before_polls(state: str) -> bool:
    return state in (State.NOMINATING, State.CANDIDATES_PUBLISHED)


def is_run_off(election: Election) -> bool:
    return bool(election.kind == Election.Kind.RUN_OFF)


def is_recall(election: Election) -> bool:
    return bool(election.kind == Election.Kind.RECALL)


def nominates(election: Election) -> bool:
    return election.kind in (Election.Kind.GENERAL, Election.Kind.BY_ELECTION)


def state_of(election: Election, phase: Phase, ahead: int) -> str:
    """Done, now, or still to come."""
    if done_at(election, phase):
        return "done"
    if election.state == State.CANCELLED:
        return ""
    running = RUNNING.get(phase, ())
    early = {Phase.OBJECTIONS, Phase.RULINGS}
    if phase in early and election.is_roll_frozen:
        return "done"
    if election.state in running:
        return "now"
    return "done" if running and ahead > max(ORDER.index(state) for state in running) else ""


__all__ = ["STEPS", "Stage", "next_words", "stages", "step_label"]
