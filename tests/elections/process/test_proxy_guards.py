"""Proxies in the database: what it refuses; and, with each guard switched off, the damage that it prevents."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from elections.models import Candidate, Election, Proxy
from tests.cast import Cast
from tests.elections.process.scene import day, entry, nominating, post, stand


def off(table: str, trigger: str) -> str:
    return f"ALTER TABLE elections_{table} DISABLE TRIGGER elections_{trigger}"


def proxy(election: Election, principal: str, holder: str, slot: int | None = 1, **more: Any) -> Proxy:
    state = "accepted" if slot else "asked"
    about = {"relation": "other", "form": "online", "asked_at": day(-20), "state": state, "slot": slot} | more
    return Proxy(
        election=election, principal=entry(election, principal), holder=entry(election, holder), **about
    )


UNLAWFUL: dict[str, Callable[[Cast, Election], Proxy]] = {
    "a chain": lambda cast, e: (proxy(e, "邻居05", "邻居06").save(), proxy(e, "邻居06", "邻居07"))[1],
    "a chain from behind": lambda cast, e: (
        proxy(e, "邻居05", "邻居06").save(),
        proxy(e, "邻居08", "邻居05"),
    )[1],
    "a candidate": lambda cast, e: (stand(e, cast, "邻居00"), proxy(e, "邻居05", "邻居00"))[1],
    "a fourth": lambda cast, e: proxy(e, "邻居05", "邻居06", 4),
    "asked late": lambda cast, e: proxy(e, "邻居05", "邻居06", asked_at=day(-2)),
    "published late": lambda cast, e: proxy(e, "邻居05", "邻居06", published_at=day(-1)),
}


@pytest.mark.parametrize("what", list(UNLAWFUL))
def test_no_unlawful_proxy(cast: Cast, owner: Any, what: str) -> None:
    wrong = UNLAWFUL[what](cast, nominating(cast))
    with pytest.raises(DatabaseError), transaction.atomic():
        wrong.save()
    owner(off("proxy", "proxy_lawful"))
    wrong.save()
    assert Proxy.objects.filter(pk=wrong.pk).exists()  # damage


def test_a_slot_is_taken_once(cast: Cast, owner: Any) -> None:
    election = nominating(cast)
    proxy(election, "邻居05", "邻居06").save()
    second = proxy(election, "邻居07", "邻居06")
    with pytest.raises(DatabaseError), transaction.atomic():
        second.save()
    owner("DROP INDEX elections_proxy_slot")
    second.save()
    assert Proxy.objects.filter(slot=1).count() == 2  # damage: slots no longer count


def test_whoever_holds_a_proxy_is_no_candidate(cast: Cast, owner: Any) -> None:
    election = nominating(cast)
    proxy(election, "邻居05", "邻居06").save()
    values = {
        "election": election,
        "post": post(election),
        "position": 1,
        "name": "邻居06",
        "added_at": day(-12),
    }
    wrong = Candidate(registration=entry(election, "邻居06"), **values)
    with pytest.raises(DatabaseError), transaction.atomic():
        wrong.save()
    owner(off("candidate", "candidate_fixed"))
    wrong.save()
    assert Candidate.objects.filter(name="邻居06").exists()  # damage
