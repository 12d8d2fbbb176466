"""What in a real election lies in drawers: voting cards, trustees' seeds. In the demo they follow from the board's name, so
that its page of people can show them to a visitor, and nothing of them is stored.

Who holds which card is written nowhere in a real election: cards are drawn by lot. Here card n is that of number n on the roll.
"""

import hashlib
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from elections.actions.board.manifests import name_of
from elections.crypto import cards, codes, suite
from elections.crypto.cards import Card
from elections.crypto.trustees import Trustee
from elections.models import Board, Election, Registration
from linli.accounts.models import User
from linli.core.demo import Shown


def derived(what: str, name: str, n: int = 0) -> bytes:
    return hashlib.sha256(f"linli demo {what} {name} {n}".encode()).digest()


def card(board: Board, number: int) -> Card:
    name = name_of(board)
    return Card(name, derived("card", name, number)[: cards.SIZE])


def authority_key(board: Board) -> int:
    name = name_of(board)
    return cards.authority_key(derived("authority", name), name)


def seed(board: Board, index: int) -> bytes:
    return derived("trustee", name_of(board), index)


def player(board: Board, index: int) -> Trustee:
    """The trustee of this seat, once there is a manifest."""
    manifest = board.entries.get(kind="manifest").hash
    return Trustee(seed(board, index), bytes.fromhex(manifest), index)


def shown(user: User) -> Iterator[Shown]:
    """The cards and seeds of the demo's own boards that this person could use now."""
    boards = Board.objects.exclude(election__state__in=[Election.State.HANDED_OVER, Election.State.CANCELLED])
    under_way = boards.filter(state__in=[Board.State.OPEN, Board.State.CLOSED, Board.State.TALLIED])
    for board in under_way.defer("roll", "booth").select_related("election__community__division"):
        yield from shown_card(board, user)
        yield from shown_seed(board, user)


def shown_card(board: Board, user: User) -> Iterator[Shown]:
    roll = Registration.objects.of(board.election).on_roll()
    entry = roll.filter(user=user).first() if board.state == Board.State.OPEN else None
    if entry is None:
        return
    mine = card(board, entry.number)
    if board.credentials.filter(key=mine.public.hex()).exists():
        yield Shown(
            title=board.election.title,
            rows=(
                (_("Voting code of the card"), codes.in_groups(mine.text)),
                (_("Cancel code of the card"), codes.in_groups(codes.code(mine.cancel_code))),
            ),
            url=f"{address('booth', board)}#{mine.text}",
            step=_("Vote online with this card"),
            note=_("A real card is drawn by lot, and nobody knows who holds it. This one is the demo's."),
        )


def shown_seed(board: Board, user: User) -> Iterator[Shown]:
    seat = board.trustees.filter(user=user).first()
    if seat is None:
        return
    mine = player(board, seat.index)
    sealed = board.entries.filter(kind="trustee.commit", index=seat.index).first()
    if sealed and suite.base(mine.signing).hex() in sealed.content:
        yield Shown(
            title=board.election.title,
            rows=((_("Key code of this trustee"), codes.in_groups(cards.seed_text(mine.seed))),),
            url=address("trustee_page", board),
            step=_("Your share of the key"),
        )


def address(name: str, board: Board) -> str:
    return reverse(f"online:{name}", args=[board.election.community.code, board.election.key])
