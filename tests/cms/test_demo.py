"""The demo's portals, on their own: divisions, communities, an office, notices."""

import time
from datetime import UTC, datetime
from random import Random

from cms.demo import build_communities, build_notices
from cms.demo.communities import PILOTS
from cms.models import NoticePage, Review
from linli.communities.demo import build as build_divisions
from linli.communities.models import Community
from linli.core.demo import World
from linli.roles.actions import install_stock_roles
from tests.cast import person

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def test_demo_is_lively_and_quick(db: None) -> None:
    began = time.monotonic()
    world = World(at=NOW, random=Random(1))
    install_stock_roles()
    build_divisions(world)
    build_communities(world)
    for number, code in enumerate(PILOTS):
        community = Community.objects.get(division=code)
        office = ("committee_member", "chair")
        world.staff[code] = {
            r: person(r, 100 + 2 * number + i, r, at=community) for i, r in enumerate(office)
        }
    build_notices(world)
    for code in PILOTS:
        notices = NoticePage.objects.filter(community__division=code)
        assert notices.filter(live=True).count() >= 140
        assert notices.filter(live=True).holding(NOW).count() >= 10
        assert notices.about_to_hold(NOW).filter(live=True).exists()
        lights = {r.light(NOW) for r in Review.objects.waiting().filter(community__division=code)}
        assert lights == {"green", "yellow", "red"}
        assert {n.stage for n in notices.prefetch_related("reviews")} >= {
            "published",
            "waiting",
            "returned",
            "draft",
        }
    assert not NoticePage.objects.filter(title__contains="{").exists()
    assert time.monotonic() - began < 60
