"""The manifest that an election becomes: its ballot, its window, its roll, its rule."""

import hashlib
from pathlib import Path

from django.conf import settings

from elections.actions.board.keys import new_signing_key
from elections.actions.board.refusals import BoardRefused
from elections.actions.running.base import law_of
from elections.crypto import canonical, suite
from elections.crypto.canonical import Body
from elections.models import Board, Candidate, Election, Post, Registration
from elections.rules.profiles import Mode
from elections.rules.votes import Base, Threshold

BOOTH = Path(settings.ROOT) / "elections" / "booth" / "booth.html"


def booth_page() -> str:
    if not BOOTH.exists():
        raise BoardRefused("no_booth")
    return BOOTH.read_bytes().decode()


def roll_text(election: Election) -> str:
    """The published roll, sorted: its SHA-256 is the hash that the election froze."""
    lines = [entry.line for entry in Registration.objects.of(election).on_roll()]
    return "".join(line + "\n" for line in sorted(lines, key=str.encode))


def contests_of(election: Election) -> list[Body]:
    standing = list(Candidate.objects.of(election).on_ballot())
    found = []
    for post in Post.objects.filter(election=election).order_by("position"):
        options = [{"id": c.key, "label": c.name} for c in standing if c.post_id == post.pk]
        most, seats = min(post.seats, len(options)), min(post.seats, len(options))
        found.append({"id": post.key, "max": most, "options": options, "seats": seats, "title": post.name})
    return found


def ratio(rule: Threshold, base: str) -> Body:
    share = rule.share
    top, bottom = share.numerator, share.denominator
    return {"base": base, "denominator": bottom, "numerator": top, "strict": rule.is_strict}


def rule_of(election: Election) -> Body:
    """The profile's turnout and majority; in a run-off its share of the ballots (a third, in the villages' law)."""
    law = law_of(election).election
    majority, base = law.majority, "roll" if law.majority_of == Base.ROLL else "took_part"
    if election.kind == Election.Kind.RUN_OFF:
        majority, base = Threshold(law.run_off_share, False), "took_part"
    turnout = law.turnout_by(Mode(election.electorate_mode))
    return {"elected": ratio(majority, base), "turnout": ratio(turnout, "roll")}


def name_of(board: Board) -> str:
    """What cards, credentials and keys are bound to."""
    return f"{board.election.community.code}/{board.election.key}/{board.attempt}"


def window_of(board: Board) -> Body:
    """What the election says of itself, before and after the board was set up."""
    election = board.election
    return {
        "closes_at": canonical.time_text(election.polls_close_at),
        "community": election.community.name,
        "contests": contests_of(election),
        "opens_at": canonical.time_text(election.polls_open_at),
        "profile": {
            "digest": election.profile_digest,
            "id": election.profile_code,
            "version": election.profile_version,
        },
        "rule": rule_of(election),
        "title": election.title,
    }


def manifest_of(board: Board, roll: str, booth: str) -> Body:
    return window_of(board) | {
        "attempt": board.attempt,
        "authority": board.authority_key,
        "board": suite.base(new_signing_key(board)).hex(),
        "booth": hashlib.sha256(booth.encode()).hexdigest(),
        "election": name_of(board),
        "format": "linli-election-1",
        "least": board.least,
        "roll": {"sha256": hashlib.sha256(roll.encode()).hexdigest(), "size": board.election.roll_size},
        "suite": "linli-1",
        "trustees": {
            "names": [trustee.name for trustee in board.trustees.all()],
            "number": board.number,
            "threshold": board.threshold,
        },
    }
