"""Short ways to say something in a test."""

from datetime import datetime, timedelta
from typing import Any

from forum import actions
from forum.models import Comment, Topic
from linli.accounts.models import User
from linli.core.audience import Audience
from tests.cast import BEGINNING, Cast

NOW = BEGINNING + timedelta(days=1)
MINUTE = timedelta(minutes=1)


def begin(
    cast: Cast,
    *,
    by: User | None = None,
    at: datetime = NOW,
    audience: Audience = Audience.PUBLIC,
    **about: Any,
) -> Topic:
    values = {
        "board": "courtyards",
        "title": "小花园的长椅坏了三把",
        "text": "木板断了，老人坐下去起不来。",
        **about,
    }
    return actions.post_topic(community=cast.home, audience=audience, by=by or cast.ann, at=at, **values)


def say(
    target: Any, by: User, text: str = "支持。", *, to: Comment | None = None, at: datetime = NOW, **more: Any
) -> Comment:
    return actions.post_comment(target=target, text=text, reply_to=to, by=by, at=at, **more)


def many(topic: Topic, by: list[User], count: int, at: datetime = NOW) -> list[Comment]:
    """So many comments, of three levels, each its own minute so that nobody is too fast."""
    made: list[Comment] = []
    for number in range(count):
        above = made[number - 1] if number % 4 in (1, 2) else None
        made.append(say(topic, by[number % len(by)], f"第 {number} 条", to=above, at=at + number * MINUTE))
    return made
