"""What the forum tells the rooms above it: search, figures, the tag for notices, boards."""

from typing import Any

from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from forum import actions, searchable, today
from forum.actions.boards import DEFAULTS, boards_of
from forum.figures import figures
from forum.models import Board, Comment
from linli.core.audience import Audience
from tests.cast import Cast
from tests.forum.talk import MINUTE, NOW, begin, say


def test_a_topic_is_found_with_what_was_said_and_not_with_what_was_hidden(cast: Cast) -> None:
    topic = begin(cast, audience=Audience.RESIDENTS)
    say(topic, cast.dan, "加高的座椅")
    hidden = say(topic, cast.bo, "难听的话")
    actions.hide_comment(comment=hidden, reason="攻击", by=cast.chair, at=NOW)
    entry = searchable.entry_of(topic)
    assert entry is not None
    assert "加高的座椅" in entry.body
    assert "难听的话" not in entry.body
    assert (entry.audience, entry.community_id, entry.place) == (
        Audience.RESIDENTS,
        cast.home.pk,
        "院落与绿化",
    )
    assert list(searchable.entries(community=cast.home)) == [entry]
    assert list(searchable.entries(community=cast.other)) == []
    actions.hide_topic(topic=topic, reason="广告", by=cast.bo, at=NOW)
    assert searchable.entry_of(topic) is None
    assert list(searchable.entries()) == []


def test_rebuilding_the_index_costs_the_same_however_many(cast: Cast) -> None:
    costs = []
    for number in range(3):
        say(
            begin(cast, title=f"话题第 {number} 号", at=NOW + number * MINUTE * 6),
            cast.dan,
            at=NOW + number * MINUTE * 6,
        )
        with CaptureQueriesContext(connection) as context:
            list(searchable.entries())
        costs.append(len(context))
    assert costs[0] == costs[2]


def test_the_months_figures(cast: Cast) -> None:
    say(begin(cast), cast.dan)
    assert [f.value for f in figures(community=cast.home, at=NOW + MINUTE)] == ["1", "1"]
    assert [f.value for f in figures(community=cast.other, at=NOW + MINUTE)] == ["0", "0"]


def test_boards_are_offered_before_they_are_made_and_made_once(cast: Cast) -> None:
    assert [b.code for b in boards_of(cast.home)] == list(DEFAULTS)
    assert not Board.objects.exists()
    for _twice in range(2):
        actions.ensure_boards(community=cast.home, by=cast.bo, at=NOW)
    assert Board.objects.in_community(cast.home).count() == len(DEFAULTS)


def test_several_reports_of_the_same_words_are_one_thing_to_do(cast: Cast) -> None:
    comment = say(begin(cast), cast.dan)
    for who in (cast.ann, cast.chair):
        actions.report_comment(comment=comment, reason="insult", note="", by=who, at=NOW)
    assert len(list(today.due(user=cast.bo, community=cast.home, at=NOW))) == 1


def render(target: Any, user: Any) -> str:
    request = RequestFactory().get("/")
    request.user = user
    context = Context({"request": request, "thing": target, "community": target.community})
    return Template("{% load forum %}{% comments_of thing %}").render(context)


def test_the_tag_shows_the_talk_and_the_form_below_anything_registered(cast: Cast) -> None:
    topic = begin(cast)
    say(topic, cast.dan, "加高的座椅")
    assert "加高的座椅" in render(topic, cast.guest)
    assert "<textarea" in render(topic, cast.ann)
    assert "<textarea" not in render(topic, cast.guest)
    board = topic.board
    assert render(board, cast.ann).strip() == ""  # nobody registered boards


def test_the_tag_costs_five_queries_at_most(cast: Cast) -> None:
    topic = begin(cast)
    for number in range(12):
        say(topic, cast.dan if number % 2 else cast.bo, f"第 {number} 条", at=NOW + number * MINUTE)
    render(topic, cast.ann)  # content types and rights are remembered
    with CaptureQueriesContext(connection) as context:
        assert Comment.objects.on(topic).count() == 12
        render(topic, cast.ann)
    assert len(context) - 1 <= 5
