"""The past, written in bulk: topics first, then what was said below them, level by level as it is answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django_comments.models import Comment as PlainComment
from django_comments.models import CommentFlag

from forum import actions
from forum.demo.script import Line, Play, long_lines, plays
from forum.models import LIKE, Board, Comment, Follow, Topic
from forum.models.comments import content_type_of
from forum.rules.text import render
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.demo import World
from linli.core.models import ALPHABET

LONG = 200
MANY = 60  # residents from which on a community counts as large
XTD = "INSERT INTO django_comments_xtd_xtdcomment VALUES (%s, %s, %s, %s, 1, TRUE, 0)"
XTD_COLUMNS = '(comment_ptr_id, thread_id, parent_id, level, "order", followup, nested_count)'
OURS = (
    "INSERT INTO forum_comment (key, xtdcomment_ptr_id, community_id, path, reply_to_id, html, hide_reason, like_count) "
    "VALUES (%s, %s, %s, '', %s, %s, '', 0)"
)


@dataclass
class Said:
    """One comment before it is written; `above` is its place in the list."""

    target: Any
    by: User
    at: datetime
    text: str
    depth: int
    above: int | None
    pk: int = 0


def key(world: World) -> str:
    return "".join(world.random.choices(ALPHABET, k=12))


def build_history(world: World, community: Community) -> None:
    people = sorted(world.residents[community.code], key=lambda u: u.pk)
    boards = {
        b.code: b for b in actions.ensure_boards(community=community, by=None, at=world.days_ago(725, 729))
    }
    told = [p for board in boards for p in plays(board)]
    is_large = len(people) >= MANY
    if not is_large:
        told = world.random.sample(told, 6)
    topics = [topic_of(world, community, boards[p.board], p, people) for p in told]
    if is_large:
        told.append(plays("long")[0])
        topics.append(topic_of(world, community, boards["proposals"], told[-1], people, days=(20, 24)))
    Topic.objects.bulk_create(topics)
    said: list[Said] = []
    for topic, p in zip(topics, told, strict=True):
        lines = list(long_lines(world.random, LONG)) if p.board == "long" else spoken(world, p)
        perform(world, community, topic, lines, people, said)
    write(world, community, said)
    agree(world, said, people)
    settle(topics, said)


def filled(world: World, text: str, numbers: dict[str, int]) -> str:
    """Building and entrance are the same throughout one topic."""
    for name, number in numbers.items():
        text = text.replace(f"{{{name}}}", str(number))
    return text.replace("{层}", str(world.random.randint(1, 18)))


def numbers_of(topic: Topic) -> dict[str, int]:
    return {"楼": 1 + sum(map(ord, topic.key)) % 16, "元": 1 + ord(topic.key[0]) % 4}


def topic_of(
    world: World,
    community: Community,
    board: Board,
    p: Play,
    people: list[User],
    days: tuple[float, float] = (2, 700),
) -> Topic:
    at = daytime(world, world.days_ago(*days))
    topic = Topic(key=key(world), community=community, board=board, author=world.random.choice(people))
    numbers = numbers_of(topic)
    topic.title, topic.text = filled(world, p.title, numbers), filled(world, p.text, numbers)
    topic.html = render(topic.text)
    topic.audience = Audience.RESIDENTS if p.is_for_residents else Audience.PUBLIC
    topic.created_at = topic.last_activity_at = at
    if p.lock_reason:
        topic.locked_at, topic.lock_reason = at + timedelta(hours=20), p.lock_reason
    return topic


def daytime(world: World, at: datetime) -> datetime:
    """People write between seven in the morning and half past ten at night."""
    local = at.astimezone()
    return local.replace(hour=world.random.choice((7, 8, 9, 11, 12, 14, 17, 18, 19, 20, 21, 22)) % 24)


def spoken(world: World, p: Play) -> list[Line]:
    """The topic's own lines, and a few that fit anywhere on its board."""
    spare = world.random.sample(p.filler, min(len(p.filler), world.random.randint(2, 7)))
    return [*p.lines, *(Line(0, text) for text in spare)]


def perform(
    world: World, community: Community, topic: Topic, lines: list[Line], people: list[User], said: list[Said]
) -> None:
    """Gives each line to somebody, at a time after what it answers."""
    random, staff = world.random, office(world, community)
    voices = random.sample(people, min(len(people), max(5, len(lines) // 2)))
    stand: dict[int, int] = {}
    at = topic.created_at
    longest = max(timedelta(minutes=10), (world.at - at) / (len(lines) + 2))
    for line in lines:
        at += min(timedelta(minutes=random.randint(4, 400)), longest)
        above = stand.get(line.depth - 1) if line.depth else None
        before = said[above].by if above is not None else None
        by = (
            random.choice(staff)
            if line.is_official
            else random.choice([v for v in voices if v != before] or voices)
        )
        stand[line.depth] = len(said)
        text = filled(world, line.text, numbers_of(topic))
        said.append(Said(topic, by, at, text, line.depth, above))


def office(world: World, community: Community) -> list[User]:
    """Those who answer for the committee."""
    held = world.staff.get(community.code, {})
    return [held[r] for r in ("committee_member", "grid_worker", "chair") if r in held] or list(held.values())


def write(world: World, community: Community, said: list[Said]) -> None:
    """Three tables, as the package has them; answers after what they answer."""
    plain = PlainComment.objects.bulk_create(plain_comment(s) for s in said)
    for s, row in zip(said, plain, strict=True):
        s.pk = row.pk
    with connection.cursor() as cursor:
        cursor.executemany(XTD.replace(" VALUES", f" {XTD_COLUMNS} VALUES"), [xtd_row(said, s) for s in said])
        cursor.executemany(OURS, [own_row(world, community, said, s) for s in said])


def plain_comment(s: Said) -> Any:
    return PlainComment(
        content_type=content_type_of(s.target),
        object_pk=str(s.target.pk),
        site_id=settings.SITE_ID,
        user=s.by,
        user_name=str(s.by)[:50],
        comment=s.text,
        submit_date=s.at,
    )


def xtd_row(said: list[Said], s: Said) -> tuple[int, int, int, int]:
    first = s
    while first.above is not None:
        first = said[first.above]
    return (s.pk, first.pk if s.above is not None else 0, said[s.above].pk if s.above is not None else 0, 0)


def own_row(world: World, community: Community, said: list[Said], s: Said) -> tuple[Any, ...]:
    above = said[s.above].pk if s.above is not None else None
    return (key(world), s.pk, community.pk, above, render(s.text))


def agree(world: World, said: list[Said], people: list[User]) -> None:
    """Likes, and their counts."""
    random = world.random
    fans: dict[int, list[User]] = {}
    for s in said:
        count = min(len(people), random.randint(0, 9 if s.depth == 0 else 3))
        fans[s.pk] = [u for u in random.sample(people, count) if u != s.by]
    write_likes(fans, world.at)


def write_likes(fans: dict[int, list[User]], at: datetime) -> None:
    """Flags and counts, by comment."""
    flags = (CommentFlag(comment_id=pk, user=u, flag=LIKE, flag_date=at) for pk in fans for u in fans[pk])
    CommentFlag.objects.bulk_create(flags, batch_size=2000)
    for number in {len(users) for users in fans.values()}:
        same = [pk for pk, users in fans.items() if len(users) == number]
        Comment.objects.filter(pk__in=same).order_by().update(like_count=number)


def settle(topics: list[Topic], said: list[Said]) -> None:
    """Counts and last words of the topics; each author follows and has seen everything."""
    last: dict[Model, datetime] = {}
    for topic in topics:
        topic.comment_count = 0
    for s in said:
        s.target.comment_count += 1
        last[s.target] = max(s.at, last.get(s.target, s.at))
    for topic in topics:
        topic.last_activity_at = last.get(topic, topic.created_at)
    Topic.objects.bulk_update(topics, ["comment_count", "last_activity_at"])
    Follow.objects.bulk_create(Follow(topic=t, user=t.author, seen_at=t.last_activity_at) for t in topics)
