"""What the application's own database role may do: rows, never tables; and append-only stays so."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections


def append_only_tables() -> list[str]:
    return sorted(m._meta.db_table for m in apps.get_models() if getattr(m, "append_only", False))


def grant(using: str = "default", extra: str = "") -> None:
    """Run by the owner after migrations: rights on rows to the application role, none to rewrite history."""
    role = settings.DATABASE_APP_ROLE
    connection: Any = connections[using]
    if not role or connection.settings_dict["USER"] == role:
        return
    name = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(
            f"GRANT SELECT, INSERT, UPDATE, DELETE {extra} ON ALL TABLES IN SCHEMA public TO {name}"
        )
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {name}")
        existing = set(connection.introspection.table_names(cursor))
        for table in append_only_tables():
            if table in existing:
                cursor.execute(f"REVOKE UPDATE, DELETE ON {connection.ops.quote_name(table)} FROM {name}")


def grant_after_migrate(**kwargs: Any) -> None:
    grant(kwargs["using"])
