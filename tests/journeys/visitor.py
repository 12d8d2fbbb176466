"""A person before the pages on a given day: follows links, fills in forms, and every page fits a telephone.

`LINLI_JOURNEY=/folder` keeps a picture of each page that is looked at, wide and narrow.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browsing import session_of
from tests.elections.booth.clock import Clock

PICTURES = os.environ.get("LINLI_JOURNEY", "")
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@dataclass
class Visitor:
    user: Any
    page: Page

    def go(self, url: str) -> "Visitor":
        answer = self.page.goto(url)
        assert answer is not None
        assert answer.status == 200, (url, answer.status)
        return self

    def press(self, link: str) -> "Visitor":
        """Follows the link whose address ends like this, until the page behind it is there: it must be on the page."""
        found = self.page.locator(f'main a[href$="{link}"]')
        assert found.count(), (link, self.page.url, self.page.locator("main").inner_text())
        with self.page.expect_navigation():
            found.first.click()
        return self

    def send(self, form: str = "main form.form", **said: Any) -> "Visitor":
        """Fills in the named fields and presses the form's first button; nothing may be wrong with it."""
        for name, value in said.items():
            fill(self.page.locator(f'{form} [name="{name}"]'), value)
        loud, any_button = (self.page.locator(f"{form} button{kind}") for kind in (":not(.quiet)", ""))
        with self.page.expect_navigation():
            (loud if loud.count() else any_button).first.click()
        wrong = self.page.locator(".errors").all_inner_texts()
        assert not wrong, wrong
        return self

    def reads(self, *words: str) -> "Visitor":
        text = self.page.locator("body").inner_text()
        missing = [one for one in words if one not in text]
        assert not missing, (missing, self.page.url, text[:1500])
        return self

    def look(self, name: str) -> "Visitor":
        """Wide and on a telephone; nothing scrolls sideways."""
        self.picture(f"{name}-1280")
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": 360, "height": 740})
        assert not self.page.evaluate(SIDEWAYS), f"{name} scrolls sideways"
        self.picture(f"{name}-360")
        assert size
        self.page.set_viewport_size(size)
        return self

    def picture(self, name: str) -> None:
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def fill(found: Any, value: Any) -> None:
    """A radio or checkbox by its value or values, a list, a file, or words."""
    kind = found.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
    if kind in ("radio", "checkbox"):
        for one in value if isinstance(value, list) else [value]:
            found.and_(found.page.locator(f'[value="{one}"]')).check()
    elif kind == "select":
        found.select_option(str(value))
    elif kind == "file":
        found.set_input_files(value)
    else:
        found.fill(str(value))


@dataclass
class People:
    """Everybody's windows. When the day changes they all sign in again: sessions end with the weeks."""

    clock: Clock
    open_page: Callable[..., Page]
    origin: str
    visitors: dict[int, Visitor] = field(default_factory=dict)

    def day(self, at: datetime) -> None:
        self.clock.at = at
        for one in self.visitors.values():
            value = session_of(one.user)
            one.page.context.add_cookies([{"name": "sessionid", "value": value, "url": self.origin}])

    def __call__(self, user: Any, **options: Any) -> Visitor:
        if user.pk not in self.visitors:
            self.visitors[user.pk] = Visitor(user, self.open_page(user, **options))
        return self.visitors[user.pk]
