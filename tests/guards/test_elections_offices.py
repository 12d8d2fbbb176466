"""Offices that end before their term: what the guards refuse under their names, and the damage without each."""

from typing import Any

import pytest

from elections.actions.offices import take_back_ending
from tests.cast import Cast
from tests.elections.offices.scene import ENTERED, appraised, ended, plain, seated
from tests.guards.elections import Damage, change, copy, run, shown

ENDING, HOLDER = "elections_officeending", "elections_officeholder"
LAWFUL, STAYS = "elections_officeending_lawful", "elections_officeending_stays"
ENDS, APPLIED = "elections_officeholder_ends", "elections_officeending_applied"
COPIED = (
    f"INSERT INTO {ENDING} (key, officeholder_id, ground, ended_on, applied_on, appraised_on, reference, note,"
    " portal_key, entered_at, take_back_reason)"
    f" SELECT 'another', id, 'resigned', {{day}}, '2026-05-20', '{{{{}}}}', '纪要', '', '', '2026-06-08 01:00Z', ''"
    f" FROM {HOLDER}"
)


def in_office(cast: Cast) -> None:
    seated(cast)


def resigned(cast: Cast) -> None:
    ended(cast)


def left(cast: Cast) -> None:
    ended(cast, plain("left"))


def found_unfit(cast: Cast) -> None:
    ended(cast, appraised())


def taken_back(cast: Cast) -> None:
    take_back_ending(ending=ended(cast), reason="录入错误", by=cast.bo, at=ENTERED)


def on(day: str, *off: str) -> Damage:
    """Entered for that day, of somebody in office from 2021-07-01 to 2026-07-01, on the eighth of June."""
    sql = COPIED.format(day=day).replace("{{}}", "{}")
    return run(LAWFUL, in_office, sql, f"SELECT count(*) FROM {ENDING}", *off)


DAMAGES = [
    copy("elections_officeending_once", resigned, "", LAWFUL)._replace(
        seen=f"SELECT count(*) FROM {ENDING} GROUP BY officeholder_id HAVING count(*) > 1 LIMIT 1"
    ),
    change("elections_officeending_ground", left, "ground = 'recalled'", STAYS, ground="'recalled'"),
    change("elections_officeending_reference", resigned, "reference = ''", STAYS, reference="''"),
    change(
        "elections_officeending_applied", resigned, "applied_on > ended_on", STAYS, applied_on="ended_on + 1"
    ),
    change("elections_officeending_applied", resigned, "applied_on IS NULL", STAYS, applied_on="NULL"),
    change(
        "elections_officeending_appraised", found_unfit, "appraised_on = '{{}}'", STAYS, appraised_on="'{}'"
    ),
    change(
        "elections_officeending_taken_back",
        resigned,
        "taken_back_at IS NOT NULL",
        STAYS,
        taken_back_at="now()",
    ),
    on("'2021-06-30'", APPLIED),  # before it began
    on("'2026-06-09'"),  # after the day on which it was entered
    copy(LAWFUL, resigned, "", "elections_officeending_once")._replace(
        seen=f"SELECT count(*) FROM {ENDING} GROUP BY officeholder_id HAVING count(*) > 1 LIMIT 1"
    ),  # ended already
    run(
        STAYS,
        resigned,
        f"UPDATE {ENDING} SET ended_on = ended_on + 1; DELETE FROM {ENDING}",
        f"SELECT (count(*) = 0)::int FROM {ENDING}",
    ),
    change(STAYS, taken_back, "take_back_reason = 'x'", take_back_reason="'x'"),
    change(ENDS, in_office, "ended_on IS NOT NULL", ended_on="'2026-06-01'", ending="'left'"),  # no record
    change(ENDS, in_office, "ending = 'recalled'", ended_on="'2026-06-01'", ending="'recalled'"),  # no vote
    change(ENDS, resigned, "ended_on = '2026-05-30'", ended_on="'2026-05-30'"),  # twice
    change(ENDS, resigned, "ended_on IS NULL", ended_on="NULL", ending="''"),  # the record still stands
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.guard)
def test_a_guard_of_offices_stops_what_happens_without_it(damage: Damage, cast: Cast, owner: Any) -> None:
    shown(damage, cast, owner)
