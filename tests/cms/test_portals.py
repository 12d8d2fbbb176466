"""Opening and closing communities."""

import time
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page

from cms.actions.portals import NotACommunity, NotOpen, close_community, open_community
from cms.models import ColumnPage, CommunityPage, GuidePage
from linli.audit.models import Event
from linli.communities.models import Division
from tests.cast import BEGINNING, JIANXIN, Cast, division

WRITES = ("INSERT", "UPDATE", "DELETE")


def writes(captured: CaptureQueriesContext) -> list[str]:
    return [q["sql"] for q in captured if q["sql"].startswith(WRITES)]


def test_opening_builds_the_portal(cast: Cast, client: Client) -> None:
    community = open_community(division=cast.home.division, at=BEGINNING, by=cast.chair)
    assert community.portal_path == "/370103/008/009/"
    page = CommunityPage.objects.get(community=community)
    kinds = ColumnPage.objects.child_of(page).values_list("kind", flat=True)
    assert list(kinds) == ["about", "information", "guides", "policies", "figures"]
    assert GuidePage.objects.filter(community=community).count() == 4
    assert page.collection.get_parent().name.startswith("370103008000")
    assert Page.find_problems() == ([], [], [], [], [])
    assert "建新社区" in client.get("/370103/008/009/").content.decode()


def test_second_run_writes_nothing(cast: Cast) -> None:
    open_community(division=cast.home.division, at=BEGINNING, by=None)
    events = Event.objects.count()
    with CaptureQueriesContext(connection) as captured:
        open_community(division=cast.home.division, at=BEGINNING + timedelta(days=1), by=None)
    assert writes(captured) == []
    assert Event.objects.count() == events
    assert len(captured) <= 6


def test_opening_is_quick_and_costs_the_same_with_many(cast: Cast) -> None:
    street = cast.home.division.parent
    costs, began = [], time.monotonic()
    for number in range(100, 130):
        own = division(f"370103008{number}", Division.Level.COMMUNITY, f"第{number}社区居委会", street)
        with CaptureQueriesContext(connection) as captured:
            open_community(division=own, at=BEGINNING, by=None)
        costs.append(len(captured))
    assert costs[2] == costs[-1] <= 90
    assert max(costs) <= 150
    assert time.monotonic() - began < 30 * 5
    assert Page.find_problems() == ([], [], [], [], [])
    assert Collection.find_problems() == ([], [], [], [], [])


def test_only_committees_can_be_opened(cast: Cast) -> None:
    with pytest.raises(NotACommunity):
        open_community(division=cast.home.division.parent, at=BEGINNING, by=None)


def test_closing_leads_to_the_street_and_reopening_restores(cast: Cast, client: Client) -> None:
    open_community(division=cast.home.division, at=BEGINNING, by=None)
    page = CommunityPage.objects.get(community=cast.home)
    hidden = ColumnPage.objects.child_of(page).get(kind="figures")
    Page.objects.filter(pk=hidden.pk).update(live=False)
    close_community(community=cast.home, at=BEGINNING + timedelta(days=1), by=None)
    for old in ("/370103/008/009/", "/370103/008/009/guides/lift/", f"/c/{JIANXIN}/"):
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (302, "/370103/008/"), old
    assert client.get("/370103/008/").status_code == 200
    with pytest.raises(NotOpen):
        close_community(community=cast.home, at=BEGINNING + timedelta(days=2), by=None)
    open_community(division=cast.home.division, at=BEGINNING + timedelta(days=2), by=None)
    assert client.get("/370103/008/009/guides/lift/").status_code == 200
    assert client.get("/370103/008/009/figures/").status_code == 404, "what was hidden before stays hidden"
    assert not Redirect.objects.exists()


def test_commands(cast: Cast) -> None:
    out = StringIO()
    call_command("open_community", JIANXIN, stdout=out)
    assert "/370103/008/009/" in out.getvalue()
    call_command("close_community", JIANXIN, stdout=out)
    for name, code, reason in (
        ("open_community", "999999999999", "not in the register"),
        ("open_community", "370103008000", "370103008000, street"),
        ("close_community", "999999999999", "No community"),
        ("close_community", JIANXIN, "建新社区: "),
    ):
        with pytest.raises(CommandError, match=reason):
            call_command(name, code)


def test_wagtails_welcome_page_gives_way(cast: Cast, client: Client) -> None:
    open_community(division=cast.home.division, at=BEGINNING, by=None)
    answer: Any = client.get("/")
    assert answer.status_code == 200
    assert "Welcome to your new Wagtail site" not in answer.content.decode()
