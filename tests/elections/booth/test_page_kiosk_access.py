"""Everybody can vote at a kiosk: in large type, by keyboard alone, with a screen reader."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.elections.booth.conftest import LyingBoard
from tests.elections.booth.hands import to_check
from tests.elections.booth.kiosk_hands import begin, forward, untouched, voted
from tests.elections.booth.test_page_access import MODES, press_until, sound

pytestmark = pytest.mark.browser
Kiosk = Callable[..., Page]


@pytest.mark.parametrize("mode", MODES)
def test_every_screen_of_a_kiosk_is_accessible(board: LyingBoard, kiosk: Kiosk, mode: str) -> None:
    page = kiosk(**MODES[mode])
    if MODES[mode].get("elder"):
        page.locator("#elder").click()
    if MODES[mode].get("english"):
        page.locator("#language").click()
    page.locator("#code").fill("1")
    forward(page, 91)
    sound(page, "asked")
    forward(page, 31)
    expect(page.locator("#notice")).to_be_visible()
    sound(page, "cleared")
    if MODES[mode].get("elder"):
        page.locator("#elder").click()
    begin(page, board.cards[0]["code"])
    for _ in range(2):
        page.locator(".choice").nth(1).click()
        sound(page, "ballot")
        page.locator(".foot-bar .btn").click()
    expect(page.locator("#cast:not([aria-disabled])")).to_be_visible()
    page.locator("#quit").click()
    sound(page, "about to leave")
    page.locator("#stay").click()
    board.behave("down")
    page.locator("#cast").click()
    expect(page.locator("#trouble [role=alert]")).to_be_visible()
    sound(page, "not arrived")
    board.behave("good")
    page.locator("#send-now").click()
    expect(page.locator("#receipt")).to_be_visible()
    sound(page, "receipt")


def test_elder_mode_keeps_the_clock_in_sight(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk()
    page.locator("#elder").click()
    voted(page, board.cards[0]["code"])
    for target in ("#left", "#next", "#tracker"):
        box = page.locator(target).bounding_box()
        assert box, target
        assert box["y"] + box["height"] <= 740, f"{target} is below the screen"
    heights = page.locator("button:visible").evaluate_all("all => all.map(e => e.offsetHeight)")
    assert min(heights) >= 60


def test_by_keyboard_alone_from_one_elector_to_the_next(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk(width=1280)
    for card in board.cards[:2]:
        press_until(page, "#code")
        page.keyboard.type(card["code"].lower())
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("主任")
        press_until(page, "input[type=radio]")
        page.keyboard.press("ArrowDown")
        press_until(page, ".foot-bar .btn")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("委员")
        press_until(page, "input[type=checkbox]")
        page.keyboard.press("Space")
        forward(page, 91)
        expect(page.locator("#stay")).to_be_focused()
        page.keyboard.press("Enter")
        press_until(page, ".foot-bar .btn")
        page.keyboard.press("Enter")
        to_check(page)
        press_until(page, "#cast")
        page.keyboard.press("Enter")
        expect(page.locator("#receipt h1")).to_be_focused()
        press_until(page, "#next")
        page.keyboard.press("Enter")
        untouched(page, card["code"])
        expect(page.locator("h1")).to_be_focused()
    assert len(board.requests()) == 2
