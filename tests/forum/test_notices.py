"""Comments on notices: the same rules, through what the portals registered."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from notifications.models import Notification

from cms.actions.notices import write_notice
from cms.actions.portals import open_community
from cms.actions.reviews import approve_notice, submit_notice
from forum import actions
from forum.actions import permits
from forum.models import Comment
from forum.targets import find
from linli.core.audience import Audience
from tests.cast import BEGINNING, Cast
from tests.cms.conftest import WATER
from tests.forum.talk import MINUTE, NOW, say


def published(cast: Cast, audience: str) -> Any:
    open_community(division=cast.home.division, at=BEGINNING, by=None)
    cast.home.refresh_from_db()
    wording = replace(WATER, audience=audience)
    notice = write_notice(community=cast.home, wording=wording, by=cast.bo, at=BEGINNING)
    review = submit_notice(notice=notice, by=cast.bo, at=BEGINNING)
    approve_notice(review=review, by=cast.chair, at=BEGINNING + timedelta(hours=1))
    return type(notice).objects.get(pk=notice.pk)


def test_residents_talk_below_a_notice(cast: Cast, client: Client) -> None:
    notice = published(cast, Audience.PUBLIC)
    first = say(notice, cast.ann, "几点恢复？")
    answer = say(notice, cast.bo, "下午三点。", to=first)
    assert list(Comment.objects.on(notice)) == [first, answer]
    assert first.path.startswith(f"cms.noticepage.{notice.pk}/")
    page = client.get(notice.get_absolute_url(), follow=True).content.decode()
    assert page.index("几点恢复？") < page.index("下午三点。")
    with pytest.raises(permits.NotAllowed):
        say(notice, cast.eve)


def test_what_is_for_staff_is_neither_answered_nor_found_by_residents(cast: Cast, client: Client) -> None:
    notice = published(cast, Audience.STAFF)
    with pytest.raises(permits.NotVisible):
        say(notice, cast.ann)
    comment = say(notice, cast.bo, "内部讨论")
    for act in (actions.like_comment, actions.report_comment):
        about = {"reason": "other", "note": ""} if act is actions.report_comment else {}
        with pytest.raises(permits.NotVisible):
            act(comment=comment, by=cast.ann, at=NOW, **about)  # type: ignore[operator]
    client.force_login(cast.ann)
    for name in ("reply", "report_comment"):
        assert client.get(reverse(f"forum:{name}", args=[cast.home.code, comment.key])).status_code == 404
    assert client.post(reverse("forum:like", args=[cast.home.code, comment.key])).status_code == 404
    assert find("notice", notice.key, cast.ann, cast.home, NOW) is None
    assert find("notice", notice.key, cast.bo, cast.home, NOW) == notice


def test_whoever_commented_hears_of_more_until_told_otherwise(cast: Cast) -> None:
    notice = published(cast, Audience.PUBLIC)
    before = Notification.objects.count()
    say(notice, cast.ann)
    say(notice, cast.dan, "请问高层也停吗？", at=NOW + MINUTE)
    assert Notification.objects.count() == before + 1
    assert Notification.objects.order_by("-pk")[0].recipient == cast.ann


def test_an_unpublished_notice_takes_no_comment(cast: Cast) -> None:
    notice = published(cast, Audience.PUBLIC)
    comment = say(notice, cast.ann)
    type(notice).objects.filter(pk=notice.pk).update(live=False)
    with pytest.raises(permits.NotVisible):
        say(notice, cast.dan)
    actions.hide_comment(comment=comment, reason="离题", by=cast.bo, at=NOW)  # the committee still may
