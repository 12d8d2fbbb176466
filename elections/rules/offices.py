"""Terms and vacancies: how long an office lasts, how it ends before, until when a vacancy is filled or a recall voted on."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise

from elections.rules.days import NO_HOLIDAYS, last_day, years_after
from elections.rules.profiles import Consent, Profile


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


class Ground(StrEnum):
    """Why an office ends before its term, otherwise than by a recall."""

    RESIGNED = "resigned"
    LEFT = "left"
    INCAPABLE = "incapable"
    SENTENCED = "sentenced"
    APPRAISAL = "appraisal"


KEYS = {
    Ground.RESIGNED: "resignation",
    Ground.LEFT: "departure",
    Ground.INCAPABLE: "incapacity",
    Ground.SENTENCED: "sentence",
    Ground.APPRAISAL: "unfit_appraisals",
}


def grounds(profile: Profile) -> list[Ground]:
    """What these rules know; nothing where they are silent."""
    return (
        [] if profile.endings is None else [one for one, key in KEYS.items() if getattr(profile.endings, key)]
    )


def resigns_by(profile: Profile) -> Consent | None:
    """城市居民委员会组织法 (2025) art. 21: from the day on which the residents' or representatives' meeting approves."""
    return None if profile.endings is None else profile.endings.resignation


def ended_by_appraisals(profile: Profile, unfit: Sequence[date]) -> date | None:
    """城市居民委员会组织法 (2025) art. 37: found unfit twice in a row, the office ends; on the day of the last appraisal.

    `unfit` are the days of appraisals that follow each other, each of which found the person unfit.
    """
    needed = None if profile.endings is None else profile.endings.unfit_appraisals
    is_in_order = all(one < other for one, other in pairwise(unfit))
    return unfit[-1] if needed and len(unfit) == needed and is_in_order else None
