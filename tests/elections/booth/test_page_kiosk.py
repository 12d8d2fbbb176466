"""The kiosk at a polling place: one elector after another on one device, and nothing of the one before."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.elections.booth.conftest import LyingBoard
from tests.elections.booth.hands import choose, to_check
from tests.elections.booth.kiosk_hands import begin, filled, forward, untouched, voted

pytestmark = pytest.mark.browser
Kiosk = Callable[..., Page]
STORED = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
# A browser keeps the whole page for its "forward" button.
LEFT = "dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}));"
RETURNED = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));"


def test_two_electors_one_after_the_other(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk()
    first, second = (card["code"] for card in board.cards[:2])
    stored = page.evaluate(STORED)
    address, length = page.url, page.evaluate("history.length")
    tracker = voted(page, first)
    expect(page.locator("#left")).to_have_text("60 秒后清空，换下一位")
    forward(page, 61)
    untouched(page, first, first[:8], tracker)
    other = voted(page, second, "王安平")
    assert other != tracker
    page.locator("#next").click()
    untouched(page, second, second[:8], other)
    assert [one["path"] for one in board.requests()] == ["ballot", "ballot"]
    assert (page.evaluate(STORED), page.url, page.evaluate("history.length")) == (stored, address, length)


@pytest.mark.parametrize("own", [False, True])
def test_language_and_type_size_are_as_every_time(board: LyingBoard, kiosk: Kiosk, own: bool) -> None:
    """Neither taken over from the device nor left on it."""
    page = kiosk(elder=own, english=own)
    untouched(page)
    stored = page.evaluate(STORED)
    page.locator("#elder").click()
    page.locator("#language").click()
    expect(page.locator("h1")).to_have_text("Type the code of your card")
    assert page.locator("html.elder").count() == 1
    forward(page, 91)
    expect(page.locator("dialog")).to_contain_text("Are you still there?")
    forward(page, 31)
    untouched(page)
    expect(page.locator("#notice")).to_have_count(0)  # nothing was begun
    assert page.evaluate(STORED) == stored


def test_the_receipt_stays_as_long_as_it_is_needed(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk()
    tracker = voted(page, board.cards[0]["code"])
    size = page.locator("#tracker").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 26, "large enough to be written down"
    for _ in range(3):
        forward(page, 45)
        expect(page.locator("#left")).to_have_text("15 秒后清空，换下一位")
        page.locator("#more").click()
        expect(page.locator("#left")).to_have_text("60 秒后清空，换下一位")
    forward(page, 40)
    expect(page.locator("#live")).to_have_text("20 秒后清空，换下一位")  # a screen reader hears it in time
    page.evaluate("window.print = () => dispatchEvent(new Event('afterprint'))")
    page.get_by_role("button", name="打印回执").click()
    expect(page.locator("#left")).to_have_text("60 秒后清空，换下一位")
    forward(page, 61)
    untouched(page, tracker)


def test_whoever_leaves_is_asked_and_then_forgotten(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk()
    code = board.cards[0]["code"]
    begin(page, code)
    page.locator(".choice", has_text="李文波").click()
    forward(page, 80)
    assert page.locator("dialog[open]").count() == 0
    forward(page, 11)
    expect(page.locator("dialog[open]")).to_contain_text("您的选票还没有投出")
    expect(page.locator("#stay")).to_be_focused()
    page.keyboard.press("Escape")  # "I am here", as the button says
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator("input:checked")).to_have_count(1)
    forward(page, 91)
    page.locator("#stay").click()
    forward(page, 60)
    expect(page.locator("dialog[open]")).to_have_count(0)
    forward(page, 31)
    expect(page.locator(".seconds")).to_contain_text("秒")
    forward(page, 30)
    untouched(page, code, code[:8])
    expect(page.locator("#notice")).to_contain_text("没有投出")
    assert board.requests() == []
    begin(page, board.cards[1]["code"])
    expect(page.locator("input:checked")).to_have_count(0)
    expect(page.locator("#notice")).to_have_count(0)


def test_leaving_without_voting_clears_at_once(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk()
    code = board.cards[0]["code"]
    tracker = filled(page, code)
    page.locator("#quit").click()
    expect(page.locator("dialog[open]")).to_contain_text("离开就全部清空")
    page.locator("#stay").click()
    expect(page.locator("#tracker")).to_have_text(tracker)
    page.locator("#quit").click()
    page.locator("#clear").click()
    untouched(page, code, tracker)
    assert board.requests() == []


def test_a_ballot_on_its_way_is_never_cut_off(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk()
    tracker = filled(page, board.cards[0]["code"])
    board.behave("down")
    page.locator("#cast").click()
    expect(page.locator("#trouble-words")).to_contain_text("没有送到")
    for _ in range(6):
        forward(page, 100)  # it goes on trying
    expect(page.locator("#tracker")).to_have_text(tracker)
    assert page.locator("dialog[open], #quit").count() == 0
    assert page.get_by_text("李文波").count() == 0  # whoever comes by meanwhile does not read the choice
    expect(page.get_by_text("叫一下工作人员")).to_be_visible()
    board.behave("good")
    page.locator("#send-now").click()
    expect(page.locator("#receipt #tracker")).to_have_text(tracker)
    forward(page, 61)
    untouched(page, tracker)


def test_an_answer_that_does_not_hold_is_not_called_cast_or_lost(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk()
    filled(page, board.cards[0]["code"])
    board.behave("lying")
    page.locator("#cast").click()
    expect(page.locator("#trouble-words")).to_contain_text("核对不上")
    forward(page, 91)
    expect(page.locator("dialog[open]")).to_contain_text("没有得到确认")
    forward(page, 30)
    untouched(page)
    expect(page.locator("#notice")).to_contain_text("没有得到确认")


def test_an_answer_that_comes_late_brings_nobody_back(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk()
    held: list[Route] = []
    page.route("**/slot/**", lambda route: held.append(route))
    page.locator("#code").fill(board.cards[0]["code"])
    page.locator("button[type=submit]").click()
    page.wait_for_timeout(100)
    page.evaluate(LEFT + RETURNED)
    untouched(page)
    assert held
    for route in held:
        route.continue_()
    page.wait_for_timeout(300)
    untouched(page, board.cards[0]["code"])


def test_the_browsers_back_button_finds_nobody(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk()
    code = board.cards[0]["code"]
    begin(page, code)
    choose(page, "李文波")
    page.go_back()
    expect(page.locator("h1")).to_have_text("主任")  # within one elector's turn it goes one screen back
    choose(page, "李文波")
    choose(page, "陈秀兰")
    to_check(page)
    page.locator("#cast").click()
    expect(page.locator("#receipt")).to_be_visible()
    page.go_back()
    expect(page.locator("#receipt")).to_be_visible()
    page.locator("#next").click()
    untouched(page, code)
    for _ in range(3):
        page.go_back()
        untouched(page, code)
    page.go_forward()
    untouched(page, code)


def test_who_leaves_the_page_is_not_found_again_by_forward(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk()
    tracker = voted(page, board.cards[0]["code"])
    page.evaluate(LEFT)
    assert page.get_by_text(tracker).count() == 0
    page.evaluate(RETURNED)
    untouched(page, tracker)
    page.goto("about:blank")
    page.go_back()
    untouched(page, tracker)


def test_a_code_in_the_address_is_not_taken(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk()
    code = board.cards[0]["code"]
    page.evaluate(f"location.hash = '{code}'")
    expect(page).to_have_url(f"{board.url}/booth.html?kiosk")
    untouched(page, code)
    page.go_back()
    untouched(page, code)


def test_a_hand_scanner_types_the_cards_link(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk()
    page.locator("#code").focus()
    page.keyboard.type(f"{board.url}/booth.html#{board.cards[0]['code']}")
    expect(page.locator("#code")).to_have_value(board.cards[0]["code"])
    page.keyboard.press("Enter")
    expect(page.locator(".choice").first).to_be_visible()


def test_no_way_leads_out_and_nothing_is_saved(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk()

    def closed() -> None:
        assert page.locator("a, input[type=file], iframe").count() == 0
        assert page.get_by_role("button", name="保存").count() == 0

    closed()
    begin(page, board.cards[0]["code"])
    closed()
    choose(page, "李文波")
    choose(page, "陈秀兰")
    to_check(page)
    closed()
    page.locator("#cast").click()
    expect(page.locator("#receipt")).to_be_visible()
    closed()
    assert page.context.pages == [page]


def test_a_line_that_is_gone_stays_on_the_screen_as_evidence(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk()
    tracker = voted(page, board.cards[0]["code"])
    board.behave("shortened")
    page.get_by_role("button", name="我的票在公开记录里吗？").click()
    expect(page.locator("#on-board")).to_contain_text("不一样")
    forward(page, 300)
    expect(page.locator("#tracker")).to_have_text(tracker)
    expect(page.locator("#left")).to_be_hidden()
    page.locator("#next").click()  # the committee has seen it
    untouched(page, tracker)


def test_it_opens_and_closes_by_itself_with_the_polls(board: LyingBoard, kiosk: Kiosk) -> None:
    page = kiosk()
    for mode, words in (
        ("closed", "投票已经截止"),
        ("down", "暂时连不上服务器"),
        ("good", "请输入投票卡上的投票码"),
    ):
        board.behave(mode)
        forward(page, 31)
        expect(page.locator("h1")).to_have_text(words)
