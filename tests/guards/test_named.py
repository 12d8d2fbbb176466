"""Every guard of the database stands by its name in at least one test."""

from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

TESTS = Path(__file__).resolve().parents[1]
OURS = ("cms", "forum", "elections", "marketplace", "volunteers", "search", "linli")
APPS = sorted(a.label for a in apps.get_app_configs() if a.name.split(".")[0] in OURS)


@cache
def said() -> str:
    """Everything that tests say."""
    return "\n".join(p.read_text() for p in TESTS.rglob("*.py") if p != Path(__file__))


def constraints(app: str) -> set[str]:
    return {str(c.name) for m in apps.get_app_config(app).get_models() for c in m._meta.constraints}


def triggers(app: str) -> set[str]:
    """Of the app's own tables, and those that its functions hold on others' tables."""
    tables = [m._meta.db_table for m in apps.get_app_config(app).get_models()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND (c.relname = ANY(%s) OR t.tgname LIKE %s)",
            [tables, f"{app}\\_%"],
        )
        return {row[0] for row in cursor.fetchall()}


def is_named(guard: str, app: str) -> bool:
    """By its whole name, or by what follows the app's prefix, as a string of its own."""
    return guard in said() or f'"{guard.removeprefix(f"{app}_")}"' in said()


@pytest.mark.parametrize("app", APPS)
def test_every_guard_is_named_by_a_test(app: str, db: None) -> None:
    unnamed = sorted(name for name in constraints(app) | triggers(app) if not is_named(name, app))
    assert not unnamed, f"guards of {app} that no test names: {chr(32).join(unnamed)}"


def test_there_is_something_to_name(db: None) -> None:
    assert {"cms_only_approved", "cms_review_final"} <= triggers("cms")
    assert "forum_topic_hidden_why" in constraints("forum")
    assert len({name for app in APPS for name in constraints(app) | triggers(app)}) > 100
