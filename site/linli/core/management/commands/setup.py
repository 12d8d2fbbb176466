"""`linli setup`: tables, rights of the application's role, compiled translations. Safe to run again."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from linli.core.catalogues import compile_stale


class Command(BaseCommand):
    help = "Brings the database and the translations up to this release."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        compile_stale(settings.ROOT)
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write("ready")
