"""What comes from voters and polling stations while the board is open.

None of these acts writes an audit event, a job or a message: the board's own line is the record, it bears the hour and
no actor. The arithmetic is done before anything is locked, so that ballots wait for each other only while a row is written.
"""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from elections.actions.board.lines import State, append, body_of, held, setting_of
from elections.actions.board.refusals import BoardRefused, spoken
from elections.actions.board.statements import CANCEL_DIGEST, KNOWN, row, rows
from elections.crypto import ballots, canonical, cards, suite
from elections.crypto.ballots import Checked
from elections.models import Board, BoardEntry

Answer = tuple[BoardEntry, bool]  # the line, and whether it is new
Known = tuple[str, str]  # kind and ballot hash of an entry
OPENED = (State.OPEN, State.CLOSED, State.TALLIED, State.DECLARED)  # the opening entry is there


def check_open(board: Board, at: datetime) -> None:
    if board.state in (State.CLOSED, State.TALLIED, State.DECLARED):
        raise BoardRefused("closed")
    if board.state != State.OPEN or at < board.opens_at:
        raise BoardRefused("not_open")
    if at >= board.closes_at:
        raise BoardRefused("closed")


def cancel_digest_of(board: Board, credential: str) -> str:
    """Of the code with which the card of a credential on the list is cancelled."""
    found = row(CANCEL_DIGEST, board=board.pk, credential=credential)
    if found is None:
        raise BoardRefused("unknown_credential")
    return str(found[0])


def known_of(board: Board, credential: str, ballot_hash: str = "") -> list[Known]:
    """What the board holds of a credential, and of one ballot whoever sent it."""
    return rows(KNOWN, board=board.pk, credential=credential, hash=ballot_hash)


def slot_of(board: Board, key: str) -> dict[str, Any]:
    """What the booth asks before it encrypts."""
    if not row(CANCEL_DIGEST, board=board.pk, credential=key):
        return {"state": "unknown"}
    return slot_after(known_of(board, key))


def slot_after(known: list[Known]) -> dict[str, Any]:
    kinds = [kind for kind, _ in known]
    return (
        {"state": "cancelled"}
        if "cancel" in kinds
        else {"state": "free", "revision": kinds.count("ballot") + 1}
    )


def check_slot(known: list[Known], checked: Checked) -> None:
    slot = slot_after(known)
    if slot["state"] == "cancelled":
        raise BoardRefused("cancelled")
    if slot["revision"] != checked.revision:
        raise BoardRefused("revision")


def earlier_entry(board: Board, digest: str, kind: str, body: Any) -> BoardEntry:
    """The same ballot or challenge, on the board already: its answer was lost on the way."""
    found: BoardEntry = board.entries.get(ballot_hash=digest)
    if found.kind == kind and body_of(found) == body:
        return found
    raise BoardRefused("repeated" if found.kind == "ballot" else "challenged")


def enter(board: Board, kind: str, body: Any, checked: Checked, at: datetime) -> Answer:
    """Writes a ballot or challenge whose arithmetic holds; `closes_at` itself is too late."""
    try:
        with transaction.atomic():
            return enter_held(held(board), kind, body, checked, at)
    except IntegrityError as problem:
        raise BoardRefused("repeated") from problem


def enter_held(board: Board, kind: str, body: Any, checked: Checked, at: datetime) -> Answer:
    """Others wait meanwhile: three statements and a signature."""
    digest = checked.hash.hex()
    known = known_of(board, checked.credential, digest)
    if any(stands == digest for _, stands in known):
        return earlier_entry(board, digest, kind, body), False
    check_open(board, at)
    check_slot(known, checked)
    about: Any = {"credential": checked.credential, "revision": checked.revision, "ballot_hash": digest}
    return append(board, kind, body, at, **about), True


def may_be_cast(board: Board, body: Any) -> None:
    """What can be said without arithmetic is said before it: a stranger costs us a look-up, not a proof."""
    if board.state not in OPENED:
        raise BoardRefused("not_open")
    with spoken():
        key = canonical.text(body.get("credential") if type(body) is dict else None)
    cancel_digest_of(board, key)


def accept_ballot(*, board: Board, ballot: Any, at: datetime) -> Answer:
    """A voter's ballot becomes a line of the board."""
    may_be_cast(board, ballot)
    with spoken():
        checked = ballots.check(setting_of(board.pk), ballot)
    return enter(board, "ballot", ballot, checked, at)


def publish_challenge(*, board: Board, body: Any, at: datetime) -> Answer:
    """A ballot that its voter opened instead of casting it."""
    with spoken():
        canonical.has_keys(body, "ballot", "opened")
        may_be_cast(board, body["ballot"])
        checked = ballots.check_challenge(setting_of(board.pk), body)
    return enter(board, "challenge", body, checked, at)


@transaction.atomic
def cancel_credential(*, board: Board, body: Any, at: datetime) -> Answer:
    """The card was handed in for a ballot on paper: what was cast with it does not count. Possible until the closing entry."""
    board = held(board)
    with spoken():
        canonical.has_keys(body, "code", "credential")
        code, key = suite.raw(body["code"]), canonical.text(body["credential"])
    if cancel_digest_of(board, key) != cards.cancel_digest(code).hex():
        raise BoardRefused("bad_code")
    if earlier := board.entries.filter(kind="cancel", credential=key).first():
        return earlier, False
    if board.state != State.OPEN:
        raise BoardRefused("closed" if board.state != State.READY else "not_open")
    return append(board, "cancel", body, at, credential=key), True
