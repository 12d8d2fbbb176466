"""While the polls are open: an elector takes a paper ballot. What they write on it is nobody's business here."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from elections.actions.papers.refusals import (
    AlreadyTaken,
    BooksEmpty,
    NoPaper,
    NoProxy,
    NotYetTaken,
    OutsideHours,
)
from elections.actions.running.base import State, shared, write_down
from elections.actions.running.lawful import moment
from elections.actions.running.refusals import NotOnRoll
from elections.models import Attendance, Election, Proxy, Registration, Station
from elections.rules.hours import is_open, next_opening
from linli.accounts.models import User


def closed_words(election: Election, at: datetime) -> str:
    """Why no ballot is given out at this moment, and when the next one is."""
    if opens := next_opening(election.paper_hours, at):
        return _("The polling place is closed now. Ballots are given out again from %(time)s.") % {
            "time": moment(opens)
        }
    return _("The hours of the polls on paper are over: no more ballots are given out.")


def check_hours(election: Election, taken_at: datetime | None, at: datetime) -> None:
    """In the hours of the day; what happened in them may be entered afterwards, with its time."""
    if taken_at is not None and taken_at > at:
        raise NotYetTaken
    if not is_open(election.paper_hours, taken_at or at):
        raise OutsideHours(closed_words(election, taken_at or at))


@transaction.atomic
def give_ballot(
    *,
    station: Station,
    registration: Registration,
    proxy: Proxy | None = None,
    taken_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Attendance:
    """Marks that a ballot was taken for this entry of the roll, by the elector or by the holder of their proxy.

    `taken_at` is said where a list, as that of a travelling box, is typed afterwards; it is checked and not kept. The
    audit event names the station alone: a list in order of time, beside serials, would unmask ballots.
    """
    election = shared(station.election, State.POLLING)
    if election.ballot_mode == Election.BallotMode.ONLINE:
        raise NoPaper
    check_hours(election, taken_at, at)
    held = Registration.objects.select_for_update().filter(pk=registration.pk).on_roll().of(election).first()
    if held is None:
        raise NotOnRoll
    if Attendance.objects.filter(registration=held).exists():
        raise AlreadyTaken
    if proxy is not None and not Proxy.objects.effective().filter(pk=proxy.pk, principal=held).exists():
        raise NoProxy
    if station.attendances.count() >= station.ballots:
        raise BooksEmpty
    attendance = Attendance.objects.create(registration=held, station=station, proxy=proxy)
    write_down(election, "give_ballot", by, at, obj=station)
    return attendance
