"""From the closing to the result: a fence, the paper sheets, one tally, the trustees' shares, the numbers."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Q

from elections.actions.board.lines import State, append, body_of, ceremony_of, locked
from elections.actions.board.refusals import BoardRefused, spoken
from elections.crypto import paper, tally
from elections.crypto.canonical import Body
from elections.crypto.ceremony import Ceremony
from elections.models import Board, BoardEntry
from linli.accounts.models import User
from linli.audit.actions import record


def write_down(board: Board, verb: str, by: User | None, at: datetime, detail: dict[str, Any]) -> None:
    about = {"obj": board.election, "community": board.election.community, "at": at}
    record(by=by, action=f"elections.{verb}", **about, detail={"attempt": board.attempt} | detail)


@transaction.atomic
def close_board(*, board: Board, by: User | None, at: datetime) -> Board:
    """A fence: whoever held the board before is on it, whoever comes after is refused; nothing is left waiting."""
    board = locked(board)
    if board.state != State.OPEN or at < board.closes_at:
        raise BoardRefused("wrong_stage")
    kinds = {"ballots": "ballot", "cancelled": "cancel", "challenges": "challenge"}
    body = board.entries.aggregate(**{name: Count("pk", filter=Q(kind=kind)) for name, kind in kinds.items()})
    entry = append(board, "close", body, at)
    write_down(board, "close_board", by, at, body | {"head": entry.hash})
    board.refresh_from_db()
    return board


def sheets_of(board: Board) -> list[Body]:
    return [body_of(entry) for entry in board.entries.filter(kind="paper")]


@transaction.atomic
def record_paper(*, board: Board, sheet: Body, by: User | None, at: datetime) -> BoardEntry:
    """A station's sheet, after closing and before the tally."""
    board = locked(board)
    if board.state != State.CLOSED:
        raise BoardRefused("wrong_stage")
    with spoken():
        paper.check_sheet(ceremony_of(board).manifest, sheet)
    if any(sheet[key] == other[key] for other in sheets_of(board) for key in ("photo", "station")):
        raise BoardRefused("already_done")
    entry = append(board, "paper", sheet, at)
    write_down(board, "record_paper", by, at, {"station": sheet["station"], "hash": entry.hash})
    return entry


def counted_of(board: Board) -> list[int]:
    """Primary keys of the entries that count, in the order of the board: the last ballot of each that is not cancelled."""
    cancelled = board.entries.filter(kind="cancel").values("credential")
    cast = board.entries.filter(kind="ballot").exclude(credential__in=cancelled)
    last = cast.order_by("credential", "-revision").distinct("credential").values("pk")
    return list(board.entries.filter(pk__in=last).order_by("n").values_list("pk", flat=True))


def in_batches(keys: list[int], size: int = 500) -> Iterator[BoardEntry]:
    for start in range(0, len(keys), size):
        yield from BoardEntry.objects.filter(pk__in=keys[start : start + size]).order_by("n")


def check_numbers(board: Board, counted: int, sheets: list[Body]) -> None:
    if counted < board.least:
        raise BoardRefused("too_few")
    if board.entries.filter(kind="cancel").count() > sum(sheet["issued"] for sheet in sheets):
        raise BoardRefused("paper_missing")
    if counted + sum(sheet["found"] for sheet in sheets) > board.election.roll_size:
        raise BoardRefused("too_many")


@transaction.atomic
def post_tally(*, board: Board, by: User | None, at: datetime) -> Board:
    """The one sum that the trustees open. There is never a second."""
    board = locked(board)
    if board.state != State.CLOSED:
        raise BoardRefused(
            "already_done" if board.state in (State.TALLIED, State.DECLARED) else "wrong_stage"
        )
    counted = counted_of(board)
    check_numbers(board, len(counted), sheets_of(board))
    adder = tally.Adder(ceremony_of(board).manifest.contests)
    for entry in in_batches(counted):
        adder.count(body_of(entry), bytes.fromhex(entry.ballot_hash))
    entry = append(board, "tally", adder.body(), at)
    write_down(board, "post_tally", by, at, {"counted": len(counted), "hash": entry.hash})
    board.refresh_from_db()
    return board


def publish_if_enough(board: Board, ceremony: Ceremony, at: datetime) -> None:
    """As soon as t shares are there the numbers are published: nobody keeps them to themselves."""
    shares = ceremony.in_order("share")[: ceremony.threshold]
    if len(shares) < ceremony.threshold or ceremony.one("result"):
        return
    with spoken():
        counted = ceremony.need("tally").body
        body = tally.result_body(ceremony.manifest, counted, shares, sheets_of(board))
    entry = append(board, "result", body, at)
    write_down(board, "publish_result", None, at, {"valid": body["valid"], "hash": entry.hash})


def result_of(board: Board) -> Body | None:
    """The body of `result`: what `declare_election` is fed with (option ids are candidates' keys)."""
    entry = board.entries.filter(kind="result").first()
    return None if entry is None else body_of(entry)


def head_of(board: Board) -> tuple[int, str]:
    """(number of lines, entry hash of the last): what is printed in the footer and on the notice board."""
    last = board.entries.aggregate(n=Max("n"))["n"]
    return (0, "") if last is None else (last + 1, board.entries.get(n=last).hash)
