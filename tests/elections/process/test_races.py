"""Many at once: a holder never has more proxies than the rules allow, and no chain is forged from two sides."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from elections.actions.running import answer_proxy, ask_proxy, proxies
from elections.actions.running import refusals as no
from elections.models import Proxy
from tests.cast import Cast
from tests.elections.process.scene import day, entry, nominating
from tests.races import race

AT = day(-20)


def asked(cast: Cast, size: int) -> list[Proxy]:
    election = nominating(cast, size=size)
    holder = entry(election, "丹")
    people = [entry(election, f"邻居{n:02d}") for n in range(size)]
    return [
        ask_proxy(election=election, holder=holder, relation="other", by=one.user, at=AT) for one in people
    ]


def accepting(one: Proxy, cast: Cast) -> Callable[[], Proxy]:
    return lambda: answer_proxy(proxy=one, accepts=True, by=cast.dan, at=AT)


def test_fifty_accepts_at_once_give_three(live_cast: Cast) -> None:
    waiting = asked(live_cast, 50)
    answers = race([accepting(one, live_cast) for one in waiting])
    assert sum(isinstance(a, Proxy) for a in answers) == 3
    assert sum(isinstance(a, no.NoSlotLeft) for a in answers) == 47
    slots = Proxy.objects.filter(state="accepted").order_by("slot").values_list("slot", flat=True)
    assert list(slots) == [1, 2, 3]


def test_two_who_entrust_each_other_make_no_chain(live_cast: Cast) -> None:
    election = nominating(live_cast, size=2)
    one, other = entry(election, "邻居00"), entry(election, "邻居01")
    about = {"election": election, "relation": "other", "at": AT}
    pairs = [
        (ask_proxy(holder=other, by=one.user, **about), other.user),
        (ask_proxy(holder=one, by=other.user, **about), one.user),
    ]
    answers = race([lambda p=p, by=by: answer_proxy(proxy=p, accepts=True, by=by, at=AT) for p, by in pairs])
    assert sum(isinstance(a, Proxy) for a in answers) == 1
    assert Proxy.objects.filter(state="accepted").count() == 1


def test_without_lock_and_slots_a_holder_has_more_than_three(
    live_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_owner(text: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
            cursor.execute(text)
            cursor.execute(f"SET ROLE {settings.DATABASE_APP_ROLE}")

    waiting = asked(live_cast, 5)

    def unlocked(proxy: Proxy, *_states: Any) -> Proxy:
        return Proxy.objects.select_related("principal__user", "holder__user").get(pk=proxy.pk)

    monkeypatch.setattr(proxies, "locked_proxy", unlocked)
    monkeypatch.setattr(proxies, "check_holder", lambda *_: None)
    monkeypatch.setattr(proxies, "free_slot", lambda *_: 1)
    as_owner("DROP INDEX elections_proxy_slot")
    try:
        race([accepting(one, live_cast) for one in waiting])
        assert Proxy.objects.filter(state="accepted").count() == 5  # damage
    finally:
        as_owner("ALTER TABLE elections_proxy DISABLE TRIGGER USER")
        as_owner("UPDATE elections_proxy SET state = 'revoked', slot = NULL")
        as_owner("ALTER TABLE elections_proxy ENABLE TRIGGER USER")
        as_owner(
            "CREATE UNIQUE INDEX elections_proxy_slot ON elections_proxy (holder_id, slot) WHERE state = 'accepted'"
        )
