"""Triggers that refuse a rewriting of history; with the trigger off the damage is done."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cast import Cast
from tests.guards import scenes

# trigger: its table, what is there to be rewritten, the damage
HISTORY = {
    "audit_event_append_only": ("audit_event", scenes.talk, "action = 'nothing.happened'"),
    "forum_moderationentry_append_only": ("forum_moderationentry", scenes.talk, "reason = '别的'"),
    "marketplace_bookingevent_append_only": (
        "marketplace_bookingevent",
        scenes.market,
        "serial = serial + 100",
    ),
    "volunteers_hoursrecord_append_only": ("volunteers_hoursrecord", scenes.shifts, "minutes = minutes + 1"),
    "volunteers_hourscertificate_append_only": (
        "volunteers_hourscertificate",
        scenes.shifts,
        "minutes = minutes + 600",
    ),
}


def refused(owner: Any, sql: str) -> bool:
    try:
        with transaction.atomic():
            owner(sql)
    except IntegrityError:
        return True
    return False


def count(table: str, where: str = "true") -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {where}")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("trigger", HISTORY)
def test_history_is_rewritten_only_without_its_trigger(trigger: str, cast: Cast, owner: Any) -> None:
    table, scene, damage = HISTORY[trigger]
    scene(cast)
    there = count(table)
    assert there
    newest = f"ctid = (SELECT max(ctid) FROM {table})"
    update, delete = f"UPDATE {table} SET {damage} WHERE {newest}", f"DELETE FROM {table} WHERE {newest}"
    assert refused(owner, update)
    assert refused(owner, delete)
    owner(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    assert not refused(owner, update)
    assert not refused(owner, delete)
    assert count(table) == there - 1


def test_a_new_shift_begins_with_nobody(cast: Cast, owner: Any) -> None:
    """Otherwise places could be taken away by writing a number."""
    scenes.shifts(cast)
    full = (
        "INSERT INTO volunteers_shift (key, opportunity_id, starts_at, ends_at, places, taken, state, reason) "
        "SELECT 'abcdefabcdef', opportunity_id, starts_at + interval '9 days', ends_at + interval '9 days', 3, 3, "
        "'planned', '' FROM volunteers_shift LIMIT 1"
    )
    assert refused(owner, full)
    owner("ALTER TABLE volunteers_shift DISABLE TRIGGER volunteers_shift_counter_insert")
    assert not refused(owner, full)
    assert count("volunteers_shift", "taken = 3") == 1, "a full shift to which nobody signed up"


def test_the_time_of_a_shift_that_people_signed_up_for_stands(cast: Cast, owner: Any) -> None:
    scenes.shifts(cast)
    move = "UPDATE volunteers_shift SET ends_at = ends_at + interval '5 hours' WHERE taken > 0"
    assert refused(owner, move)
    owner("ALTER TABLE volunteers_shift DISABLE TRIGGER volunteers_shift_times")
    assert not refused(owner, move)
    assert count("volunteers_shift", "ends_at = starts_at + interval '7 hours'") == 1, (
        "longer than was agreed"
    )
