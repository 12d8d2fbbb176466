"""A page is looked at as everybody sees it: wide, on a telephone, and as a screen reader does (axe)."""

from axe_playwright_python.sync_playwright import Axe

from tests.elections.booth.test_page_access import RULES
from tests.journeys.visitor import Visitor


def seen(visitor: Visitor, name: str) -> Visitor:
    """Fits 360 px, and axe finds no fault on the whole length of it: a telephone's bar covers nothing then."""
    page, size = visitor.page, visitor.page.viewport_size
    assert size
    page.set_viewport_size({"width": 1280, "height": 800})
    visitor.look(name)
    page.set_viewport_size({"width": 360, "height": 740})
    page.set_viewport_size({"width": 360, "height": page.evaluate("document.documentElement.scrollHeight")})
    found = Axe().run(page, options=RULES).response["violations"]
    page.set_viewport_size(size)
    assert not found, (name, [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found])
    return visitor
