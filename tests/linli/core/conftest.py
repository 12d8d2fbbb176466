"""Cast of the core's tests."""

import pytest

from tests.cast import Cast
from tests.linli.core.admin_scene import Scene


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return Scene(cast)
