"""A whole online vote in real browsers: cards, three trustees, a dozen electors, the count, the independent verifier."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from elections.actions import board as verbs
from elections.actions.running import close_polls, open_polls
from elections.models import Board, BoardEntry
from tests.cast import Cast
from tests.elections.board.scene import SETTING_UP, named
from tests.elections.booth.clock import Clock
from tests.elections.booth.hands import choose, enter, receipt, to_check
from tests.elections.process.scene import AFTER, CLOSES, OPENS, listed

pytestmark = pytest.mark.browser
Opener = Callable[..., Page]
CARDS = 12


class Ceremony:
    """Three trustees' pages and the authority's, and all that they sent."""

    def __init__(self, scene: Any, open_page: Opener) -> None:
        self.scene = scene
        self.base = f"/c/{scene.election.community.code}/elections/{scene.election.key}/online/"
        self.sent: list[str] = []
        self.secrets: list[str] = []
        self.trustees = [self.watched(open_page(user)) for user in scene.people]
        self.authority = self.watched(open_page(scene.oversight))

    def watched(self, page: Page) -> Page:
        page.on("request", lambda request: self.sent.append(f"{request.url} {request.post_data or ''}"))
        return page

    def make_seed(self, page: Page) -> str:
        """Makes a seed, and types two of its groups as the page asks."""
        page.get_by_role("button", name="生成密钥码").click()
        groups = page.locator("#groups code").all_inner_texts()
        assert len("".join(groups)) == 54
        page.get_by_role("button", name="我已抄好").click()
        for field in page.locator("input[id^=group-]").all():
            number = int((field.get_attribute("id") or "").removeprefix("group-"))
            field.fill(groups[number - 1].lower())
        page.get_by_role("button", name="继续").click()
        self.secrets.append("".join(groups))
        return "-".join(groups)

    def type_seed(self, page: Page, seed: str) -> None:
        page.locator("#seed").fill(seed.lower())
        page.get_by_role("button", name="继续").click()


def do(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click(timeout=30_000)


def make_authority_key(ceremony: Ceremony) -> str:
    page = ceremony.authority
    page.goto(f"{ceremony.base}authority.html")
    seed = ceremony.make_seed(page)
    do(page, "发送公钥")
    expect(page.locator("#tool")).to_contain_text("公钥已交给服务器")
    return seed


def make_key(ceremony: Ceremony) -> list[str]:
    """Commit, reveal, deal, confirm, rehearse. The second trustee changes to another device in between."""
    seeds = []
    for page in ceremony.trustees:
        page.goto(f"{ceremony.base}trustee.html")
        seeds.append(ceremony.make_seed(page))
        do(page, "封存并发送")
        expect(page.locator("#tool")).to_contain_text(re.compile("您这一步已完成|第二步"))
    for name in ("公开我的那份", "分发"):
        for page in ceremony.trustees:
            do(page, name)
    second = ceremony.trustees[1]
    second.reload()
    wrong = ceremony.secrets[0]  # the authority's: a good code, but not this trustee's
    ceremony.type_seed(second, wrong)
    expect(second.locator(".error")).to_contain_text("不是您开始时用的那个")
    ceremony.type_seed(second, seeds[1])
    for page in ceremony.trustees:
        expect(page.locator("#agree-code")).to_be_visible(timeout=30_000)
        do(page, "确认")  # not before it is ticked
        page.locator("#agree").check()
        do(page, "确认")
    for page in ceremony.trustees:
        do(page, "参加演练")
    expect(second.locator("#tool")).to_contain_text("现在没有需要您做的事")
    return seeds


def make_cards(ceremony: Ceremony, seed: str) -> tuple[list[str], list[str]]:
    """Voting codes and cancel codes: drawn and printed without any network; then the public list is sent."""
    page = ceremony.authority
    page.reload()
    ceremony.type_seed(page, seed)
    page.context.set_offline(True)
    page.locator("#many").fill(str(CARDS))
    do(page, "制卡")
    expect(page.locator("#stage")).to_contain_text(f"{CARDS} 张卡已制好")
    codes = page.locator(".slip .to-vote code").all_text_contents()
    cancels = page.locator(".slip .to-cancel code").all_text_contents()
    page.emulate_media(media="print")
    assert page.locator(".slip").first.is_visible()
    assert page.locator("#tool").is_hidden()
    page.emulate_media(media="screen")
    page.context.set_offline(False)
    page.locator("#counted").check()
    do(page, "签名并发送名单")
    expect(page.locator("#tool")).to_contain_text("名单已在公开记录第")
    ceremony.secrets += [code.replace("-", "") for code in codes]
    return codes, cancels


def vote(page: Page, address: str, code: str, names: list[list[str]]) -> str:
    enter(page, address, code.replace("-", ""))
    for chosen in names:
        choose(page, *chosen)
    tracker = to_check(page)
    page.locator("#cast").click()
    assert receipt(page) == tracker
    return tracker


def challenge(page: Page, address: str, code: str, names: list[list[str]]) -> None:
    enter(page, address, code.replace("-", ""))
    for chosen in names:
        choose(page, *chosen)
    to_check(page)
    page.locator("#test").click()
    page.locator("#test-yes").click()
    expect(page.get_by_role("heading", name="拆开的这张票")).to_be_visible()


def open_count(ceremony: Ceremony, seeds: list[str], who: list[int]) -> None:
    """Any two of three; each compares the hash of the tally before sending."""
    codes = set()
    for i in who:
        page = ceremony.trustees[i]
        page.reload()
        ceremony.type_seed(page, seeds[i])
        expect(page.locator("#agree-code")).to_be_visible(timeout=60_000)
        codes.add(page.locator("#agree-code").inner_text())
        do(page, "打开总数")  # not before it is ticked
        page.locator("#agree").check()
        do(page, "打开总数")
        expect(page.locator("#tool")).to_contain_text(
            "您这一步已完成" if i == who[0] else "全部完成", timeout=30_000
        )
    assert len(codes) == 1


def contests(board: Board) -> list[dict[str, Any]]:
    found = json.loads(board.entries.get(n=0).content)
    return list(found["body"]["contests"])


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_dozen_electors(
    live_cast: Cast, clock: Clock, open_page: Opener, live_server: Any, tmp_path: Path
) -> None:
    scene = named(listed(live_cast, ballot_mode="both", assurance="L2"), live_cast)
    ceremony = Ceremony(scene, open_page)
    authority_seed = make_authority_key(ceremony)
    scene.board.refresh_from_db()
    board = verbs.set_up_board(board=scene.board, by=live_cast.chair, at=SETTING_UP)
    seeds = make_key(ceremony)
    codes, _cancels = make_cards(ceremony, authority_seed)

    clock.at = OPENS
    open_polls(election=scene.election, by=live_cast.chair, at=OPENS)
    verbs.open_board(board=board, by=None, at=OPENS)
    clock.at = OPENS + timedelta(hours=2)
    posts = contests(board)
    first = [[contest["options"][0]["label"]] for contest in posts]
    blank = [["弃权"] for _ in posts]
    address = f"{live_server.url}{ceremony.base}booth.html"
    page = open_page(width=360)
    challenge(page, address, codes[0], first)
    for n, code in enumerate(codes):
        page = open_page(width=360) if n % 6 == 0 else page
        vote(page, address, code, blank if n < 2 else first)
    vote(open_page(width=360), address, codes[0], first)  # again: the last one counts

    clock.at = CLOSES
    close_polls(election=scene.election, by=None, at=CLOSES)
    board.refresh_from_db()
    verbs.close_board(board=board, by=None, at=CLOSES)
    verbs.post_tally(board=board, by=None, at=CLOSES)
    clock.at = AFTER
    open_count(ceremony, seeds, [2, 0])

    board.refresh_from_db()
    assert board.state == Board.State.DECLARED
    result = verbs.result_of(board)
    assert result is not None
    assert result["counted"] == CARDS
    assert [contest["online"][0] for contest in result["contests"]] == [CARDS - 1] * len(posts)
    told = "\n".join(ceremony.sent)
    kept = "\n".join(BoardEntry.objects.values_list("content", flat=True))
    for secret in ceremony.secrets:  # seeds and codes were in no request, and stand on no board
        for form in (secret, secret.lower(), "-".join(secret[i : i + 4] for i in range(0, len(secret), 4))):
            assert form not in told
            assert form not in kept
    archive = tmp_path / "archive.zip"
    archive.write_bytes(verbs.archive_of(board))
    done = subprocess.run(
        [sys.executable, "-m", "linli_verify", str(archive)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
