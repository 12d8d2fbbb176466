"""After the red light the next-higher reviewers are told, once."""

from datetime import timedelta

import pytest

from cms.actions.overdue import escalate_review
from cms.actions.reviews import return_notice, submit_notice
from cms.models import NoticePage, Review
from cms.tasks import escalate_all
from linli.accounts.models import User
from linli.audit.models import Event
from linli.communities.models import Division
from linli.notifications.models import Delivery, Notice
from linli.roles.actions import appoint
from tests.cast import BEGINNING, Cast


def officer(cast: Cast, name: str, division: Division) -> User:
    user: User = User.objects.create(name=name)
    appoint(user=user, role="street_officer", division=division, by=None, at=BEGINNING)
    return user


@pytest.fixture
def waiting(draft: NoticePage, portals: Cast) -> Review:
    return submit_notice(notice=draft, by=portals.bo, at=BEGINNING)


@pytest.fixture
def street(portals: Cast) -> User:
    return officer(portals, "街道", portals.home.division.parent)


@pytest.fixture
def district(portals: Cast) -> User:
    return officer(portals, "区里", portals.home.division.parent.parent)


def told(review: Review) -> list[str]:
    found = Delivery.objects.filter(notice__key=f"cms.overdue:{review.key}", channel="inbox")
    return sorted(found.values_list("user__name", flat=True))


def test_the_nearest_level_above_is_told_once(waiting: Review, street: User, district: User) -> None:
    for minutes in (1, 11, 600):
        escalate_all(waiting.due_at + timedelta(minutes=minutes))
    assert told(waiting) == ["街道"]
    assert Event.objects.filter(action="cms.escalate_review").count() == 1


def test_where_the_street_has_nobody_the_district_is_told(waiting: Review, district: User) -> None:
    escalate_all(waiting.due_at)
    assert told(waiting) == ["区里"]


def test_nobody_is_told_before_the_time(waiting: Review, street: User) -> None:
    escalate_all(waiting.due_at - timedelta(minutes=1))
    escalate_review(review=waiting, at=waiting.due_at - timedelta(minutes=1))
    assert told(waiting) == []


def test_nobody_is_told_of_what_was_decided(waiting: Review, street: User, portals: Cast) -> None:
    return_notice(review=waiting, reason="写清楚时间", by=portals.chair, at=BEGINNING + timedelta(minutes=5))
    escalate_all(waiting.due_at + timedelta(hours=1))
    escalate_review(review=waiting, at=waiting.due_at + timedelta(hours=1))
    assert told(waiting) == []


def test_where_nobody_stands_above_nothing_is_written(waiting: Review) -> None:
    escalate_all(waiting.due_at)
    assert told(waiting) == []
    assert not Notice.objects.filter(key__startswith="cms.overdue").exists()


def test_the_author_is_not_told_to_review_their_own(draft: NoticePage, portals: Cast, street: User) -> None:
    appoint(
        user=portals.bo, role="street_officer", division=portals.home.division.parent, by=None, at=BEGINNING
    )
    review = submit_notice(notice=draft, by=portals.bo, at=BEGINNING)
    escalate_all(review.due_at)
    assert told(review) == ["街道"]
