"""linli roles: which role may do what, printed from the database (and from the code with --stock)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count, Q
from django.utils import timezone, translation
from rich.console import Console
from rich.table import Table

from linli.roles.models import Role
from linli.roles.permissions import Permission
from linli.roles.stock import GUEST, ROLES, USER
from linli.roles.words import WORDS


class Command(BaseCommand):
    help = "Prints the table of roles and permissions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--stock", action="store_true", help="the stock roles of this release, not the database's"
        )

    def handle(self, *args: Any, stock: bool, **options: Any) -> None:
        held = stock_roles() if stock else stored_roles()
        columns: dict[str, set[str]] = {"guest": {*GUEST}, "user": {*USER}, **held}
        table = Table("permission", "in words", *columns)
        for permission in Permission:
            with translation.override("en"):
                words = str(WORDS[permission])
            table.add_row(
                permission, words, *("●" if permission in column else "" for column in columns.values())
            )
        out: Any = self.stdout
        console = Console(file=out, width=None if out.isatty() else 60 + 20 * len(columns))
        console.print(table)
        if not stock:
            console.print(", ".join(f"{code}: {count} appointed" for code, count in appointed().items()))


def stock_roles() -> dict[str, set[str]]:
    return {code: {str(p) for p in permissions} for code, (_, _, permissions, _) in ROLES.items()}


def stored_roles() -> dict[str, set[str]]:
    return {role.code: set(role.permissions) for role in Role.objects.order_by("code")}


def appointed() -> dict[str, int]:
    """How many people hold each role now."""
    at = timezone.now()
    current = Q(appointments__starts_at__lte=at) & (
        Q(appointments__ends_at=None) | Q(appointments__ends_at__gt=at)
    )
    counted = Role.objects.annotate(count=Count("appointments__user", filter=current, distinct=True))
    return dict(counted.order_by("code").values_list("code", "count"))
