"""Nothing in the database leads from a voter to a choice: by its shape, and by looking at a whole run for patterns."""

import random
from collections.abc import Iterable
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from elections.crypto import canonical
from elections.models import Attendance, BoardCredential, BoardEntry, BoardMark
from linli.accounts.models import User
from linli.audit.models import Event
from tests.cast import Cast
from tests.elections.board import scene as made
from tests.elections.board.scene import NOON

VOTES = (BoardEntry, BoardCredential, BoardMark)


def points_to(model: type[models.Model]) -> Iterable[type[models.Model]]:
    return (f.related_model for f in model._meta.get_fields() if f.is_relation and f.concrete)  # type: ignore[misc]


def test_rows_of_ballots_know_their_board_and_nobody() -> None:
    """No column of a ballot's row is a user, a session, an address or a moment; and nothing points at such a row."""
    for model in VOTES:
        assert [m.__name__ for m in points_to(model)] == ["Board"]
        others = [m for m in apps.get_models() if model in set(points_to(m))]
        assert others == []
    names = {f.name for f in BoardEntry._meta.get_fields()}
    assert names & {"user", "by", "actor", "session", "address", "created_at", "ip"} == set()


def test_who_took_a_card_or_a_paper_ballot_has_no_time() -> None:
    moments = [f.name for f in Attendance._meta.get_fields() if isinstance(f, models.DateTimeField)]
    assert moments == []


def dumped() -> str:
    """Every row of every table, as text."""
    parts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t')
            parts += [row[0] for row in cursor.fetchall()]
    return "\n".join(parts)


@pytest.fixture
def midday(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    settings.KIOSK_ADDRESSES = ("127.0.0.1",)
    cache.clear()


def test_no_audit_event_or_row_of_a_person_is_written_by_a_ballot(cast: Cast, midday: None) -> None:
    scene = made.opened(cast)
    before = {m: m.objects.count() for m in apps.get_models() if m not in VOTES and hasattr(m, "objects")}
    url = reverse("online:ballot", args=[cast.home.code, scene.election.key])
    for n in range(3):
        content = canonical.dumps(scene.ballot(n))
        assert Client().post(url, content, content_type="application/json").status_code == 201
    assert {m: m.objects.count() for m in before} == before
    assert not Event.objects.filter(action__contains="ballot").exists()


def ranks(items: list[Any]) -> dict[Any, int]:
    return {item: rank for rank, item in enumerate(items)}


def agreement(guess: dict[int, int], truth: dict[int, int]) -> int:
    return sum(guess.get(voter) == choice for voter, choice in truth.items())


@pytest.mark.slow
def test_a_thief_of_the_whole_database_guesses_no_better_than_by_chance(
    cast: Cast, midday: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """500 people sign in, look at the page and vote at once, each by a card drawn by lot.

    The thief pairs people with ballots by every order that the dump holds (of names, keys, sign-ins, lines, hashes) and
    guesses choices by every bit of the ciphertexts; the right answers stay within five deviations of chance.
    """
    voters, chance = 500, random.Random(11)
    scene = made.opened(cast)
    scene.cards = [
        made.Card(scene.ceremony.manifest.election, bytes([n // 256, n % 256, *[7] * 14]))
        for n in range(voters)
    ]
    rows = [
        BoardCredential(board=scene.board, key=c.public.hex(), cancel=c.cancel_code.hex())
        for c in scene.cards
    ]
    BoardCredential.objects.bulk_create(rows)
    people = [User(name=f"选民{n}", phone=f"+86139{n:08d}") for n in range(voters)]
    User.objects.bulk_create(people)
    hand, choices, order = list(range(voters)), {}, list(range(voters))
    chance.shuffle(hand)  # who was handed which card
    chance.shuffle(order)  # who comes when
    for n in order:
        Client().force_login(people[n])  # writes a session, in the order of coming
        choices[n] = chance.randrange(2)
        scene.cast_ballot(hand[n], choices=[[1 - choices[n], choices[n]], [1, 1, 0]])
    check_guesses(scene, people, choices)
    text = dumped()
    assert not any(card.secret.hex() in text or card.text in text for card in scene.cards)


def check_guesses(scene: made.Scene, people: list[User], choices: dict[int, int]) -> None:
    entries = list(BoardEntry.objects.filter(kind="ballot").order_by("n"))
    options = [made.lines.body_of(e)["contests"][0]["options"] for e in entries]
    texts = [
        bytes.fromhex(o[0]["a"] + o[0]["b"] + o[1]["a"] + o[1]["b"] + o[0]["proof"][0][0]) for o in options
    ]
    number = len(entries)
    by_coming = list(choices)  # the order of sign-ins, which a dump does hold
    orders = {
        "line": list(range(number)),
        "credential": sorted(range(number), key=lambda i: entries[i].credential),
        "hash": sorted(range(number), key=lambda i: entries[i].hash),
        "size": sorted(range(number), key=lambda i: len(entries[i].content)),
    }
    names = {
        "coming": by_coming,
        "name": sorted(choices),
        "key": sorted(choices, key=lambda n: people[n].key),
    }
    worst = 0
    for ballot_order in orders.values():
        for bit in range(0, len(texts[0]) * 8, 29):
            guesses = [texts[i][bit // 8] >> bit % 8 & 1 for i in ballot_order]
            for person_order in names.values():
                right = agreement(dict(zip(person_order, guesses, strict=True)), choices)
                worst = max(worst, abs(right - number // 2))
    assert worst < 5 * (number**0.5) / 2, worst
