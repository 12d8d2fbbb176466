"""Engines answer questions about the one table of entries. `SEARCH_ENGINE` names another one."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.base import Engine

DEFAULT = "search.engines.postgresql.PostgresqlEngine"


@cache
def engine() -> Engine:
    found: Engine = import_string(getattr(settings, "SEARCH_ENGINE", DEFAULT))()
    return found
