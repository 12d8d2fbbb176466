"""Candidates: added by an approved nomination, described by themselves, and able to withdraw until the polls open."""

from datetime import datetime
from typing import Any

from django.db import transaction

from elections.actions.running.base import State, locked, save, shared, write_down
from elections.actions.running.refusals import HoldsProxies, NotYours, OtherPost, WrongStage
from elections.actions.running.telling import tell_people
from elections.models import Candidate, Election, Nomination, Proxy, Registration
from linli.accounts.models import User

FIELDS = frozenset({"about", "statement", "photo"})


def add_candidate(
    election: Election, nomination: Nomination, at: datetime, is_woman: bool | None = None
) -> Candidate:
    """Puts an approved nominee on the ballot, last in the order of the post. The roll may not know who is a woman."""
    nominee = nomination.nominee
    if Candidate.objects.of(election).standing().filter(registration=nominee).exists():
        raise OtherPost
    held = Proxy.objects.filter(holder=nominee, state=Proxy.State.ACCEPTED).exists()
    if held and not election.candidate_may_hold:
        raise HoldsProxies
    last = Candidate.objects.filter(post=nomination.post).order_by("-position").first()
    return Candidate.objects.create(
        post=nomination.post,
        election=election,
        registration=nominee,
        nomination=nomination,
        position=1 + (last.position if last else 0),
        name=nominee.name,
        is_woman=nominee.sex == Registration.Sex.FEMALE if nominee.sex else bool(is_woman),
        statement=nomination.statement,
        added_at=at,
    )


@transaction.atomic
def describe_candidate(*, candidate: Candidate, by: User, at: datetime, **words: Any) -> Candidate:
    """A candidate writes the own page, until the list is published."""
    if unknown := set(words) - FIELDS:
        raise TypeError(f"a candidate's page has no {sorted(unknown)}")
    election = shared(candidate.election, State.NOMINATING)
    candidate = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk, withdrawn_at=None)
    if candidate.registration.user_id != by.pk:
        raise NotYours
    save(candidate, **words)
    write_down(election, "describe_candidate", by, at, obj=candidate, detail={"changed": sorted(words)})
    return candidate


@transaction.atomic
def withdraw_candidate(
    *, candidate: Candidate, reason: str = "", on_behalf: bool = False, by: User, at: datetime
) -> Candidate:
    """A published candidate steps back, before the polls open. `on_behalf`: on a signed paper."""
    election = locked(candidate.election, State.CANDIDATES_PUBLISHED)
    rows = Candidate.objects.select_for_update(of=("self",)).select_related("registration")
    candidate = rows.get(pk=candidate.pk)
    if candidate.registration.user_id != by.pk and not on_behalf:
        raise NotYours
    if candidate.withdrawn_at:
        raise WrongStage
    save(candidate, withdrawn_at=at, withdrawal=reason.strip()[:200])
    write_down(election, "withdraw_candidate", by, at, obj=candidate, detail={"on_behalf": on_behalf})
    if on_behalf and candidate.registration.user:
        tell_people(election, [candidate.registration.user], election.title, candidate.withdrawal, at)
    return candidate
