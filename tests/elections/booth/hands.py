"""What a voter does with the booth, step by step."""

import re

from playwright.sync_api import Page, expect

RECEIPT = "选票已投入，现在可以关闭页面"


def enter(page: Page, address: str, code: str) -> None:
    """From the QR code's link to the ballot."""
    page.goto(f"{address}#{code}")
    expect(page.locator("#code")).to_have_value(re.compile(code[:4]))
    page.locator("button[type=submit]").click()
    expect(page.locator(".choice").first).to_be_visible()


def choose(page: Page, *names: str) -> None:
    for name in names:
        page.locator(".choice", has_text=name).click()
    page.locator(".foot-bar .btn").click()


def to_check(page: Page) -> str:
    """Waits until the ballot is encrypted; answers its tracking code."""
    expect(page.locator("#cast")).to_have_text("投出选票")
    return page.locator("#tracker").inner_text()


def fill(page: Page, address: str, code: str, *contests: tuple[str, ...]) -> str:
    enter(page, address, code)
    for names in contests or (("李文波",), ("王安平", "陈秀兰")):
        choose(page, *names)
    return to_check(page)


def receipt(page: Page) -> str:
    expect(page.locator("#receipt h1")).to_have_text(RECEIPT, timeout=20_000)
    return page.locator("#receipt #tracker").inner_text()
