"""linli import_divisions FOLDER: the register of divisions, from the CSV files of npm's china-division."""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from linli.communities.actions import RegisterFaulty, Report, import_divisions
from linli.communities.register import SOURCES, Fault, Row, read

ENOUGH = 20  # of one kind in one file: after that they are only counted, unless all are asked for

REASONS = {
    "file_missing": "the file is missing",
    "column_missing": "the first line lacks a column",
    "wrong_encoding": "not UTF-8",
    "broken_csv": "not CSV from here on",
    "wrong_columns": "as many cells as the first line has columns are needed",
    "bad_code": "not a code of this level",
    "bad_name": "not a name",
    "wrong_prefix": "does not lie in the division that it names",
    "unknown_parent": "lies in a division that is not in the register",
    "duplicate": "this code stands twice",
}


class Command(BaseCommand):
    help = "Reads the register of divisions from a folder with china-division's CSV files; all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", type=Path, help="holds provinces.csv, cities.csv, areas.csv, streets.csv, villages.csv"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="says what would change, and changes nothing"
        )
        parser.add_argument(
            "--all-errors", action="store_true", help=f"prints every error, not {ENOUGH} of a kind"
        )

    def handle(self, *args: Any, folder: Path, dry_run: bool, all_errors: bool, **options: Any) -> None:
        faults = Faults(self, sys.maxsize if all_errors else ENOUGH)
        try:
            with progress() as bar:
                rows = counted(read(folder), bar, lines_in(folder))
                at = timezone.now()
                report = import_divisions(rows=rows, complain=faults.tell, by=None, at=at, dry_run=dry_run)
        except RegisterFaulty:
            faults.sum_up()
            raise CommandError(f"{faults.total} errors. Nothing was imported.") from None
        self.stdout.write(summary(report, dry_run=dry_run))


class Faults:
    """Prints faults as they come; keeps only counts, so a million of them need no memory."""

    def __init__(self, command: BaseCommand, enough: int) -> None:
        self.command, self.enough = command, enough
        self.kinds: Counter[tuple[str, str]] = Counter()

    @property
    def total(self) -> int:
        return self.kinds.total()

    def tell(self, fault: Fault) -> None:
        self.kinds[fault.file, fault.reason] += 1
        if self.kinds[fault.file, fault.reason] <= self.enough:
            where = f"{fault.file}:{fault.line}" if fault.line else fault.file
            self.command.stderr.write(f"{where}: {REASONS[fault.reason]}: {fault.text}".removesuffix(": "))

    def sum_up(self) -> None:
        for (file, reason), count in self.kinds.items():
            if count > self.enough:
                self.command.stderr.write(
                    f"{file}: {REASONS[reason]}: {count - self.enough} more, see --all-errors"
                )


def progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def lines_in(folder: Path) -> int:
    """How long the bar is; reading 40 MB only to count its lines takes a few hundredths of a second."""
    files = [folder / source.file for source in SOURCES if (folder / source.file).is_file()]
    return sum(block.count(b"\n") for file in files for block in blocks(file)) - len(files)


def blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while block := opened.read(1 << 20):
            yield block


def counted(rows: Iterator[Row | Fault], bar: Progress, total: int) -> Iterator[Row | Fault]:
    task = bar.add_task("Reading", total=total)
    for number, row in enumerate(rows, start=1):
        if number % 5000 == 0:
            bar.update(task, completed=number)
        yield row
    bar.update(task, completed=total, description="Writing")


def summary(report: Report, *, dry_run: bool) -> str:
    levels = ", ".join(f"{count} {level}" for level, count in report.read.items())
    lines = [
        f"Read {sum(report.read.values())} rows ({levels}).",
        f"{'Would add' if dry_run else 'Added'} {report.added}, "
        f"{'would change' if dry_run else 'changed'} {report.changed}, unchanged {report.unchanged}.",
    ]
    if report.repeated:
        lines.append(f"{report.repeated} rows only repeat the division that they lie in, and stand for it.")
    if report.vanished:
        lines.append(f"{report.vanished} divisions are no longer in the register; they were kept:")
        lines += [f"  {code} {name}" for code, name in report.vanished_shown]
        lines += ["  …"] * (report.vanished > len(report.vanished_shown))
    return "\n".join(lines)
