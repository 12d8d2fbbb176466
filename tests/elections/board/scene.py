"""A board at every stage, with the trustees, the authority and the electors played by this file."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from elections.actions import board as verbs
from elections.actions.board import lines, manifests
from elections.actions.running import close_polls, open_polls
from elections.crypto import ballots, cards, rehearsal, suite, tally, trustees
from elections.crypto.canonical import Body
from elections.crypto.cards import Card
from elections.models import Board, BoardEntry, Election
from linli.accounts.models import User
from tests.cast import Cast, person
from tests.elections.process.scene import AFTER, CLOSES, OPENS, day, listed, with_entries

BOOTH = "<!doctype html><title>投票</title><script>1</script>"
SETTING_UP, NOON = day(-4), day(0, 12)
AUTHORITY = 4711


def booth(folder: Path) -> Path:
    """Stands in for the built page where the page itself is not what a test is about."""
    page = folder / "booth.html"
    page.write_text(BOOTH)
    return page


@dataclass
class Scene:
    """Everybody's secrets, beside the board that must never learn them."""

    cast: Cast
    election: Election
    board: Board
    people: list[User]
    oversight: User
    players: list[trustees.Trustee] = field(default_factory=list)
    shares: list[int] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)

    @property
    def ceremony(self) -> Any:
        return lines.ceremony_of(self.board)

    @cached_property
    def setting(self) -> ballots.Setting:
        return lines.setting_of(self.board.pk)

    def post(self, i: int, kind: str, body: Body, at: datetime = SETTING_UP) -> BoardEntry:
        about = {"board": self.board, "kind": kind, "body": body, "by": self.people[i - 1], "at": at}
        return verbs.accept_trustee_entry(**about)[0]

    def all_post(self, kind: str, make: Any, at: datetime = SETTING_UP) -> None:
        for player in self.players:
            self.post(player.index, kind, make(player), at)

    def choices(self, n: int = 0) -> list[list[int]]:
        """Elector n chooses one of the first contest, and the first m of each other."""
        found = []
        for place, contest in enumerate(self.setting.contests):
            chosen = {n % len(contest.options)} if not place else set(range(contest.most))
            found.append([int(i in chosen) for i in range(len(contest.options))])
        return found

    def ballot(self, n: int, revision: int = 1, choices: Any = None) -> Body:
        card = self.cards[n]
        bare, _ = ballots.unsigned(self.setting, card.public, revision, choices or self.choices(n))
        return ballots.sign(bare, card.key)

    def challenge(self, n: int, revision: int = 1) -> Body:
        return ballots.challenge(
            *ballots.unsigned(self.setting, self.cards[n].public, revision, self.choices(n))
        )

    def cast_ballot(self, n: int, revision: int = 1, at: datetime = NOON, choices: Any = None) -> BoardEntry:
        ballot = self.ballot(n, revision, choices)
        return verbs.accept_ballot(board=self.board, ballot=ballot, at=at)[0]

    def cancel_body(self, n: int) -> Body:
        card = self.cards[n]
        return {"code": card.cancel_code.hex(), "credential": card.public.hex()}

    def cancel(self, n: int, at: datetime = NOON) -> BoardEntry:
        return verbs.cancel_credential(board=self.board, body=self.cancel_body(n), at=at)[0]

    def share(self, i: int) -> Body:
        asked = self.ceremony.need("tally")
        return tally.share_body(self.players[i - 1], self.shares[i - 1], asked.digest, asked.body)


def named(election: Election, cast: Cast, number: int = 3, threshold: int = 2) -> Scene:
    people = [person(f"保管{i}", 700 + i, "resident", at=cast.home) for i in range(number)]
    oversight = person("督", 750, "oversight_member", at=cast.home)
    board = verbs.name_trustees(
        election=election,
        seats=[(user, str(user)) for user in people],
        threshold=threshold,
        authority=oversight,
        by=cast.chair,
        at=SETTING_UP,
    )
    return Scene(cast, election, board, people, oversight)


def set_up(election: Election, cast: Cast, **terms: Any) -> Scene:
    scene = named(election, cast, **terms)
    key = suite.base(AUTHORITY).hex()
    verbs.post_authority_key(board=scene.board, key=key, by=scene.oversight, at=SETTING_UP)
    scene.board = verbs.set_up_board(board=scene.board, by=cast.chair, at=SETTING_UP)
    m = scene.ceremony.manifest.hash
    scene.players = [
        trustees.Trustee(hashlib.sha256(b"seed %d" % i).digest(), m, i)
        for i in range(1, scene.board.number + 1)
    ]
    return scene


def with_key(election: Election, cast: Cast, **terms: Any) -> Scene:
    """Up to the rehearsal's question."""
    scene = set_up(election, cast, **terms)
    t = scene.board.threshold
    scene.all_post("trustee.commit", lambda who: trustees.commit(who, t))
    scene.all_post("trustee.reveal", lambda who: trustees.reveal(who, t))
    transports = scene.ceremony.transports
    scene.all_post("trustee.deal", lambda who: trustees.deal(who, t, transports))
    confirm(scene)
    return scene


def confirm(scene: Scene) -> None:
    state = scene.ceremony
    deals, everyones = state.in_order("trustee.deal"), state.coefficients
    scene.shares = [trustees.secret_share(who, deals, everyones) for who in scene.players]
    last = state.last_deal
    scene.all_post("trustee.confirm", lambda who: trustees.confirm(who, scene.shares[who.index - 1], last))


def rehearsed(election: Election, cast: Cast, **terms: Any) -> Scene:
    scene = with_key(election, cast, **terms)
    a = bytes.fromhex(scene.ceremony.need("rehearsal").body["a"])
    scene.all_post("trustee.rehearsal", lambda who: rehearsal.rehearse(who, scene.shares[who.index - 1], a))
    return scene


def credentials(scene: Scene, number: int) -> Body:
    name = manifests.name_of(scene.board)
    scene.cards = [Card(name, hashlib.sha256(b"card %d" % n).digest()[:16]) for n in range(number)]
    return cards.credentials_body(scene.ceremony.manifest.hash, scene.cards, AUTHORITY)


def ready(election: Election, cast: Cast, number: int = 14, **terms: Any) -> Scene:
    scene = rehearsed(election, cast, **terms)
    body = credentials(scene, number)
    verbs.accept_credentials(board=scene.board, body=body, by=scene.oversight, at=SETTING_UP)
    scene.board.refresh_from_db()
    return scene


def opened(cast: Cast, number: int = 14, **terms: Any) -> Scene:
    scene = ready(listed(cast), cast, number, **terms)
    scene.election = open_polls(election=scene.election, by=cast.chair, at=OPENS)
    scene.board = verbs.open_board(board=scene.board, by=None, at=OPENS)
    return scene


def closed(cast: Cast, voters: int = 11) -> Scene:
    scene = opened(cast)
    for n in range(voters):
        scene.cast_ballot(n)
    close_polls(election=scene.election, by=None, at=CLOSES)
    scene.board = verbs.close_board(board=scene.board, by=None, at=CLOSES)
    return scene


def tallied(cast: Cast, voters: int = 11) -> Scene:
    scene = closed(cast, voters)
    scene.board = verbs.post_tally(board=scene.board, by=None, at=AFTER)
    return scene


def declared(cast: Cast) -> Scene:
    scene = tallied(cast)
    for i in (3, 1):
        scene.post(i, "share", scene.share(i), AFTER)
    scene.board.refresh_from_db()
    return scene


__all__ = ["AFTER", "CLOSES", "NOON", "OPENS", "SETTING_UP", "Scene", "timedelta", "with_entries"]
