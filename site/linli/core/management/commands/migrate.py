"""Django's `migrate`, in a quicker order on a new database: other people's tables first, then ours.

Each step renders anew all models that hang together; with ours there from the start they all hang on the user, and
an empty database takes twice as long.
"""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from linli.core.discovery import our_labels


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if options["app_label"] is None and not options["plan"] and not options["check_unapplied"]:
            prepare(options["database"])
        super().handle(*args, **options)


def prepare(alias: str) -> None:
    """On a database without any migration: those of the packages, and what they need of ours."""
    executor = MigrationExecutor(connections[alias])
    if not executor.loader.applied_migrations:
        ours = our_labels()
        executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] not in ours])
