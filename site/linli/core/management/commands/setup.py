"""`linli setup`: tables, rights of the application's role, compiled translations. Safe to run again."""

from concurrent.futures import ProcessPoolExecutor
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from linli.core.catalogues import compile_stale


class Command(BaseCommand):
    help = "Brings the database and the translations up to this release."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with ProcessPoolExecutor(1) as beside:  # a newcomer waits for both, and neither needs the other
            compiled = beside.submit(compile_stale, settings.ROOT)
            call_command("migrate", interactive=False, verbosity=0)
            compiled.result()
        self.stdout.write("ready")
