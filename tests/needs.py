"""`python -m tests.needs`: fetches what the tests need and this machine lacks; says loudly what it cannot have."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

POSTGRES = Path("/usr/lib/postgresql/15/bin/initdb")
FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")


@dataclass(frozen=True)
class Need:
    name: str
    is_here: Callable[[], bool]
    packages: str  # Debian's, that bring it
    otherwise: str  # what does not happen without it
    for_tests: bool = True  # a test does not run without it: in CI a failure


def has_chinese_font() -> bool:
    return any(next(folder.rglob("*CJK*"), None) for folder in FONTS if folder.exists())


NEEDS = (
    Need("Chromium", lambda: bool(shutil.which("chromium")), "chromium", "the browser tests will NOT run"),
    Need(
        "PostgreSQL 15", POSTGRES.exists, "postgresql-15", "the tests on Debian's own PostgreSQL will NOT run"
    ),
    Need(
        "a Chinese font",
        has_chinese_font,
        "fonts-noto-cjk",
        "pictures of pages show boxes for Chinese",
        False,
    ),
)


def fetch(packages: Sequence[str]) -> None:
    """By apt, where this user may; silent unless it fails, and it may take a minute."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Fetching {' '.join(packages)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-qq", *command], env=environment, check=False, capture_output=True, text=True
        )
        if done.returncode:
            sys.stderr.write(done.stdout[-2000:] + done.stderr[-2000:])


def main(needs: Sequence[Need] = NEEDS) -> int:
    """0 where every test can run; 1 in CI where one cannot."""
    if missing := [need for need in needs if not need.is_here()]:
        fetch([need.packages for need in missing])
    missing = [need for need in missing if not need.is_here()]
    for need in missing:
        sys.stderr.write(
            f"!!! {need.name} is not here: {need.otherwise}. As root: apt-get install {need.packages}\n"
        )
    if os.environ.get("CI") and any(need.for_tests for need in missing):
        sys.stderr.write("In CI every test must run.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
