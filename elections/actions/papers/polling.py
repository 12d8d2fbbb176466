"""While the polls are open: an elector takes a paper ballot. What they write on it is nobody's business here."""

from datetime import datetime

from django.db import transaction

from elections.actions.papers.refusals import AlreadyTaken, BooksEmpty, NoPaper, NoProxy
from elections.actions.running.base import State, shared, write_down
from elections.actions.running.refusals import NotOnRoll
from elections.models import Attendance, Election, Proxy, Registration, Station
from linli.accounts.models import User


@transaction.atomic
def give_ballot(
    *, station: Station, registration: Registration, proxy: Proxy | None = None, by: User, at: datetime
) -> Attendance:
    """Marks that a ballot was taken for this entry of the roll, by the elector or by the holder of their proxy.

    The audit event names the station alone: a list in order of time, beside serials, would unmask ballots.
    """
    election = shared(station.election, State.POLLING)
    if election.ballot_mode == Election.BallotMode.ONLINE:
        raise NoPaper
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
