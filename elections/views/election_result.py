"""A declared result as its page shows it: the sums, each person with the reason, each test of the rules."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.board import result_of
from elections.models import Board, Election, Officeholder, Post, Standing
from elections.words import results as result_words
from elections.words.recalls import outcomes
from elections.words.votes import grouped


def result(found: Election) -> dict[str, Any]:
    sums = found.result
    rows = list(
        found.standings.select_related("post", "candidate", "registration").order_by("post__position", "rank")
    )
    decided = {one["post"]: one for one in sums.counts.get("posts", ())}
    held = Officeholder.objects.filter(key__in=relatives_in(sums.counts))
    names = {key_of(row): row.name for row in rows} | {one.key: one.name for one in held}
    posts = [
        explained(post, [one for one in rows if one.post_id == post.pk], decided.get(post.office), names)
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


def relatives_in(counts: dict[str, Any]) -> set[str]:
    """For whom somebody stepped back: they may stay in office and stand on no list of this election."""
    lines = [one for post in counts.get("posts", ()) for one in post["standings"]]
    return {key for one in lines for key in one["reason"].get("who", ())}


def explained(
    post: Post, rows: list[Standing], decided: dict[str, Any] | None, names: dict[str, str]
) -> dict[str, Any]:
    """A post's people with the reason beside each verdict, and what becomes of its open seats."""
    why = result_words.reasons(decided, names) if decided else {}
    lines = [{"standing": row, "why": why.get(key_of(row), "")} for row in rows]
    return {"post": post, "rows": lines, "further": result_words.further(decided, names) if decided else []}


def key_of(row: Standing) -> str:
    return str(row.registration.key) if row.registration else str(row.name)
