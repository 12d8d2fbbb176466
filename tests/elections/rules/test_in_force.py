"""A draft begins with the law in force, and nothing new with a law that has ended."""

import pytest

from elections.rules import profiles
from elections.rules.in_force import REPLACED, current, in_force
from elections.rules.profiles import Body


@pytest.mark.parametrize(("is_village", "body"), [(True, Body.VILLAGERS), (False, Body.RESIDENTS)])
def test_each_kind_of_community_has_its_law(is_village: bool, body: Body) -> None:
    code = in_force(is_village=is_village)
    assert profiles.load(code).body is body
    assert code not in REPLACED


@pytest.mark.parametrize("code", profiles.names())
def test_a_law_that_has_ended_is_replaced_by_one_for_the_same_body(code: str) -> None:
    now = current(code)
    assert current(now) == now
    assert profiles.load(now).body is profiles.load(code).body
    assert (now != code) is (code == "cn-village-2018")
