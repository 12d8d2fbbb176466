"""Wagtail's admin: every address, by a superuser: nothing inline, nothing foreign, no server error."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.safestring import mark_safe
from pytest_django import Settings
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.models import Page

from linli.core.wagtail_admin.choosers import render
from tests.cast import Cast
from tests.linli.core.admin_scene import Scene
from tests.linli.core.inline import html_of, refused

Recorder = Callable[[str, object], None]
PAGES = ("page_id", "parent_page_id", "page_to_move_id", "page_pk")


@pytest.fixture
def boss(scene: Scene, settings: Settings) -> Client:
    settings.STAFF_NEED_SECOND_FACTOR = False  # asked by tests of its own
    client = Client(raise_request_exception=False)
    client.force_login(scene.boss)
    return client


def test_no_page_holds_anything_inline_or_foreign(
    scene: Scene, boss: Client, record_testsuite_property: Recorder
) -> None:
    wrong: dict[str, list[str]] = {}
    pages = 0
    for url in scene.urls():
        html = html_of(boss.get(url))
        pages += bool(html)
        if found := refused(html):
            wrong[url] = found
    record_testsuite_property("admin pages read", pages)
    assert wrong == {}
    assert pages >= 60


def test_guard_off_the_choosers_and_pickers_are_seen(
    scene: Scene, boss: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the method as Wagtail ships it, the page editor holds inline scripts."""

    def shipped(self: Any, name: str, value: Any, attrs: dict[str, str], renderer: Any = None) -> str:
        data = self.get_value_data(value)
        script = self.render_js_init(attrs["id"], name, data)
        return mark_safe(f"{self.render_html(name, data, attrs)}<script>{script}</script>")

    url = reverse("wagtailadmin_pages:edit", args=[scene.page.pk])
    assert refused(html_of(boss.get(url))) == []
    monkeypatch.setattr(BaseChooser, "render", shipped)
    assert "<script> inline" in refused(html_of(boss.get(url)))


def test_a_chooser_whose_script_is_of_another_form_is_an_error(db: None) -> None:
    class Odd(BaseChooser):
        model = Page
        chooser_modal_url_name = "wagtailadmin_choose_page"

        def render_js_init(self, id_: str, name: str, value_data: Any) -> str:
            return "if (1) { run(); }"

    assert BaseChooser.render is render
    with pytest.raises(ValueError, match="Odd"):
        Odd().render("page", None, {"id": "id_page"})


@pytest.mark.parametrize("which", ["own", "root"])
def test_no_request_makes_a_server_error(
    scene: Scene, boss: Client, which: str, record_testsuite_property: Recorder
) -> None:
    """Empty forms to every address, on a community's page and on the root page."""
    root = dict.fromkeys(PAGES, Page.objects.get(depth=1).pk)
    failed = []
    asked = 0
    for url in scene.urls(**(root if which == "root" else {})):
        for method in ("post", "get")[: 1 if which == "own" else 2]:
            with transaction.atomic():
                answer = getattr(boss, method)(url)
                transaction.set_rollback(True)
            asked += 1
            if answer.status_code >= 500:
                failed.append((method, url))
    record_testsuite_property(f"admin requests, {which} page", asked)
    assert failed == []


@pytest.mark.parametrize("verb", ["lock", "unlock", "set_position"])
def test_the_root_page_is_not_locked_and_the_others_still_are(scene: Scene, boss: Client, verb: str) -> None:
    root = Page.objects.get(depth=1)
    assert boss.post(f"/admin/pages/{root.pk}/{verb}/").status_code == 404
    assert not Page.objects.get(depth=1).locked
    assert boss.post(f"/admin/pages/{scene.page.pk}/{verb}/").status_code in (200, 302)
    assert Page.objects.get(pk=scene.page.pk).locked == (verb == "lock")


def test_guard_off_wagtail_falls(scene: Scene, boss: Client, settings: Settings) -> None:
    """Without our middleware both kinds of request are server errors; without our addresses one is always."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "WagtailAdminMiddleware" not in name]
    root = Page.objects.get(depth=1)
    assert boss.post(f"/admin/pages/{root.pk}/lock/").status_code == 500
    assert boss.post("/admin/choose-external-link/").status_code == 500
    settings.ROOT_URLCONF = "wagtail.admin.urls"
    assert boss.get("/failwhale/").status_code == 500


def test_the_page_that_fails_on_purpose_is_gone(boss: Client) -> None:
    assert boss.get("/admin/failwhale/").status_code == 404


@pytest.mark.parametrize("rest", ["", "done/", "confirm/MQ/abc-def/", "complete/"])
def test_wagtails_own_sign_in_and_password_pages_lead_to_ours(cast: Cast, client: Client, rest: str) -> None:
    answer = client.get("/admin/login/?next=/admin/pages/")
    assert answer["Location"] == reverse("account_login") + "?next=%2Fadmin%2Fpages%2F"
    posted = client.post("/admin/login/", {"username": "a@example.org", "password": "x"})
    assert posted["Location"].startswith(reverse("account_login"))
    assert client.get(f"/admin/password_reset/{rest}")["Location"] == reverse("account_reset_password")


def test_who_may_not_use_the_admin_is_told_so_and_not_sent_round(cast: Cast, client: Client) -> None:
    client.force_login(cast.ann)
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert len(answer.redirect_chain) == 1


def test_no_clerks_address_is_told_to_anybody(scene: Scene, boss: Client) -> None:
    html = html_of(boss.get("/admin/"))
    assert "gravatar" not in html
    assert "releases.wagtail" not in html
