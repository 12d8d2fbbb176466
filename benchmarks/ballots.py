"""Secret ballots: checking against bare multiplications, the tally.

`python -m benchmarks.ballots`; `make bench` runs it too, and `benchmarks.verifying`, `.casting`, `.booth`.
"""

import ctypes
import random
import time
from collections.abc import Callable
from typing import Any

from elections.crypto import ballots, canonical, suite, tally, trustees
from elections.crypto.ballots import Setting
from elections.crypto.manifest import Contest

KEY = 99991


def setting(options: int, most: int = 1) -> Setting:
    contest = Contest("chair", most, tuple(f"c{n}" for n in range(options)), 1)
    return Setting(bytes(31) + b"\x01", suite.base(KEY), (contest,))


def some_ballots(about: Setting, count: int) -> list[Any]:
    """Different voters, different choices."""
    made = []
    for n in range(count):
        secret, width = n + 1, len(about.contests[0].options)
        choice = [int(i == n % width) for i in range(width)]
        bare, _ = ballots.unsigned(about, suite.base(secret), 1, [choice])
        made.append(ballots.sign(bare, secret))
    return made


def seconds(act: Callable[[], Any]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def multiplications(options: int, top: int) -> tuple[int, int]:
    """(with G, with another element) that checking one ballot takes: 2 and 6 for each 0/1 proof, and so on."""
    branches = options * 2 + (top + 1)
    return branches + 1, branches * 3 + 1


def bare(bases: int, others: int) -> float:
    """Seconds for so many multiplications and nothing else: libsodium in a loop."""
    out, scalar = ctypes.create_string_buffer(32), random.randbytes(31) + b"\x01"
    element = suite.base(12345)
    began = time.process_time()
    for _ in range(bases):
        suite._base(out, scalar)
    for _ in range(others):
        suite._mult(out, scalar, element)
    return time.process_time() - began


def checking(options: int = 10, sample: int = 60, rounds: int = 5) -> None:
    """Checked as the server checks a ballot: the text is read, everything is proved; interleaved with the yardstick."""
    about = setting(options)
    texts = [canonical.dumps(ballot) for ballot in some_ballots(about, sample)]
    bases, others = (number * sample for number in multiplications(options, 1))
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(seconds(lambda: [ballots.check(about, canonical.loads(text)) for text in texts]))
        theirs.append(bare(bases, others))
    ratio = min(ours) / min(theirs)
    whole = min(ours) / sample * 3000
    print(
        f"checking {options} candidates: {min(ours) / sample * 1000:.2f} ms a ballot, {ratio:.2f} × bare multiplications"
    )
    print(f"3,000 of them on one core: {whole:.1f} s")


def counting(count: int = 10_000, options: int = 12, different: int = 50) -> None:
    """Sums of ten thousand ballots, three shares with proofs, two of them combined, numbers found."""
    about = setting(options, options)
    made = [(body, ballots.ballot_hash(body)) for body in some_ballots(about, different)]
    began = time.process_time()
    body = tally.tally_body(about.contests, (made[n % different] for n in range(count)))
    added = time.process_time() - began
    secrets = [KEY, 7]  # f(x) = KEY + 7x
    shares = []
    for index in (1, 2):
        who = trustees.Trustee(bytes(32), bytes(32), index)
        x = trustees.share_at(secrets, index)
        shares.append(tally.share_body(who, x, bytes(32), body))
        tally.check_share(bytes(32), suite.base(who.signing), suite.base(x), bytes(32), body, shares[-1])
    numbers = tally.decrypted(body, shares)
    assert sum(numbers[0]) == count
    whole = time.process_time() - began
    print(f"tally and decryption of {count:,} × {options}: {whole:.1f} s (adding up {added:.1f} s)")


def main() -> None:
    checking()
    counting()


if __name__ == "__main__":
    main()
