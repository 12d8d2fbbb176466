"""A browser, and two kinds of server before it: Linli itself, and a board that can be told to lie."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsing import CHROMIUM
from tests.elections.booth.clock import clock
from tests.elections.booth.node import HERE, NODE, with_packages

__all__ = ["clock"]

BROWSER_TESTS = ("test_page", "test_journey", "test_tools", "test_speed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM or os.environ.get("CI"):
        return  # in CI a missing browser fails in the fixture
    for item in items:
        if item.path.parent == HERE and item.path.stem.startswith(BROWSER_TESTS):
            item.add_marker(pytest.mark.skip(reason="!!! NO CHROMIUM: the booth's tests did NOT run"))


@dataclass
class LyingBoard:
    """tests/elections/booth/board_server.mjs: whatever a server may do wrong, by `mode`."""

    url: str
    cards: list[dict[str, str]]

    def behave(self, mode: str, **more: str) -> None:
        body = json.dumps({"mode": mode, **more}).encode()
        urlopen(Request(f"{self.url}/control", body, method="POST"), timeout=10).read()

    def requests(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.load(urlopen(f"{self.url}/requests", timeout=10))
        return found


@pytest.fixture
def start_board() -> Iterator[Callable[..., LyingBoard]]:
    running: list[subprocess.Popen[str]] = []

    def start(**options: Any) -> LyingBoard:
        with_packages()
        command = [str(NODE), str(HERE / "board_server.mjs"), json.dumps(options)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout
        told = json.loads(process.stdout.readline())
        return LyingBoard(f"http://127.0.0.1:{told['port']}", told["cards"])

    yield start
    for process in running:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture
def board(start_board: Callable[..., LyingBoard]) -> LyingBoard:
    return start_board()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A page of its own context; what it writes to the console is an error of ours."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opener(*, width: int = 360, english: bool = False, elder: bool = False, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 740}, **options)
        contexts.append(context)
        chosen = {"linli_language": "en" if english else "zh", "linli_elder": "1" if elder else "0"}
        for key, value in chosen.items():
            context.add_init_script(f"try {{ localStorage.setItem('{key}', '{value}') }} catch {{}}")
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opener
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def kiosk(board: LyingBoard, visit: Callable[..., Page]) -> Callable[..., Page]:
    """The booth as the polling station opens it; its clock can be put forward."""

    def opener(**options: Any) -> Page:
        page = visit(**options)
        page.clock.install()
        page.goto(f"{board.url}/booth.html?kiosk")
        expect(page.locator("#code")).to_be_visible()
        return page

    return opener
