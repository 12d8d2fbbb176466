"""What an elector does at a kiosk, and what the next one must find."""

from playwright.sync_api import Page, expect

from tests.elections.booth.hands import choose, to_check


def forward(page: Page, seconds: int) -> None:
    page.clock.fast_forward(seconds * 1000)


def begin(page: Page, code: str) -> None:
    page.locator("#code").fill(code)
    page.locator("button[type=submit]").click()
    expect(page.locator(".choice").first).to_be_visible()


def filled(page: Page, code: str, chair: str = "李文波") -> str:
    begin(page, code)
    choose(page, chair)
    choose(page, "陈秀兰")
    return to_check(page)


def voted(page: Page, code: str, chair: str = "李文波") -> str:
    tracker = filled(page, code, chair)
    page.locator("#cast").click()
    expect(page.locator("#receipt h1")).to_have_text("选票已投入", timeout=20_000)
    assert page.locator("#receipt #tracker").inner_text() == tracker
    return tracker


def untouched(page: Page, *secrets: str) -> None:
    """The first screen as it was in the morning; nothing of the one before stands anywhere."""
    expect(page.locator("h1")).to_have_text("请输入投票卡上的投票码")
    expect(page.locator("#code")).to_have_value("")
    expect(page.locator("#live")).not_to_contain_text("秒")
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    assert page.locator("html.elder").count() == 0
    kept = page.evaluate("document.documentElement.outerHTML + location + JSON.stringify(history.state)")
    for secret in secrets:
        assert secret not in kept.replace("\n", "")
        assert page.get_by_text(secret).count() == 0
