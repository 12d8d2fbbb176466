"""Many threads at one line, each with a connection of its own."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

from django.db import connection


def race(runners: Sequence[Callable[[], Any]]) -> list[Any]:
    """Starts all at once; gives what each returned, or the exception that it raised."""
    line, results = Barrier(len(runners)), [None] * len(runners)

    def run(index: int) -> None:
        line.wait()
        try:
            results[index] = runners[index]()
        except Exception as problem:
            results[index] = problem  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [Thread(target=run, args=(index,)) for index in range(len(runners))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
