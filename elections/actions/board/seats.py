"""Who keeps the shares of the key, and who draws the cards: named before the board is set up."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from elections.actions.board.lines import State, locked
from elections.actions.board.refusals import BoardRefused, spoken
from elections.crypto import suite
from elections.models import Board, Election, Trustee
from linli.accounts.models import User
from linli.audit.actions import record
from linli.roles.permissions import Permission
from linli.roles.rights import may

FAILED = (State.BROKEN, State.CLOSED)  # closed and never tallied: too few ballots

Seat = tuple[User, str]


def next_attempt(election: Election) -> int:
    last = Board.objects.current(election)
    if last is None or last.state in FAILED or last.state in (State.SETTING_UP, State.READY):
        return last.attempt + 1 if last else 1
    if last.state == State.PREPARING:
        return int(last.attempt)
    raise BoardRefused("wrong_stage")


def check_seats(
    election: Election, seats: Sequence[Seat], threshold: int, authority: User, at: datetime
) -> None:
    people = {user.pk for user, _ in seats}
    fits = 1 <= threshold <= len(seats) <= 20 and (len(seats) == 1 or threshold > 1)
    if not fits or len(people) != len(seats) or not all(name.strip() for _, name in seats):
        raise BoardRefused("trustees")
    community = election.community
    oversees = may(authority, Permission.OVERSEE_ELECTIONS, community, at)
    if not oversees or may(authority, Permission.RUN_ELECTIONS, community, at):
        raise BoardRefused("oversight_only")


@transaction.atomic
def name_trustees(
    *,
    election: Election,
    seats: Sequence[Seat],
    threshold: int,
    authority: User,
    by: User | None,
    at: datetime,
    least: int = 10,
) -> Board:
    """Fills the seats of the next board. Named again before the set-up, the new names replace the old ones."""
    election = (
        Election.objects.select_for_update(of=("self",)).select_related("community").get(pk=election.pk)
    )
    check_seats(election, seats, threshold, authority, at)
    attempt = next_attempt(election)
    Trustee.objects.filter(board__election=election, board__attempt=attempt).delete()
    values = {"threshold": threshold, "number": len(seats), "authority": authority, "least": least}
    board, _ = Board.objects.update_or_create(
        election=election,
        attempt=attempt,
        defaults=values | {"authority_key": ""},
        create_defaults=values | {"created_at": at},
    )
    rows = [Trustee(board=board, index=i, name=name, user=user) for i, (user, name) in enumerate(seats, 1)]
    Trustee.objects.bulk_create(rows)
    detail = {"attempt": attempt, "names": [name for _, name in seats], "threshold": threshold}
    about = {"obj": election, "community": election.community, "at": at, "detail": detail}
    record(by=by, action="elections.name_trustees", **about)
    return board


@transaction.atomic
def post_authority_key(*, board: Board, key: str, by: User, at: datetime) -> Board:
    """The public key that the list of cards will be signed with; it may be drawn again until the set-up."""
    board = locked(board)
    if board.authority_id != by.pk:
        raise BoardRefused("not_yours")
    if board.state != State.PREPARING:
        raise BoardRefused("already_done")
    with spoken():
        suite.element(key)
    board.authority_key = key
    board.save(update_fields=["authority_key"])
    about = {"obj": board.election, "community": board.election.community, "at": at}
    record(by=by, action="elections.post_authority_key", **about, detail={"key": key})
    return board
