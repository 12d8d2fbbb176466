"""The demo as a whole: people enough, no page empty, no accessibility fault on any page type in three modes.

`LINLI_SCREENSHOTS=docs/screenshots` writes the README's pictures.
"""

import os
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from linli.audit.actions import verify
from linli.core.demo import World, builders
from linli.core.management.commands.demo import SEED
from linli.roles.models import Appointment
from tests.browsing import Opener
from tests.cast import restore_base

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MODES: dict[str, dict[str, Any]] = {
    "light": {"width": 1280},
    "dark": {"width": 360, "color_scheme": "dark"},
    "elder": {"width": 360, "elder": True},
}
SHOTS = os.environ.get("LINLI_SCREENSHOTS", "")


def world() -> World:
    restore_base()
    now = timezone.localtime().replace(second=0, microsecond=0)
    made = World(at=now - timedelta(minutes=now.minute % 5), random=Random(SEED))
    for build in builders():
        build(made)
    return made


def elections(base: str) -> dict[str, tuple[str, str]]:
    """The elections' pages: the one that is finished, the one whose polls are open, the one in its nominations."""
    past, polls, vacancy = (f"{base}elections/demo-{name}/" for name in ("general", "club", "vacancy"))
    return {
        "elections": ("ann", f"{base}elections/"),
        "election-result": ("ann", past),
        "election-sheets": ("", f"{past}paper/counts/"),
        "election-polls": ("ann", polls),
        "election-booth": ("", f"{polls}online/booth.html"),
        "election-station": ("", f"{polls}online/station.html"),
        "election-trustee": ("fang", f"{polls}online/trustee.html"),
        "election-online": ("bo", f"{polls}online/"),
        "election-paper": ("bo", f"{polls}paper/"),
        "election-desk": ("bo", f"{polls}desk/"),
        "election-nominations": ("ann", f"{vacancy}nominations/"),
        "demo-people": ("", "/me/demo/"),
    }


def pages(made: World) -> dict[str, tuple[str, str]]:
    """Each page type: who looks at it, and where."""
    from elections.models import Vote
    from forum.models import Topic
    from marketplace.models import Listing

    home = made.communities[0]
    base = f"/c/{home.code}/"
    topic = (
        Topic.objects.in_community(home)
        .filter(audience="public", hidden_at=None)
        .order_by("-comment_count")[3]
    )
    vote = Vote.objects.filter(community=home, state="open").first()
    declared = Vote.objects.filter(community=home, state="declared").order_by("-closes_at").first()
    listing = Listing.objects.filter(provider__community=home).order_by("pk").first()
    assert vote
    assert declared
    assert listing
    return {
        "front": ("", "/"),
        "home-signed-out": ("", home.get_absolute_url()),
        "home": ("ann", home.get_absolute_url()),
        "notices": ("ann", f"{base}notices/"),
        "topics": ("ann", f"{base}talk/"),
        "topic": ("ann", topic.get_absolute_url()),
        "votes": ("ann", f"{base}votes/"),
        "booth": ("ann", f"{vote.get_absolute_url()}booth/"),
        "result": ("ann", declared.get_absolute_url()),
        **elections(base),
        "services": ("ann", f"{base}services/"),
        "service": ("ann", listing.get_absolute_url()),
        "bookings": ("ann", f"{base}services/bookings/"),
        "shifts": ("dan", f"{base}volunteers/"),
        "search": ("ann", f"{base}search/?q=电梯"),
        "inbox": ("ann", "/me/notices/"),
        "me": ("ann", "/me/"),
        "desk": ("bo", f"{base}desk/"),
        "requests": ("bo", f"{base}join/requests/"),
        "sign-in": ("", "/accounts/login/"),
        "components": ("", "/design/"),
    }


def test_the_demo_is_full_whole_and_accessible(transactional_db: None, open_page: Opener) -> None:
    made = world()
    residents = Appointment.objects.filter(role="resident").values("user").distinct().count()
    assert residents >= 1200
    assert list(verify()) == []
    faults: list[str] = []
    for mode, options in MODES.items():
        windows: dict[str, Any] = {}
        for name, (who, url) in pages(made).items():
            if who not in windows:
                windows[who] = open_page(made.cast[who] if who else None, **options)
            page = windows[who]
            answer = page.goto(url)
            assert answer.status == 200, (name, answer.status)
            faults += [
                f"{name} {mode}: {v['id']} {v['nodes'][0]['target']}"
                for v in Axe().run(page).response["violations"]
            ]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                faults.append(f"{name} {mode}: scrolls sideways")
            if name != "components" and page.locator("main .empty").count():
                faults.append(f"{name} {mode}: is empty")
            shoot(page, name, mode)
    assert faults == []


def shoot(page: Any, name: str, mode: str) -> None:
    if SHOTS and (name, mode) in {
        ("home", "light"),
        ("topic", "light"),
        ("booth", "elder"),
        ("desk", "light"),
        ("home", "dark"),
    }:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}-{mode}.png", clip={"x": 0, "y": 0, **page.viewport_size})
