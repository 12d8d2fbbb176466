"""Three ways to use a page: by mouse, by keyboard alone, without JavaScript. A journey is told once."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

WAYS = ("mouse", "keyboard", "without JavaScript")
MOST_TABS = 250


@dataclass
class Hands:
    """What a person does on a page; `page.locator(selector)` must name exactly one thing."""

    page: Page
    way: str

    def go(self, url: str) -> None:
        self.page.goto(url)

    def press(self, selector: str) -> None:
        """Follows a link, presses a button, ticks a box."""
        found = self.page.locator(selector).first
        if self.way != "keyboard":
            found.click()
            return
        self.reach(found)
        kind = found.evaluate("e => e.type || e.tagName")
        if kind in ("radio", "checkbox"):
            self.page.keyboard.press("Space")
            return
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, selector: str, words: str) -> None:
        found = self.page.locator(selector).first
        if self.way != "keyboard":
            found.fill(words)
            return
        self.reach(found)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(words)

    def reach(self, wanted: Locator) -> None:
        """Tab by Tab, as somebody does who has no mouse; the thing must be reachable, and its focus visible."""
        for _ in range(MOST_TABS):
            if wanted.evaluate("e => e === document.activeElement"):
                return
            if wanted.evaluate("e => e.type === 'radio' && document.activeElement.name === e.name"):
                self.page.keyboard.press("ArrowDown")  # a group of choices is one stop
            else:
                self.page.keyboard.press("Tab")
        raise AssertionError(f"{wanted} cannot be reached by keyboard")

    def reads(self, words: str) -> bool:
        return words in self.page.content()
