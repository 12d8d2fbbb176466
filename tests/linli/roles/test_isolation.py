"""An editor of one community, in Wagtail's admin, before the pages and files of another: refused, nothing shown."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from linli.communities.models import PortalNode
from linli.roles import middleware
from tests.cast import Cast
from tests.linli.roles.scene import build_scene
from tests.linli.roles.sweep import (
    QUIET,
    SECRET,
    address,
    denied,
    escaped,
    knock,
    routes,
    tells,
    where,
)


@pytest.fixture
def scene(cast: Cast) -> dict[str, Any]:
    return build_scene(cast)


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_shows_or_changes_anothers(
    client: Client, cast: Cast, scene: dict[str, Any], method: str
) -> None:
    faults, swept = [], 0
    for person in (cast.bo, cast.chair):
        client.force_login(person)
        for route in routes():
            if (url := address(route, scene["foreign"])) is None:
                continue
            answer = knock(client, method, url)
            swept += 1
            is_denied = denied(answer, url, scene["mine"]) or any(part in url for part in QUIET)
            if not is_denied or answer.rows or tells(answer):
                faults.append(
                    f"{method} {url} as {person}: {answer.status_code} {answer.headers.get('Location')}"
                )
    assert not faults, "\n".join(faults)
    assert swept > 100


def test_the_same_addresses_open_for_ones_own(client: Client, cast: Cast, scene: dict[str, Any]) -> None:
    """Otherwise the sweep would prove nothing."""
    client.force_login(cast.chair)
    urls = [url for route in routes() if (url := address(route, scene["mine"]))]
    opened = [url for url in urls if not denied(client.get(url), url, {"destination_id": 0})]
    for part in (
        "edit/",
        "history/",
        "copy/",
        "move/",
        "delete/",
        "privacy/",
        "usage/",
        "compare/",
        "chosen/",
    ):
        assert any(part in url for url in opened), part


LISTS = (
    "/admin/",
    "/admin/pages/",
    "/admin/pages/search/?q={0}",
    "/admin/choose-page/",
    "/admin/choose-page/search/?q={0}",
    "/admin/images/",
    "/admin/images/?q={0}",
    "/admin/images/chooser/",
    "/admin/images/chooser/results/?q={0}",
    "/admin/documents/",
    "/admin/documents/?q={0}",
    "/admin/documents/chooser/",
    "/admin/collections/",
    "/admin/reports/locked/",
    "/admin/reports/workflow/",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/reports/page-types-usage/",
    "/admin/pages/usage/wagtailcore/page/",
    "/admin/pages/create/wagtailcore/page",
    "/admin/api/main/pages/?format=json",
    "/admin/api/main/images/?format=json",
    "/admin/api/main/documents/?format=json",
)


@pytest.mark.parametrize("url", LISTS)
def test_no_list_names_anothers(client: Client, cast: Cast, scene: dict[str, Any], url: str) -> None:
    client.force_login(cast.chair)
    answer = client.get(url.format(SECRET), follow=True)
    assert answer.status_code in (200, 403, 404)
    shown = answer.content.decode()
    echoes = shown.count(f'value="{SECRET}"') + len(re.findall(rf"(“|&quot;|<em>|q=){SECRET}", shown))
    assert shown.count(SECRET) + shown.count(escaped(SECRET)) == echoes, where(shown)


BULK = [f"wagtailcore/page/{action}" for action in ("delete", "move", "publish", "unpublish")]
BULK += [
    "wagtailimages/image/delete",
    "wagtailimages/image/add_to_collection",
    "wagtailimages/image/add_tags",
]
BULK += [
    "wagtaildocs/document/delete",
    "wagtaildocs/document/add_to_collection",
    "wagtaildocs/document/add_tags",
]
BY_QUERY = [f"/admin/bulk/{action}/?next=/admin/&id={{0}}" for action in BULK]
BY_QUERY += [f"/admin/{kind}s/chooser/chosen-multiple/?id={{0}}" for kind in ("image", "document")]
BY_QUERY += ["/admin/choose-page/chosen-multiple/?id={0}"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("url", BY_QUERY)
def test_no_address_with_ids_in_its_query_either(
    client: Client, cast: Cast, scene: dict[str, Any], url: str, method: str
) -> None:
    kind = next((k for k in ("image", "document") if k in url), "page")
    client.force_login(cast.chair)
    answer = knock(client, method, url.format(scene["foreign"][kind].pk))
    assert answer.status_code < 500
    assert (tells(answer), answer.rows) == (False, 0)


def test_nothing_is_moved_into_anothers_portal(client: Client, cast: Cast, scene: dict[str, Any]) -> None:
    client.force_login(cast.chair)
    mine, foreign = scene["mine"], scene["foreign"]
    url = f"/admin/pages/{mine['page_id']}/move/{foreign['destination_id']}/confirm/"
    assert denied(client.post(url), url, mine)
    copy = {"new_title": "副本", "new_slug": "copy", "new_parent_page": foreign["destination_id"]}
    bulk = f"/admin/bulk/wagtailcore/page/move/?next=/admin/&id={mine['page_id']}"
    for url, data in (
        (f"/admin/pages/{mine['page_id']}/copy/", copy),
        (f"/admin/pages/{mine['page_id']}/move/", {"new_parent_page": foreign["destination_id"]}),
        (bulk, {"chooser": foreign["destination_id"]}),
    ):
        assert not tells(client.post(url, data, follow=True)), url
    below = Page.objects.get(pk=foreign["destination_id"]).get_children()
    assert list(below) == [Page.objects.get(pk=foreign["page_id"])]


def test_guard_off_shows_the_damage(client: Client, cast: Cast, scene: dict[str, Any]) -> None:
    """Were both communities' divisions tied to one portal's pages, Bo could open what is Nanshan's."""
    client.force_login(cast.bo)
    edit = f"/admin/pages/{scene['foreign']['page_id']}/edit/"
    assert denied(client.get(edit), edit, scene["mine"])
    PortalNode.objects.filter(division=cast.home.division).delete()
    PortalNode.objects.filter(division=cast.other.division).update(division=cast.home.division)
    assert SECRET in client.get(edit).content.decode()


@pytest.mark.parametrize(
    "pattern",
    [
        "/admin/pages/{page_id}/move/{destination_id}/confirm/",
        "/admin/choose-page/chosen-multiple/?id={page_id}",
    ],
)
def test_without_our_questions_wagtail_tells(
    client: Client, cast: Cast, scene: dict[str, Any], pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If one of these fails, Wagtail has learnt to ask, and the question of ours may go."""
    client.force_login(cast.chair)
    url = pattern.format(**scene["foreign"])
    assert client.get(url).status_code == 403
    monkeypatch.setattr(middleware, "QUESTIONS", {})
    assert tells(client.get(url))
