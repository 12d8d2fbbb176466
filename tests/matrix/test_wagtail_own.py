"""Wagtail's admin × every role × every method, with things of the community that the roles are held in."""

import pytest
from pytest_django import Settings

from linli.roles.stock import ROLES
from tests.cast import Cast
from tests.matrix.admins import PEOPLE, walk
from tests.matrix.wagtail_objects import build


@pytest.mark.parametrize("who", [*PEOPLE, *ROLES])
def test_everybody_gets_what_the_table_says(cast: Cast, settings: Settings, who: str) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False  # asked by tests of its own
    wrong = walk(cast, who, build(cast)["mine"])
    assert not wrong, "\n".join(wrong)
