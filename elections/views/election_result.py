"""A declared result as its page shows it: the sums, each person with the reason, each test of the rules."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.board import result_of
from elections.models import Board, Election, Post, Standing
from elections.words import results as result_words
from elections.words.recalls import outcomes
from elections.words.votes import grouped


def result(found: Election) -> dict[str, Any]:
    sums = found.result
    rows = list(
        found.standings.select_related("post", "candidate", "registration").order_by("post__position", "rank")
    )
    decided = {one["post"]: one for one in sums.counts.get("posts", ())}
    posts = [
        explained(post, [one for one in rows if one.post_id == post.pk], decided.get(post.office))
        for post in found.posts.all()
    ]
    said: dict[str, Any] = {
        "checks": result_words.checks(sums.counts),
        "notes": result_words.notes(sums.counts),
    }
    if found.kind == Election.Kind.RECALL:
        said["recalls"] = list(outcomes(found))
        said["checks"] = [one["turnout"] for one in said["recalls"][:1]]
    return {"sums": sums, "posts": posts, "figures": result_figures(found)} | said


def result_figures(found: Election) -> list[dict[str, str]]:
    sums, board = found.result, Board.objects.current(found)
    opened = result_of(board) if board and found.ballot_mode != Election.BallotMode.PAPER else None
    pairs = [
        (_("On the roll"), found.roll_size),
        (_("Ballots given out"), sums.issued),
        (_("Ballots taken in"), sums.took_part),
        *([(_("Of these online"), opened["counted"])] if opened else []),
        (pgettext("ballots", "Invalid"), sums.invalid),
    ]
    return [{"label": label, "value": grouped(value)} for label, value in pairs]


def explained(post: Post, rows: list[Standing], decided: dict[str, Any] | None) -> dict[str, Any]:
    """A post's people with the reason beside each verdict, and what becomes of its open seats."""
    names = {key_of(row): row.name for row in rows}
    why = result_words.reasons(decided, names) if decided else {}
    lines = [{"standing": row, "why": why.get(key_of(row), "")} for row in rows]
    return {"post": post, "rows": lines, "further": result_words.further(decided, names) if decided else []}


def key_of(row: Standing) -> str:
    return str(row.registration.key) if row.registration else str(row.name)
