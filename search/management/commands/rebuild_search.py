from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from linli.communities.models import Community
from search.actions import rebuild


class Command(BaseCommand):
    help = "Builds the search table anew from all rooms. Safe to run at any time, and twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--community", help="twelve-digit code: only this one")

    def handle(self, *args: Any, **options: Any) -> None:
        community = self.community(options["community"])
        columns = (SpinnerColumn(), TextColumn("{task.completed} entries"), TimeElapsedColumn())
        with Progress(*columns, transient=True) as progress:
            task = progress.add_task("", total=None)
            stored, dropped = rebuild(
                at=timezone.now(), community=community, tell=lambda count: progress.advance(task, count)
            )
        self.stdout.write(f"{stored} entries stored, {dropped} dropped")

    def community(self, code: str | None) -> Community | None:
        if not code:
            return None
        found = Community.objects.filter(division_id=code).first()
        if found is None:
            raise CommandError(f"No community has the code {code}.")
        return found
