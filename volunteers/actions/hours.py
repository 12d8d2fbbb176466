"""Confirming hours, correcting them, and giving them out on paper."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.accounts.models import User
from linli.audit.actions import record
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.notifications.actions import tell
from volunteers.actions.attending import locked_assignment
from volunteers.actions.planning import locked
from volunteers.models import Assignment, HoursCertificate, HoursRecord, Shift


class OnesOwnHours(Refused):
    reason = gettext_lazy("Nobody confirms their own hours. Ask another organiser to do it.")


class NothingToConfirm(Refused):
    reason = gettext_lazy("There are no hours to confirm here.")


class CorrectionRefused(Refused):
    reason = gettext_lazy(
        "A correction changes the minutes, leaves them between 0 and 24 hours, and says why."
    )


class NoConfirmedHours(Refused):
    reason = gettext_lazy("There are no confirmed hours yet that a certificate could state.")


@transaction.atomic
def confirm_shift(*, shift: Shift, by: User, at: datetime) -> list[HoursRecord]:
    """Confirms the proposed minutes of everybody in the shift but oneself."""
    shift = locked(shift)
    waiting = list(
        shift.assignments.unconfirmed().select_for_update(of=("self",)).select_related("user").order_by("pk")
    )
    others = [a for a in waiting if a.user_id != by.pk]
    if not others:
        raise OnesOwnHours if waiting else NothingToConfirm
    records = HoursRecord.objects.bulk_create([_confirmation(a, by, at) for a in others])
    detail = {"people": len(records), "minutes": sum(r.minutes for r in records)}
    record(
        by=by, action="volunteers.confirm_shift", obj=shift, community=shift.community, at=at, detail=detail
    )
    tell(
        users=[a.user for a in others],
        kind="shift",
        title=_("Hours confirmed: %(title)s") % {"title": shift.opportunity.title},
        url=shift.get_absolute_url(),
        community=shift.community,
        by=by,
        at=at,
    )
    return records


def _confirmation(assignment: Assignment, by: User, at: datetime) -> HoursRecord:
    return HoursRecord(
        assignment=assignment,
        volunteer_id=assignment.user_id,
        minutes=assignment.proposed_minutes,
        confirmed_by=by,
        confirmed_at=at,
    )


@transaction.atomic
def correct_hours(
    *, assignment: Assignment, minutes: int, reason: str, by: User, at: datetime
) -> HoursRecord:
    """Mends a confirmed record to `minutes` by a further row with the difference; the first one stays."""
    assignment = locked_assignment(assignment)
    first = assignment.hours.filter(corrects=None).first()
    if first is None:
        raise NothingToConfirm
    if by.pk == assignment.user_id:
        raise OnesOwnHours
    difference = minutes - assignment.hours.all().total()
    if not difference or not 0 <= minutes <= 24 * 60 or not reason.strip():
        raise CorrectionRefused
    correction: HoursRecord = HoursRecord.objects.create(
        assignment=assignment,
        volunteer_id=assignment.user_id,
        minutes=difference,
        corrects=first,
        reason=reason.strip(),
        confirmed_by=by,
        confirmed_at=at,
    )
    detail = {"user": assignment.user_id, "difference": difference, "reason": correction.reason}
    where = assignment.shift.community
    record(by=by, action="volunteers.correct_hours", obj=correction, community=where, at=at, detail=detail)
    return correction


@transaction.atomic
def issue_certificate(*, volunteer: User, community: Community, by: User, at: datetime) -> HoursCertificate:
    """States what was confirmed so far: whoever organised records, whoever records certifies (民政部令第67号)."""
    records = HoursRecord.objects.of(volunteer).in_community(community)
    minutes = records.total()
    if minutes <= 0:
        raise NoConfirmedHours
    days = records.aggregate(
        first=Min("assignment__shift__starts_at"), last=Max("assignment__shift__starts_at")
    )
    certificate: HoursCertificate = HoursCertificate.objects.create(
        community=community,
        volunteer=volunteer,
        name=str(volunteer),
        minutes=minutes,
        shift_count=records.filter(corrects=None).count(),
        first_on=timezone.localdate(days["first"]),
        last_on=timezone.localdate(days["last"]),
        issued_at=at,
    )
    detail = {"user": volunteer.pk, "minutes": minutes}
    record(
        by=by,
        action="volunteers.issue_certificate",
        obj=certificate,
        community=community,
        at=at,
        detail=detail,
    )
    return certificate
