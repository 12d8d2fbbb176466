"""`linli verify_audit`: walks the whole chain; exits 1 and names each altered, dropped or reordered row."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from linli.audit.actions import verify
from linli.audit.models import Event


class Command(BaseCommand):
    help = "Checks that no event of the audit log was altered, dropped or reordered."

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for serial, fault in verify():
            found += 1
            self.stdout.write(self.style.ERROR(f"event {serial}: {fault}"))
        if found:
            sys.exit(1)
        last = Event.objects.order_by("-serial").first()
        self.stdout.write(
            f"{last.serial if last else 0} events, chain whole, head {last.hash if last else '-'}"
        )
