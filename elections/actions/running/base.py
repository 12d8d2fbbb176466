"""What every action of an election begins with: the election held as it is now, the right stage, no conflict of interest."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection, models

from elections.actions.running.refusals import (
    ConflictOfInterest,
    LeftCommittee,
    NotOnRoll,
    OwnRecall,
    WrongStage,
)
from elections.models import Committee, Election, ElectionCommitteeMember, Nomination, Registration
from elections.rules.days import day_of
from elections.rules.profiles import Body, Profile, load, of_data
from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.workdays import is_workday

State = Election.State
WAIVED = (
    "announced_before",
    "roll_published_before",
    "objections_within",
    "rulings_within",
    "nomination_least",
    "candidates_published_before",
    "proxies_asked_before",
    "proxies_published_before",
)
__all__ = [
    "State",
    "day_of",
    "days_off",
    "entry_of",
    "is_nominated",
    "kind_elected",
    "law_of",
    "locked",
    "save",
    "shared",
    "write_down",
]


def locked(election: Election, *states: str, by: User | None = None) -> Election:
    """For a step of whoever runs the election: held until this transaction ends, refused where it has moved on."""
    rows = Election.objects.select_for_update(of=("self",)).select_related("community__division")
    found = rows.get(pk=election.pk)
    if found.state not in states:
        raise WrongStage
    if by is not None and is_nominated(by, found):
        raise ConflictOfInterest
    if by is not None and has_left(by, found):
        raise LeftCommittee
    if by is not None and is_about(by, found):
        raise OwnRecall
    return found


def shared(election: Election, *states: str) -> Election:
    """For what electors do at the same time: they do not wait for each other, a step waits for all of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM elections_election WHERE id = %s FOR SHARE", [election.pk])
    found = Election.objects.select_related("community__division").get(pk=election.pk)
    if found.state not in states:
        raise WrongStage
    return found


def is_nominated(user: User, election: Election) -> bool:
    """Whoever is willing to stand leaves the running of the election to others (组织法: 依次递补)."""
    willing = [Nomination.State.ACCEPTED, Nomination.State.APPROVED]
    return Nomination.objects.of(election).filter(nominee__user=user, state__in=willing).exists()


def has_left(user: User, election: Election) -> bool:
    """Whoever left the election committee for a nomination, their own or a near relative's, and was not chosen again."""
    own = ElectionCommitteeMember.objects.of(election).filter(user=user)
    return own.filter(leaving__in=["nominated", "relative"]).exists() and not own.staying().exists()


def is_about(user: User, election: Election) -> bool:
    """Whoever a vote on a recall is about."""
    is_recall = election.kind == Election.Kind.RECALL
    return is_recall and election.recalls.filter(officeholder__user=user).exists()


def law_of(election: Election) -> Profile:
    """The rules as they were frozen when the election was announced; of a draft, as they are now.

    A run-off follows its election at once: it has the candidates and the roll of it, and no periods of its own.
    """
    found = of_data(election.profile) if election.profile else load(election.profile_code)
    if election.kind != Election.Kind.RUN_OFF:
        return found
    none: dict[str, Any] = dict.fromkeys(WAIVED)
    return replace(found, deadlines=replace(found.deadlines, **none))


def kind_elected(election: Election) -> str:
    """Which of a community's bodies the rules of this election are about."""
    kinds = {
        Body.CLUB: Committee.Kind.CLUB,
        Body.CONDOMINIUM: Committee.Kind.OWNERS,
        Body.OWNERS: Committee.Kind.OWNERS,
    }
    return str(kinds.get(law_of(election).body, Committee.Kind.RESIDENTS))


@lru_cache(maxsize=32)
def days_off(around: date) -> frozenset[date]:
    """Days on which offices rest: a period that would end on one ends on the day after (民法典 art. 203)."""
    days = (around + timedelta(days=n) for n in range(-120, 120))
    return frozenset(day for day in days if not is_workday(day))


def entry_of(election: Election, user: User) -> Registration:
    """The user's own entry on the frozen roll."""
    found = Registration.objects.of(election).confirmed().filter(user=user).first()
    if found is None:
        raise NotOnRoll
    return found


def save(obj: models.Model, **values: Any) -> None:
    for name, value in values.items():
        setattr(obj, name, value)
    obj.save(update_fields=list(values))


def write_down(
    election: Election,
    verb: str,
    by: User | None,
    at: datetime,
    *,
    obj: models.Model | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    action = f"elections.{verb}"
    record(by=by, action=action, obj=obj or election, community=election.community, at=at, detail=detail)
