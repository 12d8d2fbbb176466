"""Asking to join, deciding, leaving."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.accounts.models import User
from linli.audit.actions import record
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.notifications.actions import tell
from linli.residents.models import Verification
from linli.roles.actions import appoint, dismiss
from linli.roles.models import Appointment
from linli.roles.permissions import Permission

State = Verification.State


class AlreadyAsked(Refused):
    reason = gettext_lazy("You have already asked, or you are already verified here.")


class PhoneMissing(Refused):
    reason = gettext_lazy("Please confirm your mobile number first: the committee may have to call you.")


class AlreadyDecided(Refused):
    reason = gettext_lazy("This request has already been decided.")


class OwnRequest(Refused):
    reason = gettext_lazy("Nobody verifies themselves: please ask a colleague.")


class ReasonMissing(Refused):
    reason = gettext_lazy("Please say why, so that the person can mend it.")


def write_down(verification: Verification, verb: str, by: User, at: datetime) -> None:
    record(by=by, action=f"residents.{verb}", obj=verification, community=verification.community, at=at)


@transaction.atomic
def ask_to_join(
    *, community: Community, name: str, dwelling: str, relation: str, note: str = "", by: User, at: datetime
) -> Verification:
    """A person says that they live here; the committee will look at it."""
    if not User.objects.select_for_update().get(pk=by.pk).is_phone_verified:
        raise PhoneMissing
    if Verification.objects.in_community(community).of(by).under_way().exists():
        raise AlreadyAsked
    given = {"name": name, "dwelling": dwelling, "relation": relation, "note": note}
    verification = Verification.objects.create(community=community, user=by, requested_at=at, **given)
    write_down(verification, "ask_to_join", by, at)
    tell_committee(verification, by, at)
    return verification


def locked(verification: Verification, *states: str) -> Verification:
    """The row, locked; refused where it is no longer in one of `states`."""
    rows = Verification.objects.select_for_update(of=("self",)).select_related("user", "community__division")
    found = rows.get(pk=verification.pk)
    if found.state not in states:
        raise AlreadyDecided
    return found


def decide(verification: Verification, state: str, by: User, at: datetime, reason: str = "") -> None:
    verification.state, verification.decided_by, verification.decided_at = state, by, at
    verification.reason = reason
    verification.save(update_fields=["state", "decided_by", "decided_at", "reason", "appointment"])


@transaction.atomic
def verify_resident(*, verification: Verification, by: User, at: datetime) -> Verification:
    """The committee has checked it: the person is a verified resident from now on."""
    found = locked(verification, State.REQUESTED)
    if found.user_id == by.pk:
        raise OwnRequest
    held = Appointment.objects.current(at).filter(
        user=found.user, role="resident", division=found.community.division
    )
    found.appointment = held.first() or appoint(
        user=found.user, role="resident", division=found.community.division, by=by, at=at
    )
    decide(found, State.VERIFIED, by, at)
    if not found.user.name:
        found.user.name = found.name
        found.user.save(update_fields=["name"])
    write_down(found, "verify_resident", by, at)
    tell_applicant(found, _("You are now a verified resident of %(community)s"), "", by, at)
    return found


@transaction.atomic
def refuse_resident(*, verification: Verification, reason: str, by: User, at: datetime) -> Verification:
    """The committee could not confirm it, and says why."""
    if not reason.strip():
        raise ReasonMissing
    found = locked(verification, State.REQUESTED)
    if found.user_id == by.pk:
        raise OwnRequest
    decide(found, State.REFUSED, by, at, reason.strip())
    write_down(found, "refuse_resident", by, at)
    tell_applicant(found, _("Your request to join %(community)s could not be confirmed"), reason, by, at)
    return found


@transaction.atomic
def leave(*, verification: Verification, by: User, at: datetime) -> Verification:
    """The person takes the request back, or has moved away: they stop being a resident here."""
    found = locked(verification, State.REQUESTED, State.VERIFIED)
    state = State.WITHDRAWN if found.state == State.REQUESTED else State.ENDED
    if found.appointment:
        dismiss(appointment=found.appointment, by=by, at=at)
    decide(found, state, by, at)
    write_down(found, "leave", by, at)
    return found


def tell_applicant(verification: Verification, title: str, body: str, by: User, at: datetime) -> None:
    community: Any = verification.community
    tell(
        users=[verification.user],
        kind="verification",
        title=title % {"community": community.name},
        body=body,
        url=reverse("residents:join", args=[community.code]),
        community=community,
        at=at,
        by=by,
    )


def tell_committee(verification: Verification, by: User, at: datetime) -> None:
    """Those who verify in this very community; wider offices have their own desk."""
    community: Any = verification.community
    here = Appointment.objects.current(at).filter(division=community.division)
    verifiers = here.with_permission(Permission.VERIFY_RESIDENTS).exclude(user=by)
    tell(
        users=User.objects.filter(pk__in=verifiers.values("user")),
        kind="verification",
        title=_("%(name)s asks to join") % {"name": verification.name},
        body=f"{verification.dwelling} · {verification.get_relation_display()}",
        url=reverse("residents:decide", args=[community.code, verification.key]),
        community=community,
        at=at,
        by=by,
    )
