"""The booth before a board that does as it should, and before one that does not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.elections.booth.conftest import LyingBoard
from tests.elections.booth.hands import RECEIPT, choose, enter, fill, receipt, to_check

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


def booth(board: LyingBoard) -> str:
    return f"{board.url}/booth.html"


def test_three_screens_and_the_green_receipt(board: LyingBoard, visit: Visit) -> None:
    page = visit()
    tracker = fill(page, booth(board), board.cards[0]["code"])
    assert page.locator(".chosen b").all_inner_texts() == ["李文波", "王安平", "陈秀兰"]
    expect(page.get_by_text("还没有投出")).to_be_visible()
    page.locator("#cast").click()
    assert receipt(page) == tracker
    page.get_by_role("button", name="我的票在公开记录里吗？").click()
    expect(page.locator("#on-board")).to_contain_text("一字不差")
    with page.expect_download() as saved:
        page.get_by_role("button", name="保存回执").click()
    text = saved.value.path().read_text()
    assert tracker in text
    assert "李文波" not in text  # the receipt shows nobody how one voted


def test_the_code_leaves_the_address_and_never_the_device(board: LyingBoard, visit: Visit) -> None:
    page, card = visit(), board.cards[0]
    told: list[str] = []
    page.on(
        "request", lambda request: told.append(f"{request.url} {request.post_data or ''} {request.headers}")
    )
    fill(page, booth(board), card["code"])
    assert "#" not in page.url
    page.locator("#cast").click()
    receipt(page)
    sent = "\n".join(told) + str(board.requests())
    for form in (card["code"], card["code"][:26], "-".join(card["code"][i : i + 4] for i in range(0, 28, 4))):
        assert form not in sent.replace(
            f"booth.html#{card['code']}", ""
        )  # what follows # stays in the browser
    assert all(one["cookie"] is None for one in board.requests())


def test_a_ballot_goes_without_the_cookies_of_a_signed_in_person(board: LyingBoard, visit: Visit) -> None:
    page = visit()
    page.context.add_cookies([{"name": "sessionid", "value": "ann", "url": board.url}])
    fill(page, booth(board), board.cards[0]["code"])
    page.locator("#cast").click()
    receipt(page)
    assert [one["cookie"] for one in board.requests()] == [None]


@pytest.mark.parametrize("mode", ["lying", "unsigned", "redirect", "page"])
def test_no_receipt_without_a_verified_line(board: LyingBoard, visit: Visit, mode: str) -> None:
    page = visit()
    tracker = fill(page, booth(board), board.cards[0]["code"])
    board.behave(mode)
    page.locator("#cast").click()
    expect(page.locator("#trouble [role=alert]")).to_be_visible()
    assert page.get_by_text(RECEIPT).count() == 0
    board.behave("good")
    page.locator("#send-now").click()
    assert receipt(page) == tracker


def test_a_lost_answer_loses_no_ballot_and_doubles_none(board: LyingBoard, visit: Visit) -> None:
    page = visit()
    tracker = fill(page, booth(board), board.cards[0]["code"])
    board.behave("lost")
    page.locator("#cast").click()
    expect(page.locator("#trouble-words")).to_contain_text("没有送到")
    board.behave("good")
    assert receipt(page) == tracker  # by itself, after five seconds
    sent = [one["text"] for one in board.requests() if one["path"] == "ballot"]
    assert len(sent) == 2
    assert sent[0] == sent[1]


def test_pressed_twice_is_sent_once(board: LyingBoard, visit: Visit) -> None:
    page = visit()
    fill(page, booth(board), board.cards[0]["code"])
    page.evaluate("const b = document.getElementById('cast'); b.click(); b.click(); b.click()")
    receipt(page)
    assert len(board.requests()) == 1


def test_closed_while_choosing(board: LyingBoard, visit: Visit) -> None:
    page = visit()
    fill(page, booth(board), board.cards[0]["code"])
    board.behave("closed")
    page.locator("#cast").click()
    expect(page.get_by_text("投票已经截止，这张票没有投出。")).to_be_visible()
    assert page.locator("#cast").count() == 0
    page.goto(booth(board))
    expect(page.get_by_role("heading", name="投票已经截止")).to_be_visible()


def test_voted_elsewhere_meanwhile_is_encrypted_again(board: LyingBoard, visit: Visit) -> None:
    page, other = visit(), visit()
    first = fill(page, booth(board), board.cards[0]["code"])
    fill(other, booth(board), board.cards[0]["code"])
    other.locator("#cast").click()
    receipt(other)
    page.locator("#cast").click()
    expect(page.locator("#trouble-words")).to_contain_text("刚在别的地方投过票")
    page.get_by_role("button", name="重新加密").click()
    assert to_check(page) != first
    page.locator("#cast").click()
    receipt(page)


def test_voting_again_says_that_it_replaces(board: LyingBoard, visit: Visit) -> None:
    page = visit()
    fill(page, booth(board), board.cards[1]["code"])
    page.locator("#cast").click()
    receipt(page)
    enter(page, booth(board), board.cards[1]["code"])
    expect(page.get_by_text("再投一次会代替上一次")).to_be_visible()


def test_wrong_cards_say_what_to_do(start_board: Callable[..., LyingBoard], visit: Visit) -> None:
    board, other, page = start_board(), start_board(), visit()
    code = board.cards[0]["code"]
    page.goto(booth(board))
    swapped = code[1] + code[0] + code[2:] if code[0] != code[1] else code[:-1] + "0"
    said = {
        "": "请先输入投票码", code[:-3]: "还差 3 个字符", "U" + code[1:]: "没有“U”这个字符", code + "77": "多了 2 个字符",
        swapped: "有字符输错了", other.cards[0]["code"]: "不属于这场选举",
    }  # fmt: skip
    for typed, words in said.items():
        page.locator("#code").fill(typed)
        page.locator("button[type=submit]").click()
        expect(page.locator("#wrong")).to_contain_text(words)
        expect(page.locator("#code")).to_be_focused()
    board.behave("good", cancel=board.cards[0]["pk"])
    page.locator("#code").fill(code)
    page.locator("button[type=submit]").click()
    expect(page.locator("#wrong")).to_contain_text("以纸质选票为准")


def test_a_tested_ballot_shows_its_choice_and_is_never_cast(board: LyingBoard, visit: Visit) -> None:
    page = visit()
    first = fill(page, booth(board), board.cards[0]["code"])
    page.locator("#test").click()
    page.locator("#test-yes").click()
    expect(page.get_by_role("heading", name="拆开的这张票")).to_be_visible()
    expect(page.locator("#tracker")).to_have_text(first)
    page.get_by_role("button", name="重新加密一张，继续投票").click()
    second = to_check(page)
    assert second != first
    page.locator("#cast").click()
    assert receipt(page) == second
    assert [one["path"] for one in board.requests()] == ["challenge", "ballot"]
    assert first in finds(visit(), board, first, "拆开检验")
    assert second in finds(visit(), board, second, "到目前为止计这一票")


def finds(page: Page, board: LyingBoard, tracker: str, words: str) -> str:
    page.goto(booth(board))
    page.get_by_role("button", name="查一查我的票在不在").click()
    page.locator("#wanted").fill(tracker.lower())
    page.get_by_role("button", name="查找").click()
    expect(page.locator("#found")).to_contain_text(words)
    return page.locator("#wanted").input_value().upper()


def test_the_back_button_and_a_closed_tab_lose_nothing_unseen(board: LyingBoard, visit: Visit) -> None:
    page = visit()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    first = fill(page, booth(board), board.cards[0]["code"])
    page.close(run_before_unload=True)  # the voter is asked, and stays
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    page.go_back()
    expect(page.locator("h1")).to_have_text("委员")
    expect(page.locator("input:checked")).to_have_count(2)
    page.locator(".foot-bar .btn").click()
    assert to_check(page) != first  # never the same randomness for two ballots
    page.locator("#cast").click()
    receipt(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text(RECEIPT)


def test_limits_and_blank_in_words(board: LyingBoard, visit: Visit) -> None:
    page = visit()
    enter(page, booth(board), board.cards[0]["code"])
    page.locator(".foot-bar .btn").click()
    expect(page.locator("#sums")).to_have_text("请选择，或者选“弃权”。")
    choose(page, "弃权")
    for name in ("王安平", "李文波", "陈秀兰", "赵小丹"):
        page.locator(".choice", has_text=name).click()
    expect(page.locator("#sums")).to_have_text("最多选 3 位。要换人，请先取消一位。")
    expect(page.locator("input:checked")).to_have_count(3)
    page.locator(".choice", has_text="弃权").click()
    expect(page.locator("input:checked")).to_have_count(1)
    page.locator(".foot-bar .btn").click()
    to_check(page)
    expect(page.get_by_text("弃权（空白票）")).to_have_count(2)


def test_a_forged_board_is_not_voted_on(board: LyingBoard, visit: Visit) -> None:
    board.behave("forged")
    page = visit()
    page.goto(booth(board))
    expect(page.get_by_role("heading", name="公开记录核对不上")).to_be_visible()
    assert page.locator("#code").count() == 0


def test_a_board_that_drops_the_ballot_is_caught_by_the_receipt(board: LyingBoard, visit: Visit) -> None:
    page = visit()
    fill(page, booth(board), board.cards[0]["code"])
    page.locator("#cast").click()
    receipt(page)
    board.behave("shortened")
    page.get_by_role("button", name="我的票在公开记录里吗？").click()
    expect(page.locator("#on-board")).to_contain_text("不一样")


def test_the_server_may_be_away_at_first(board: LyingBoard, visit: Visit) -> None:
    board.behave("down")
    page = visit()
    page.goto(booth(board))
    expect(page.get_by_role("heading", name="暂时连不上服务器")).to_be_visible()
    board.behave("good")
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator("#code")).to_be_visible()
