"""Every check of the doctor is broken once, and seen to be."""

from typing import Any

import pytest
from pytest_django import Settings

from linli.core.doctor import CHECKS, examine


def problem(name: str) -> str | None:
    return {finding.name: finding.problem for finding in examine(production=True)}[name]


def test_a_healthy_machine_has_no_faults(db: None) -> None:
    faults = {f.name: f.problem for f in examine(production=False) if f.problem}
    faults.pop("translations", None)  # compiled by `make test`, not by a bare pytest
    assert faults == {}


@pytest.mark.parametrize(
    ("name", "setting", "value"),
    [
        ("secret key", "SECRET_KEY", "short"),
        ("hosts", "ALLOWED_HOSTS", ["*"]),
        ("debug", "DEBUG", True),
        ("https", "SESSION_COOKIE_SECURE", False),
        ("cache", "CACHES", {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}),
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
        ("database role", "ALTER TABLE search_gone OWNER TO linli_app"),
    ],
)
def test_a_bad_database_is_found(db: None, owner: Any, name: str, sql: str) -> None:
    if name == "database role":
        owner("GRANT CREATE ON SCHEMA public TO linli_app")
        owner("CREATE TABLE search_gone ()")
    owner(sql)
    assert problem(name)


def test_every_check_says_how_to_mend() -> None:
    assert all(str(check.mend) for check in CHECKS)
    assert len({check.name for check in CHECKS}) == len(CHECKS)
