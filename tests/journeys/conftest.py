"""Where there is no browser the journeys say so loudly."""

import os

import pytest

from tests.browsing import CHROMIUM


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM or os.environ.get("CI"):
        return  # in CI a missing browser fails in the fixture
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.skip(reason="!!! NO CHROMIUM: the browser tests did NOT run"))
