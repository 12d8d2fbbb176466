"""What every action of an owners' vote begins with: the vote held as it is now, its law, an event in the audit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, models

from elections.actions.owners.refusals import OwnersVoteMoved
from elections.models import OwnersVote
from elections.rules.profiles import Profile, load, of_data
from linli.accounts.models import User
from linli.audit.actions import record

State = OwnersVote.State


def locked(vote: OwnersVote, *states: str) -> OwnersVote:
    """Held until this transaction ends, refused where it has moved on."""
    rows = OwnersVote.objects.select_for_update(of=("self",)).select_related("community__division")
    found = rows.get(pk=vote.pk)
    if found.state not in states:
        raise OwnersVoteMoved
    return found


def shared(vote: OwnersVote, *states: str) -> OwnersVote:
    """For what owners do at the same time: they do not wait for each other, a step waits for all of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM elections_ownersvote WHERE id = %s FOR SHARE", [vote.pk])
    found = OwnersVote.objects.select_related("community__division").get(pk=vote.pk)
    if found.state not in states:
        raise OwnersVoteMoved
    return found


def law_of(vote: OwnersVote) -> Profile:
    """The rules as they were frozen when the vote was announced; of a draft, as they are now."""
    return of_data(vote.profile) if vote.profile else load(vote.profile_code)


def save(obj: models.Model, **values: Any) -> None:
    for name, value in values.items():
        setattr(obj, name, value)
    obj.save(update_fields=list(values))


def write_down(
    vote: OwnersVote,
    verb: str,
    by: User | None,
    at: datetime,
    *,
    obj: models.Model | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    action = f"elections.{verb}"
    record(by=by, action=action, obj=obj or vote, community=vote.community, at=at, detail=detail)
