"""The server's time is that of the election's calendar."""

from datetime import datetime

import pytest
from django.utils import timezone

from elections.actions.board import lines
from tests.elections.board.scene import SETTING_UP


class Clock:
    def __init__(self) -> None:
        self.at = SETTING_UP

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    for remembered in (lines.setting_of, lines.public_key_of, lines.secret_of):
        remembered.cache_clear()
    return clock
