"""From the manifest to the opening: what the committee, the trustees and the authority put on the board."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from elections.actions.board.keys import rehearsal_secrets
from elections.actions.board.lines import State, append, ceremony_of, last_of, line_of, locked, secret_of
from elections.actions.board.manifests import booth_page, manifest_of, roll_text, window_of
from elections.actions.board.refusals import BoardRefused, spoken
from elections.actions.board.results import publish_if_enough
from elections.crypto import chain, manifest, rehearsal, suite, trustees
from elections.crypto.ceremony import Ceremony
from elections.models import Board, BoardCredential, BoardEntry, Election
from linli.accounts.models import User
from linli.audit.actions import record

HOURS = ("election_day", "polls_open_at", "polls_close_at")
READY_STATES = (Election.State.CANDIDATES_PUBLISHED, Election.State.POLLING)


def write_down(
    board: Board, verb: str, by: User | None, at: datetime, detail: dict[str, Any] | None = None
) -> None:
    about = {"obj": board.election, "community": board.election.community, "at": at}
    record(by=by, action=f"elections.{verb}", **about, detail={"attempt": board.attempt} | (detail or {}))


@transaction.atomic
def set_up_board(*, board: Board, by: User | None, at: datetime) -> Board:
    """The first line: candidates, window, roll and rule as they are now, and the booth page as it is now."""
    board = locked(board)
    election = board.election
    election.refresh_from_db(fields=["state", *HOURS])  # it may have been postponed while we waited
    if board.state != State.PREPARING:
        raise BoardRefused("already_done")
    if not election.is_roll_frozen or election.state not in READY_STATES:
        raise BoardRefused("not_ready")
    if not board.authority_key:
        raise BoardRefused("no_authority_key")
    board.roll, board.booth = roll_text(election), booth_page()
    board.opens_at, board.closes_at = election.polls_open_at, election.polls_close_at
    board.save(update_fields=["roll", "booth", "opens_at", "closes_at"])
    body = manifest_of(board, board.roll, board.booth)
    with spoken():
        manifest.read(body, bytes(32))
    entry = append(board, "manifest", body, at)
    write_down(board, "set_up_board", by, at, {"manifest": entry.hash})
    board.refresh_from_db()
    return board


def seat_of(board: Board, user: User) -> int:
    found = board.trustees.filter(user=user).values_list("index", flat=True).first()
    if found is None:
        raise BoardRefused("not_yours")
    return int(found)


@transaction.atomic
def accept_trustee_entry(
    *, board: Board, kind: str, body: Any, by: User, at: datetime
) -> tuple[BoardEntry, bool]:
    """A trustee's entry, and whether it is new; the very same one again is answered with its line."""
    board = locked(board)
    with spoken():
        if kind not in chain.MANY | {"trustee.complain"} or kind in (*chain.VOTING, "paper"):
            raise BoardRefused("malformed")
        index = chain.index_of(body)
        if seat_of(board, by) != index:
            raise BoardRefused("not_yours")
        earlier = board.entries.filter(kind=kind, index=index).first()
        if earlier:
            if line_of(earlier).body == body:
                return earlier, False
            raise BoardRefused("already_done")
        last = last_of(board)
        ceremony_of(board).check_trustee(kind, body, last.kind if last else None)
    entry = append(board, kind, body, at, index=index)
    write_down(board, "post_trustee_entry", by, at, {"kind": kind, "index": index, "hash": entry.hash})
    move_on(board, at)
    return entry, True


def move_on(board: Board, at: datetime) -> None:
    """What only the server has to do, it does at once: the key, the rehearsal, its end, the result."""
    ceremony = ceremony_of(board)
    if all_done(ceremony, "trustee.confirm") and not ceremony.one("key"):
        with spoken():
            append(board, "key", trustees.key_body(ceremony.coefficients), at)
        post_rehearsal(board, at)
    elif all_done(ceremony, "trustee.rehearsal") and not ceremony.one("rehearsed"):
        finish_rehearsal(board, ceremony, at)
    publish_if_enough(board, ceremony, at)


def all_done(ceremony: Ceremony, kind: str) -> bool:
    return ceremony.counts.get(kind, 0) == ceremony.number


def secrets_of(board: Board) -> tuple[int, int]:
    return rehearsal_secrets(board, secret_of(board.pk))


def post_rehearsal(board: Board, at: datetime) -> None:
    ceremony = ceremony_of(board)
    value, r = secrets_of(board)
    append(board, "rehearsal", rehearsal.rehearsal_body(ceremony.manifest.hash, value, r, ceremony.key), at)


def finish_rehearsal(board: Board, ceremony: Ceremony, at: datetime) -> None:
    value, r = secrets_of(board)
    body = {"r": suite.scalar_hex(r), "value": value}
    with spoken():
        ceremony.check_rehearsed(body)
    append(board, "rehearsed", body, at)


@transaction.atomic
def accept_credentials(*, board: Board, body: Any, by: User, at: datetime) -> tuple[BoardEntry, bool]:
    """The list of cards' public keys, signed by the oversight committee's member who drew them."""
    board = locked(board)
    if board.authority_id != by.pk:
        raise BoardRefused("not_yours")
    earlier = board.entries.filter(kind="credentials").first()
    if earlier:
        if line_of(earlier).body == body:
            return earlier, False
        raise BoardRefused("already_done")
    ceremony = ceremony_of(board)
    with spoken():
        about = (ceremony.counts, "credentials", ceremony.number, ceremony.threshold)
        chain.check_order(ceremony.lines[-1].kind, *about)
        found = ceremony.check_credentials(body)
    if is_any_used(board, [key for key, _ in found]):
        raise BoardRefused("repeated")
    entry = append(board, "credentials", body, at)
    write_down(board, "accept_credentials", by, at, {"number": len(found), "hash": entry.hash})
    return entry, True


def is_any_used(board: Board, keys: list[str]) -> bool:
    opened = [State.OPEN, State.CLOSED, State.TALLIED, State.DECLARED]
    earlier = Q(board__election=board.election, board__state__in=opened)
    return bool(BoardCredential.objects.filter(earlier, key__in=keys).exists())


@transaction.atomic
def open_board(*, board: Board, by: User | None, at: datetime) -> Board:
    """Voting online begins, when the polls are open and the ballot is still the one that the manifest fixed."""
    board = locked(board)
    if board.state != State.READY or board.election.state != Election.State.POLLING:
        raise BoardRefused("wrong_stage")
    if at < board.opens_at or at >= board.closes_at:
        raise BoardRefused("not_open")
    ceremony = ceremony_of(board)
    fixed = ceremony.lines[0].body
    if any(fixed[key] != value for key, value in window_of(board).items()):
        raise BoardRefused("changed")
    entry = append(board, "open", ceremony.open_body(), at)
    write_down(board, "open_board", by, at, {"fingerprint": entry.hash})
    board.refresh_from_db()
    return board
