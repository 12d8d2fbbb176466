"""`make demo` as somebody starts it: from nothing to the first page, and nothing left behind when it ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[3]


Start = Callable[[int], "subprocess.Popen[str]"]


def heard() -> None:
    """Ctrl-C as at a terminal: tests that run in the background hand down that it is not heard."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """`manage.py demo` with a `var/` of its own; what a failed test left running is ended."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "DJANGO_SETTINGS"))}
    environment["LINLI_VAR"] = str(tmp_path)
    processes: list[subprocess.Popen[str]] = []

    def run(port: int) -> subprocess.Popen[str]:
        command = [sys.executable, "manage.py", "demo", "--port", str(port)]
        processes.append(
            subprocess.Popen(
                command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True, preexec_fn=heard
            )
        )
        return processes[-1]

    yield run
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def first_page(port: int, seconds: float) -> str:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            return str(urlopen(f"http://localhost:{port}/", timeout=5).read().decode())
        except OSError:
            time.sleep(0.3)
    raise AssertionError("no page")


@pytest.mark.slow
def test_the_demo_starts_keeps_its_data_and_leaves_nothing_running(start: Start, tmp_path: Path) -> None:
    port = free_port()
    running = start(port)
    assert "个社区在这里安家" in first_page(port, 180)
    marks = tmp_path / "postgres" / ".handle_pids.json"
    marks.write_text(
        json.dumps([*json.loads(marks.read_text()), 2**22 + 1])
    )  # as of a process that was killed
    running.send_signal(signal.SIGTERM)
    running.wait(timeout=60)
    again = start(port)
    assert "个社区在这里安家" in first_page(port, 60)
    again.send_signal(signal.SIGINT)
    said = again.communicate(timeout=60)[1]
    assert "its data is kept" in said
    assert f"http://localhost:{port}/" in said
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()  # the database has been stopped


def test_a_port_that_is_taken_is_said_at_once(start: Start) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = start(port).communicate(timeout=60)[1]
    assert f"Port {port} is taken by another program" in said
    assert f"--port {port + 1}" in said
