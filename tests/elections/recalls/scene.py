"""A recall at every stage: a committee in office, a petition, its signatures, the vote on paper."""

from datetime import datetime, timedelta
from typing import Any

from elections.actions.papers import counts_of, enter_sheet, give_ballot, give_out_book
from elections.actions.petitions import sign_recall
from elections.actions.recalls import admit_recall, ask_recall
from elections.actions.running import (
    Person,
    announce_election,
    close_polls,
    confirm_entries,
    declare_election,
    freeze_roll,
    hand_over,
    import_electors,
    open_polls,
    publish_roll,
)
from elections.models import Election, Officeholder, Recall, Registration
from elections.rules.papers import Sheet, Votes
from linli.accounts.models import User
from linli.core.workdays import CHINA
from tests.cast import Cast
from tests.elections.papers.scene import counted, electors, hall, photo
from tests.elections.process.scene import AFTER, day

ASKED, ADMITTED = day(20), day(25)
VOTE = (ADMITTED + timedelta(days=30)).astimezone(CHINA)


def hour(before: int, at: int = 9) -> datetime:
    """So many days before (negative) the vote on the recall."""
    return (VOTE + timedelta(days=before)).replace(hour=at)


def in_office(cast: Cast, **terms: Any) -> list[Officeholder]:
    election = counted(cast, **terms)
    declare_election(election=election, counts=counts_of(election), by=cast.chair, at=AFTER)
    hand_over(election=election, by=cast.chair, at=day(2))
    return list(Officeholder.objects.order_by("pk"))


def asked(cast: Cast) -> Recall:
    holder = in_office(cast)[0]
    return ask_recall(officeholder=holder, reasons="三个月未公开财务。", by=cast.ann, at=ASKED)


def neighbours(recall: Recall) -> list[User]:
    rows = Registration.objects.filter(election=recall.officeholder.election, user__isnull=False)
    return [row.user for row in rows.select_related("user").order_by("number")]


def signed(cast: Cast, number: int = 4) -> Recall:
    recall = asked(cast)
    for user in neighbours(recall)[::-1][: number - 1]:
        sign_recall(recall=recall, by=user, at=ASKED)
    return recall


def admitted(cast: Cast) -> tuple[Recall, Election]:
    recall = signed(cast)
    election = admit_recall(recall=recall, election_day=VOTE.date(), by=cast.chair, at=ADMITTED)
    recall.refresh_from_db()
    return recall, election


def polling(cast: Cast) -> tuple[Recall, Election]:
    recall, election = admitted(cast)
    announce_election(election=election, by=cast.chair, at=ADMITTED)
    people = [
        Person(name=user.name, household=f"{n}-1", birth_year=1960 + n, user=user)
        for n, user in enumerate(neighbours(recall))
    ]
    source = Registration.Source.REGISTER
    added = import_electors(election=election, people=people, source=source, by=cast.chair, at=hour(-29))
    confirm_entries(election=election, entries=added, by=cast.chair, at=hour(-29))
    publish_roll(election=election, by=cast.chair, at=hour(-28))
    freeze_roll(election=election, by=cast.chair, at=hour(-18))
    station = hall(election, cast, at=hour(-5), by=cast.chair)
    give_out_book(station=station, first=1, last=20, received_by="周", by=cast.chair, at=hour(-2))
    return recall, open_polls(election=election, by=cast.chair, at=hour(0, 8))


def closed(cast: Cast, came: int = 9, **votes: Any) -> tuple[Recall, Election]:
    recall, election = polling(cast)
    station = election.stations.get()
    for entry in electors(election)[:came]:
        give_ballot(station=station, registration=entry, by=cast.chair, at=hour(0, 12))
    election = close_polls(election=election, by=None, at=hour(0, 18))
    said = Votes(votes.get("for_", 5), votes.get("against", 3), votes.get("abstained", 0))
    figures = Sheet(20, 20 - came, 0, came, 0, 0, {recall.key: said})
    enter_sheet(station=station, sheet=figures, photo=photo(), by=cast.bo, at=hour(0, 19))
    enter_sheet(station=station, sheet=figures, by=cast.chair, at=hour(0, 19))
    return recall, election
