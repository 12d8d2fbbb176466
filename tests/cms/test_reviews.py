"""Four eyes before publication, and what happens without them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import Page

from cms.actions.notices import UnderReview, edit_notice, take_down_notice
from cms.actions.reviews import (
    AlreadyDecided,
    NoReason,
    NoReviewer,
    NotAReviewer,
    NothingToReview,
    NotYours,
    OwnWork,
    approve_notice,
    return_notice,
    submit_notice,
    withdraw_notice,
)
from cms.models import NoticePage, Review
from linli.audit.models import Event
from linli.roles.actions import appoint
from tests.cast import BEGINNING, Cast
from tests.cms.conftest import WATER

LATER = BEGINNING + timedelta(hours=2)


@pytest.fixture
def waiting(draft: NoticePage, portals: Cast) -> Review:
    return submit_notice(notice=draft, by=portals.bo, at=BEGINNING)


def fresh(notice: NoticePage) -> NoticePage:
    found: NoticePage = NoticePage.objects.get(pk=notice.pk)
    return found


def test_approving_publishes_exactly_what_was_handed_in(waiting: Review, portals: Cast) -> None:
    approve_notice(review=waiting, by=portals.chair, at=LATER)
    notice = fresh(waiting.notice)
    assert notice.live
    assert notice.stage == "published"
    assert (notice.first_published_at, notice.live_revision_id) == (LATER, waiting.revision_id)
    actions = (
        Event.objects.filter(action__startswith="cms.").order_by("serial").values_list("action", flat=True)
    )
    assert list(actions)[-3:] == ["cms.write_notice", "cms.submit_notice", "cms.approve_notice"]


def test_author_and_submitter_cannot_approve(draft: NoticePage, portals: Cast) -> None:
    appoint(user=portals.bo, role="reviewer", division=portals.home.division, by=None, at=BEGINNING)
    review = submit_notice(notice=draft, by=portals.bo, at=BEGINNING)
    with pytest.raises(OwnWork):
        approve_notice(review=review, by=portals.bo, at=LATER)
    withdraw_notice(review=review, by=portals.bo, at=LATER)
    assert not fresh(draft).live


def test_only_the_submitter_knows_the_text_is_not_four_eyes(draft: NoticePage, portals: Cast) -> None:
    """Bo writes, the chair hands in: there is nobody left to decide."""
    with pytest.raises(NoReviewer):
        submit_notice(notice=draft, by=portals.chair, at=BEGINNING)


def test_reviewers_come_from_appointments_here(waiting: Review, portals: Cast) -> None:
    for stranger in (portals.eves_chair, portals.ann):
        with pytest.raises(NotAReviewer):
            approve_notice(review=waiting, by=stranger, at=LATER)
    street = portals.home.division.parent
    appoint(user=portals.guest, role="street_officer", division=street, by=None, at=BEGINNING)
    approve_notice(review=waiting, by=portals.guest, at=LATER)


def test_return_rework_and_publish(waiting: Review, portals: Cast) -> None:
    with pytest.raises(NoReason):
        return_notice(review=waiting, reason="  ", by=portals.chair, at=LATER)
    return_notice(review=waiting, reason="写清影响哪几栋楼", by=portals.chair, at=LATER)
    notice = fresh(waiting.notice)
    assert notice.stage == "returned"
    wording = replace(WATER, body="<p>影响 1–6 号楼。</p>")
    edit_notice(notice=notice, wording=wording, by=portals.bo, at=LATER)
    again = submit_notice(notice=notice, by=portals.bo, at=LATER)
    approve_notice(review=again, by=portals.chair, at=LATER)
    assert "影响 1–6 号楼" in fresh(notice).body


def test_what_waits_cannot_be_changed_or_handed_in_twice(waiting: Review, portals: Cast) -> None:
    with pytest.raises(UnderReview):
        edit_notice(notice=waiting.notice, wording=WATER, by=portals.bo, at=LATER)
    with pytest.raises(UnderReview):
        submit_notice(notice=waiting.notice, by=portals.bo, at=LATER)
    with pytest.raises(NotYours):
        withdraw_notice(review=waiting, by=portals.chair, at=LATER)
    withdraw_notice(review=waiting, by=portals.bo, at=LATER)
    with pytest.raises(AlreadyDecided):
        approve_notice(review=waiting, by=portals.chair, at=LATER)
    edit_notice(notice=waiting.notice, wording=WATER, by=portals.bo, at=LATER)


def test_published_stays_as_it_is_until_the_change_is_approved(
    publish: Callable[..., NoticePage], portals: Cast
) -> None:
    notice = publish()
    with pytest.raises(NothingToReview):
        submit_notice(notice=notice, by=portals.bo, at=LATER)
    edit_notice(notice=notice, wording=replace(WATER, title="停水改期"), by=portals.bo, at=LATER)
    assert (fresh(notice).title, fresh(notice).stage) == ("二号院停水检修", "changed")
    review = submit_notice(notice=notice, by=portals.bo, at=LATER)
    approve_notice(review=review, by=portals.chair, at=LATER)
    assert fresh(notice).title == "停水改期"


def test_taking_down_and_publishing_again(publish: Callable[..., NoticePage], portals: Cast) -> None:
    notice = publish()
    take_down_notice(notice=notice, reason="日期写错", by=portals.chair, at=LATER)
    assert fresh(notice).stage == "taken_down"
    review = submit_notice(notice=notice, by=portals.bo, at=LATER)
    approve_notice(review=review, by=portals.chair, at=LATER)
    assert fresh(notice).live


def test_scripts_do_not_survive(portals: Cast, publish: Callable[..., NoticePage]) -> None:
    notice = publish(body='<p onclick="x()">水<script>alert(1)</script><img src=x onerror=y></p>')
    assert notice.body == "<p>水</p>"


# --- the guards in the database, on and off ---


def decided_by_author(review: Review) -> None:
    Review.objects.filter(pk=review.pk).update(outcome="approved", decided_by=review.author, decided_at=LATER)


def test_database_refuses_an_author_who_approves(waiting: Review, owner: Any) -> None:
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        decided_by_author(waiting)
    owner("ALTER TABLE cms_review DROP CONSTRAINT cms_review_four_eyes")
    decided_by_author(waiting)
    waiting.revision.publish(skip_permission_checks=True)
    assert fresh(waiting.notice).live, "without the guard one person publishes alone"


def test_database_refuses_to_publish_without_approval(waiting: Review, owner: Any) -> None:
    with pytest.raises(IntegrityError, match="approved review"), transaction.atomic():
        waiting.revision.publish(skip_permission_checks=True)
    with pytest.raises(IntegrityError, match="approved review"), transaction.atomic():
        Page.objects.filter(pk=waiting.notice_id).update(live=True)
    owner("ALTER TABLE wagtailcore_page DISABLE TRIGGER cms_only_approved")
    Page.objects.filter(pk=waiting.notice_id).update(live=True)
    assert fresh(waiting.notice).live, "without the guard nobody has approved it"


def test_database_refuses_a_notice_born_live(draft: NoticePage, owner: Any) -> None:
    def born() -> NoticePage:
        page = NoticePage(
            title="无人审核", body="<p>水</p>", issued_by="无", community=draft.community, slug="x"
        )
        parent: Page = draft.get_parent()
        parent.add_child(instance=page)
        return page

    with pytest.raises(IntegrityError, match="begin as a draft"), transaction.atomic():
        born()
    owner("ALTER TABLE cms_noticepage DISABLE TRIGGER cms_born_as_draft")
    assert born().live, "without the guard it is read before anybody has looked"


def test_what_was_handed_in_never_changes(waiting: Review, portals: Cast, owner: Any) -> None:
    def swap() -> None:
        revision = waiting.revision
        revision.content = {**revision.content, "body": "<p>偷换</p>"}
        revision.save(update_fields=["content"])

    with pytest.raises(IntegrityError, match="content stays"), transaction.atomic():
        swap()
    owner("ALTER TABLE wagtailcore_revision DISABLE TRIGGER cms_revision_final")
    swap()
    approve_notice(review=Review.objects.get(pk=waiting.pk), by=portals.chair, at=LATER)
    assert fresh(waiting.notice).body == "<p>偷换</p>", (
        "without the guard the chair approves what she never read"
    )


def test_a_decision_is_final(waiting: Review, portals: Cast, owner: Any) -> None:
    return_notice(review=waiting, reason="再改改", by=portals.chair, at=LATER)
    rows = Review.objects.filter(pk=waiting.pk)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        rows.update(outcome="approved")
    owner("ALTER TABLE cms_review DISABLE TRIGGER cms_review_final")
    rows.update(outcome="approved")
    waiting.revision.publish(skip_permission_checks=True)
    assert fresh(waiting.notice).live, "without the guard a return becomes an approval afterwards"


def test_one_review_at_a_time(waiting: Review, owner: Any) -> None:
    def second() -> None:
        Review.objects.create(
            notice=waiting.notice, community=waiting.community, revision=waiting.revision, author=waiting.author,
            submitted_by=waiting.author, submitted_at=BEGINNING, due_at=LATER,
        )  # fmt: skip

    with pytest.raises(IntegrityError, match="one_waiting"), transaction.atomic():
        second()
    owner("DROP INDEX cms_review_one_waiting")
    second()
    assert Review.objects.waiting().count() == 2, "without the guard two reviewers decide on two copies"
