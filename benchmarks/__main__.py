"""`make bench`: pages against a plain Wagtail page and a static file; 10 and 5,000 communities; 50,000 told; ballots."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.settings.dev")
os.environ["LINLI_DEBUG"] = "0"
Path("var").mkdir(exist_ok=True)
FOLDER = tempfile.TemporaryDirectory(
    prefix="bench-", dir=Path("var").resolve()
)  # a demo of its own, gone afterwards
os.environ.setdefault("LINLI_VAR", FOLDER.name)

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import fan_out, many
from benchmarks.load import requests_per_second
from benchmarks.servers import find_nginx, linli, nginx

PORT, STATIC_PORT, ROUNDS = 8731, 8732, 3


def main() -> None:
    find_nginx()
    subprocess.run([sys.executable, "-m", "linli", "demo", "--build-only"], check=True)
    plain = many.plain_page()
    pages = many.pages()
    few = measure({"a plain Wagtail page": (plain, ""), **pages}, with_static=True)
    yardstick, static = few["a plain Wagtail page"], few["a static file (nginx)"]
    print(f"\n{'page':38} {'req/s':>8} {'÷ plain':>8} {'÷ static':>9} {'queries':>8}")
    for name, speed in few.items():
        queries = count_queries(*pages[name]) if name in pages else ""
        print(f"{name:38} {speed:8.0f} {speed / yardstick:8.2f} {speed / static:9.3f} {queries:>8}")
    compare_many(pages, plain)
    fan_out.report(50_000)
    print("\nsecret ballots:", flush=True)
    for name in ("ballots", "verifying", "casting", "booth"):
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)


def compare_many(pages: dict[str, tuple[str, str]], plain: str) -> None:
    """The home with as many communities as the demo has, then with 5,000; each time in multiples of the plain page."""
    homes = {name: where for name, where in pages.items() if name.startswith("home")}
    before = {name: (multiple(where, plain), count_queries(*where)) for name, where in homes.items()}
    opened = many.open_communities(5000)
    print(f"\nwith {opened} communities:")
    for name, where in homes.items():
        (few, queries), now = before[name], multiple(where, plain)
        print(f"{name:38} time ratio {now / few:5.2f}   queries {queries} → {count_queries(*where)}")


def measure(pages: dict[str, tuple[str, str]], *, with_static: bool) -> dict[str, float]:
    """Requests a second, the median of interleaved rounds."""
    found: dict[str, list[float]] = {}
    size = len(Client().get(next(iter(pages.values()))[0]).content)
    with linli(PORT), nginx(STATIC_PORT, b"x" * max(size, 30_000)):
        for _ in range(ROUNDS):
            found.setdefault("a static file (nginx)", []).append(
                requests_per_second(STATIC_PORT, "/page.html")
            )
            for name, (path, cookie) in pages.items():
                found.setdefault(name, []).append(requests_per_second(PORT, path, cookie=cookie))
    return {name: median(speeds) for name, speeds in found.items()}


def client_with(cookie: str) -> Client:
    client = Client()
    if cookie:
        client.cookies["sessionid"] = cookie.split("=", 1)[1]
    return client


def count_queries(path: str, cookie: str) -> int:
    client = client_with(cookie)
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def multiple(where: tuple[str, str], plain: str) -> float:
    """How many times a plain page's answer takes, in process, turn and turn about; lower quartiles of 60, so that
    another program's work counts little."""
    taken: dict[str, list[float]] = {where[0]: [], plain: []}
    clients = {where[0]: client_with(where[1]), plain: Client()}
    for _ in range(65):
        for path, client in clients.items():
            began = time.perf_counter()
            answer: Any = client.get(path)
            taken[path].append(time.perf_counter() - began)
            assert answer.status_code == 200, path
    return quartile(taken[where[0]][5:]) / quartile(taken[plain][5:])


def quartile(taken: list[float]) -> float:
    return quantiles(taken, n=4)[0]


if __name__ == "__main__":
    main()
