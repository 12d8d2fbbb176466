"""After the polls: each station's sheet is typed twice, and counts when both entries say the same and add up."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.core.files import File
from django.db import transaction

from elections.actions.papers.refusals import (
    AlreadyCounted,
    HandTaken,
    PhotoMissing,
    PhotoTwice,
    SheetWrong,
)
from elections.actions.running.base import State, law_of, locked, write_down
from elections.models import Candidate, CountEntry, Election, Registration, Station, StationCount
from elections.rules import papers
from linli.accounts.models import User


def ballot_of(election: Election) -> list[papers.Contest]:
    """The ballot's contests: the candidates of each post, or the people whom a recall is about."""
    if election.kind == Election.Kind.RECALL:
        return [papers.Contest("recall", 1, tuple(recalled(election)), asks_each=True)]
    lines: dict[str, list[str]] = {}
    for candidate in Candidate.objects.of(election).on_ballot().select_related("post"):
        lines.setdefault(candidate.post.key, []).append(candidate.key)
    posts = election.posts.order_by("position")
    return [papers.Contest(post.key, post.seats, tuple(lines.get(post.key, ()))) for post in posts]


def takes_write_ins(election: Election) -> bool:
    """Whether the ballot has lines for other names: on paper alone, as the rules say; what is cast online has none."""
    is_paper = election.ballot_mode == Election.BallotMode.PAPER
    return is_paper and election.kind != Election.Kind.RECALL and law_of(election).ballots.write_ins


def recalled(election: Election) -> Sequence[str]:
    return list(election.recalls.order_by("pk").values_list("key", flat=True))


def faults_of(station: Station, sheet: papers.Sheet) -> list[papers.Fault]:
    attended = station.attendances.count()
    found = papers.faults(sheet, ballot_of(station.election), station.ballots, attended)
    written_in = {number for _, number in sheet.others}
    roll = Registration.objects.of(station.election).on_roll()
    known = set(roll.filter(number__in=written_in).values_list("number", flat=True))
    missing = (papers.Fault(papers.FaultCode.LINES, str(n)) for n in sorted(written_in - known))
    return [*found, *missing]


def hand_of(station: Station, by: User) -> int:
    """Whoever types first is the first hand, for all corrections too."""
    hands = dict(station.entries.values_list("entered_by", "hand"))
    if by.pk in hands:
        return int(hands[by.pk])
    if len(hands) == 2:
        raise HandTaken
    return len(hands) + 1


@transaction.atomic
def enter_sheet(
    *, station: Station, sheet: papers.Sheet, photo: File[bytes] | None = None, by: User, at: datetime
) -> CountEntry:
    """One person's entry of a station's sheet. The second that equals the first makes the count."""
    election = locked(station.election, State.CLOSED, by=by)
    if StationCount.objects.filter(station=station).exists():
        raise AlreadyCounted
    wrong = faults_of(station, sheet)
    if wrong:
        raise SheetWrong(wrong)
    hand = hand_of(station, by)
    entry = write_entry(station, hand, sheet, photo, by, at)
    write_down(
        election, "enter_sheet", by, at, obj=station, detail={"hand": hand, "revision": entry.revision}
    )
    agree(election, station, at)
    return entry


def write_entry(
    station: Station, hand: int, sheet: papers.Sheet, photo: File[bytes] | None, by: User, at: datetime
) -> CountEntry:
    before = station.entries.filter(hand=hand).order_by("-revision").first()
    entry = CountEntry(station=station, hand=hand, figures=sheet.as_data(), entered_by=by, entered_at=at)
    entry.revision = before.revision + 1 if before else 1
    if photo is not None:
        entry.photo, entry.photo_hash = photo, hash_of(photo, station)
    elif before is not None:
        entry.photo, entry.photo_hash = before.photo, before.photo_hash
    if hand == 1 and not entry.photo_hash:
        raise PhotoMissing
    entry.save()
    return entry


def hash_of(photo: File[bytes], station: Station) -> str:
    """The photo's SHA-256; a photo shows the sheet of one station."""
    digest = hashlib.sha256(photo.read()).hexdigest()
    photo.seek(0)
    others = CountEntry.objects.filter(station__election=station.election).exclude(station=station)
    if others.filter(photo_hash=digest).exists():
        raise PhotoTwice
    return digest


def agree(election: Election, station: Station, at: datetime) -> StationCount | None:
    """Where both hands have typed the same figures, they are the station's count."""
    entries = list(CountEntry.objects.latest_of(station))
    if len(entries) < 2 or entries[0].figures != entries[1].figures:
        return None
    one, two = entries
    values = {"first_entry": one, "second_entry": two, "figures": one.figures}
    return StationCount.objects.create(station=station, counted_at=at, **values)


def paper_total(election: Election) -> papers.Sheet:
    """All stations' counts together; every station must have one before a result is declared."""
    counts = StationCount.objects.filter(station__election=election).values_list("figures", flat=True)
    return papers.total((papers.of_data(data) for data in counts), ballot_of(election))
