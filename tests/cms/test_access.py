"""Who may read what: notices, their files, drafts; nobody across communities."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from cms.actions.notices import edit_notice, take_down_notice, write_notice
from cms.models import NoticePage
from linli.accounts.models import User
from tests.cast import BEGINNING, Cast
from tests.cms.conftest import WATER

Publish = Callable[..., NoticePage]
# audience: who may read it, by their name in the cast; None is a stranger
READERS: dict[str, set[str | None]] = {
    "public": {None, "guest", "ann", "bo", "chair", "eve", "eves_chair"},
    "residents": {"ann", "bo", "chair"},
    "staff": {"bo", "chair"},
}


def client_of(cast: Cast, name: str | None) -> Client:
    client = Client()
    if name:
        client.force_login(getattr(cast, name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def file() -> ContentFile[Any]:
    return ContentFile("项目,金额\n水电,120".encode(), name="收支.csv")


@pytest.mark.parametrize("audience", list(READERS))
def test_every_way_to_a_notice_asks_who_reads(portals: Cast, publish: Publish, audience: str) -> None:
    notice = publish(audience=audience, files=[file()], title="收支公开")
    document = notice.attachments.get().document
    for name in READERS["public"]:
        client, expected = client_of(portals, name), 200 if name in READERS[audience] else 404
        assert client.get(notice.link, follow=True).status_code == expected, (name, "short address")
        assert client.get(notice.url).status_code == expected, (name, "page")
        assert client.get(document.url).status_code == expected, (name, "file")
        listed = client.get(reverse("cms:notices", args=[portals.home.code])).content.decode()
        assert ("收支公开" in listed) == (expected == 200), (name, "list")
        home = client.get(portals.home.portal_path).content.decode()
        assert ("收支公开" in home) == (expected == 200), (name, "home")
        feed = client.get(reverse("cms:feed", args=[portals.home.code])).content.decode()
        assert ("收支公开" in feed) == (audience == "public"), (name, "feed")


def test_files_of_drafts_and_of_what_was_taken_down(portals: Cast, publish: Publish) -> None:
    draft = write_notice(community=portals.home, wording=WATER, files=[file()], by=portals.bo, at=BEGINNING)
    notice = publish(files=[file()])
    take_down_notice(notice=notice, reason="错", by=portals.chair, at=BEGINNING + timedelta(hours=2))
    for page in (draft, notice):
        document = page.attachments.get().document
        for name, expected in ((None, 404), ("ann", 404), ("eves_chair", 404), ("bo", 200)):
            assert client_of(portals, name).get(document.url).status_code == expected, name
        assert client_of(portals, "ann").get(page.link).status_code == 404


def test_a_file_added_to_a_change_stays_hidden_until_it_is_approved(portals: Cast, publish: Publish) -> None:
    notice = publish()
    edit_notice(
        notice=notice, wording=WATER, files=[file()], by=portals.bo, at=BEGINNING + timedelta(hours=2)
    )
    changed = NoticePage.objects.get(pk=notice.pk).get_latest_revision_as_object()
    document = changed.attachments.get().document
    assert client_of(portals, "ann").get(document.url).status_code == 404
    assert client_of(portals, "bo").get(document.url).status_code == 200


def test_neighbours_staff_find_nothing_of_ours(portals: Cast, publish: Publish) -> None:
    notice = publish()
    key = notice.key
    client, code = client_of(portals, "eves_chair"), portals.other.code
    for name in ("notice", "edit", "history", "take_down"):
        assert client.get(reverse(f"cms:{name}", args=[code, key])).status_code == 404, name
        assert client.get(reverse(f"cms:{name}", args=[portals.home.code, key])).status_code in (302, 403), (
            name
        )
    review = notice.reviews.get()
    assert client.get(reverse("cms:review", args=[code, review.key])).status_code == 404
    assert client.post(reverse("cms:submit", args=[code, key])).status_code == 404


@pytest.mark.parametrize("user", ["ann", "guest", "chen", "eve", "eves_chair"])
def test_the_desk_is_for_those_who_work_here(portals: Cast, user: str) -> None:
    client = client_of(portals, user)
    for name in ("desk", "drafts", "write", "reviews"):
        assert client.get(reverse(f"cms:{name}", args=[portals.home.code])).status_code == 403


def test_a_member_writes_and_the_chair_reviews(portals: Cast) -> None:
    """Bo's permissions end where the chair's begin."""
    bo: User = portals.bo
    client = client_of(portals, "bo")
    assert bo
    assert client.get(reverse("cms:write", args=[portals.home.code])).status_code == 200
    assert client.get(reverse("cms:reviews", args=[portals.home.code])).status_code == 403
