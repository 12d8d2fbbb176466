"""Signatures of a petition: what their guards refuse under their names, and the damage without each."""

from typing import Any

import pytest

from elections.actions.recalls import withdraw_recall
from tests.cast import Cast
from tests.elections.recalls.scene import ASKED
from tests.elections.recalls.test_petitions import entered
from tests.elections.recalls.test_representatives import entered as chosen_ones
from tests.guards.elections import Damage, change, copy, run, shown, twice

SIGNED, SHEET = "elections_recallsignature", "elections_recallsheet"
STAYS, ELECTOR = f"{SIGNED}_stays", f"{SIGNED}_elector"


def signed(cast: Cast) -> None:
    entered(cast)


def withdrawn(cast: Cast) -> None:
    withdraw_recall(recall=entered(cast).recall, by=cast.ann, at=ASKED)


def by_representatives(cast: Cast) -> None:
    chosen_ones(cast)


DAMAGES = [
    # one representative is two of the third that it takes
    twice("elections_recallsignature_representative", by_representatives, "recall_id, representative_id"),
    # a signature online in the name of a representative who has no account
    change(
        "elections_recallsignature_somebody",
        by_representatives,
        "user_id IS NULL AND sheet_id IS NULL",
        STAYS,
        "elections_recallsignature_typed",
        sheet_id="NULL",
    ),
    twice("elections_recallsignature_once", signed, "recall_id, user_id", "elections_recallsignature_entry"),
    twice("elections_recallsignature_entry", signed, "recall_id, registration_id", SIGNED + "_once"),
    change(
        "elections_recallsignature_somebody",
        signed,
        "user_id IS NULL AND registration_id IS NULL",
        STAYS,
        user_id="NULL",
        registration_id="NULL",
    ),
    change(
        "elections_recallsignature_typed",
        signed,
        "sheet_id IS NULL AND entered_by_id IS NOT NULL",
        STAYS,
        sheet_id="NULL",
    ),
    change("elections_recallsignature_ended", signed, "ended_at IS NOT NULL", STAYS, ended_at="now()"),
    change("elections_recallsignature_ended", signed, "reason <> ''", STAYS, reason="'x'"),
    run(
        STAYS,
        signed,
        "DELETE FROM elections_recallsignature",
        "SELECT (count(*) = 0)::int FROM elections_recallsignature",
    ),
    copy(
        ELECTOR,
        signed,
        "",
        SIGNED + "_once",
        registration_id="NULL",
        sheet_id="NULL",
        entered_by_id="NULL",
    )._replace(
        seen="SELECT count(*) FROM elections_recallsignature s JOIN elections_registration g USING (user_id)"
        " WHERE s.registration_id IS NULL"
    ),  # whoever is on the roll, beside their own entry
    twice("elections_recallsheet_number", signed, "recall_id, number"),
    copy("elections_recallsheet_counted", signed, "number < 1", number="0"),
    copy(
        "elections_recallsheet_photo", signed, "photo <> '' AND photo_hash = ''", number="9", photo_hash="''"
    ),
    run(
        "elections_recallsheet_append_only",
        signed,
        "UPDATE elections_recallsheet SET number = 9",
        "SELECT count(*) FROM elections_recallsheet WHERE number = 9",
    ),
    copy("elections_recallsheet_open", withdrawn, "number = 9", number="9"),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.guard)
def test_a_guard_of_petitions_stops_what_happens_without_it(damage: Damage, cast: Cast, owner: Any) -> None:
    shown(damage, cast, owner)
