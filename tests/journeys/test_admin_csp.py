"""Wagtail's admin in a real browser under the strict policy: nothing refused, nobody else asked, and it works."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from cms.models import NoticePage
from tests.cast import Cast
from tests.journeys.admin_bench import STREAM
from tests.linli.core.admin_scene import Scene
from tests.linli.core.inline import html_of

WATCH = """document.addEventListener('securitypolicyviolation', (event) =>
    window.tell(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`))"""


@dataclass
class Watched:
    """A page, what its policy refused, which other hosts it asked, and which scripts broke."""

    page: Page
    refused: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def clean(self) -> bool:
        self.page.wait_for_timeout(300)  # reports arrive a moment later
        assert (self.refused, self.foreign, self.broken) == ([], [], [])
        return True


Watcher = Callable[[], Watched]


@pytest.fixture
def scene(live_cast: Cast) -> Scene:
    return Scene(live_cast)


@pytest.fixture
def watch(open_page: Any, scene: Scene, live_server: Any, settings: Any) -> Watcher:
    settings.ROOT_URLCONF = "tests.journeys.admin_bench"

    def opener() -> Watched:
        page = open_page(scene.boss)
        watched = Watched(page)
        page.set_default_timeout(10_000)
        own = urlsplit(live_server.url).netloc
        page.expose_function("tell", lambda report: watched.refused.append(report))
        page.add_init_script(WATCH)
        page.on("pageerror", lambda error: watched.broken.append(f"{page.url}: {error}"))
        page.on("request", lambda request: note_foreign(watched, request.url, own))
        return watched

    return opener


def note_foreign(watched: Watched, url: str, own: str) -> None:
    if urlsplit(url).netloc not in ("", own):  # data: and blob: have none
        watched.foreign.append(url)


def whole_pages(scene: Scene) -> list[str]:
    """Addresses that answer with a page of their own, not with a part of one."""
    client = Client()
    client.force_login(scene.boss)
    found = []
    for url in sorted(set(scene.urls())):
        answer = client.get(url)
        if answer.status_code == 200 and "<html" in html_of(answer):
            found.append(url)
    return found


def test_every_page_of_the_admin(
    watch: Watcher, scene: Scene, record_testsuite_property: Callable[[str, object], None]
) -> None:
    watched, urls = watch(), whole_pages(scene)
    for url in urls:
        watched.page.goto(url)
        watched.page.wait_for_timeout(100)
    record_testsuite_property("admin pages in the browser", len(urls))
    assert len(urls) >= 50
    assert watched.clean()
    sees_what_is_refused(watched)


def sees_what_is_refused(watched: Watched) -> None:
    """Guard off: a script put into the page does not run, and the report that the test counts arrives."""
    watched.page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
    )
    watched.page.wait_for_timeout(300)
    assert watched.page.evaluate("window.ran") is None
    assert watched.refused[0].startswith("script-src")


def test_a_clerk_edits_a_notice(watch: Watcher, scene: Scene) -> None:
    """Rich text, date picker, an attachment through the chooser in a new form, the preview; and it is saved."""
    watched = watch()
    page = watched.page
    page.goto(f"/admin/pages/{scene.page.pk}/edit/")
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type("请提前储水。")
    pick(page, "valid_from")
    page.locator("#id_attachments-ADD").click()
    choose_document(page, page.locator("#id_attachments-0-document-chooser"))
    page.locator("[data-side-panel-toggle=preview], [aria-controls*=preview]").first.click()
    page.wait_for_timeout(1500)
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert watched.clean()
    saved = NoticePage.objects.get(pk=scene.page.pk).get_latest_revision_as_object()
    assert "请提前储水" in saved.body
    assert saved.valid_from is not None
    assert [a.document_id for a in saved.attachments.all()] == [scene.document.pk]


def pick(page: Page, name: str) -> None:
    """Opens the picker of a date or time, and takes the first that it offers."""
    page.locator(f"#id_{name}").click()
    offered = ".xdsoft_datetimepicker:visible :is(td.xdsoft_date, .xdsoft_time):visible:not(.xdsoft_disabled)"
    page.locator(offered).first.dispatch_event("click")  # the list of hours may be scrolled
    assert page.locator(f"#id_{name}").input_value()
    page.mouse.click(1270, 790)  # beside it: closes the picker


def choose_document(page: Page, chooser: Any) -> None:
    chooser.locator("[data-chooser-action-choose]").first.click()
    page.locator(".modal [data-chooser-modal-choice]").first.click()
    expect(chooser.locator("[data-chooser-title]")).to_have_text("文")


def test_every_widget_block_and_panel_starts(watch: Watcher, scene: Scene) -> None:
    watched = watch()
    page = watched.page
    page.goto("/admin/bench/")
    for name in ("day", "moment", "hour"):
        pick(page, name)
    for step in (choose_page_and_image, choose_several, add_every_block):
        step(page)
    assert page.locator("script[data-controller=linli-start]").count() == 0
    assert watched.clean()


def choose_page_and_image(page: Page) -> None:
    page.locator("#id_page-chooser [data-chooser-action-choose]").first.click()
    page.locator(".modal a.choose-page").first.click()
    expect(page.locator("#id_page-chooser [data-chooser-title]")).not_to_be_empty()
    page.locator("#id_image-chooser [data-chooser-action-choose]").first.click()
    page.locator(".modal [data-chooser-modal-choice]").first.click()
    expect(page.locator("#id_image")).not_to_have_value("")


def choose_several(page: Page) -> None:
    """Wagtail uses the new form's chooser in the same breath as it adds the form: the start comes in time."""
    page.locator("#id_attachments-OPEN_MODAL").click()
    page.locator(".modal input[type=checkbox]").last.check()
    page.locator(".modal [data-multiple-choice-submit]").click()
    expect(page.locator("#id_attachments-0-document-chooser [data-chooser-title]")).to_have_text("文")


def add_every_block(page: Page) -> None:
    for number, kind in enumerate(STREAM.child_blocks):
        page.locator(".c-sf-add-button:visible").last.click()
        page.locator("[role=option]:visible").nth(number).click()
        expect(page.locator(f"input[name=stream-{number}-type]")).to_have_value(kind)
    assert page.locator(".Draftail-Editor").count() == 1
