"""`linli doctor`: asks settings and services, and says how to mend what is wrong; exits 1 where something is."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from linli.core.doctor import examine


class Command(BaseCommand):
    help = "Checks settings and services, and says how to mend each fault."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--production", action="store_true", help="ask what only production needs, too")

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        for finding in examine(production=options["production"]):
            if finding.problem is None:
                self.stdout.write(self.style.SUCCESS(f"ok    {finding.name}"))
                continue
            faults += 1
            self.stdout.write(self.style.ERROR(f"FAULT {finding.name}: {finding.problem}"))
            self.stdout.write(f"      → {finding.mend}")
        sys.exit(1 if faults else 0)
