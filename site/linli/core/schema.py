"""Whether the tables of the database are those of this release."""

from typing import Any

from django.db import connection


def unapplied_migrations() -> list[Any]:
    """What `linli migrate` would run. Raises DatabaseError where the database does not answer."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return list(executor.migration_plan(executor.loader.graph.leaf_nodes()))
