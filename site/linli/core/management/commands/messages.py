"""`linli messages`: compiles the Chinese catalogues; `--check` exits 1 where a message is missing or fuzzy."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from linli.core.catalogues import compile_stale, faults


class Command(BaseCommand):
    help = "Compiles the translations of our own apps."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only look for missing and fuzzy messages")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            self.stdout.write(f"{compile_stale(settings.ROOT)} catalogues compiled")
            return
        found = list(faults(settings.ROOT))
        for fault in found:
            self.stdout.write(self.style.ERROR(fault))
        if found:
            sys.exit(1)
        self.stdout.write("0 messages missing in zh-Hans")
