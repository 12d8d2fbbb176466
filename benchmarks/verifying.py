"""The whole verification of a finished board of 3,000 ballots of ten candidates, as a multiple of bare multiplications.

`python -m benchmarks.verifying`. The board is made by the tests' prover, which shares no line with the verifier.
"""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.ballots import bare, multiplications
from tests.verify.prover import Prover

VOTERS, CANDIDATES = 3000, 10
NAMES = "abcdefghij"


def finished(voters: int) -> bytes:
    """An archive: one contest, six of ten for the first candidate."""
    options = [{"id": x, "label": f"候选人{x}"} for x in NAMES[:CANDIDATES]]
    contest = {"id": "chair", "max": 1, "options": options, "seats": 1, "title": "主任"}
    made = Prover(voters=voters, contests=[contest]).prepare()
    for voter in range(voters):
        chosen = 0 if voter % 10 < 6 else voter % CANDIDATES
        made.vote(voter, [[int(k == chosen) for k in range(CANDIDATES)]])
    made.close()
    made.tally()
    made.share(1)
    made.share(2)
    made.result([["a"]], [[]])
    return made.archive()


def seconds_of_verifier(archive: Path) -> float:
    """Processor time of the command as a stranger runs it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "linli_verify", str(archive)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(voters: int = VOTERS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "election.zip"
        archive.write_bytes(finished(voters))
        taken = seconds_of_verifier(archive)
        size = archive.stat().st_size / 2**20
    bases, others = multiplications(CANDIDATES, 1)
    ratio = taken / (bare(bases * 50, others * 50) / 50 * voters)
    print(f"verifying {voters:,} ballots ({size:.0f} MiB): {taken:.1f} s, {ratio:.2f} × bare multiplications")


if __name__ == "__main__":
    main()
