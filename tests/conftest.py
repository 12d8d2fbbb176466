"""A real PostgreSQL, migrated by its owner and then used as the application uses it; the fixed cast."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from linli.core.catalogues import compile_stale
from linli.core.grants import grant
from linli.roles.models import Role
from tests.browsing import browser, open_page
from tests.cast import Cast, build_cast, restore_base

__all__ = ["browser", "open_page"]  # fixtures of every folder: Playwright starts once in a process

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs a loop in our thread


compile_stale(settings.ROOT)  # pages are read in Chinese


def become(role: str) -> None:
    """The owner's sessions act as `role` from now on, as `SET ROLE` does; none gives the owner back."""
    connection.close()
    connection.settings_dict["OPTIONS"] = {"options": f"-c role={role}"} if role else {}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Everything after the migrations runs as the application's role; TRUNCATE is for the tests' own cleaning."""
    with django_db_blocker.unblock():
        grant(extra=", TRUNCATE")
        with (
            connection.cursor() as cursor
        ):  # the flush after a test with real transactions sets sequences back
            cursor.execute(f"GRANT UPDATE ON ALL SEQUENCES IN SCHEMA public TO {settings.DATABASE_APP_ROLE}")
        become(settings.DATABASE_APP_ROLE)
    yield
    with django_db_blocker.unblock():
        become("")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test with real transactions empties all tables when it is over: what migrations put there comes back.

    After all fixtures, since the flush is one's end; after the last test the database itself is gone.
    """
    yield
    marker = item.get_closest_marker("django_db")
    is_marked = bool(marker and marker.kwargs.get("transaction"))
    is_real = is_marked or bool({"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())))
    if is_real and nextitem is not None:
        with item.config.stash[blocking_manager_key].unblock():
            restore_base()
            connection.close()


@pytest.fixture
def cast(db: None) -> Cast:
    """Ann 安, Bo 波, Chen 陈, Dan 丹 in 建新社区; Eve 伊 in 南山社区 must see nothing of it."""
    if not Role.objects.exists():  # a database used again may come out of a flush
        restore_base()
    return build_cast()


@pytest.fixture
def live_cast(transactional_db: None) -> Cast:
    """The same for tests with real transactions (threads, browsers): restores what the flush took."""
    restore_base()
    return build_cast()


@pytest.fixture
def owner(db: None) -> Any:
    """Runs SQL as the owner of the tables, inside the test's transaction: for switching guards off."""

    def run(sql: str, params: list[Any] | None = None) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with pending checks cannot be altered
            cursor.execute("SET ROLE NONE")
            cursor.execute(sql, params)
            cursor.execute(f"SET ROLE {settings.DATABASE_APP_ROLE}")

    return run
