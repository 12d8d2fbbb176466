"""Every page of ours, by its address: axe finds no fault in it and nothing scrolls sideways, in four modes.

Dark differs in colours alone, English in the length of words: there the one rule and the one measure are asked.

The browser asks Django itself, inside the test's transaction: no server, no flush between two pages.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as configured
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route
from pytest_django import Settings

from linli.accounts.models import User
from tests.cast import Cast
from tests.elections.booth.test_page_access import RULES
from tests.matrix.objects import MAKERS, objects_for
from tests.matrix.people import people
from tests.matrix.urls import Address, ours

pytestmark = pytest.mark.browser
SERVER = "http://testserver"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
MODES: dict[str, dict[str, Any]] = {
    "light": {"width": 1280, "rules": RULES},
    "dark": {"width": 360, "scheme": "dark", "rules": COLOURS},
    "elder": {"width": 360, "cookies": {"linli_elder": "1"}, "rules": RULES},
    "English": {"width": 360, "cookies": {"django_language": "en"}},
}
PAGES = [a for a in ours() if a.access.read is not None]
# Nobody gets a page there: files, JSON, ways on to another page …
PAGELESS = {
    "elections:script",
    "elections:receipt",
    "elections:ballots_csv",
    "elections:ballots_json",
    "elections:roll",
    "election:roll_file",
    "election:notice_pdf",
    "owners:register_csv",
    "owners:photo",
    "owners:sheet",
    "owners:sheets_pdf",
    "owners:own_sheet",
    "owners:recount_csv",
    "meetings:pdf",
    "recalls:blank_sheet",
    "recalls:sheet_photo",
    "paper:photo",
    "paper:sample_pdf",
    "paper:register_pdf",
    "paper:cards_pdf",
    "paper:roll_pdf",
    "paper:visits_pdf",
    "paper:proxy_pdf",
    "paper:count_sheet_pdf",
    "online:setup",
    "online:slot",
    "online:board",
    "online:archive",
    "online:trustee_state",
    "online:authority_state",
    "marketplace:calendar",
    "volunteers:shift_calendar",
    "volunteers:my_calendar",
    "cms:portal",
    "cms:feed",
    "cms:notice",
}
# … and pages that have their days: journeys go through them.
PAGELESS |= {
    "election:register",
    "election:object",
    "election:edit",
    "owners:ballot",
    "online:step",
    "paper:counts",
    "marketplace:reply",
}
PROVIDERS = {"marketplace:offer", "marketplace:new_listing"}  # for somebody who has a profile


def readers(cast: Cast, is_page: bool) -> Iterator[User | None]:
    """A resident or a member of the committee rather than somebody with more power; then all others that there are."""
    first = [None, cast.ann, cast.bo, cast.chair, cast.chen]
    yield from first
    if is_page:
        people(cast)
        yield from User.objects.exclude(pk__in=[one.pk for one in first if one])


def reader(users: Iterable[User | None], url: str) -> Client | None:
    """The first who gets a page."""
    for user in users:
        client = Client()
        if user:
            client.force_login(user)
        answer = client.get(url)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            return client
    return None


def serve(client: Client, route: Route) -> None:
    asked = urlsplit(route.request.url)
    if asked.path.startswith(configured.STATIC_URL):
        route.fulfill(path=finders.find(asked.path.removeprefix(configured.STATIC_URL)))
        return
    address = f"{asked.path}?{asked.query}" if asked.query else asked.path
    answer = client.get(address, follow=True)  # what a browser is sent on to is not asked here again
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[arg-type]
    headers = {k: v for k, v in answer.headers.items() if k.lower() != "content-length"}
    route.fulfill(status=answer.status_code, headers=headers, body=content)


def faults(page: Page, client: Client, url: str, mode: dict[str, Any]) -> list[str]:
    for name, value in mode.get("cookies", {}).items():
        client.cookies[name] = value
    page.emulate_media(color_scheme=mode.get("scheme", "light"))
    page.set_viewport_size({"width": mode["width"], "height": 740})
    page.goto(f"{SERVER}{url}")
    sideways = ["scrolls sideways"] if page.evaluate(SIDEWAYS) else []
    wrong = violations(page, mode) if "rules" in mode else []
    for name in mode.get("cookies", {}):
        client.cookies.pop(name)
    return sideways + wrong


def violations(page: Page, mode: dict[str, Any]) -> list[str]:
    """On the whole length of the page: a telephone's bar at the foot covers nothing then."""
    length = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": mode["width"], "height": length})
    found = Axe().run(page, options=mode["rules"]).response["violations"]
    return [f"{one['id']}: {[node['html'][:200] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize("address", PAGES, ids=lambda a: a.name)
def test_a_page_is_seen_by_everybody(
    cast: Cast, browser: Browser, settings: Settings, address: Address
) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False  # asked by tests of its own
    if address.name in PROVIDERS:
        MAKERS["marketplace:listing"](cast)
    url = reverse(address.name, kwargs=objects_for(address, cast))
    client = reader(readers(cast, address.name not in PAGELESS), url)
    assert (client is None) == (address.name in PAGELESS), "a page is looked at, or said to be none"
    if client is None:
        return
    context = browser.new_context()
    context.route("**/*", lambda route: serve(client, route))
    page = context.new_page()
    found = {name: faults(page, client, url, mode) for name, mode in MODES.items()}
    context.close()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
