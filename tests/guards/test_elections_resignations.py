"""Resignations: what the guards refuse under their names, and the damage without each."""

from datetime import date
from typing import Any

import pytest

from tests.cast import Cast
from tests.elections.offices.letters import filed, refused, withdrawn
from tests.elections.offices.scene import ended, resignation, seated
from tests.guards.elections import Damage, change, copy, run, shown

LETTER, HOLDER = "elections_resignation", "elections_officeholder"
FILED, STAYS = "elections_resignation_filed", "elections_resignation_stays"
DECIDED, CLOSED = "elections_resignation_decided", "elections_resignation_closed"
APPROVED, REFUSED = "elections_resignation_approved", "elections_resignation_refused"
WRITTEN = (
    f"INSERT INTO {LETTER} (key, officeholder_id, reason, state, filed_by_id, filed_at, reference)"
    f" SELECT 'another', id, '', 'filed', {{by}}, '{{at}}', '' FROM {HOLDER}"
)
OTHERS = "(SELECT max(id) FROM accounts_user)"


def in_office(cast: Cast) -> None:
    seated(cast)


def left(cast: Cast) -> None:
    ended(cast)


def approved(cast: Cast) -> None:
    filed(cast)
    ended(cast)


def ended_by_another(cast: Cast) -> None:
    """Withdrawn; then the office ended by a letter on paper, of another day."""
    withdrawn(cast)
    ended(cast, resignation(applied_on=date(2026, 5, 1)))


def written(by: str, at: str, scene: Any = in_office) -> Damage:
    return run(FILED, scene, WRITTEN.format(by=by, at=at), f"SELECT count(*) FROM {LETTER}")


DAMAGES = [
    copy("elections_resignation_once", filed, "")._replace(
        seen=f"SELECT count(*) FROM {LETTER} GROUP BY officeholder_id HAVING count(*) > 1 LIMIT 1"
    ),
    change(CLOSED, filed, "closed_at IS NOT NULL", closed_at="now()"),
    change(CLOSED, filed, "state = 'withdrawn' AND closed_at IS NULL", DECIDED, state="'withdrawn'"),
    change(APPROVED, filed, "state = 'approved'", DECIDED, state="'approved'", closed_at="now()"),
    change(
        REFUSED, filed, "state = 'refused' AND reference = ''", DECIDED, state="'refused'", closed_at="now()"
    ),
    change(REFUSED, filed, "refused_on IS NOT NULL", refused_on="'2026-06-01'"),
    written(OTHERS, "2026-06-08 01:00Z"),  # by somebody else
    written("user_id", "2021-06-01 01:00Z"),  # before it began
    written("user_id", "2026-07-02 01:00Z"),  # after the term
    written("user_id", "2026-06-08 01:00Z", left),  # ended already
    change(STAYS, filed, "reason = 'x'", reason="'x'"),
    change(STAYS, withdrawn, "state = 'filed'", state="'filed'", closed_at="NULL", closed_by_id="NULL"),
    change(STAYS, refused, "reference = 'x'", reference="'x'"),
    change(
        STAYS,
        approved,
        "state = 'filed'",
        state="'filed'",
        closed_at="NULL",
        closed_by_id="NULL",
        ending_id="NULL",
    ),  # its ending still stands
    run(STAYS, filed, f"DELETE FROM {LETTER}", f"SELECT (count(*) = 0)::int FROM {LETTER}"),
    change(
        DECIDED,
        filed,
        "state = 'withdrawn'",
        state="'withdrawn'",
        closed_at="now()",
        closed_by_id=OTHERS,
    ),
    change(
        DECIDED,
        filed,
        "state = 'refused'",
        state="'refused'",
        closed_at="now()",
        closed_by_id="filed_by_id",
        refused_on="'2026-06-01'",
        reference="'纪要'",
    ),
    change(
        DECIDED,
        filed,
        "state = 'refused'",
        state="'refused'",
        closed_at="'2026-06-08 01:00Z'",
        closed_by_id=OTHERS,
        refused_on="'2026-05-19'",
        reference="'纪要'",
    ),  # before it was filed
    change(
        DECIDED,
        ended_by_another,
        "state = 'approved'",
        STAYS,
        state="'approved'",
        ending_id="(SELECT max(id) FROM elections_officeending)",
    ),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.guard)
def test_a_guard_of_resignations_stops_what_happens_without_it(
    damage: Damage, cast: Cast, owner: Any
) -> None:
    shown(damage, cast, owner)
