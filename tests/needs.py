"""`python -m tests.needs`: fetches what the tests need and this machine lacks; says loudly what it cannot have."""

import os
import shutil
import subprocess
import sys

# program: Debian's packages that bring it
NEEDS = {"chromium": ["chromium", "fonts-noto-cjk"]}
POSTGRES = "/usr/lib/postgresql/15/bin/postgres"


def fetch(packages: list[str]) -> None:
    """By apt, where this user may; quietly, since it may take half a minute."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False, **quiet)  # type: ignore[call-overload]
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(command, env=environment, check=False, **quiet)  # type: ignore[call-overload]


def main() -> None:
    missing = False
    for program, packages in NEEDS.items():
        if not shutil.which(program):
            fetch(packages)
        if not shutil.which(program):
            missing = True
            sys.stderr.write(
                f"!!! {program} is not here: its tests will NOT run. As root: apt-get install {packages}\n"
            )
    if missing and os.environ.get("CI"):
        sys.exit("In CI every test must run.")


if __name__ == "__main__":
    main()
