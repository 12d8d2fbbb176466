"""The polls: opened in their window, closed when it is over; the hand-over of offices after the result."""

from datetime import date, datetime

from django.db import transaction

from elections.actions.running.base import State, day_of, kind_elected, locked, save, write_down
from elections.actions.running.lawful import check_lawful
from elections.actions.running.refusals import NothingToHandOver
from elections.actions.running.telling import tell_step
from elections.documents.notices import committee as committee_name
from elections.models import Committee, Election, Officeholder, Standing, Term
from linli.accounts.models import User
from linli.core.searching import changed


@transaction.atomic
def open_polls(*, election: Election, by: User | None, at: datetime) -> Election:
    """Voting begins. Refused with the reasons while any lawful period is unmet."""
    election = locked(election, State.CANDIDATES_PUBLISHED, State.ROLL_PUBLISHED, by=by)
    check_lawful(election, State.POLLING, at)
    save(election, state=State.POLLING, polls_opened_at=at)
    write_down(election, "open_polls", by, at, detail={"roll_hash": election.roll_hash})
    tell_step(election, by, at)
    return election


@transaction.atomic
def close_polls(*, election: Election, by: User | None, at: datetime) -> Election:
    """Voting is over; nothing may come in any more."""
    election = locked(election, State.POLLING)
    check_lawful(election, State.CLOSED, at)
    save(election, state=State.CLOSED, closed_at=at)
    write_down(election, "close_polls", by, at)
    return election


def years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)


def new_term(election: Election, committee: Committee, starts_on: date) -> Term:
    last = committee.terms.order_by("-number").first()
    return Term.objects.create(
        committee=committee,
        number=1 + (last.number if last else 0),
        election=election,
        starts_on=starts_on,
        ends_on=years_after(starts_on, election.term_years),
    )


def term_for(election: Election, committee: Committee, on: date) -> Term:
    """A general election begins a term; a by-election or a run-off fills the one that runs."""
    if election.kind == Election.Kind.GENERAL:
        return new_term(election, committee, on)
    running = committee.terms.filter(starts_on__lte=on, ends_on__gt=on).order_by("-number").first()
    return running or new_term(election, committee, on)


def committee_of(election: Election) -> Committee:
    """The body that is elected, written down at its first election here."""
    kind = kind_elected(election)
    found = Committee.objects.filter(community=election.community, kind=kind).first()
    name = committee_name(election)
    return found or Committee.objects.create(community=election.community, kind=kind, name=name)


@transaction.atomic
def hand_over(
    *,
    election: Election,
    committee: Committee | None = None,
    starts_on: date | None = None,
    by: User | None,
    at: datetime,
) -> Term:
    """The elected take office: their term and their offices are written down, notice 17 follows."""
    election = locked(election, State.DECLARED)
    if election.kind == Election.Kind.RECALL:
        raise NothingToHandOver
    term = term_for(election, committee or committee_of(election), starts_on or day_of(at))
    elected = election.standings.filter(verdict=Standing.Verdict.ELECTED).select_related(
        "post", "registration", "candidate__registration"
    )
    for standing in elected:
        entry = standing.registration or (standing.candidate and standing.candidate.registration)
        Officeholder.objects.create(
            term=term,
            post=standing.post,
            registration=entry,
            user_id=entry.user_id if entry else None,
            office=standing.post.office,
            title=standing.post.name,
            name=standing.name,
            election=election,
            starts_on=term.starts_on if election.kind == Election.Kind.GENERAL else day_of(at),
        )
    save(election, state=State.HANDED_OVER, handed_over_at=at)
    write_down(election, "hand_over", by, at, detail={"term": term.number, "elected": len(elected)})
    tell_step(election, by, at)
    changed(election)
    return term
