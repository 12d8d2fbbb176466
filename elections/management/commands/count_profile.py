"""linli count_profile FILE --rule RULE: counts a published election and prints the count step by step."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from elections.counting.count import RULES, count
from elections.counting.explain import explain
from elections.counting.faults import Invalid
from elections.counting.formats import READERS, Election, read
from elections.counting.formats.faulty import Unreadable
from elections.counting.ties import Lot


class Command(BaseCommand):
    help = "Counts an election from a PrefLib or Pabulib file, round by round. Reads nothing else and writes nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=f"ends in {', '.join(READERS)}")
        parser.add_argument("--rule", required=True, choices=RULES)
        parser.add_argument("--seats", type=int, help="how many are elected, where the rule takes a number")
        parser.add_argument(
            "--set", action="append", default=[], metavar="OPTION=VALUE", help="any other option of the rule"
        )
        parser.add_argument(
            "--lot", metavar="SEED", help="decides ties by lot from this seed; otherwise they are reported"
        )
        parser.add_argument("--language", choices=["zh", "en"], default="zh")

    def handle(self, *args: Any, file: Path, rule: str, language: str, lot: str | None, **given: Any) -> None:
        try:
            election = read(file)
            options = chosen(rule, election, given["seats"], given["set"])
            outcome = count(election.profile, rule, ties=Lot(lot) if lot else None, **options)
        except FileNotFoundError:
            raise CommandError(f"{file}: no such file") from None
        except Unreadable as problem:
            raise CommandError(
                "\n".join(at(file, n, fault, language) for n, fault in problem.faults)
            ) from None
        except Invalid as problem:
            raise CommandError(problem.says(language)) from None
        for sentence in explain(outcome, language, election.profile.names):
            self.stdout.write(sentence)


def at(file: Path, line: int, fault: Invalid, language: str) -> str:
    where = f"{file}:{line}" if line else f"{file}"
    return f"{where}: {fault.says(language)}"


def chosen(rule: str, election: Election, seats: int | None, given: list[str]) -> dict[str, Any]:
    """The rule's options, as words or whole numbers; the budget comes out of the file."""
    options: dict[str, Any] = {} if seats is None else {"seats": seats}
    for text in given:
        name, _, value = text.partition("=")
        options[name] = int(value) if value.isascii() and value.isdigit() else value
    if "budget" in RULES[rule].options and election.budget:
        options["budget"] = election.budget
    return options
