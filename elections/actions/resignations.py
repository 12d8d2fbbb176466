"""Verbs of a resignation: filed by whoever is in office, withdrawn by them, refused by a meeting.

A meeting that approves it ends the office: `offices.end_term_early`. 城市居民委员会组织法 (2025) art. 21.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from elections.actions.offices import NothingVouches, NotInOffice, OwnOffice, held, law_of_office
from elections.actions.resignations_telling import tell_filed, tell_refused, tell_withdrawn
from elections.actions.running.base import day_of, save
from elections.models import Officeholder, Resignation
from elections.rules.offices import resigns_by
from elections.rules.profiles import Consent
from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.refusals import Refused

State = Resignation.State


class NotTheirs(Refused):
    reason = gettext_lazy("Only the person in office files a resignation, and withdraws it.")


class NoMeetingDecides(Refused):
    reason = gettext_lazy(
        "Under the rules of this body no meeting decides on a resignation: hand it to your colleagues in writing."
    )


class FiledAlready(Refused):
    reason = gettext_lazy("Your resignation waits already. To write another one, withdraw that one first.")


class BadMeetingDay(Refused):
    reason = gettext_lazy("The meeting decides between the day on which the resignation was filed and today.")


class NotWaiting(Refused):
    reason = gettext_lazy("This resignation does not wait any more. Look at it again.")


def is_decided_by_a_meeting(holder: Officeholder) -> bool:
    return resigns_by(law_of_office(holder)) is Consent.MEETING


def check_in_office(holder: Officeholder, at: datetime) -> None:
    if not Officeholder.objects.in_office(day_of(at)).filter(pk=holder.pk).exists():
        raise NotInOffice


def note(letter: Resignation, verb: str, by: User, at: datetime) -> None:
    """That a resignation was filed, withdrawn or refused; why somebody resigns stands in the letter alone."""
    holder = letter.officeholder
    detail = {"office": holder.title, "name": holder.name, "filed_on": str(letter.filed_on)}
    about = {"obj": letter, "community": holder.term.committee.community, "at": at, "detail": detail}
    record(by=by, action=f"elections.{verb}", **about)


@transaction.atomic
def file_resignation(*, officeholder: Officeholder, reason: str, by: User, at: datetime) -> Resignation:
    """In writing, by the person in office. Their colleagues are told, to put it to the meeting."""
    holder = held(officeholder)
    if holder.user_id != by.pk:
        raise NotTheirs
    check_in_office(holder, at)
    if not is_decided_by_a_meeting(holder):
        raise NoMeetingDecides
    if holder.resignations.waiting(day_of(at)).exists():
        raise FiledAlready
    letter = Resignation.objects.create(officeholder=holder, reason=reason.strip(), filed_by=by, filed_at=at)
    note(letter, "file_resignation", by, at)
    tell_filed(letter, at)
    return letter


def waiting_one(resignation: Resignation, at: datetime) -> Resignation:
    """Held with its office, as it is now."""
    holder = held(resignation.officeholder)
    check_in_office(holder, at)
    letter = Resignation.objects.get(pk=resignation.pk)
    if letter.state != State.FILED:
        raise NotWaiting
    letter.officeholder = holder
    return letter


@transaction.atomic
def withdraw_resignation(*, resignation: Resignation, by: User, at: datetime) -> Resignation:
    """Until a meeting has decided, the office goes on by the person's own word."""
    letter = waiting_one(resignation, at)
    if letter.filed_by_id != by.pk:
        raise NotTheirs
    save(letter, state=State.WITHDRAWN, closed_by=by, closed_at=at)
    note(letter, "withdraw_resignation", by, at)
    tell_withdrawn(letter, at)
    return letter


@transaction.atomic
def refuse_resignation(
    *, resignation: Resignation, refused_on: date, reference: str, by: User, at: datetime
) -> Resignation:
    """The meeting did not approve it: the office goes on. Whoever filed it may file another."""
    letter = waiting_one(resignation, at)
    if letter.filed_by_id == by.pk:
        raise OwnOffice
    if not letter.filed_on <= refused_on <= day_of(at):
        raise BadMeetingDay
    if not reference.strip():
        raise NothingVouches
    values = {"refused_on": refused_on, "reference": reference.strip(), "closed_by": by, "closed_at": at}
    save(letter, state=State.REFUSED, **values)
    note(letter, "refuse_resignation", by, at)
    tell_refused(letter, at)
    return letter
