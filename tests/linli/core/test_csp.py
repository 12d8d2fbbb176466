"""The Content-Security-Policy on every answer, and pages that keep to it."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings
from wagtail.documents.models import Document

from linli.core.wagtail_admin.starting import starting
from tests.cast import Cast
from tests.linli.core.admin_scene import Scene
from tests.linli.core.inline import html_of, refused
from tests.matrix.urls import addresses

HEADER = "Content-Security-Policy"


def directives(answer: Any) -> dict[str, str]:
    parts = [part.split(" ", 1) for part in answer[HEADER].split("; ")]
    return {name: (rest or [""])[0] for name, *rest in parts}


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/healthz", 200),
        ("/help/", 200),
        ("/accounts/login/", 200),
        ("/elder/", 405),
        ("/admin/", 302),
        ("/admin/jsi18n/", 200),
        ("/c/370103008009/votes/", 200),
        ("/c/999999999999/votes/", 404),
        ("/no-such-page/", 404),
        ("/media/nothing.png", 404),
    ],
)
def test_every_kind_of_answer_has_the_policy(cast: Cast, client: Client, url: str, status: int) -> None:
    answer = client.get(url)
    assert answer.status_code == status
    found = directives(answer)
    assert found["default-src"] == found["script-src"] == found["style-src"] == "'self'"
    assert found["object-src"] == found["base-uri"] == "'none'"
    assert found.get("style-src-elem", "'self'") == (
        "'self' 'unsafe-inline'" if "/admin/" in url else "'self'"
    )


def test_a_refusal_has_it_too(cast: Cast, client: Client) -> None:
    client.force_login(cast.guest)
    answer = client.get("/admin/login/")
    assert answer.status_code == 403
    assert "unsafe" not in directives(answer)["script-src"]


def test_a_served_document_may_run_nothing(
    scene: Scene, client: Client, settings: Settings, tmp_path: Path
) -> None:
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES, settings.MEDIA_ROOT = {**settings.STORAGES, "default": files}, tmp_path
    document = Document.objects.create(
        title="页", file=ContentFile(b"<script>1</script>", name="x.html"), collection=scene.collection
    )
    client.force_login(scene.boss)
    answer = client.get(document.url)
    assert answer.status_code == 200
    assert directives(answer)["default-src"] == "'none'"


def test_no_script_is_ever_let_in_inline(settings: Settings) -> None:
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert policy["script-src"] == ["'self'"]
    assert not {"script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr"} & set(policy)


@pytest.mark.parametrize("prefix", ["accounts/", "me/"])
def test_pages_of_sign_in_keep_to_it(cast: Cast, prefix: str) -> None:
    urls = [
        f"/{a.route}"
        for a in addresses()
        if a.route.startswith(prefix) and not a.params and "^" not in a.route
    ]
    found: dict[str, list[str]] = {}
    for user in (None, cast.ann):
        client = Client()
        if user:
            client.force_login(user)
        for url in urls:
            if wrong := refused(html_of(client.get(url, follow=True))):
                found[url] = wrong
    assert urls
    assert found == {}


def test_what_a_widget_is_started_with_cannot_end_its_element() -> None:
    html = starting("new InlinePanel", {"label": "</script><script>alert(1)</script>&"})
    assert html.count("</script>") == 1
    assert refused(html) == []
    assert refused("<script>alert(1)</script>") == ["<script> inline"]
