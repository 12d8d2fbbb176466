"""Pages are complete, cost the same however much there is, and post back safely."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.actions.portals import open_community
from cms.actions.reviews import submit_notice
from cms.models import NoticePage, Review
from linli.communities.models import Division
from tests.cast import BEGINNING, Cast, division
from tests.cms.test_access import client_of

Publish = Callable[..., NoticePage]
FORM = {
    "title": "二号院停水",
    "category": "utilities",
    "audience": "public",
    "body": "周六停水。",
    "issued_by": "物业",
}


def cost(client: Client, url: str) -> int:
    client.get(url)  # what is cached for the process is filled first
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200, url
    return len(captured)


@pytest.mark.parametrize("name", [None, "ann", "chair"])
def test_home_costs_the_same_with_many_communities_and_notices(
    portals: Cast, publish: Publish, name: str | None
) -> None:
    client, url = client_of(portals, name), portals.home.portal_path
    publish()
    few = cost(client, url)
    for number in range(200, 220):
        own = division(
            f"370103008{number}", Division.Level.COMMUNITY, f"第{number}社区", portals.home.division.parent
        )
        open_community(division=own, at=BEGINNING, by=None)
    for _ in range(6):
        publish()
    assert cost(client, url) == few <= 40


def test_lists_cost_the_same_with_two_and_many(portals: Cast, publish: Publish) -> None:
    code = portals.home.code
    chair, bo = client_of(portals, "chair"), client_of(portals, "bo")
    pages = [(Client(), "notices"), (bo, "drafts"), (chair, "desk"), (chair, "reviews")]

    def more(count: int) -> list[int]:
        for _ in range(count):
            notice = publish()
            notice.title = "改"
            notice.save_revision(user=portals.bo)
            submit_notice(notice=notice, by=portals.bo, at=BEGINNING)
        return [cost(client, reverse(f"cms:{name}", args=[code])) for client, name in pages]

    assert more(2) == more(8)


def test_writing_handing_in_and_publishing_at_the_desk(portals: Cast) -> None:
    code = portals.home.code
    bo, chair = client_of(portals, "bo"), client_of(portals, "chair")
    file = SimpleUploadedFile("通知.pdf", b"%PDF-1.4 water")
    answer = bo.post(reverse("cms:write", args=[code]), FORM | {"uploads": file, "hand_in": "1"})
    notice, review = NoticePage.objects.get(), Review.objects.get()
    assert answer["Location"] == reverse("cms:history", args=[code, notice.key])
    shown = chair.get(review.get_absolute_url()).content.decode()
    assert "周六停水" in shown
    assert "通知.pdf" in shown
    refused = chair.post(review.get_absolute_url(), {"return": "1", "reason": ""})
    assert refused.status_code == 422
    chair.post(review.get_absolute_url(), {"approve": "1"})
    page = Client().get(NoticePage.objects.get().url).content.decode()
    assert "周六停水" in page
    assert "通知.pdf" in page


def test_mistakes_are_shown_and_nothing_is_written(portals: Cast) -> None:
    bo, url = client_of(portals, "bo"), reverse("cms:write", args=[portals.home.code])
    wrong: list[dict[str, Any]] = [
        {"title": ""},
        {"valid_from": "2026-01-08T09:00", "valid_until": "2026-01-08T08:00"},
        {"uploads": SimpleUploadedFile("a.exe", b"MZ")},
    ]
    for change in wrong:
        answer = bo.post(url, FORM | change)
        assert answer.status_code == 422, change
        assert 'role="alert"' in answer.content.decode()
    assert not NoticePage.objects.exists()


def test_pages_answer(portals: Cast, publish: Publish) -> None:
    notice, home = publish(), portals.home
    for path in ("", "about/", "guides/", "guides/lift/", "policies/", "policies/organic-law/", "figures/"):
        assert Client().get(home.portal_path + path).status_code == 200, path
    assert Client().get(home.portal_path + "news/")["Location"] == reverse("cms:notices", args=[home.code])
    assert Client().get("/370103/").status_code == 200
    assert "建新社区" in Client().get("/?q=建新").content.decode()
    filtered = Client().get(reverse("cms:notices", args=[home.code]) + "?category=finance").content.decode()
    assert notice.title not in filtered


def test_editors_find_no_publish_button_for_notices(portals: Cast, draft: NoticePage) -> None:
    """In Wagtail's admin too a notice goes through review, for a superuser as for an editor."""
    boss = type(portals.bo).objects.create_superuser(email="boss@example.org", name="管")
    for user in (boss, portals.bo, portals.chair):
        tester = draft.permissions_for_user(user)
        assert not tester.can_publish()
        assert not tester.can_unpublish()
        assert not draft.get_parent().permissions_for_user(user).can_publish_subpage()
    client = Client()
    client.force_login(boss, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    page = client.get(url).content.decode()
    assert 'name="action-hand-in"' in page
    assert 'name="action-publish"' not in page
