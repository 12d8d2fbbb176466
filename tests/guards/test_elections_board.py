"""A board's seats and lines; with the guard off the damage is done. The lines here need no cryptography: what reads their
content is switched off, and what counts them stands alone."""

from typing import Any

import pytest

from elections.models import Board, Trustee
from tests.cast import Cast
from tests.guards import elections as made
from tests.guards.elections import Damage, change, refused_by, shown, switch_off, twice
from tests.guards.test_constraints import ask

GROWS = "elections_boardentry_grows"
LINE = """INSERT INTO elections_boardentry (board_id, n, kind, at, parent, hash, content, sig, index, credential, revision,
 ballot_hash) SELECT id, {n}, '{kind}', now(), '', '', '', '', {index}, '{credential}', {revision}, '{ballot}'
 FROM elections_board"""
MARK = "INSERT INTO elections_boardmark (board_id, mark) SELECT id, decode('ab', 'hex') FROM elections_board"


def line(n: int, kind: str, index: str = "NULL", credential: str = "", ballot: str = "") -> str:
    revision = "1" if ballot else "NULL"
    terms = {"n": n, "kind": kind, "index": index, "credential": credential, "ballot": ballot}
    return LINE.format(revision=revision, **terms)


@pytest.fixture
def begun(cast: Cast, owner: Any) -> None:
    """One line of each kind that a voter or a trustee writes."""
    switch_off(GROWS, owner)
    made.seated(cast)
    owner(line(0, "trustee.commit", index="1"))
    owner(line(1, "ballot", credential="aa", ballot="bb"))
    owner(line(2, "cancel", credential="aa"))


SEATS = [
    twice("elections_board_attempt", made.seated, "election_id, attempt"),
    twice("elections_trustee_index", made.seated, "board_id, index", user_id="{other}"),
    twice(
        "elections_trustee_user", made.seated, "board_id, user_id", index="2"
    ),  # holds two shares of the key
    change(
        "elections_trustee_from_one", made.seated, "index = 0", index="0"
    ),  # a share at 0 is the key itself
    twice("elections_credential_cancel", made.seated, "board_id, cancel"),  # one code silences two electors
]


@pytest.mark.parametrize("damage", SEATS, ids=lambda damage: damage.guard)
def test_a_guard_of_seats_stops_what_happens_without_it(damage: Damage, cast: Cast, owner: Any) -> None:
    shown(damage, cast, owner)


LINES = {
    # a trustee says two things to different people
    "elections_entry_index": (line(3, "trustee.commit", index="1"), "index = 1"),
    # a ballot is copied under another credential
    "elections_entry_ballot": (line(3, "ballot", credential="cc", ballot="bb"), "ballot_hash = 'bb'"),
    # the numbers of the closing count one cancelled credential twice
    "elections_entry_cancel": (line(3, "cancel", credential="aa"), "credential = 'aa'"),
}


@pytest.mark.parametrize("guard", LINES)
def test_no_line_stands_twice(guard: str, begun: None, owner: Any) -> None:
    again, column = LINES[guard]
    same = f"SELECT max(n) FROM (SELECT count(*) AS n FROM elections_boardentry WHERE {column} GROUP BY kind) same"
    refused_by(guard, again, owner)
    assert ask(same) == 1
    switch_off(guard, owner)
    owner(again)
    assert ask(same) == 2  # damage


def test_the_first_line_fixes_the_seats(cast: Cast, owner: Any) -> None:
    """A line takes its board along to the state that it says."""
    switch_off(GROWS, owner)
    made.seated(cast)
    exchange = f"UPDATE elections_trustee SET user_id = {cast.guest.pk}"
    switch_off("elections_boardentry_follows", owner)
    owner(line(0, "manifest"))
    assert Board.objects.get().state == Board.State.PREPARING
    owner(exchange)
    assert (
        Trustee.objects.get().user == cast.guest
    )  # damage: another keeper of the key than the manifest names
    owner("ALTER TABLE elections_boardentry ENABLE TRIGGER elections_boardentry_follows")
    owner(line(1, "trustee.complain", index="1"))
    assert Board.objects.get().state == Board.State.BROKEN
    refused_by("elections_trustee_stays", exchange, owner)


def test_a_ciphertext_stays_marked(cast: Cast, owner: Any) -> None:
    made.seated(cast)
    owner(MARK)
    guard = "elections_boardmark_append_only"
    forget = "DELETE FROM elections_boardmark"
    for rewriting in ("UPDATE elections_boardmark SET mark = decode('cd', 'hex')", forget):
        refused_by(guard, rewriting, owner)
    switch_off(guard, owner)
    owner(forget)
    owner(MARK)
    assert ask("SELECT count(*) FROM elections_boardmark") == 1  # damage: the same ciphertext is taken again
