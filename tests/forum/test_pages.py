"""The pages: who sees what, what they cost, and that they work without scripts."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from forum import actions
from forum.models import Comment, Follow, Report, Topic
from forum.thread import PAGE
from linli.core.audience import Audience
from tests.cast import Cast
from tests.forum.talk import MINUTE, NOW, begin, many, say


@pytest.fixture(autouse=True)
def without_second_factor(settings: Any) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as context:
        assert client.get(url).status_code == 200
    return len(context)


def topics_url(cast: Cast) -> str:
    return reverse("forum:topics", args=[cast.home.code])


@pytest.mark.parametrize("who", [None, "ann", "bo"])
def test_a_page_of_comments_costs_the_same_however_many(cast: Cast, client: Client, who: str | None) -> None:
    short, long = begin(cast), begin(cast, title="两百条回复", at=NOW + MINUTE)
    people = [cast.ann, cast.dan, cast.bo, cast.chair]
    many(short, people, 4)
    many(long, people, PAGE + 3)
    if who:
        client.force_login(getattr(cast, who))
    few, lots = queries(client, short.get_absolute_url()), queries(client, long.get_absolute_url())
    assert lots == few
    with CaptureQueriesContext(connection) as context:
        client.get(long.get_absolute_url())
    about_talk = [
        q for q in context.captured_queries if "forum_comment" in q["sql"] or "comment_flags" in q["sql"]
    ]
    assert len(about_talk) <= 5
    answer = client.get(long.get_absolute_url())
    assert answer.content.count(b'<li id="c-') == PAGE
    rest = client.get(long.get_absolute_url(), {"from": answer.context["thread"]["onward"]})
    assert rest.content.count(b'<li id="c-') == 3
    assert not rest.context["thread"]["is_from_start"]


def test_the_list_costs_the_same_however_many(cast: Cast, client: Client) -> None:
    client.force_login(cast.ann)
    begin(cast)
    one = queries(client, topics_url(cast))
    for number in range(19):
        begin(cast, title=f"话题第 {number} 号", at=NOW + (number + 1) * MINUTE * 2, by=cast.dan)
    assert queries(client, topics_url(cast)) == one


def test_reports_and_the_record_cost_the_same_however_many(cast: Cast, client: Client) -> None:
    client.force_login(cast.bo)
    made = many(begin(cast), [cast.dan], 12)
    urls = [reverse(f"forum:{name}", args=[cast.home.code]) for name in ("reports", "log")]
    counts: list[list[int]] = []
    for batch in (made[:2], made[2:]):
        for comment in batch:
            actions.report_comment(comment=comment, reason="other", note="", by=cast.ann, at=NOW)
            actions.hide_comment(comment=comment, reason="离题", by=cast.bo, at=NOW)
        counts.append([queries(client, url) for url in urls])
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("who", "sees"),
    [(None, False), ("guest", False), ("chen", False), ("eve", False), ("ann", True), ("bo", True)],
)
def test_residents_topics_are_there_for_residents_only(
    cast: Cast, client: Client, who: str | None, sees: bool
) -> None:
    topic = begin(cast, audience=Audience.RESIDENTS, title="只给居民看的话题")
    if who:
        client.force_login(getattr(cast, who))
    assert client.get(topic.get_absolute_url()).status_code == (200 if sees else 404)
    assert ("只给居民看的话题" in client.get(topics_url(cast)).content.decode()) is sees


def test_another_communitys_topic_is_not_found_under_ours(cast: Cast, client: Client) -> None:
    topic = begin(cast)
    client.force_login(cast.eve)
    assert client.get(reverse("forum:topic", args=[cast.other.code, topic.key])).status_code == 404
    comment = say(topic, cast.dan)
    url = reverse("forum:reply", args=[cast.other.code, comment.key])
    assert client.post(url, {"comment": "x"}).status_code == 404


def test_writing_a_topic(cast: Cast, client: Client) -> None:
    client.force_login(cast.ann)
    url = reverse("forum:new", args=[cast.home.code])
    assert client.get(url).status_code == 200
    values = {"title": "路灯不亮了", "text": "南门第二盏。", "board": "repairs", "audience": "public"}
    answer = client.post(url, values)
    topic = Topic.objects.get()
    assert answer["Location"] == topic.get_absolute_url()
    assert Follow.objects.filter(user=cast.ann, topic=topic).exists()
    wrong = client.post(url, {**values, "board": "elsewhere", "title": "短"})
    assert wrong.status_code == 200
    assert set(wrong.context["form"].errors) == {"board", "title"}


def send(client: Client, url: str, text: str, **more: str) -> Any:
    """Fills in the form of the page, with its hidden fields."""
    form = client.get(url).context["form"]
    names = ("content_type", "object_pk", "timestamp", "security_hash", "reply_to")
    return client.post(
        url, {**{n: form[n].value() for n in names}, "comment": text, "followup": "on", **more}
    )


def test_commenting_and_answering_without_scripts(cast: Cast, client: Client) -> None:
    topic = begin(cast)
    client.force_login(cast.dan)
    send(client, reverse("forum:comment", args=[cast.home.code, "topic", topic.key]), "第一条")
    first = Comment.objects.get()
    answer = send(client, reverse("forum:reply", args=[cast.home.code, first.key]), "回复它")
    second = Comment.objects.exclude(pk=first.pk).get()
    assert second.reply_to == first
    assert answer["Location"] == second.get_absolute_url()
    page = client.get(answer["Location"]).content.decode()
    assert page.index("第一条") < page.index("回复它")


def test_the_trap_and_the_seal_of_the_packages_form_hold(cast: Cast, client: Client) -> None:
    topic = begin(cast)
    client.force_login(cast.dan)
    url = reverse("forum:comment", args=[cast.home.code, "topic", topic.key])
    for spoiled in ({"honeypot": "buy"}, {"security_hash": "0" * 40}, {"timestamp": "1"}):
        answer = send(client, url, "不要弄丢我的话", **spoiled)
        assert answer.status_code == 200
        assert "不要弄丢我的话" in answer.content.decode()
    assert not Comment.objects.exists()


def test_hidden_words_show_their_reason_and_not_themselves(cast: Cast, client: Client) -> None:
    topic = begin(cast)
    comment = say(topic, cast.dan, "难听的话")
    actions.hide_comment(comment=comment, reason="人身攻击", by=cast.bo, at=NOW)
    page = client.get(topic.get_absolute_url()).content.decode()
    assert "人身攻击" in page
    assert "难听的话" not in page
    client.force_login(cast.bo)
    assert "难听的话" in client.get(topic.get_absolute_url()).content.decode()
    actions.hide_topic(topic=topic, reason="广告", by=cast.bo, at=NOW)
    client.force_login(cast.dan)
    page = client.get(topic.get_absolute_url()).content.decode()
    assert "长椅坏了" not in page
    assert "长椅坏了" not in client.get(reverse("forum:log", args=[cast.home.code])).content.decode()
    assert "长椅坏了" not in client.get(topics_url(cast)).content.decode()


def test_a_like_and_its_return(cast: Cast, client: Client) -> None:
    comment = say(begin(cast), cast.dan)
    client.force_login(cast.ann)
    url = reverse("forum:like", args=[cast.home.code, comment.key])
    assert client.post(url)["Location"].endswith(f"#c-{comment.key}")
    assert b'aria-pressed="false"' in client.post(url, headers={"HX-Request": "true"}).content
    comment.refresh_from_db()
    assert comment.like_count == 0


def test_reporting_and_deciding(cast: Cast, client: Client) -> None:
    comment = say(begin(cast), cast.dan)
    client.force_login(cast.ann)
    client.post(reverse("forum:report_comment", args=[cast.home.code, comment.key]), {"reason": "insult"})
    report = Report.objects.get()
    client.force_login(cast.bo)
    assert client.get(report.get_absolute_url()).status_code == 200
    client.post(report.get_absolute_url(), {"outcome": "hidden", "answer": "人身攻击"})
    comment.refresh_from_db()
    assert comment.hide_reason == "人身攻击"


def test_looking_is_noted_by_post_only(cast: Cast, client: Client) -> None:
    topic = begin(cast)
    say(topic, cast.dan, at=NOW + MINUTE)
    client.force_login(cast.ann)
    assert 'hx-trigger="load"' in client.get(topic.get_absolute_url()).content.decode()
    assert Follow.objects.get(user=cast.ann).seen_at == NOW
    url = reverse("forum:seen", args=[cast.home.code, topic.key])
    assert client.post(url, headers={"HX-Request": "true"}).status_code == 204
    assert Follow.objects.get(user=cast.ann).seen_at > NOW
    assert 'hx-trigger="load"' not in client.get(topic.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "post/",
        "flag/1/",
        "delete/1/",
        "approve/1/",
        "like/1/",
        "reply/1/",
        "mute/x/",
        "confirm/x/",
        "cr/1/1/",
        "api/comment/",
        "api/feedback/",
    ],
)
def test_the_packages_own_addresses_are_closed(cast: Cast, client: Client, path: str) -> None:
    """They know nothing of communities: each would be a way around."""
    client.force_login(cast.eve)
    for answer in (client.get(f"/comments/{path}"), client.post(f"/comments/{path}")):
        assert answer.status_code == 404


def test_no_address_of_the_package_can_be_reversed() -> None:
    for name in ("comments-post-comment", "comments-xtd-reply", "comments-delete"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
