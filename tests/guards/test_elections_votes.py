"""Residents' votes: the roll's numbers and the ballot's lines; with the guard off the damage is done."""

from typing import Any

import pytest

from tests.cast import Cast
from tests.elections.ballots import draft, opened
from tests.guards.elections import Damage, change, shown, twice

DAMAGES = [
    # two electors stand under one number of the roll that was published
    twice(
        "elections_elector_number",
        opened,
        "vote_id, number",
        "elections_elector_frozen",
        user_id="{other}",
    ),
    # a ballot that says 3 would mean two things
    twice("elections_option_position", draft, "vote_id, position", stance="'for'"),
    # a line to choose on which nothing stands
    change("elections_option_text", draft, "stance = 'choice' AND text = ''", stance="'choice'", text="''"),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.guard)
def test_a_guard_of_votes_stops_what_happens_without_it(damage: Damage, cast: Cast, owner: Any) -> None:
    shown(damage, cast, owner)
