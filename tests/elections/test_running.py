"""Running a vote from the desk: drafting, asking before each step, taking it; and who may not."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from elections import today
from elections.actions import announce_vote, close_vote
from elections.models import Vote
from elections.searchable import entries, entry_of
from linli.core.audience import Audience
from tests.cast import Cast
from tests.elections.ballots import AFTER, CLOSES, DURING, OPENS, cast_all, draft, opened


@pytest.fixture
def bo(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bo)
    return client


def filled(**changes: Any) -> dict[str, Any]:
    now = timezone.localtime().replace(second=0, microsecond=0)
    return {
        "question": "活动室周末开放到几点",
        "kind": "one_of_many",
        "options": "17:00\n19:00",
        "secrecy": "secret",
        "audience": "residents",
        "opens_at": f"{now - timedelta(minutes=1):%Y-%m-%dT%H:%M}",
        "closes_at": f"{now + timedelta(days=3):%Y-%m-%dT%H:%M}",
        "quorum": "two_thirds",
        "passing": "most",
        **changes,
    }


def test_from_draft_to_open_by_the_desk(bo: Client, cast: Cast) -> None:
    made = bo.post(f"/c/{cast.home.code}/votes/new/", filled())
    vote = Vote.objects.get()
    assert made["Location"] == vote.get_absolute_url()
    assert (vote.quorum_numerator, vote.passing_numerator, vote.options.count()) == (2, 0, 3)
    assert "这是预览" in bo.get(vote.get_absolute_url()).content.decode()
    edit = vote.get_absolute_url() + "edit/"
    assert 'value="活动室周末开放到几点"' in bo.get(edit).content.decode()
    bo.post(edit, filled(question="改过的题目"))
    step = vote.get_absolute_url() + "open/"
    assert "3 位已核验居民" in bo.get(step).content.decode()
    assert Vote.objects.get().state == Vote.State.DRAFT
    assert bo.post(step).status_code == 302
    vote = Vote.objects.get()
    assert (vote.question, vote.state) == ("改过的题目", Vote.State.OPEN)
    assert bo.get(edit).status_code == 302


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"closes_at": "2020-01-01T10:00"}, "截止时间要晚于开始时间"),
        ({"options": "一个"}, "至少写两个不同的选项"),
        ({"kind": "yes_no"}, "得票最多者当选”只用于多选一"),
        ({"question": ""}, "errors"),
        ({"opens_at": "2020-01-01T09:00", "closes_at": "2020-01-01T10:00"}, "截止时间已过"),
    ],
)
def test_a_form_says_what_to_do(bo: Client, cast: Cast, changes: dict[str, Any], says: str) -> None:
    answer = bo.post(f"/c/{cast.home.code}/votes/new/", filled(**changes))
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not Vote.objects.exists()


def test_closing_declaring_and_the_roll(bo: Client, cast: Cast) -> None:
    vote = opened(cast)
    cast_all(vote, [cast.ann, cast.bo, cast.dan])
    url = vote.get_absolute_url()
    assert bo.post(url + "close/").status_code == 302
    assert bo.post(url + "declare/").status_code == 302
    assert Vote.objects.get().state == Vote.State.DECLARED
    assert bo.post(url + "declare/").status_code == 409
    assert bo.post(url + "nonsense/").status_code == 404
    assert len(bo.get(url + "roll.csv").content.decode().splitlines()) == 4


def test_cancelling_asks_why(bo: Client, cast: Cast) -> None:
    vote = draft(cast)
    url = vote.get_absolute_url() + "cancel/"
    assert bo.get(url).status_code == 200
    assert bo.post(url, {"reason": ""}).status_code == 200
    bo.post(url, {"reason": "题目写错了"})
    assert Vote.objects.get().state == Vote.State.CANCELLED


@pytest.mark.parametrize("rest", ["edit/", "open/", "cancel/", "declare/"])
def test_only_those_who_run_votes_may(client: Client, cast: Cast, rest: str) -> None:
    vote = draft(cast)
    for user in (cast.ann, cast.chen, cast.eve, cast.eves_chair, cast.guest):
        client.force_login(user)
        assert client.get(vote.get_absolute_url() + rest).status_code == 403
        assert client.post(vote.get_absolute_url() + rest, {"reason": "x"}).status_code == 403
    assert client.get(f"/c/{cast.home.code}/votes/new/").status_code == 403
    assert Vote.objects.get().state == Vote.State.DRAFT


def test_what_waits_for_whom(cast: Cast) -> None:
    vote = opened(cast, audience=Audience.PUBLIC)
    about = {"community": cast.home, "at": DURING}
    assert [w.title for w in today.waiting(user=cast.ann, **about)] == [vote.question]
    cast_all(vote, [cast.ann])
    assert not list(today.waiting(user=cast.ann, **about))
    assert not list(today.waiting(user=cast.eve, **about))
    assert [w.until for w in today.upcoming(**about)] == [CLOSES]
    assert not list(today.upcoming(community=cast.other, at=DURING))
    assert not list(today.due(user=cast.bo, **about))
    late = {"community": cast.home, "at": AFTER}
    assert [w.light(AFTER) for w in today.due(user=cast.bo, **late)] == ["red"]
    assert not list(today.due(user=cast.ann, **late))
    close_vote(vote=vote, by=None, at=AFTER)
    assert [w.url[-8:] for w in today.due(user=cast.bo, **late)] == ["declare/"]


def test_a_planned_vote_that_has_not_opened_is_due(cast: Cast) -> None:
    vote = announce_vote(vote=draft(cast), by=cast.bo, at=OPENS - timedelta(days=1))
    assert [w.title for w in today.due(user=cast.bo, community=cast.home, at=OPENS)] == [vote.question]


def test_a_search_finds_what_is_announced(cast: Cast) -> None:
    hidden = draft(cast)
    shown = opened(cast, kind=Vote.Kind.ONE_OF_MANY, options=["口袋花园", "儿童场地"])
    assert [entry.object_id for entry in entries(community=cast.home)] == [shown.pk]
    assert entry_of(hidden) is None
    found = entry_of(shown)
    assert found is not None
    assert "口袋花园" in found.body
    assert found.audience == Audience.RESIDENTS
    assert not list(entries(community=cast.other))
