from pathlib import Path

import pytest

from elections.actions.board import lines, manifests
from tests.elections.board.scene import booth


@pytest.fixture(autouse=True)
def booth_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small page in place of the built one; what is remembered of earlier boards is forgotten."""
    monkeypatch.setattr(manifests, "BOOTH", booth(tmp_path))
    lines.setting_of.cache_clear()
    lines.public_key_of.cache_clear()
    lines.secret_of.cache_clear()
