"""The paper half of a demo's election: stations and their books, who came, and the sheets that two people type."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from elections.actions.papers import ballot_of, enter_sheet, give_ballot, give_out_book, set_up_station
from elections.demo.elections.people import Calendar
from elections.documents.pdf import as_pdf
from elections.models import Candidate, Election, Registration, Station
from elections.rules.papers import Sheet, Votes
from linli.accounts.models import User

HALL = ("社区大厅投票站", "hall", "社区服务中心一层", ("周建民", "吴秀英"))
SCHOOL = ("北区投票站", "station", "北门活动室", ("郑海燕", "王德福"))
BOX = ("流动票箱", "box", "上门", ("孙志强", "李桂芳", "赵明"))
Place = tuple[str, str, str, Sequence[str]]


def set_up(
    election: Election, places: Sequence[Place], ballots: int, when: Calendar, by: User
) -> list[Station]:
    """Stations with a book of so many ballots each."""
    found = []
    for n, (name, manner, place, watched_by) in enumerate(places):
        about: dict[str, Any] = {
            "name": name,
            "manner": manner,
            "place": place,
            "supervisors": list(watched_by),
        }
        station = set_up_station(election=election, by=by, at=when.on("board"), **about)
        serials: dict[str, Any] = {
            "first": n * ballots + 1,
            "last": (n + 1) * ballots,
            "received_by": watched_by[0],
        }
        give_out_book(station=station, by=by, at=when.on("books"), **serials)
        found.append(station)
    return found


def came(station: Station, entries: Sequence[Registration], by: User, at: datetime) -> None:
    for entry in entries:
        give_ballot(station=station, registration=entry, by=by, at=at)


def sheet(station: Station, shares: Mapping[str, Sequence[int]]) -> Sheet:
    """What the counters of the station wrote down: one spoiled ballot, one that does not count, the rest by these shares."""
    held, found = station.ballots, station.attendances.count()
    votes: dict[str, Votes] = {}
    for contest, post in zip(ballot_of(station.election), shares.values(), strict=True):
        votes |= {
            line: Votes((found - 1) * share // 100) for line, share in zip(contest.lines, post, strict=True)
        }
    return Sheet(books=held, unused=held - found - 1, spoiled=1, found=found, blank=0, invalid=1, votes=votes)


def scan(station: Station, figures: Sheet) -> SimpleUploadedFile:
    """Stands for the photo of the signed sheet."""
    names = {one.key: f"{one.post.name} {one.name}" for one in candidates(station.election)}
    lines = [
        f"本站选票 {figures.books} 张，剩余 {figures.unused} 张，作废 {figures.spoiled} 张，收回 {figures.found} 张。",
        f"其中空白票 {figures.blank} 张，无效票 {figures.invalid} 张，有效票 {figures.valid} 张。",
        *(f"{names[line]}：{votes.for_} 票" for line, votes in figures.votes.items()),
    ]
    content = as_pdf(f"{station.name}\n计票单（演示）", lines, station.supervisors)
    return SimpleUploadedFile(f"sheet-{station.position}.pdf", content, content_type="application/pdf")


def candidates(election: Election) -> list[Candidate]:
    return list(Candidate.objects.of(election).on_ballot().select_related("post"))


def count(
    stations: Sequence[Station], shares: Mapping[str, Sequence[int]], hands: tuple[User, User], at: datetime
) -> None:
    """Typed by one from the sheet, and by another who does not see the first."""
    one, other = hands
    for station in stations:
        figures = sheet(station, shares)
        enter_sheet(station=station, sheet=figures, photo=scan(station, figures), by=one, at=at)
        enter_sheet(station=station, sheet=figures, by=other, at=at)
