"""The online half of a demo's election: seats, the trustees' ceremony, cards, ballots, tally and shares.

Every entry goes through the action that the web uses; what people do on their own devices is done here with `elections.crypto`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from elections.actions import board as verbs
from elections.actions.board.lines import ceremony_of, setting_of
from elections.crypto import ballots, cards, rehearsal, suite, tally, trustees
from elections.crypto.canonical import Body
from elections.crypto.trustees import Trustee
from elections.demo.elections.people import Calendar
from elections.demo.elections.secrets import authority_key, card, player
from elections.models import Board, Election
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.demo import World

THRESHOLD, SEATS = 2, 3
GOLDEN = 0.6180339887
Shares = Mapping[
    str, Sequence[int]
]  # for each post, how many of a hundred ballots are for each of its candidates


def trustees_of(world: World, community: Community) -> list[User]:
    """One who runs elections, one who oversees them, one of the staff: no two of them sit in one office."""
    staff = world.staff[community.code]
    roles = ("grid_worker", "volunteer_organiser", "editor", "reviewer")
    found = [staff.get("committee_member"), world.cast.get("fang"), *(staff.get(role) for role in roles)]
    return [user for user in found if user][:SEATS]


def ready_board(world: World, election: Election, when: Calendar, by: User) -> Board:
    """Up to the list of cards, one for each number of the roll."""
    at, people = when.on("board"), trustees_of(world, election.community)
    authority = world.staff[election.community.code]["oversight_member"]
    board = verbs.name_trustees(
        election=election,
        seats=[(user, str(user)) for user in people],
        threshold=THRESHOLD,
        authority=authority,
        by=by,
        at=at,
    )
    key = suite.base(authority_key(board)).hex()
    verbs.post_authority_key(board=board, key=key, by=authority, at=at)
    board = verbs.set_up_board(board=board, by=by, at=at)
    make_key(board, people, at)
    deck = [card(board, number) for number in range(1, election.roll_size + 1)]
    manifest = ceremony_of(board).manifest.hash
    body = cards.credentials_body(manifest, deck, authority_key(board))
    verbs.accept_credentials(board=board, body=body, by=authority, at=at)
    board.refresh_from_db()
    return board


def make_key(board: Board, people: Sequence[User], at: datetime) -> None:
    """Sealed, shown, dealt, confirmed, rehearsed: each trustee in turn, each stage when the one before is whole."""
    players = [player(board, index) for index, _ in enumerate(people, 1)]

    def all_post(kind: str, make: Callable[[Trustee], Body]) -> None:
        for user, who in zip(people, players, strict=True):
            verbs.accept_trustee_entry(board=board, kind=kind, body=make(who), by=user, at=at)

    all_post("trustee.commit", lambda who: trustees.commit(who, THRESHOLD))
    all_post("trustee.reveal", lambda who: trustees.reveal(who, THRESHOLD))
    transports = ceremony_of(board).transports
    all_post("trustee.deal", lambda who: trustees.deal(who, THRESHOLD, transports))
    last = ceremony_of(board).last_deal
    all_post("trustee.confirm", lambda who: trustees.confirm(who, share_of(board, who), last))
    asked = bytes.fromhex(ceremony_of(board).need("rehearsal").body["a"])
    all_post("trustee.rehearsal", lambda who: rehearsal.rehearse(who, share_of(board, who), asked))


def share_of(board: Board, who: Trustee) -> int:
    ceremony = ceremony_of(board)
    return trustees.secret_share(who, ceremony.in_order("trustee.deal"), ceremony.coefficients)


def chosen(shares: Sequence[int], n: int) -> list[int]:
    """Ballot n's marks: of many ballots each candidate gets the given share, and no ballot has too many (systematic sampling)."""
    edges = [sum(shares[:place]) / 100 + n * GOLDEN % 1 for place in range(len(shares) + 1)]
    return [int(int(after) > int(before)) for before, after in pairwise(edges)]


def ballot(board: Board, number: int, shares: Shares, revision: int = 1) -> tuple[Body, Any]:
    """What the booth makes of a card and a choice, and how it could be opened."""
    setting = setting_of(board.pk)
    choices = [chosen(list(shares.values())[place], number) for place, _ in enumerate(setting.contests)]
    return ballots.unsigned(setting, card(board, number).public, revision, choices)


def cast(board: Board, number: int, shares: Shares, at: datetime, revision: int = 1) -> None:
    bare, _ = ballot(board, number, shares, revision)
    signed = ballots.sign(bare, card(board, number).key)
    verbs.accept_ballot(board=board, ballot=signed, at=at)


def cast_all(board: Board, shares: Shares, voters: Iterable[tuple[int, datetime]]) -> None:
    """The first tests the machine before casting; the second and the third think again; the last comes to vote on paper."""
    cast_by = list(voters)
    first, at = cast_by[0]
    opened = ballots.challenge(*ballot(board, first, shares))
    verbs.publish_challenge(board=board, body=opened, at=at)
    for number, at in cast_by:
        cast(board, number, shares, at)
    last, at = cast_by[-1]
    for number, _ in cast_by[1:3]:
        cast(board, number, shares, at, revision=2)
    held = card(board, last)
    body = {"code": held.cancel_code.hex(), "credential": held.public.hex()}
    verbs.cancel_credential(board=board, body=body, at=at)


def open_result(board: Board, at: datetime) -> None:
    """Two trustees are enough: with the second share the numbers are published."""
    asked = ceremony_of(board).need("tally")
    for seat in board.trustees.select_related("user")[:THRESHOLD]:
        who = player(board, seat.index)
        body = tally.share_body(who, share_of(board, who), asked.digest, asked.body)
        verbs.accept_trustee_entry(board=board, kind="share", body=body, by=seat.user, at=at)
