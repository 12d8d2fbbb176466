"""The roll published with numbers and masked names, and frozen with its fingerprint."""

from datetime import datetime

from django.db import transaction

from elections.actions.running.base import State, day_of, days_off, locked, save, write_down
from elections.actions.running.lawful import check_lawful
from elections.actions.running.rolls import number_entries, open_roll
from elections.actions.running.telling import tell_step
from elections.models import Election, Registration
from elections.rules.days import last_day
from elections.rules.votes import fingerprint
from linli.accounts.models import User


@transaction.atomic
def publish_roll(*, election: Election, by: User | None, at: datetime) -> Election:
    """Notice 4: the list of electors, numbered, with masked names. Objections may come in from now on."""
    election = locked(election, State.ANNOUNCED, by=by)
    check_lawful(election, State.ROLL_PUBLISHED, at)
    entries = sorted(
        Registration.objects.of(election).confirmed(), key=lambda e: (e.group, e.household, e.name, e.key)
    )
    number_entries([entry.pk for entry in entries])
    last = last_day(day_of(at), election.objections_within, days_off(election.election_day))
    save(election, state=State.ROLL_PUBLISHED, roll_published_at=at, objections_end_on=last)
    write_down(election, "publish_roll", by, at, detail={"entries": len(entries)})
    tell_step(election, by, at)
    return election


def roll_lines(election: Election) -> list[str]:
    """The published file's lines; anybody can take the fingerprint again: `sort roll.txt | sha256sum`."""
    return [entry.line for entry in Registration.objects.of(election).on_roll().order_by("number")]


@transaction.atomic
def freeze_roll(*, election: Election, by: User | None, at: datetime) -> Election:
    """Fixes the roll with its hash: no entry is added, changed or struck any more."""
    election = locked(election, State.ROLL_PUBLISHED, by=by)
    open_roll(election)
    check_lawful(election, "freeze", at)
    lines = roll_lines(election)
    save(election, roll_frozen_at=at, roll_size=len(lines), roll_hash=fingerprint(lines))
    detail = {"roll_size": election.roll_size, "roll_hash": election.roll_hash}
    write_down(election, "freeze_roll", by, at, detail=detail)
    return election
