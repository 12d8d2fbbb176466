"""`linli demo`: everything on a bare machine: database, tables, a lively community, worker, server."""

import gc
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from linli.core import embedded
from linli.core.catalogues import stale
from linli.core.demo import World, builders
from linli.core.schema import unapplied_migrations

SEED = 20260105


class Command(BaseCommand):
    help = "Builds the demo where there is none yet, and serves it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--build-only", action="store_true", help="build the demo, serve nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        self.console = Console(stderr=True)
        if not options["build_only"]:
            refuse_if_taken(options["port"])
        self.bring_up_to_date()
        self.build()
        if not options["build_only"]:
            self.serve(options["port"], began)

    def bring_up_to_date(self) -> None:
        """Migrations run as the owner of the tables, so in a process of their own; a second start has none to run."""
        if not unapplied_migrations() and not stale(settings.ROOT):
            return
        with self.console.status("Database, tables, translations …"):
            subprocess.run([sys.executable, "-m", "linli", "setup"], check=True, stdout=subprocess.DEVNULL)

    def build(self) -> None:
        """One world in one transaction a step; a demo that is there is kept."""
        from django.apps import apps

        if apps.get_model("communities", "Community").objects.exists():
            self.console.print("The demo is already here: its data is kept.")
            return
        now = timezone.localtime().replace(second=0, microsecond=0)
        world = World(at=now - timedelta(minutes=now.minute % 5), random=Random(SEED))
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with hurrying(), Progress(*columns, console=self.console) as progress:
            steps = builders()
            bar = progress.add_task("Building the demo", total=len(steps))
            for step in steps:
                progress.update(bar, description=f"Building {step.__module__.removesuffix('.demo')}")
                step(world)
                progress.advance(bar)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def serve(self, port: int, began: float) -> None:
        """The web server and the worker, both ended with this process."""
        connection.close()
        environment = {  # this process alone keeps the embedded database: what it starts is given the address
            "DATABASE_URL": embedded.url(settings.VAR, embedded.APP)
            if "DATABASE_URL" not in os.environ
            else "",
            **os.environ,
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
            "LINLI_DEBUG": os.environ.get("LINLI_DEBUG", "0"),
        }
        web = "granian --interface wsgi --workers 1 --blocking-threads 4 --no-ws --log-level warning linli.wsgi:application"
        commands = (
            [sys.executable, "-m", *web.split(), "--host", "127.0.0.1", "--port", str(port)],
            [sys.executable, "-m", "linli", "procrastinate", "worker"],
        )
        processes: list[subprocess.Popen[bytes]] = []
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            for command in commands:
                processes.append(subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL))
            wait_for(port)
            self.greet(port, time.monotonic() - began)
            processes[0].wait()
        except KeyboardInterrupt:
            self.console.print("Good-bye.")
        finally:
            end(processes)

    def greet(self, port: int, seconds: float) -> None:
        base = f"http://localhost:{port}"
        self.console.print(f"\n[bold]邻里 Linli[/bold] is ready after {seconds:.0f} s: [bold]{base}/[/bold]")
        self.console.print(f"Sign in as one of the demo's people: {base}/me/demo/")
        self.console.print(
            f"Codes sent by SMS are shown at {base}/me/sms/. Data: {settings.VAR}. Stop with Ctrl-C."
        )


@contextmanager
def hurrying() -> Iterator[None]:
    """A demo is built again, never recovered: commits wait for no disk. What it makes lives on: nothing to collect."""
    gc.disable()
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        try:
            yield
        finally:
            gc.enable()
            cursor.execute("RESET synchronous_commit")


def refuse_if_taken(port: int) -> None:
    """Said at once, not after the demo is built."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise SystemExit(
                f"Port {port} is taken by another program. End it, or: "
                f"{sys.executable} manage.py demo --port {port + 1}"
            ) from None


def end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Server and worker first, then this process, which stops the embedded database: a second signal must not stop that."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(timeout=20)


def wait_for(port: int, seconds: float = 30) -> None:
    """Returns when the server answers."""
    from urllib.error import URLError
    from urllib.request import urlopen

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1)
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"The server did not answer on port {port} within {seconds:.0f} s.")
