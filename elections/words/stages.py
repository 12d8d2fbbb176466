"""How the calendar of an election says its days, its people and what comes next."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.running.base import State, day_of
from elections.actions.running.lawful import moment, shown
from elections.models import Election
from elections.rules import timeline
from elections.rules.profiles import Phase
from elections.rules.timeline import Actor


def source(law: Any, rule: str) -> str:
    """The law and article that set this clock, as the profile says; nothing for the platform's own practice, or a club's."""
    return source_words(law, law.sources.get(rule))


def source_words(law: Any, found: Any) -> str:
    if found is None or found.law == "practice" or found.article == "-":
        return ""
    words = f"{law.laws.get(found.law, found.law).split('（')[0]} {found.article}"
    return (
        words
        if found.verified
        else _("%(article)s, not checked against the official text") % {"article": words}
    )


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


def days_words(election: Election, row: timeline.Stage) -> str:
    """When: as it happened, else as the calendar has it: a day, from … to …, or at the latest on …"""
    if row.phase is Phase.VOTING:
        return polls_words(election)
    if at := done_at(election, row.phase):
        return _("done on %(time)s") % {"time": shown(day_of(at))}
    if began := begun(election, row.phase):
        return began
    about = {"first": shown(row.first), "last": shown(row.last), "limit": shown(row.limit or row.last)}
    if row.limit and row.first == row.last:
        return _("At the latest on %(limit)s") % about
    return str(about["first"]) if row.first == row.last else _("%(first)s to %(last)s") % about


def polls_words(election: Election) -> str:
    """From when to when the polls are open: on one day, or over several."""
    opens, closes = election.polls_open_at, election.polls_close_at
    if election.days_open > 1:
        return several_days(election)
    clock = {
        "day": shown(election.election_day),
        "from": f"{localtime(opens):%H:%M}",
        "to": f"{localtime(closes):%H:%M}",
    }
    return _("%(day)s, %(from)s to %(to)s") % clock


def several_days(election: Election) -> str:
    """The window, which is how ballots come in online; on paper the hours of each day."""
    whole = {"first": moment(election.polls_open_at), "last": moment(election.polls_close_at)}
    window = _("%(first)s to %(last)s") % whole
    hours = election.daily_hours
    if hours is None or election.ballot_mode == Election.BallotMode.ONLINE:
        return window
    about = {"from": f"{hours[0]:%H:%M}", "to": f"{hours[1]:%H:%M}", "window": window}
    if election.ballot_mode == Election.BallotMode.BOTH:
        return _("%(window)s; on paper each day %(from)s to %(to)s") % about
    days = {"first": shown(election.election_day), "last": shown(election.last_day)}
    return _("%(first)s to %(last)s, each day %(from)s to %(to)s") % (about | days)


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
        "postpone": _("Postpone the election"),
    }[step]


def next_words(election: Election, at: datetime) -> tuple[str, str]:
    """The one thing that comes next, and by when: for the head of the page and for lists."""
    closes = election.polls_close_at
    until = {
        "day": shown(election.election_day),
        "to": moment(closes) if election.days_open > 1 else f"{localtime(closes):%H:%M}",
        "last": shown(election.objections_end_on) if election.objections_end_on else "",
        "reason": election.cancel_reason,
    }
    frozen, is_recall = election.is_roll_frozen, election.kind == Election.Kind.RECALL
    found = {
        State.DRAFT: (_("Draft: to be announced"), _("The election day is to be %(day)s.")),
        State.ANNOUNCED: (_("The roll is being made"), _("Register now; the election day is %(day)s.")),
        State.ROLL_PUBLISHED: (
            (
                _("The vote comes next") if is_recall else _("Nominations open next"),
                _("The roll is frozen; the election day is %(day)s."),
            )
            if frozen
            else (_("Check the roll"), _("Objections until %(last)s."))
        ),
        State.NOMINATING: (_("Nominate candidates"), _("The election day is %(day)s.")),
        State.CANDIDATES_PUBLISHED: (_("Read who stands"), _("The polls open on %(day)s.")),
        State.POLLING: (
            (_("The polls are open"), _("Vote before %(to)s."))
            if at < closes
            else (_("The polls are over"), _("The committee closes them next."))
        ),
        State.CLOSED: (_("The ballots are being counted"), _("The result is declared next.")),
        State.DECLARED: (
            _("The result is declared"),
            "" if is_recall else _("The offices are handed over next."),
        ),
        State.HANDED_OVER: (_("The new committee is in office"), ""),
        State.CANCELLED: (_("This election was cancelled"), "%(reason)s"),
    }[election.state]
    return found[0] % until, found[1] % until
