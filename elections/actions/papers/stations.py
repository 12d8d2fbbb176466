"""Before the polls: stations, their books, and visits with the travelling box."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from elections.actions.papers.refusals import (
    AlreadyAsked,
    NameTaken,
    NoPaper,
    SerialsTaken,
    SerialsWrong,
    TooFewWatching,
    TooLateForVisit,
)
from elections.actions.running.base import State, locked, shared, write_down
from elections.models import BallotBook, Election, HomeVisit, Registration, Station
from elections.models.papers import FEWEST_WITH_A_BOX
from linli.accounts.models import User

BEFORE_THE_POLLS = (
    State.DRAFT,
    State.ANNOUNCED,
    State.ROLL_PUBLISHED,
    State.NOMINATING,
    State.CANDIDATES_PUBLISHED,
)
FEWEST = 2


def check_watched(manner: str, supervisors: list[str]) -> None:
    least = FEWEST_WITH_A_BOX if manner == Station.Manner.BOX else FEWEST
    if len(set(supervisors)) < least:
        raise TooFewWatching


@transaction.atomic
def set_up_station(
    *, election: Election, name: str, manner: str, place: str, supervisors: list[str], by: User, at: datetime
) -> Station:
    """A place where paper is cast, with the names of those who watch over it."""
    election = locked(election, *BEFORE_THE_POLLS, by=by)
    if election.ballot_mode == Election.BallotMode.ONLINE:
        raise NoPaper
    check_watched(manner, supervisors)
    stations = Station.objects.of(election)
    if stations.filter(name=name).exists():
        raise NameTaken
    last = stations.aggregate(last=Max("position"))["last"] or 0
    values = {"name": name, "manner": manner, "place": place, "supervisors": supervisors}
    station = Station.objects.create(election=election, position=last + 1, **values)
    write_down(election, "set_up_station", by, at, obj=station, detail={"name": name, "manner": manner})
    return station


@transaction.atomic
def remove_station(*, station: Station, by: User, at: datetime) -> None:
    """Takes back a station that has no book yet."""
    election = locked(station.election, *BEFORE_THE_POLLS, by=by)
    if station.books.exists():
        raise SerialsTaken
    write_down(election, "remove_station", by, at, obj=station, detail={"name": station.name})
    station.delete()


@transaction.atomic
def give_out_book(
    *, station: Station, first: int, last: int, received_by: str, by: User, at: datetime
) -> BallotBook:
    """Hands a book of printed ballots to a station. Its serials are in no other book of the election."""
    election = locked(station.election, *BEFORE_THE_POLLS[1:], State.POLLING, by=by)
    if not 1 <= first <= last:
        raise SerialsWrong
    values = {"first": first, "last": last, "received_by": received_by, "given_by": by, "given_at": at}
    try:
        with transaction.atomic():
            book = BallotBook.objects.create(election=election, station=station, **values)
    except IntegrityError as clash:
        raise SerialsTaken from clash
    write_down(election, "give_out_book", by, at, obj=book, detail={"first": first, "last": last})
    return book


@transaction.atomic
def ask_for_visit(
    *, registration: Registration, reason: str, address: str, by: User, at: datetime
) -> HomeVisit:
    """The travelling box comes to an elector who is ill or cannot walk."""
    election = shared(registration.election, *BEFORE_THE_POLLS[1:])
    if election.ballot_mode == Election.BallotMode.ONLINE:
        raise NoPaper
    if at >= election.polls_open_at:
        raise TooLateForVisit
    if HomeVisit.objects.filter(registration=registration).exists():
        raise AlreadyAsked
    values = {"reason": reason, "address": address, "asked_by": by, "asked_at": at}
    visit = HomeVisit.objects.create(registration=registration, **values)
    write_down(election, "ask_for_visit", by, at, obj=visit)
    return visit
