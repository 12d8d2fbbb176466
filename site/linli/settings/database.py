"""Where the database is, and as which of its two roles this process speaks to it."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ

env = environ.Env()


def database(var: Path, *, as_owner: bool) -> dict[str, Any]:
    """DATABASE_URL (and DATABASE_OWNER_URL for migrations) where set; the embedded server otherwise.

    `LINLI_NO_DATABASE=1` gives an address that is never opened, for tools that only read the code.
    """
    from linli.core import embedded

    if env.bool("LINLI_NO_DATABASE", default=False):
        found = env.db_url_config("postgres://nobody@localhost/none")
    elif app_url := env.str("DATABASE_URL", default=""):
        owner_url = env.str("DATABASE_OWNER_URL", default=app_url)
        found = env.db_url_config(owner_url if as_owner else app_url)
        found["HOST"] = unquote(found["HOST"])  # a socket's folder stands percent-encoded in a URL
    else:
        role = embedded.OWNER if as_owner else embedded.APP
        socket = embedded.start(var)
        found = {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": embedded.DATABASE,
            "USER": role,
            "HOST": socket,
        }
    return {**found, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def app_role() -> str:
    """The role that gets rights on rows after migrations."""
    from linli.core import embedded

    if url := env.str("DATABASE_URL", default=""):
        return str(env.db_url_config(url)["USER"])
    return embedded.APP
