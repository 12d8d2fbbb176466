"""Verbs of an office that ends before its term, otherwise than by a recall: entered with what vouches for it, or taken back.

城市居民委员会组织法 (2025) arts. 21 (resignation), 23 (incapacity, a sentence), 24 (a vacant seat), 37 (two appraisals).
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from elections.actions.offices_telling import tell_ended, tell_going_on
from elections.actions.petition_law import law_for
from elections.actions.running.base import State, day_of, save
from elections.actions.running.drafting import profile_named
from elections.models import AgendaItem, Election, OfficeEnding, Officeholder, Recall, Resignation
from elections.rules.offices import Ground, ended_by_appraisals, grounds
from elections.rules.profiles import Profile
from elections.words.offices import notice_of
from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.noticing import ask_for_notice
from linli.core.refusals import Refused


class NotInOffice(Refused):
    reason = gettext_lazy("This person is not in office any more.")


class OwnOffice(Refused):
    reason = gettext_lazy("This is about your own office: please leave it to your colleagues.")


class UnknownToTheRules(Refused):
    reason = gettext_lazy("The rules under which this person was elected know no such ending.")


class BadDay(Refused):
    reason = gettext_lazy("The office ends between the day on which it began and today.")


class NothingVouches(Refused):
    reason = gettext_lazy("Say what vouches for it: minutes, a judgment, a record, with its number and date.")


class NoResignation(Refused):
    reason = gettext_lazy(
        "A resignation is written. Its day cannot lie after the day on which the office ends."
    )


class NotCarried(Refused):
    reason = gettext_lazy("The meeting has not carried this item on that day.")


class NotUnfitInARow(Refused):
    reason = gettext_lazy(
        "The days of the appraisals follow each other, and the office ends on the last of them."
    )


class RecallAhead(Refused):
    reason = gettext_lazy("A vote on the recall of this person is set. Cancel it first, and say why.")


class NotStanding(Refused):
    reason = gettext_lazy("This ending has been taken back already.")


class WhyMissing(Refused):
    reason = gettext_lazy("Say why it is taken back: the reason stays in the record.")


class SeatAnnounced(Refused):
    reason = gettext_lazy("A by-election for this seat has been announced. Cancel it first, and say why.")


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """Why and when an office ended, and what vouches for it."""

    ground: str
    ended_on: date
    reference: str
    note: str = ""
    applied_on: date | None = None
    appraised_on: list[date] = field(default_factory=list)
    item: AgendaItem | None = None


def law_of_office(holder: Officeholder) -> Profile:
    """The rules that elected; where those were frozen before they spoke of endings, as they are now."""
    found = law_for(holder)
    return found if found.endings else profile_named(found.id)


def held(holder: Officeholder) -> Officeholder:
    rows = Officeholder.objects.select_for_update(of=("self",))
    return rows.select_related("term__committee__community__division", "election").get(pk=holder.pk)


def check(holder: Officeholder, why: Grounds, by: User | None, at: datetime) -> None:
    if holder.ended_on or not Officeholder.objects.in_office(day_of(at)).filter(pk=holder.pk).exists():
        raise NotInOffice
    if by is not None and holder.user_id == by.pk:
        raise OwnOffice
    law = law_of_office(holder)
    if why.ground not in grounds(law):
        raise UnknownToTheRules
    if not holder.starts_on <= why.ended_on <= day_of(at):
        raise BadDay
    if not why.reference.strip():
        raise NothingVouches
    check_ground(law, why)


def check_ground(law: Profile, why: Grounds) -> None:
    """What the article asks for."""
    if why.ground == Ground.RESIGNED and (why.applied_on is None or why.applied_on > why.ended_on):
        raise NoResignation
    if why.ground == Ground.APPRAISAL and ended_by_appraisals(law, why.appraised_on) != why.ended_on:
        raise NotUnfitInARow
    if why.item is not None and not carried_on(why.item, why.ended_on):
        raise NotCarried


def carried_on(item: AgendaItem, day: date) -> bool:
    outcome = getattr(item, "outcome", None)
    return bool(outcome and outcome.is_carried and day_of(outcome.declared_at) == day)


def drop_recalls(holder: Officeholder, at: datetime) -> None:
    """A petition falls away with the office; a vote that is set must be cancelled first."""
    under_way = Recall.objects.under_way().select_for_update(of=("self",)).filter(officeholder=holder)
    for recall in under_way.select_related("election"):
        if recall.election and recall.election.state != State.CANCELLED:
            raise RecallAhead
        save(recall, state=Recall.State.WITHDRAWN, ended_at=at)


def note(ending: OfficeEnding, verb: str, by: User | None, at: datetime) -> None:
    """The record says that and when an office ended; why, and what vouches for it, stands with the ending alone."""
    holder = ending.officeholder
    detail = {"office": holder.title, "name": holder.name, "ended_on": str(ending.ended_on)}
    about = {"obj": ending, "community": holder.term.committee.community, "at": at, "detail": detail}
    record(by=by, action=f"elections.{verb}", **about)


def letter_of(holder: Officeholder, ground: str, at: datetime) -> Resignation | None:
    """What the person filed, where it is a resignation that ends the office."""
    return holder.resignations.waiting(day_of(at)).first() if ground == Ground.RESIGNED else None


@transaction.atomic
def end_term_early(
    *, officeholder: Officeholder, why: Grounds, by: User | None, at: datetime
) -> OfficeEnding:
    """The office ends. The person and all residents are told, and a notice is drafted on the portal."""
    holder = held(officeholder)
    letter = letter_of(holder, why.ground, at)
    if letter:
        why = replace(why, applied_on=letter.filed_on)
    check(holder, why, by, at)
    drop_recalls(holder, at)
    ending = OfficeEnding(officeholder=holder, entered_by=by, entered_at=at, **vars(why))
    draft = notice_of(ending, law_of_office(holder), day_of(at))
    ending.portal_key = ask_for_notice(draft, by=by, at=at)
    ending.save()
    if letter:
        save(letter, state=Resignation.State.APPROVED, ending=ending, closed_by=by, closed_at=at)
    save(holder, ended_on=why.ended_on, ending=why.ground)
    note(ending, "end_term_early", by, at)
    tell_ended(ending, by, at)
    return ending


def by_elections(holder: Officeholder) -> list[Election]:
    """Those that have been drafted since, for an office of this name."""
    found = Election.objects.in_community(holder.term.committee.community).filter(
        kind=Election.Kind.BY_ELECTION, posts__office=holder.office, drafted_at__date__gte=holder.ended_on
    )
    return list(found.exclude(state=State.CANCELLED).order_by("pk").distinct())


@transaction.atomic
def take_back_ending(*, ending: OfficeEnding, reason: str, by: User, at: datetime) -> OfficeEnding:
    """It was entered by mistake: the office goes on as if it had not ended, and what was filed waits again."""
    holder = held(ending.officeholder)
    row = OfficeEnding.objects.select_for_update(of=("self",)).standing().filter(pk=ending.pk).first()
    if row is None:
        raise NotStanding
    if holder.user_id == by.pk:
        raise OwnOffice
    if not reason.strip():
        raise WhyMissing
    if any(one.announced_at for one in by_elections(holder)):
        raise SeatAnnounced
    save(row, taken_back_by=by, taken_back_at=at, take_back_reason=reason.strip()[:200])
    row.officeholder = holder
    save(holder, ended_on=None, ending="")
    if letter := holder.resignations.filter(ending=row).first():
        save(letter, state=Resignation.State.FILED, ending=None, closed_by=None, closed_at=None)
    note(row, "take_back_ending", by, at)
    tell_going_on(row, by, at)
    return row
