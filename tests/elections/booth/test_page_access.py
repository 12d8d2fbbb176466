"""Everybody can vote: by keyboard alone, with a screen reader, in large type, on a small phone, in the dark, on paper."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.elections.booth.conftest import LyingBoard
from tests.elections.booth.hands import RECEIPT, choose, enter, receipt, to_check

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
MODES: dict[str, dict[str, Any]] = {
    "phone": {"width": 360}, "elder": {"width": 360, "elder": True}, "narrow": {"width": 320},
    "dark": {"width": 360, "color_scheme": "dark"}, "desk, English": {"width": 1280, "english": True},
}  # fmt: skip


def sound(page: Page, where: str) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    assert not found, (where, [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found])
    width = page.evaluate("innerWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{where} scrolls sideways"


@pytest.mark.parametrize("mode", MODES)
def test_every_screen_is_accessible(board: LyingBoard, visit: Visit, mode: str) -> None:
    page = visit(**MODES[mode])
    page.goto(f"{board.url}/booth.html")
    page.locator("summary").click()
    page.locator("button[type=submit]").click()
    sound(page, "card, with an error")
    page.locator("#code").fill(board.cards[0]["code"])
    page.locator("button[type=submit]").click()
    for _ in range(2):
        page.locator(".choice").nth(1).click()
        sound(page, "ballot")
        page.locator(".foot-bar .btn").click()
    expect(page.locator("#cast:not([aria-disabled])")).to_be_visible()
    page.locator("#test").click()
    sound(page, "check, about to test")
    page.locator("#test-yes").click()
    expect(page.locator("#cast")).to_have_count(0)
    sound(page, "tested")
    page.locator(".btn.vote").click()
    expect(page.locator("#cast:not([aria-disabled])")).to_be_visible()
    board.behave("down")
    page.locator("#cast").click()
    expect(page.locator("#trouble [role=alert]")).to_be_visible()
    sound(page, "not arrived")
    board.behave("good")
    page.locator("#send-now").click()
    expect(page.locator("#receipt")).to_be_visible()
    sound(page, "receipt")


def press_until(page: Page, selector: str) -> None:
    for _ in range(40):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by the Tab key")


def test_by_keyboard_alone(board: LyingBoard, visit: Visit) -> None:
    page = visit(width=1280)
    page.goto(f"{board.url}/booth.html")
    press_until(page, "#code")
    page.keyboard.type(board.cards[0]["code"].lower())
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("主任")
    press_until(page, "input[type=radio]")
    page.keyboard.press("ArrowDown")
    press_until(page, ".foot-bar .btn")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    press_until(page, "input[type=checkbox]")
    page.keyboard.press("Space")
    press_until(page, ".foot-bar .btn")
    page.keyboard.press("Enter")
    to_check(page)
    press_until(page, "#cast")
    page.keyboard.press("Enter")
    receipt(page)
    expect(page.locator("h1")).to_be_focused()  # a screen reader says it at once


def test_a_screen_reader_hears_what_changes(board: LyingBoard, visit: Visit) -> None:
    page = visit()
    enter(page, f"{board.url}/booth.html", board.cards[0]["code"])
    expect(page.locator("#live")).to_contain_text("第 2 步，共 3 步")
    page.locator(".choice").first.click()
    expect(page.locator("#live")).to_have_text("已选 1 位，最多 1 位")
    page.locator(".foot-bar .btn").click()
    for n in range(4):
        page.locator(".choice").nth(n).click()
    expect(page.locator("#live")).to_contain_text("最多选 3 位")


def test_switches_keep_what_was_chosen(board: LyingBoard, visit: Visit) -> None:
    page = visit()
    enter(page, f"{board.url}/booth.html", board.cards[0]["code"])
    page.locator(".choice", has_text="李文波").click()
    page.locator("#elder").click()
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 24
    expect(page.locator("#elder")).to_be_focused()
    sizes = page.locator("button:visible, .choice").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 60
    page.locator("#language").click()
    expect(page.get_by_text("1 of 1 chosen")).to_be_visible()
    expect(page.locator("input:checked")).to_have_value("o2")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_the_receipt_prints_alone(board: LyingBoard, visit: Visit) -> None:
    page = visit()
    enter(page, f"{board.url}/booth.html", board.cards[0]["code"])
    choose(page, "李文波")
    choose(page, "王安平")
    tracker = to_check(page)
    page.locator("#cast").click()
    receipt(page)
    page.emulate_media(media="print")
    expect(page.get_by_text(tracker)).to_be_visible()
    expect(page.get_by_text(RECEIPT)).to_be_visible()
    assert page.locator("button:visible").count() == 0
