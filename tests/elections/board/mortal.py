"""A server that can be killed: `python -m tests.elections.board.mortal DATABASE PORT`, then "serve" or "close" on its input.

Each word forks a process that does just that, and its number is printed; whoever asked may kill it at any moment.
"""

import os
import sys
import time
from typing import Any


def begin(name: str) -> None:
    """Django on the tests' database, as the application's role, at noon of the election day."""
    import django
    from django.conf import settings

    settings.ALLOWED_HOSTS, settings.KIOSK_ADDRESSES = ["*"], ["127.0.0.1"]
    django.setup()
    from django.db import connection
    from django.utils import timezone

    from tests.elections.process.scene import day

    connection.settings_dict["NAME"] = name
    connection.settings_dict["OPTIONS"] = {"options": f"-c role={settings.DATABASE_APP_ROLE}"}
    noon = day(0, 12)
    timezone.now = lambda: noon
    import linli.urls  # noqa: F401  # everything is imported before the first fork


def serve(port: int) -> None:
    from django.core.servers.basehttp import (
        ThreadedWSGIServer,
        WSGIRequestHandler,
        get_internal_wsgi_application,
    )

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    while True:
        try:
            server = ThreadedWSGIServer(("127.0.0.1", port), Quiet)
            break
        except OSError:  # the one that was killed is not quite gone
            time.sleep(0.02)
    server.set_app(get_internal_wsgi_application())
    server.serve_forever()


def close(delay: float) -> None:
    from elections.tasks import close_boards_due
    from tests.elections.process.scene import CLOSES

    time.sleep(delay)
    close_boards_due(CLOSES)


def main() -> None:
    begin(sys.argv[1])
    print("ready", flush=True)
    for line in sys.stdin:
        word, _, value = line.strip().partition(" ")
        pid = os.fork()
        if not pid:
            serve(int(sys.argv[2])) if word == "serve" else close(float(value or 0))
            os._exit(0)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
