"""Terms and vacancies: how long an office lasts, until when a vacancy is filled or a recall is voted on."""

from collections.abc import Collection
from datetime import date

from elections.rules.days import NO_HOLIDAYS, last_day, years_after
from elections.rules.profiles import Profile


def term_ends(profile: Profile, begins_on: date) -> date | None:
    """The first day after the term, counted in years (民法典 art. 202); none where the profile knows no committee."""
    return None if profile.committee is None else years_after(begins_on, profile.committee.term_years)


def by_election_by(
    profile: Profile, vacant_on: date, holidays: Collection[date] = NO_HOLIDAYS
) -> date | None:
    """The last day for filling a vacancy; none where nothing is set. Who is elected serves the rest of the term only."""
    within = profile.deadlines.by_election_within
    return None if within is None else last_day(vacant_on, within, holidays)


def recall_vote_by(
    profile: Profile, admitted_on: date, holidays: Collection[date] = NO_HOLIDAYS
) -> date | None:
    """The last day for voting on a recall that was admitted; none where nothing is set."""
    within = None if profile.recall is None else profile.recall.vote_within
    return None if within is None else last_day(admitted_on, within, holidays)
