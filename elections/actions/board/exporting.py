"""The board as a file: its lines, and the archive that outlives this server."""

from collections.abc import Iterator

from elections.actions.board.lines import State
from elections.actions.board.refusals import BoardRefused
from elections.actions.board.results import sheets_of
from elections.crypto.archive import archive
from elections.models import Board, CountEntry

FINISHED = (State.CLOSED, State.TALLIED, State.DECLARED)


def lines_from(board: Board, begin: int = 0, end: int | None = None) -> Iterator[bytes]:
    wanted = board.entries.filter(n__gte=begin).order_by("n")
    for entry in (wanted if end is None else wanted.filter(n__lt=end)).iterator(chunk_size=500):
        yield entry.line + b"\n"


def photo(digest: str, board: Board) -> bytes:
    entry = (
        CountEntry.objects.filter(station__election=board.election, photo_hash=digest)
        .exclude(photo="")
        .first()
    )
    if entry is None:
        raise BoardRefused("photo_missing")
    with entry.photo.open("rb") as file:
        return bytes(file.read())


def archive_of(board: Board) -> bytes:
    if board.state not in FINISHED:
        raise BoardRefused("wrong_stage")
    photos = {sheet["photo"]: photo(sheet["photo"], board) for sheet in sheets_of(board)}
    return archive(b"".join(lines_from(board)), board.roll.encode(), board.booth.encode(), photos)
