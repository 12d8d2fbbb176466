"""docs/verifying.md, as a newcomer reads it: the commands for the demo's finished election, run as they are written."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from elections.demo.elections.general import past_general
from tests.cast import Cast
from tests.elections.process.test_demo import NOON, world_at

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
def test_the_documented_commands_check_the_finished_election(
    live_cast: Cast, live_server: Any, tmp_path: Path
) -> None:
    past_general(world_at(live_cast, NOON), live_cast.home)
    (block,) = re.findall(r"^```sh\n(.*?)^```", (ROOT / "docs/verifying.md").read_text(), flags=re.M | re.S)
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    here = block.replace("http://localhost:8000", live_server.url)
    done = subprocess.run(
        ["bash", "-ec", here], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "election.zip").read_bytes().startswith(b"PK")
