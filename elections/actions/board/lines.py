"""Reading a board and writing its next line."""

from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from elections.actions.board.keys import signing_key
from elections.actions.board.refusals import BoardRefused
from elections.actions.board.statements import ABOUT, ANNOUNCED, APPEND, HELD, LAST, SEEN, WRITTEN, row
from elections.crypto import canonical, chain
from elections.crypto.ballots import Setting
from elections.crypto.canonical import Body
from elections.crypto.ceremony import Ceremony
from elections.models import Board, BoardEntry
from linli.communities.models import Community

State = Board.State


class Last(NamedTuple):
    """The end of a board's chain."""

    n: int
    kind: str
    hash: str
    at: datetime


def announced_board(community: Community, key: str) -> Board | None:
    """The last board of an election that everybody may see; none as long as there is no line."""
    found = row(ANNOUNCED, community=community.pk, key=key)
    return Board.from_db(connection.alias, SEEN, found) if found else None


def locked(board: Board) -> Board:
    """Held until the transaction ends: whoever writes next waits here."""
    rows = Board.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("election__community__division").get(pk=board.pk)


def held(board: Board) -> Board:
    """The same for voters: what they are let in by, read anew, and nothing of anybody."""
    board.state, board.opens_at, board.closes_at = row(HELD, board=board.pk)
    return board


def line_of(entry: BoardEntry) -> chain.Line:
    """An entry of our own store as the arithmetic reads it; its signature is not looked at again."""
    body = canonical.loads(entry.content.encode())["body"]
    return chain.Line(entry.n, entry.kind, entry.at, body, entry.parent, entry.hash, (0, 0), entry.line)


def ceremony_of(board: Board) -> Ceremony:
    """The board without the voters' entries."""
    entries = board.entries.exclude(kind__in=chain.VOTING).order_by("n")
    lines = [line_of(entry) for entry in entries]
    if not lines:
        raise BoardRefused("wrong_stage")
    return Ceremony(lines)


def last_of(board: Board) -> Last | None:
    found = row(LAST, board=board.pk)
    return Last(*found) if found else None


@lru_cache(maxsize=64)
def public_key_of(board_id: int) -> str:
    manifest = BoardEntry.objects.get(board_id=board_id, kind="manifest")
    return str(line_of(manifest).body["board"])


@lru_cache(maxsize=64)
def secret_of(board_id: int) -> int:
    """The signing key; its public half stands in the manifest."""
    return signing_key(Board.objects.select_related("election").get(pk=board_id), public_key_of(board_id))


@lru_cache(maxsize=64)
def setting_of(board_id: int) -> Setting:
    """What ballots are checked against; fixed from the opening on."""
    ceremony = ceremony_of(Board.objects.get(pk=board_id))
    return Setting(ceremony.need("open").digest, ceremony.key, ceremony.manifest.contests)


def append(
    board: Board,
    kind: str,
    body: Body,
    at: datetime,
    *,
    index: int | None = None,
    credential: str = "",
    revision: int | None = None,
    ballot_hash: str = "",
) -> BoardEntry:
    """Writes the next line of a board that is held; the triggers check it again."""
    last = last_of(board)
    at = chain.shown_time(kind, at, last.at if last else None)
    parent, n = (last.hash, last.n + 1) if last else (chain.FIRST_PARENT, 0)
    secret = secret_of(board.pk) if last else signing_key(board, body["board"])
    line = chain.write_line(n=n, kind=kind, at=at, body=body, parent=parent, secret=secret)
    content, _, sig = line.text.decode().rpartition(',"sig":')
    written = (board.pk, n, kind, line.at, parent, line.hash, content + "}", sig[:-1])
    values = dict(zip(WRITTEN + ABOUT, (*written, index, credential, revision, ballot_hash), strict=True))
    (pk,) = row(APPEND, **values)
    return BoardEntry(pk=pk, **values)


def body_of(entry: BoardEntry) -> Any:
    return line_of(entry).body
