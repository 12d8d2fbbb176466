"""What `linli doctor` asks of settings and services, and how to mend each answer."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.core.catalogues import stale
from linli.core.grants import append_only_tables
from linli.core.schema import unapplied_migrations

Probe = Callable[[], str | None]  # what is wrong, or nothing


@dataclass(frozen=True)
class Check:
    name: str
    probe: Probe
    mend: Promise
    production_only: bool = False


@dataclass(frozen=True)
class Finding:
    name: str
    problem: str | None
    mend: Promise


def ask(sql: str, params: list[Any] | None = None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row = cursor.fetchone()
    return row[0] if row else None


def database_answers() -> str | None:
    return None if ask("SELECT 1") == 1 else "no answer"


def database_version() -> str | None:
    version = connection.pg_version  # type: ignore[attr-defined]
    return None if version >= 150000 else f"PostgreSQL {version // 10000}"


def role_is_modest() -> str | None:
    if ask("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"):
        return "the application's role is a superuser or passes by row security"
    if ask("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"):
        return "the application's role owns the tables"
    return None


def history_is_safe() -> str | None:
    for table in append_only_tables():
        if ask(
            "SELECT has_table_privilege(%s, 'UPDATE') OR has_table_privilege(%s, 'DELETE')", [table, table]
        ):
            return f"the application may rewrite {table}"
    return None


def writes_are_durable() -> str | None:
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        if ask(f"SHOW {setting}") == "off":
            return f"{setting} = off"
    return None


def migrations_are_applied() -> str | None:
    waiting = unapplied_migrations()
    return f"{len(waiting)} not applied" if waiting else None


def worker_works() -> str | None:
    stalled = ask(
        "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' "
        "AND coalesce(scheduled_at, now()) < now() - interval '15 minutes'"
    )
    return f"{stalled} jobs have waited for more than 15 minutes" if stalled else None


def cache_is_shared() -> str | None:
    backend = settings.CACHES["default"]["BACKEND"]
    if "locmem" in backend or "dummy" in backend:
        return str(backend)
    try:
        caches["default"].set("linli.doctor", "well", 60)
        return None if caches["default"].get("linli.doctor") == "well" else "it forgets at once"
    except Exception as error:  # each backend has errors of its own
        return f"{type(error).__name__}: {error}"


def secret_key() -> str | None:
    weak = len(settings.SECRET_KEY) < 32 or settings.SECRET_KEY.startswith("only-for")
    return "missing, short or the demo's" if weak else None


def hosts() -> str | None:
    return "every host is allowed" if "*" in settings.ALLOWED_HOSTS or not settings.ALLOWED_HOSTS else None


def debug_is_off() -> str | None:
    return "DEBUG is on" if settings.DEBUG or settings.DEMO else None


def https() -> str | None:
    return None if getattr(settings, "SESSION_COOKIE_SECURE", False) else "cookies may travel unencrypted"


def proxies_are_counted() -> str | None:
    return None if getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", None) is not None else "not set"


def mail_is_sent() -> str | None:
    backend = settings.EMAIL_BACKEND
    return backend if any(word in backend for word in ("console", "locmem", "dummy")) else None


def sms_is_sent() -> str | None:
    return "codes go to the demo's sink" if settings.SMS_GATEWAY.endswith("LocalSink") else None


def disk() -> str | None:
    places = [place for place in (settings.ROOT, settings.VAR) if place.exists()]
    free = min(shutil.disk_usage(place).free for place in places)
    return f"{free // 2**20} MiB free" if free < 2**30 else None


def translations() -> str | None:
    count = len(stale(settings.ROOT))
    return f"{count} catalogues are not compiled" if count else None


def calendar_knows_this_year() -> str | None:
    import chinese_calendar

    try:
        chinese_calendar.is_workday(date.today())
    except NotImplementedError:
        return f"the working calendar does not know {date.today().year}"
    return None


CHECKS = [
    Check("database", database_answers, _("Start PostgreSQL, or mend DATABASE_URL.")),
    Check("database version", database_version, _("Use PostgreSQL 15 or newer.")),
    Check(
        "database role",
        role_is_modest,
        _("Give DATABASE_URL a role of its own, and DATABASE_OWNER_URL the owner."),
    ),
    Check(
        "append-only tables", history_is_safe, _("Run `linli setup` as the owner: it sets the rights again.")
    ),
    Check("durable writes", writes_are_durable, _("Switch it on in postgresql.conf and restart PostgreSQL.")),
    Check("migrations", migrations_are_applied, _("Run `linli setup`.")),
    Check("worker", worker_works, _("Start `linli procrastinate worker`, and look at its log.")),
    Check("disk", disk, _("Make room: at least 1 GiB must be free.")),
    Check("translations", translations, _("Run `linli messages`.")),
    Check("calendar", calendar_knows_this_year, _("Upgrade the package chinesecalendar.")),
    Check("secret key", secret_key, _("Set SECRET_KEY to 50 random characters."), True),
    Check("hosts", hosts, _("Set LINLI_HOSTS to the names of this site, separated by commas."), True),
    Check("debug", debug_is_off, _("Use DJANGO_SETTINGS_MODULE=linli.settings.production."), True),
    Check("https", https, _("Serve over HTTPS, and leave LINLI_HTTPS on."), True),
    Check(
        "cache", cache_is_shared, _("Set CACHE_URL to Redis or Valkey: limits on sign-in live in it."), True
    ),
    Check(
        "proxies",
        proxies_are_counted,
        _("Set LINLI_PROXIES to the number of proxies before this server."),
        True,
    ),
    Check("mail", mail_is_sent, _("Set EMAIL_URL, for example smtp+tls://user:password@host:587."), True),
    Check(
        "sms", sms_is_sent, _("Set LINLI_SMS_GATEWAY to the class that speaks to your SMS provider."), True
    ),
]


def examine(*, production: bool) -> Iterator[Finding]:
    """Asks every check that matters here; one that cannot be asked is a problem too."""
    for check in CHECKS:
        if check.production_only and not production:
            continue
        try:
            problem = check.probe()
        except DatabaseError as error:
            problem = str(error).splitlines()[0]
        yield Finding(check.name, problem, check.mend)
