"""A closed loop of a few keep-alive connections against one address of this machine."""

import http.client
import threading
import time


def requests_per_second(
    port: int, path: str, *, cookie: str = "", seconds: float = 3, connections: int = 4
) -> float:
    """Bounded in time and number of connections; raises where an answer is not 200."""
    counts, problems = [0] * connections, list[str]()
    end = time.monotonic() + seconds

    def ask(index: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {"Cookie": cookie} if cookie else {}
        while time.monotonic() < end:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                problems.append(f"{path}: {answer.status}")
                return
            counts[index] += 1

    threads = [threading.Thread(target=ask, args=(i,)) for i in range(connections)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise RuntimeError(problems[0])
    return sum(counts) / (time.monotonic() - began)
