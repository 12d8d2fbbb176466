"""Every command of the README is one that a test runs, or that CI runs."""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from linli.communities.demo import SLICE

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text()
# where each is run: by CI itself, or by a test
MAKE = {
    "make demo": "tests/linli/core/test_demo_command.py",
    "make test": ".ci/run",
    "make check": "Makefile",  # `make test` begins with it
    "make bench": "tests/test_bench.py",
}
SCREENSHOTS = "LINLI_SCREENSHOTS=docs/screenshots .venv/bin/pytest tests/journeys/test_demo.py"


def commands() -> list[str]:
    """The lines of all shell blocks, without their comments."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README, flags=re.M | re.S)
    lines = [re.sub(r"\s+#.*", "", line) for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


def production() -> list[str]:
    return [line for line in commands() if not line.startswith("make ")]


def test_every_make_command_is_run_somewhere() -> None:
    assert {line for line in commands() if line.startswith("make ")} == set(MAKE)
    assert all((ROOT / where).exists() for where in MAKE.values())
    makefile = (ROOT / "Makefile").read_text()
    assert re.search(r"^test: .*\bcheck\b", makefile, flags=re.M)
    assert re.search(r"^demo:.*\n\t@\$\(RUN\) demo$", makefile, flags=re.M)
    assert re.search(r"^bench:.*\n\t@\.venv/bin/python -m benchmarks$", makefile, flags=re.M)


def test_the_pictures_are_made_by_a_test_that_is_there() -> None:
    assert SCREENSHOTS in README
    assert "LINLI_SCREENSHOTS" in (ROOT / "tests/journeys/test_demo.py").read_text()


@pytest.fixture
def database() -> Iterator[dict[str, str]]:
    """An empty database with its two roles, as docs/operating.md makes it."""
    where, name = settings.DATABASES["default"], "test_readme"
    owner, app = where["USER"], settings.DATABASE_APP_ROLE
    at = f"{quote(where['HOST'], safe='')}{':' + str(where['PORT']) if where.get('PORT') else ''}"
    with psycopg.connect(
        f"postgres://{owner}@{at}/{os.environ.get('LINLI_MAINTENANCE', 'linli')}", autocommit=True
    ) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        connection.execute(drop)
        make = "CREATE DATABASE {} ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0"
        connection.execute(sql.SQL(make).format(sql.Identifier(name)))
        yield {
            "DATABASE_URL": f"postgres://{app}@{at}/{name}",
            "DATABASE_OWNER_URL": f"postgres://{owner}@{at}/{name}",
        }
        connection.execute(drop)


@pytest.fixture
def environment(database: dict[str, str], tmp_path: Path) -> dict[str, str]:
    given = {
        **database,
        "DJANGO_SETTINGS_MODULE": "linli.settings.production",
        "SECRET_KEY": "k" * 50,
        "LINLI_HOSTS": "linli.example.org",
        "LINLI_BASE_URL": "https://linli.example.org",
        "CACHE_URL": f"filecache://{tmp_path / 'cache'}",  # shared by all processes, as Redis is
        "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
        "LINLI_SMS_GATEWAY": "example.sms.Gateway",
        "LINLI_PROXIES": "1",
    }
    exported = [
        w.split("=")[0] for line in production() for w in shlex.split(line)[1:] if line.startswith("export ")
    ]
    assert sorted(exported) == sorted(given), "the README exports other names"
    path = f"{ROOT / '.venv/bin'}:{os.environ['PATH']}"
    return {
        **given,
        "PATH": path,
        "LINLI_VAR": str(tmp_path / "var"),
        "LANG": "C.UTF-8",
        "HOME": str(tmp_path),
    }


def ask(port: int, path: str) -> int:
    headers = {"Host": "linli.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
    try:
        return int(urlopen(Request(f"http://127.0.0.1:{port}{path}", headers=headers), timeout=10).status)
    except HTTPError as answer:
        return answer.code


def wait_until_ready(port: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if ask(port, "/readyz") == 200:
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError("not ready")


@pytest.mark.slow
def test_the_way_to_production_works_as_written(environment: dict[str, str], tmp_path: Path) -> None:
    shutil.copytree(SLICE, tmp_path / "china-division" / "dist")
    lines = [line for line in production() if not line.startswith("export ")]
    serving = lines.pop()
    assert serving.startswith("granian ")
    said = ""
    for line in lines:
        done = subprocess.run(
            ["bash", "-c", line], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        said += done.stdout
        assert done.returncode == 0, line + done.stdout + done.stderr
    assert "FAULT" not in said
    assert "ok    sms" in said
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = subprocess.Popen(
        ["bash", "-c", serving],
        cwd=tmp_path,
        env={**environment, "GRANIAN_PORT": str(port)},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_ready(port, 60)
        assert ask(port, "/") == 200
        assert running.poll() is None, "the worker has ended"
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(timeout=30)
