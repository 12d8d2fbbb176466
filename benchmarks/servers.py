"""The two servers that are compared: granian with Linli, nginx with one static file."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from linli.core.management.commands.demo import wait_for

NGINX = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{ access_log off; client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}; location = /healthz {{ return 200 "ok"; }} }} }}
"""


@contextmanager
def linli(port: int) -> Iterator[None]:
    """As in production: granian, two workers, DEBUG off."""
    command = "granian --interface wsgi --workers 2 --blocking-threads 1 --no-ws --log-level warning linli.wsgi:application"
    arguments = [sys.executable, "-m", *command.split(), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(arguments, env={**os.environ, "LINLI_DEBUG": "0"})
    try:
        wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait()


def find_nginx() -> str:
    """Debian keeps it where only root's PATH looks; asked before anything long begins."""
    found = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"]))
    if not found:
        raise SystemExit("!!! nginx is the yardstick, and is not here. As root: apt-get install nginx-light")
    return found


@contextmanager
def nginx(port: int, page: bytes) -> Iterator[None]:
    """One static file of the same size as a portal's home."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "page.html").write_bytes(page)
        (folder / "page.html").chmod(0o644)
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
        process = subprocess.Popen([find_nginx(), "-c", str(folder / "nginx.conf"), "-p", name])
        try:
            wait_for(port)
            yield
        finally:
            process.terminate()
            process.wait()
