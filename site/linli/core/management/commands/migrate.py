"""Django's `migrate`, quicker on a new database: an empty one takes two thirds of the time (measured: 21 → 14 s of CPU).

Other people's tables come first: each step renders anew all models that hang together, and with ours there from the
start they all hang on the user. The cyclic garbage collector rests meanwhile: it only walks models still in use.
"""

import gc
from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from linli.core.discovery import our_labels


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        gc.disable()
        try:
            if options["app_label"] is None and not options["plan"] and not options["check_unapplied"]:
                prepare(options["database"])
            super().handle(*args, **options)
        finally:
            gc.enable()


def prepare(alias: str) -> None:
    """On a database without any migration: those of the packages, and what they need of ours."""
    executor = MigrationExecutor(connections[alias])
    if not executor.loader.applied_migrations:
        ours = our_labels()
        executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] not in ours])
