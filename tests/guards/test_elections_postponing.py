"""Postponing an election: what the record's guards refuse under their names, and the damage without each."""

from typing import Any

import pytest

from tests.cast import Cast
from tests.elections.process.scene import announced, day
from tests.elections.process.test_postponing import later
from tests.guards.elections import Damage, copy, run, shown, twice

LAWFUL = "elections_postponement_lawful"


def postponed(cast: Cast) -> None:
    later(announced(cast), cast, 28, day(-59))


DAMAGES = [
    twice("elections_postponement_once", postponed, "election_id, old_day", LAWFUL),
    copy("elections_postponement_later", postponed, "new_day <= old_day", LAWFUL, old_day="new_day"),
    copy(
        "elections_postponement_window",
        postponed,
        "new_closes_at <= new_opens_at",
        LAWFUL,
        old_day="old_day + 1",
        new_closes_at="new_opens_at",
    ),
    copy(
        "elections_postponement_reason",
        postponed,
        "reason = ''",
        LAWFUL,
        old_day="old_day + 1",
        reason="''",
    ),
    run(
        "elections_postponement_append_only",
        postponed,
        "UPDATE elections_postponement SET reason = '别的'; DELETE FROM elections_postponement",
        "SELECT (count(*) = 0)::int FROM elections_postponement",
    ),
    twice(LAWFUL, postponed, "election_id, new_day", old_day="old_day + 1"),  # not the day as it stands
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.guard)
def test_a_guard_of_postponing_stops_what_happens_without_it(damage: Damage, cast: Cast, owner: Any) -> None:
    shown(damage, cast, owner)
