"""Twenty kill -9 while ballots come in and while the board closes: a receipt that was answered is on the board, once."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection

from elections.crypto import ballots, canonical, chain
from elections.models import Board, BoardEntry
from tests.cast import Cast
from tests.elections.board import scene as made
from tests.elections.board.scene import Scene

PORT, KILLS, VOTERS = 8747, 20, 4


def wait_for(port: int) -> None:
    """Until somebody listens; the voters are waiting too."""
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError


class Mortal:
    def __init__(self) -> None:
        name = connection.settings_dict["NAME"]
        command = [sys.executable, "-m", "tests.elections.board.mortal", name, str(PORT)]
        env = {**os.environ, "DJANGO_SETTINGS_MODULE": "linli.settings.test", "PYTHONPATH": "site:."}
        about: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": env}
        self.process = subprocess.Popen(command, **about)
        assert self.process.stdout
        assert self.process.stdout.readline().strip() == "ready"

    def ask(self, word: str) -> int:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


def post(path: str, body: Any) -> tuple[int, bytes]:
    link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
    link.request("POST", path, canonical.dumps(body), {"Content-Type": "application/json"})
    answer = link.getresponse()
    if (
        answer.length is None
    ):  # killed in the middle of its headers: Python takes that for a whole, empty answer
        raise http.client.IncompleteRead(b"")
    return answer.status, answer.read()


class Voter(Thread):
    """Votes again and again; a ballot without an answer is sent again, the very same, until it has one."""

    def __init__(self, scene: Scene, n: int, over: Event) -> None:
        super().__init__(daemon=True)
        self.scene, self.n, self.over = scene, n, over
        self.receipts: list[bytes] = []
        self.refusals: list[str] = []
        self.sent: list[str] = []

    def run(self) -> None:
        path = f"/c/{self.scene.cast.home.code}/elections/{self.scene.election.key}/online/ballot"
        while not self.over.is_set():
            ballot = self.scene.ballot(self.n, len(self.receipts) + 1)
            self.sent.append(ballots.ballot_hash(ballot).hex())
            while not self.over.is_set():
                try:
                    status, answer = post(path, ballot)
                except OSError:
                    time.sleep(0.02)
                    continue
                except http.client.HTTPException:
                    continue
                if status in (200, 201):
                    self.receipts.append(answer)
                else:
                    self.refusals.append(json.loads(answer)["code"])
                    return
                break


def check_board(scene: Scene, voters: list[Voter]) -> None:
    entries = list(BoardEntry.objects.order_by("n"))
    assert all(b.parent == a.hash and b.n == a.n + 1 for a, b in zip(entries, entries[1:], strict=False))
    lines = {entry.line + b"\n" for entry in entries}
    assert len(lines) == len(entries)
    for voter in voters:
        assert [receipt for receipt in voter.receipts if receipt not in lines] == []  # none lost
        key = scene.cards[voter.n].public.hex()
        mine = [e for e in entries if e.kind == "ballot" and e.credential == key]
        assert [e.revision for e in mine] == list(range(1, len(mine) + 1))  # none doubled
        assert {e.ballot_hash for e in mine} <= set(voter.sent)
        assert (
            0 <= len(mine) - len(voter.receipts) <= 1
        )  # at most the one whose answer was lost at the very end
    board = bytes.fromhex(chain.read_line(entries[0].line).body["board"])
    assert all(chain.is_signed(chain.read_line(entry.line), board) for entry in entries)


def rounds(mortal: Mortal, chance: random.Random) -> None:
    """Sixteen servers are killed while ballots come in, four closings with the server beside them."""
    for n in range(KILLS):
        server = mortal.ask("serve")
        wait_for(PORT)
        closing = mortal.ask(f"close {chance.random() * 0.05}") if n >= KILLS - 4 else 0
        time.sleep(chance.random() * (0.12 if closing else 0.5))
        for pid in filter(None, (closing, server)):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.slow
def test_twenty_kills_lose_nothing_and_double_nothing(live_cast: Cast) -> None:
    scene = made.opened(live_cast)
    over, mortal, chance = Event(), Mortal(), random.Random(4)
    voters = [Voter(scene, n, over) for n in range(VOTERS)]
    try:
        for voter in voters:
            voter.start()
        rounds(mortal, chance)
        server = mortal.ask("serve")
        wait_for(PORT)
        mortal.ask("close")
        for voter in voters:
            voter.join(timeout=60)  # each is told that voting is closed
        os.kill(server, signal.SIGKILL)
    finally:
        over.set()
        mortal.end()
    assert Board.objects.get().state == Board.State.CLOSED
    assert {code for voter in voters for code in voter.refusals} == {"closed"}
    cast = BoardEntry.objects.filter(kind="ballot").count()
    assert cast >= VOTERS
    assert chain.read_line(BoardEntry.objects.get(kind="close").line).body["ballots"] == cast
    check_board(scene, voters)
    print(f"{KILLS} kills, {cast} ballots, {sum(len(v.receipts) for v in voters)} receipts")
