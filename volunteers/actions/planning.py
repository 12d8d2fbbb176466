"""The organiser's verbs: describe an opportunity, plan its shifts, cancel one, remind of it."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.accounts.models import User
from linli.audit.actions import record
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.core.searching import changed
from linli.notifications.actions import tell
from volunteers.models import Assignment, Opportunity, Shift
from volunteers.rules.windows import LONGEST_SHIFT, MOST_REPEATS, Window, weekly


class ShiftInThePast(Refused):
    reason = gettext_lazy("A shift must begin in the future.")


class ShiftTooLong(Refused):
    reason = gettext_lazy("A shift ends after it begins, and lasts twelve hours at most.")


class TooManyRepeats(Refused):
    reason = gettext_lazy("At most 26 weeks can be planned at once.")


class ShiftPlannedAlready(Refused):
    reason = gettext_lazy("This opportunity already has a shift that begins at the same time.")


class ShiftOver(Refused):
    reason = gettext_lazy("The shift is over or has already been cancelled.")


class ReasonMissing(Refused):
    reason = gettext_lazy("Say why: everybody who signed up will read it.")


def locked(shift: Shift) -> Shift:
    """The shift as it is now, nobody else writing to it until the transaction ends."""
    return Shift.objects.with_opportunity().select_for_update(of=("self",)).get(pk=shift.pk)


@transaction.atomic
def create_opportunity(
    *,
    community: Community,
    title: str,
    description: str,
    place: str,
    by: User,
    at: datetime,
    needs: str = "",
) -> Opportunity:
    """Describes something to be done; it is seen once it has shifts."""
    opportunity: Opportunity = Opportunity.objects.create(
        community=community,
        title=title,
        description=description,
        needs=needs,
        place=place,
        organised_by=by,
        created_at=at,
    )
    record(by=by, action="volunteers.create_opportunity", obj=opportunity, community=community, at=at)
    return opportunity


@transaction.atomic
def change_opportunity(*, opportunity: Opportunity, by: User, at: datetime, **texts: str) -> Opportunity:
    """Changes what is said about it; planned times stay as they are."""
    opportunity = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    names = [name for name in ("title", "description", "needs", "place") if name in texts]
    for name in names:
        setattr(opportunity, name, texts[name])
    opportunity.save(update_fields=names)
    record(
        by=by,
        action="volunteers.change_opportunity",
        obj=opportunity,
        community=opportunity.community,
        at=at,
        detail={"changed": names},
    )
    changed(opportunity)
    return opportunity


@transaction.atomic
def plan_shifts(
    *, opportunity: Opportunity, first: Window, places: int, times: int = 1, by: User, at: datetime
) -> list[Shift]:
    """Plans one shift, or the same one `times` weeks running: all of them or none."""
    if first.starts_at <= at:
        raise ShiftInThePast
    if not first.starts_at < first.ends_at <= first.starts_at + LONGEST_SHIFT:
        raise ShiftTooLong
    if not 1 <= times <= MOST_REPEATS:
        raise TooManyRepeats
    shifts = [
        Shift(opportunity=opportunity, starts_at=w.starts_at, ends_at=w.ends_at, places=places)
        for w in weekly(first, times)
    ]
    _insert(shifts)
    detail: dict[str, Any] = {"starts_at": first.starts_at.isoformat(), "places": places, "times": times}
    record(
        by=by,
        action="volunteers.plan_shifts",
        obj=opportunity,
        community=opportunity.community,
        at=at,
        detail=detail,
    )
    changed(opportunity)
    return shifts


def _insert(shifts: list[Shift]) -> None:
    try:
        with transaction.atomic():
            Shift.objects.bulk_create(shifts)
    except IntegrityError as error:
        if "volunteers_shift_once" in str(error):
            raise ShiftPlannedAlready from error
        raise


@transaction.atomic
def cancel_shift(*, shift: Shift, reason: str, by: User, at: datetime) -> Shift:
    """Calls a shift off, frees everybody who signed up, and tells them why."""
    shift = locked(shift)
    if shift.is_cancelled or shift.ends_at <= at:
        raise ShiftOver
    if not reason.strip():
        raise ReasonMissing
    people = [a.user for a in shift.assignments.live().select_related("user").order_by("pk")]
    shift.assignments.live().update(
        state=Assignment.State.RELEASED, checked_in_at=None, checked_out_at=None, proposed_minutes=None
    )
    shift.state, shift.reason = Shift.State.CANCELLED, reason.strip()
    shift.save(update_fields=["state", "reason"])
    detail = {"reason": shift.reason, "released": len(people)}
    record(
        by=by, action="volunteers.cancel_shift", obj=shift, community=shift.community, at=at, detail=detail
    )
    changed(shift.opportunity)
    _tell_of(shift, people, _("Cancelled: %(title)s"), shift.reason, by, at)
    return shift


@transaction.atomic
def remind_of_shift(*, shift: Shift, at: datetime) -> Shift:
    """Reminds everybody who signed up, once."""
    shift = locked(shift)
    if shift.reminded_at is None and not shift.is_cancelled and at < shift.starts_at:
        people = [a.user for a in shift.assignments.live().select_related("user").order_by("pk")]
        shift.reminded_at = at
        shift.save(update_fields=["reminded_at"])
        detail = {"people": len(people)}
        record(
            by=None,
            action="volunteers.remind_of_shift",
            obj=shift,
            community=shift.community,
            at=at,
            detail=detail,
        )
        _tell_of(shift, people, _("Soon: %(title)s"), shift.opportunity.place, None, at)
    return shift


def _tell_of(shift: Shift, people: list[User], title: str, body: str, by: User | None, at: datetime) -> None:
    tell(
        users=people,
        kind="shift",
        title=title % {"title": shift.opportunity.title},
        body=body,
        url=shift.get_absolute_url(),
        community=shift.community,
        by=by,
        at=at,
    )
