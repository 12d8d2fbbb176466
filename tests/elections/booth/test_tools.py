"""Trustees' and the authority's pages where something goes wrong: sign-in lost, a bad deal, a second deal or tally."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from elections.actions import board as verbs
from elections.actions.running import open_polls
from elections.crypto import codes, suite, trustees
from elections.models import Board
from tests.cast import Cast
from tests.elections.board import scene as scenes
from tests.elections.board.scene import Scene
from tests.elections.booth.clock import Clock
from tests.elections.booth.test_page_access import RULES, Axe
from tests.elections.process.scene import AFTER, OPENS, listed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("clock")]
Opener = Callable[..., Page]


def base(scene: Scene) -> str:
    return f"/c/{scene.election.community.code}/elections/{scene.election.key}/online/"


def seed_code(i: int) -> str:
    """What trustee i of the scene has on paper."""
    seed = hashlib.sha256(b"seed %d" % i).digest()
    return codes.code(seed) + codes.code(suite.hash_bytes("seed", seed))[:2]


def seated(scene: Scene, open_page: Opener, i: int, **options: Any) -> Page:
    """Trustee i at the page, with the seed typed."""
    page = open_page(scene.people[i - 1], **options)
    page.goto(f"{base(scene)}trustee.html")
    type_seed(page, i)
    return page


def type_seed(page: Page, i: int) -> None:
    page.locator("#seed").fill(seed_code(i))
    page.get_by_role("button", name="继续").click()


def remember(page: Page, scene: Scene, name: str) -> None:
    manifest = scene.ceremony.manifest.hash.hex()
    page.evaluate("key => localStorage.setItem(key, 'f'.repeat(64))", f"linli_{name}_{manifest}_1")


def commit_all(scene: Scene) -> None:
    scene.all_post("trustee.commit", lambda who: trustees.commit(who, scene.board.threshold))


def reveal_all(scene: Scene) -> None:
    scene.all_post("trustee.reveal", lambda who: trustees.reveal(who, scene.board.threshold))


def test_only_the_persons_of_the_seats_find_the_pages(live_cast: Cast, open_page: Opener) -> None:
    scene = scenes.set_up(listed(live_cast), live_cast)
    for user, page in (
        (live_cast.ann, "trustee"),
        (live_cast.chair, "authority"),
        (scene.oversight, "trustee"),
    ):
        answer = open_page(user).goto(f"{base(scene)}{page}.html")
        assert answer
        assert answer.status == 404
    answer = open_page().goto(f"{base(scene)}trustee.html")
    assert answer
    assert "trustee.html" not in answer.url.split("?")[0]  # to the sign-in


def test_a_lost_sign_in_loses_nothing(live_cast: Cast, open_page: Opener) -> None:
    scene = scenes.set_up(listed(live_cast), live_cast)
    commit_all(scene)
    page = seated(scene, open_page, 1)
    expect(page.locator("#do")).to_be_visible()
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.locator("#do").click()
    expect(page.locator("#tool")).to_contain_text("登录已经失效，什么都没有记下")
    assert not scene.board.entries.filter(kind="trustee.reveal").exists()
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator("#tool")).to_contain_text("您这一步已完成")
    assert scene.board.entries.filter(kind="trustee.reveal").count() == 1


def test_a_lost_answer_is_asked_for_again_with_the_same_body(live_cast: Cast, open_page: Opener) -> None:
    scene = scenes.set_up(listed(live_cast), live_cast)
    commit_all(scene)
    page = seated(scene, open_page, 1)
    sent: list[str] = []

    def lose(route: Any) -> None:
        sent.append(route.request.post_data)
        route.fetch()
        route.abort() if len(sent) == 1 else route.continue_()

    page.route("**/online/trustee", lose)
    page.locator("#do").click()
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator("#tool")).to_contain_text("您这一步已完成")
    assert sent[0] == sent[1]


def test_a_bad_deal_becomes_a_complaint(live_cast: Cast, open_page: Opener) -> None:
    scene = scenes.set_up(listed(live_cast), live_cast)
    commit_all(scene)
    reveal_all(scene)
    right = scene.ceremony.transports
    wrong = [right[1], *right[1:]]  # what trustee 1 gets is not for trustee 1
    for who in scene.players:
        to = wrong if who.index == 2 else right
        scene.post(who.index, "trustee.deal", trustees.deal(who, scene.board.threshold, to))
    page = seated(scene, open_page, 1)
    expect(page.locator("#tool")).to_contain_text(f"{scene.people[1]}分给您的一份不对")
    page.get_by_role("button", name="发送申诉").click()
    expect(page.locator("#tool")).to_contain_text("这一次准备作废了")
    scene.board.refresh_from_db()
    assert scene.board.state == Board.State.BROKEN
    complaint = json.loads(scene.board.entries.get(kind="trustee.complain").content)["body"]
    assert complaint["against"] == 2


def test_nobody_deals_twice(live_cast: Cast, open_page: Opener) -> None:
    scene = scenes.set_up(listed(live_cast), live_cast)
    commit_all(scene)
    page = seated(scene, open_page, 1)
    expect(page.locator("#do")).to_be_visible()
    remember(page, scene, "deal")
    reveal_all(scene)
    page.reload()
    type_seed(page, 1)
    expect(page.locator("#tool")).to_contain_text("拒绝再分发一次")
    assert page.locator("#do").count() == 0


def test_nobody_opens_a_second_tally_or_one_that_does_not_add_up(
    live_cast: Cast, open_page: Opener, clock: Clock
) -> None:
    scene = scenes.tallied(live_cast)
    clock.at = AFTER
    page = seated(scene, open_page, 1)
    expect(page.locator("#agree-code")).to_be_visible(timeout=60_000)
    page.evaluate("localStorage.clear()")
    remember(page, scene, "tally")
    page.reload()
    type_seed(page, 1)
    expect(page.locator("#tool")).to_contain_text("拒绝再开一次", timeout=60_000)
    page.evaluate("localStorage.clear()")
    page.route("**/board.jsonl", lambda route: without_a_ballot(route))
    page.reload()
    type_seed(page, 1)
    expect(page.locator("#tool")).to_contain_text("公开记录核对不上", timeout=60_000)
    assert page.locator("#do").count() == 0


def without_a_ballot(route: Any) -> None:
    lines = route.fetch().text().splitlines(keepends=True)
    kept = [line for n, line in enumerate(lines) if '"kind":"ballot"' not in line or n % 7]
    route.fulfill(body="".join(kept), content_type="application/x-ndjson")


@pytest.mark.parametrize(
    "options", [{"width": 360}, {"width": 360, "elder": True}, {"width": 1280, "color_scheme": "dark"}]
)
def test_the_pages_are_accessible(live_cast: Cast, open_page: Opener, options: dict[str, Any]) -> None:
    scene = scenes.set_up(listed(live_cast), live_cast)
    page = open_page(scene.people[0], **options)
    page.goto(f"{base(scene)}trustee.html")
    for press in ("生成密钥码", "我已抄好", "继续"):
        expect(page.get_by_role("button", name=press)).to_be_visible()
        page.evaluate("document.querySelector('.tabs')?.remove()")  # it lies over what one scrolls to
        found = Axe().run(page, options=RULES).response["violations"]
        assert not found, [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("button", name=press).click()
    expect(page.locator(".error").first).to_be_visible()


def test_a_card_that_is_handed_in_votes_on_paper_only(
    live_cast: Cast, open_page: Opener, clock: Clock
) -> None:
    scene = scenes.opened(live_cast)
    clock.at = scenes.NOON
    scene.cast_ballot(0)
    code = codes.code(scene.cards[0].cancel_code)
    page = open_page(live_cast.bo)  # signed in: what is sent goes without the cookie all the same
    page.goto(f"{base(scene)}station.html")
    said = {
        code[:-1]: "现在是 51 个",
        "0" * 52: "没有这个注销码",
        "U" * 52: "没有这个注销码",
        code.lower(): "已登记",
        code: "已登记",
    }
    for typed, words in said.items():
        page.locator("#cancel").fill(typed)
        page.keyboard.press("Enter")
        expect(page.locator("#answer")).to_contain_text(words)
    assert scene.board.entries.filter(kind="cancel").count() == 1
    page = open_page()
    page.goto(f"{base(scene)}booth.html#{scene.cards[0].text}")
    page.locator("button[type=submit]").click()
    expect(page.locator("#wrong")).to_contain_text("以纸质选票为准")


def test_the_page_shows_the_fingerprint_and_the_booth_as_the_booth_does(
    live_cast: Cast, open_page: Opener, clock: Clock
) -> None:
    election = listed(live_cast, ballot_mode="both", assurance="L2")
    scene = scenes.ready(election, live_cast)
    open_polls(election=election, by=live_cast.chair, at=OPENS)
    verbs.open_board(board=scene.board, by=None, at=OPENS)
    clock.at = scenes.NOON
    page = open_page()
    page.goto(f"{base(scene)}booth.html")
    page.locator("summary").click()
    shown = page.locator(".fold code").inner_text()
    served = page.request.get(f"{base(scene)}booth.html").body()
    page.goto(f"/c/{scene.election.community.code}/elections/{scene.election.key}/")
    expect(page.get_by_text(shown)).to_be_visible()
    expect(page.get_by_text(hashlib.sha256(served).hexdigest())).to_be_visible()
