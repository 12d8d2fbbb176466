"""Objections to the published roll: raised by residents within the lawful days, ruled on by the committee within theirs."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from elections.actions.running.base import State, day_of, days_off, locked, save, shared, write_down
from elections.actions.running.refusals import OwnObjection, ReasonMissing, TooLateToObject, WrongStage
from elections.actions.running.telling import tell_people
from elections.models import Election, Objection, Registration
from elections.rules.days import last_day, midnight
from linli.accounts.models import User


def ruling_due(election: Election, at: datetime) -> datetime:
    """The moment in which the committee's last day for a ruling is over."""
    last = last_day(day_of(at), election.rulings_within, days_off(election.election_day))
    return midnight(last + timedelta(days=1))


@transaction.atomic
def raise_objection(
    *,
    election: Election,
    ground: str,
    text: str,
    registration: Registration | None = None,
    by: User | None,
    at: datetime,
) -> Objection:
    """Somebody says that the roll is wrong; the committee must rule within the lawful days."""
    election = shared(election, State.ROLL_PUBLISHED)
    if election.is_roll_frozen or day_of(at) > election.objections_end_on:
        raise TooLateToObject
    if not text.strip():
        raise ReasonMissing
    objection = Objection.objects.create(
        election=election,
        registration=registration,
        ground=ground,
        text=text.strip()[:500],
        raised_by=by,
        raised_at=at,
        rule_by=ruling_due(election, at),
    )
    write_down(election, "raise_objection", by, at, obj=objection, detail={"ground": ground})
    return objection


@transaction.atomic
def rule_on_objection(*, objection: Objection, ruling: str, reason: str, by: User, at: datetime) -> Objection:
    """The committee decides, with reasons; what follows for the roll (an entry added, mended, struck) is its own step."""
    if not reason.strip():
        raise ReasonMissing
    election = locked(objection.election, State.ROLL_PUBLISHED, by=by)
    objection = Objection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if objection.ruling:
        raise WrongStage
    if objection.raised_by_id == by.pk:
        raise OwnObjection
    save(objection, ruling=ruling, reason=reason.strip()[:300], ruled_by=by, ruled_at=at)
    write_down(election, "rule_on_objection", by, at, obj=objection, detail={"ruling": ruling})
    if objection.raised_by:
        title = _("Ruling on your objection: %(title)s") % {"title": election.title}
        body = f"{objection.get_ruling_display()}: {objection.reason}"
        tell_people(election, [objection.raised_by], title, body, at)
    return objection
