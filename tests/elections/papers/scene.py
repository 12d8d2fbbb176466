"""An election on paper at every stage: a hall and a travelling box, books, electors who came, typed sheets."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from elections.actions.papers import enter_sheet, give_ballot, give_out_book, set_up_station
from elections.actions.running import close_polls, open_polls
from elections.models import CountEntry, Election, Registration, Station
from elections.rules.papers import Sheet, Votes
from linli.accounts.models import User
from tests.cast import Cast
from tests.elections.process.scene import AFTER, CLOSES, OPENS, day, listed

NOON = day(0, 12)


def hall(election: Election, cast: Cast, **terms: Any) -> Station:
    terms = {
        "name": "社区大厅",
        "manner": "hall",
        "place": "1 号楼一层",
        "supervisors": ["周监", "吴监"],
    } | terms
    return set_up_station(election=election, **({"by": cast.bo, "at": day(-5)} | terms))


def box(election: Election, cast: Cast) -> Station:
    return hall(
        election, cast, name="流动票箱", manner="box", place="上门", supervisors=["周监", "吴监", "郑监"]
    )


def polling(cast: Cast, **terms: Any) -> tuple[Election, Station, Station]:
    """The polls are open; the hall has ballots 1–20, the box 21–25."""
    election = listed(cast, **terms)
    first, second = hall(election, cast), box(election, cast)
    for station, serials in ((first, (1, 20)), (second, (21, 25))):
        values = {"first": serials[0], "last": serials[1], "received_by": "周监"}
        give_out_book(station=station, by=cast.bo, at=day(-2), **values)
    return open_polls(election=election, by=cast.chair, at=OPENS), first, second


def electors(election: Election) -> list[Registration]:
    return list(Registration.objects.of(election).on_roll().order_by("number"))


def came(station: Station, entries: list[Registration], by: User) -> None:
    for entry in entries:
        give_ballot(station=station, registration=entry, by=by, at=NOON)


def closed(cast: Cast, **terms: Any) -> tuple[Election, Station, Station]:
    """Twelve came to the hall, two were visited."""
    election, first, second = polling(cast, **terms)
    roll = electors(election)
    came(first, roll[:12], cast.bo)
    came(second, roll[12:14], cast.bo)
    return close_polls(election=election, by=None, at=CLOSES), first, second


def sheet(election: Election, *votes: int, **numbers: Any) -> Sheet:
    """The hall's sheet: twelve ballots taken, one spoiled and replaced, twelve found."""
    keys = [one.key for one in election.candidates.on_ballot()]
    lines = {key: Votes(n) for key, n in zip(keys, votes or (8, 3, 9, 7, 4), strict=True)}
    plain = {"books": 20, "unused": 7, "spoiled": 1, "found": 12, "blank": 0, "invalid": 1}
    return Sheet(**(plain | {"votes": lines} | numbers))


def box_sheet(election: Election) -> Sheet:
    numbers = {"books": 5, "unused": 3, "spoiled": 0, "found": 2, "invalid": 0}
    return sheet(election, 2, 0, 2, 1, 0, **numbers)


def photo(
    name: str = "sheet.jpg", content: bytes = b"\xff\xd8\xff\xe0 a photo of a sheet"
) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def typed(station: Station, figures: Sheet, by: User, **terms: Any) -> CountEntry:
    return enter_sheet(station=station, sheet=figures, by=by, at=AFTER, **terms)


def counted(cast: Cast, **terms: Any) -> Election:
    """Both sheets typed twice alike."""
    election, first, second = closed(cast, **terms)
    for station, figures, name in ((first, sheet(election), "a.jpg"), (second, box_sheet(election), "b.jpg")):
        typed(station, figures, cast.bo, photo=photo(name, name.encode()))
        typed(station, figures, cast.chair)
    return election
