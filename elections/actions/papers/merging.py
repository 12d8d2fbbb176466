"""Paper and online together: the counts that a result is declared from. Nobody is counted twice, since whoever takes a
paper ballot hands in their card first, and the ballots of that card are left out of the online tally."""

from datetime import datetime
from typing import Any

from django.db import transaction

from elections.actions.board import post_tally, record_paper, result_of
from elections.actions.board.lines import body_of
from elections.actions.papers.counting import ballot_of, paper_total
from elections.actions.papers.refusals import OnlineNotCounted, StationsUncounted
from elections.actions.running.declaring import Counts, Marks, WriteIn
from elections.models import Board, Candidate, Election, Post, Registration, Station, StationCount
from elections.rules import papers
from linli.accounts.models import User


def write_ins_of(election: Election, total: papers.Sheet) -> list[WriteIn]:
    posts = {post.key: post for post in Post.objects.filter(election=election)}
    numbers = {number for _, number in total.others}
    roll = Registration.objects.of(election).on_roll().filter(number__in=numbers)
    people = {person.number: person for person in roll}
    return [
        WriteIn(
            post=posts[post],
            name=people[number].name,
            votes=votes,
            registration=people[number],
            is_woman=people[number].sex == Registration.Sex.FEMALE,
        )
        for (post, number), votes in sorted(total.others.items())
    ]


def sheet_body(count: StationCount, ballot: list[papers.Contest]) -> dict[str, Any]:
    """A station's sheet as the board has it (docs/protocol.md, section 8)."""
    sheet = papers.of_data(count.figures)
    numbers = {name: getattr(sheet, name) for name in (*papers.NUMBERS, "issued")}
    contests = [{"id": c.key, "votes": [sheet.votes[line].for_ for line in c.lines]} for c in ballot]
    photo = count.first_entry.photo_hash
    return numbers | {"contests": contests, "photo": photo, "station": count.station.name}


@transaction.atomic
def post_sheets_and_tally(*, board: Board, by: User | None, at: datetime) -> Board:
    """Puts every station's sheet on the board, and then the one sum that the trustees open."""
    election = board.election
    if Station.objects.of(election).uncounted().exists():
        raise StationsUncounted
    ballot = ballot_of(election)
    counts = StationCount.objects.filter(station__election=election).select_related("station", "first_entry")
    for count in counts.order_by("station__position"):
        record_paper(board=board, sheet=sheet_body(count, ballot), by=by, at=at)
    return post_tally(board=board, by=by, at=at)


def online_counts(election: Election) -> tuple[dict[str, int], int]:
    """(votes by candidate's key, ballots counted) as the board has opened them; refused until it has."""
    if election.ballot_mode == Election.BallotMode.PAPER:
        return {}, 0
    board = Board.objects.current(election)
    result = result_of(board) if board else None
    if board is None or result is None:
        raise OnlineNotCounted
    contests = body_of(board.entries.get(kind="manifest"))["contests"]
    votes = {
        option["id"]: number
        for contest, part in zip(contests, result["contests"], strict=True)
        for option, number in zip(contest["options"], part["online"], strict=True)
    }
    return votes, int(result["counted"])


def counts_of(election: Election) -> Counts:
    """All stations' sheets, and the opened sums of the online ballots."""
    total = paper_total(election)
    online, cast_online = online_counts(election)
    marks = {
        one.pk: Marks(
            votes=total.votes[one.key].for_ + online.get(one.key, 0),
            against=total.votes[one.key].against,
            abstained=total.votes[one.key].abstained,
        )
        for one in Candidate.objects.of(election).on_ballot()
    }
    return Counts(
        issued=total.issued + cast_online,
        returned=total.found + cast_online,
        marks=marks,
        blank=total.blank,
        invalid=total.invalid,
        write_ins=write_ins_of(election, total),
    )
