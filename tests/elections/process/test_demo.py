"""The demo's elections: one finished with its committee in office, one in its nominations."""

from datetime import UTC, datetime
from random import Random

import pytest

from elections.demo_elections import build_elections
from elections.models import Election, ElectionNotice, Nomination, Officeholder, Standing
from linli.core.demo import World
from linli.notifications.models import Notice
from tests.cast import Cast, person


@pytest.mark.parametrize("at", [datetime(2026, 11, 22, 4, tzinfo=UTC), datetime(2027, 2, 10, 4, tzinfo=UTC)])
def test_one_finished_and_one_running(cast: Cast, at: datetime) -> None:
    residents = [person(f"居民{n:02d}", 300 + n, "resident", at=cast.home) for n in range(64)]
    world = World(at=at, random=Random(1), communities=[cast.home])
    world.residents[cast.home.code] = [cast.ann, cast.dan, *residents]
    world.staff[cast.home.code] = {
        "chair": cast.chair,
        "committee_member": cast.bo,
        "grid_worker": residents[-1],
    }
    world.cast = {"ann": cast.ann, "dan": cast.dan}
    build_elections(world)
    past, running = Election.objects.order_by("pk")
    assert (past.state, running.state) == ("handed_over", "nominating")
    assert Officeholder.objects.count() == Standing.objects.filter(verdict="elected").count() == 5
    assert past.notices.count() == 17
    assert ElectionNotice.objects.filter(election=running).count() == 7
    assert Nomination.objects.filter(nominee__user=cast.ann, state="gathering").exists()
    assert not Notice.objects.filter(key__startswith="election-", finished_at=None).exists()
