"""A real browser before a real server: Debian's Chromium through Playwright, one for the whole run."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or ""
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "Chromium is missing: apt-get install chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=QUIET)
        yield chromium
        chromium.close()


Opener = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, live_server: Any, settings: Any) -> Iterator[Opener]:
    """A page for one person (signed in by session) of one width, language and mode."""
    settings.STAFF_NEED_SECOND_FACTOR = False  # its journey is told elsewhere
    contexts: list[BrowserContext] = []

    def opener(
        user: Any = None, *, width: int = 1280, english: bool = False, elder: bool = False, **options: Any
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, base_url=live_server.url, **options
        )
        contexts.append(context)
        cookies = {"django_language": "en"} if english else {}
        if elder:
            cookies["linli_elder"] = "1"
        if user is not None:
            cookies["sessionid"] = session_of(user)
        context.add_cookies([{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()])  # type: ignore[list-item]
        return context.new_page()

    yield opener
    for context in contexts:
        context.close()


def session_of(user: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value
