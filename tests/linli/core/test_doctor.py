"""Every check of the doctor is broken once, and seen to be."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings

from linli.core import doctor
from linli.core.catalogues import compile_stale
from linli.core.doctor import CHECKS, examine

ROOT = Path(__file__).resolve().parents[3]

REDIS = {"BACKEND": "django.core.cache.backends.redis.RedisCache"}


def problem(name: str) -> str | None:
    return {finding.name: finding.problem for finding in examine(production=True)}[name]


def test_a_healthy_machine_has_no_faults(db: None) -> None:
    faults = {f.name: f.problem for f in examine(production=False) if f.problem}
    assert faults == {}


@pytest.mark.parametrize(
    ("name", "setting", "value"),
    [
        ("secret key", "SECRET_KEY", "short"),
        ("hosts", "ALLOWED_HOSTS", ["*"]),
        ("debug", "DEBUG", True),
        ("https", "SESSION_COOKIE_SECURE", False),
        ("cache", "CACHES", {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}),
        ("cache", "CACHES", {"default": {**REDIS, "LOCATION": "redis://127.0.0.1:9/0"}}),
        ("proxies", "ALLAUTH_TRUSTED_PROXY_COUNT", None),
        ("mail", "EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"),
        ("sms", "SMS_GATEWAY", "linli.accounts.sms.LocalSink"),
    ],
)
def test_a_bad_setting_is_found(db: None, settings: Settings, name: str, setting: str, value: Any) -> None:
    setattr(settings, setting, value)
    assert problem(name)


@pytest.mark.parametrize(
    ("name", "sql"),
    [
        ("append-only tables", "GRANT UPDATE ON audit_event TO linli_app"),
        ("migrations", "DELETE FROM django_migrations WHERE app = 'audit'"),
        (
            "worker",
            "INSERT INTO procrastinate_jobs (task_name, lock, args, status, queue_name, scheduled_at) "
            "VALUES ('x', 'x', '{}', 'todo', 'default', now() - interval '1 hour')",
        ),
        ("durable writes", "SET synchronous_commit = off"),
        ("database role", "ALTER TABLE search_gone OWNER TO linli_app"),
    ],
)
def test_a_bad_database_is_found(db: None, owner: Any, name: str, sql: str) -> None:
    if name == "database role":
        owner("GRANT CREATE ON SCHEMA public TO linli_app")
        owner("CREATE TABLE search_gone ()")
    owner(sql)
    assert problem(name)


def test_a_database_that_does_not_answer_is_found_and_the_rest_is_asked_all_the_same() -> None:
    nowhere = {"DATABASE_URL": "postgres://nobody@127.0.0.1:9/none", "PATH": os.defpath}
    command = [sys.executable, "manage.py", "doctor"]
    done = subprocess.run(
        command, cwd=ROOT, env={**nowhere, "LANG": "C.UTF-8"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "FAULT database: connection" in done.stdout
    assert "ok    disk" in done.stdout
    assert done.stdout.count("→") == done.stdout.count("FAULT") >= 5


def test_an_old_database_is_found(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert problem("database version") is None
    monkeypatch.setitem(connection.__dict__, "pg_version", 140012)
    assert problem("database version") == "PostgreSQL 14"


def test_a_full_disk_is_found(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=2**20 * 900))
    assert problem("disk") == "900 MiB free"


def test_a_catalogue_that_is_not_compiled_is_found(db: None, settings: Settings, tmp_path: Path) -> None:
    source = tmp_path / "forum/locale/zh_Hans/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
    settings.ROOT = tmp_path
    assert problem("translations") == "1 catalogues are not compiled"
    assert compile_stale(tmp_path) == 1
    assert problem("translations") is None
    os.utime(source, (source.stat().st_mtime + 60,) * 2)  # edited since
    assert problem("translations") == "1 catalogues are not compiled"


def test_a_year_without_a_calendar_is_found(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(date):
        @classmethod
        def today(cls) -> "Later":
            return cls(2099, 5, 1)

    monkeypatch.setattr(doctor, "date", Later)
    assert problem("calendar") == "the working calendar does not know 2099"


def test_no_check_goes_untested() -> None:
    """Each name stands in this file, in a test that breaks it."""
    text = Path(__file__).read_text()
    assert [
        check.name
        for check in CHECKS
        if f'"{check.name}"' not in text.replace("FAULT database", '"database"')
    ] == []


def test_every_check_says_how_to_mend() -> None:
    assert all(str(check.mend) for check in CHECKS)
    assert len({check.name for check in CHECKS}) == len(CHECKS)
