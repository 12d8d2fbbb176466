"""The calendar of an election in words: each stage with its days, its owner, its notices, and what blocks the next."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.running.base import State, day_of, days_off, law_of
from elections.actions.running.lawful import blockers, shown, step_name
from elections.models import Election
from elections.rules import timeline
from elections.rules.profiles import Phase
from elections.rules.timeline import Actor

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
    rows = timeline.plan(law, election.election_day, holidays, has_candidates=has_candidates)
    ahead = ORDER.index(election.state) if election.state in ORDER else len(ORDER)
    found = []
    for row in rows:
        if row.phase is Phase.RUN_OFF or (row.phase in UNSEEN and election.kind == Election.Kind.RUN_OFF):
            continue
        about = {"state": state_of(election, row.phase, ahead), "at": done_at(election, row.phase)}
        found.append(stage_of(election, law, row, about, at if with_blockers else None))
    return found


UNSEEN = (
    Phase.COMMITTEE,
    Phase.REGISTRATION,
    Phase.OBJECTIONS,
    Phase.RULINGS,
    Phase.NOMINATION,
    Phase.REVIEW,
)


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


def source(law: Any, rule: str) -> str:
    """The law and article that set this clock, as the profile says; nothing for the platform's own practice."""
    if not rule or rule not in law.sources or law.sources[rule].law == "practice":
        return ""
    found = law.sources[rule]
    words = f"{law.laws.get(found.law, found.law).split('（')[0]} {found.article}"
    return (
        words
        if found.verified
        else _("%(article)s, not checked against the official text") % {"article": words}
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
        Phase.HANDOVER: state == State.DECLARED,
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


def done_at(election: Election, phase: Phase) -> datetime | None:
    found: datetime | None = {
        Phase.ANNOUNCEMENT: election.announced_at,
        Phase.ROLL: election.roll_published_at,
        Phase.FREEZE: election.roll_frozen_at,
        Phase.CANDIDATES: election.candidates_published_at,
        Phase.PROXIES: election.proxies_published_at,
        Phase.VOTING: election.closed_at,
        Phase.RESULT: election.declared_at,
        Phase.HANDOVER: election.handed_over_at,
    }.get(phase)
    return found


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


def days_words(election: Election, row: timeline.Stage) -> str:
    """When: as it happened, else as the calendar has it: a day, from … to …, or at the latest on …"""
    if row.phase is Phase.VOTING:
        clock = {
            "day": shown(election.election_day),
            "from": f"{localtime(election.polls_open_at):%H:%M}",
            "to": f"{localtime(election.polls_close_at):%H:%M}",
        }
        return _("%(day)s, %(from)s to %(to)s") % clock
    if at := done_at(election, row.phase):
        return _("done on %(time)s") % {"time": shown(day_of(at))}
    if began := begun(election, row.phase):
        return began
    about = {"first": shown(row.first), "last": shown(row.last), "limit": shown(row.limit or row.last)}
    if row.limit and row.first == row.last:
        return _("At the latest on %(limit)s") % about
    return str(about["first"]) if row.first == row.last else _("%(first)s to %(last)s") % about


def begun(election: Election, phase: Phase) -> str:
    """The days of a stage that has begun and has no single moment in which it ends."""
    spans: dict[Phase, tuple[datetime | None, date | None]] = {
        Phase.REGISTRATION: (election.announced_at, as_day(election.roll_published_at)),
        Phase.OBJECTIONS: (election.roll_published_at, election.objections_end_on),
        Phase.RULINGS: (election.roll_published_at, as_day(election.roll_frozen_at)),
        Phase.NOMINATION: (election.nominating_at, as_day(election.candidates_published_at)),
        Phase.REVIEW: (election.nominating_at, as_day(election.candidates_published_at)),
        Phase.PREPARATION: (election.candidates_published_at, election.election_day),
    }
    first, last = spans.get(phase, (None, None))
    if phase is Phase.COMMITTEE and election.announced_at:
        return _("Before the announcement")
    if phase is Phase.PROXIES and election.is_roll_frozen:
        limit = election.election_day - timedelta(days=election.proxies_asked_before)
        return _("Entrusting until %(last)s") % {"last": shown(limit)}
    if first is None:
        return ""
    about = {"first": shown(day_of(first)), "last": shown(last) if last else ""}
    return (_("%(first)s to %(last)s") if last else _("since %(first)s")) % about


def as_day(at: datetime | None) -> date | None:
    return day_of(at) if at else None


def actor_name(actor: Actor) -> str:
    return {
        Actor.MEETING: _("Residents' meeting"),
        Actor.ELECTION_COMMITTEE: _("Election committee"),
        Actor.ELECTORS: _("Electors"),
        Actor.REVIEWERS: _("Election committee with the street office"),
        Actor.OLD_COMMITTEE: _("Outgoing committee"),
    }[actor]


def step_label(step: str) -> str:
    """The button of each step."""
    return {
        "announce": pgettext("election", "Announce the election"),
        "publish-roll": _("Publish the roll"),
        "freeze": _("Freeze the roll"),
        "nominate": _("Open nominations"),
        "publish-candidates": _("Publish the candidates"),
        "publish-proxies": _("Publish the proxies"),
        "open": _("Open the polls"),
        "close": _("Close the polls"),
        "hand-over": _("Write down the hand-over"),
        "cancel": _("Cancel the election"),
    }[step]


def next_words(election: Election, at: datetime) -> tuple[str, str]:
    """The one thing that comes next, and by when: for the head of the page and for lists."""
    until = {
        "day": shown(election.election_day),
        "to": f"{localtime(election.polls_close_at):%H:%M}",
        "last": shown(election.objections_end_on) if election.objections_end_on else "",
        "reason": election.cancel_reason,
    }
    frozen = election.is_roll_frozen
    found = {
        State.DRAFT: (_("Draft: to be announced"), _("The election day is to be %(day)s.")),
        State.ANNOUNCED: (_("The roll is being made"), _("Register now; the election day is %(day)s.")),
        State.ROLL_PUBLISHED: (
            (_("Nominations open next"), _("The roll is frozen; the election day is %(day)s."))
            if frozen
            else (_("Check the roll"), _("Objections until %(last)s."))
        ),
        State.NOMINATING: (_("Nominate candidates"), _("The election day is %(day)s.")),
        State.CANDIDATES_PUBLISHED: (_("Read who stands"), _("The polls open on %(day)s.")),
        State.POLLING: (_("The polls are open"), _("Vote before %(to)s.")),
        State.CLOSED: (_("The ballots are being counted"), _("The result is declared next.")),
        State.DECLARED: (_("The result is declared"), _("The offices are handed over next.")),
        State.HANDED_OVER: (_("The new committee is in office"), ""),
        State.CANCELLED: (_("This election was cancelled"), "%(reason)s"),
    }[election.state]
    return found[0] % until, found[1] % until
