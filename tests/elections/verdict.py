"""What the independent verifier, which shares no code with the server, says of an archive."""

import subprocess
import sys
from pathlib import Path

VERIFY = Path(__file__).parents[2] / "verify"


def verdict(archive: bytes, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run as a program of its own: 0 holds, 1 does not hold, 2 cannot be read."""
    file = folder / "election.zip"
    file.write_bytes(archive)
    command = [sys.executable, "-m", "linli_verify", str(file)]
    return subprocess.run(command, cwd=VERIFY, capture_output=True, text=True, timeout=120, check=False)


def spoiled(archive: bytes) -> bytes:
    """One bit of a ballot's kind turned over."""
    at = archive.index(b'"kind":"ballot"') + 8
    return archive[:at] + bytes([archive[at] ^ 1]) + archive[at + 1 :]
