"""Each constraint refuses its damage; with the constraint dropped the damage is done."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cast import Cast
from tests.guards import scenes

Scene = Callable[[Cast], None]


class Damage(NamedTuple):
    constraint: str
    scene: Scene
    changes: dict[str, str]  # column: SQL
    is_copy: bool = False  # a second row like the newest one, not a change of it


def change(constraint: str, scene: Scene, **changes: str) -> Damage:
    return Damage(constraint, scene, changes)


def copy(constraint: str, scene: Scene, **changes: str) -> Damage:
    return Damage(constraint, scene, changes, is_copy=True)


DAMAGES = [
    change("accounts_user_phone_is_e164", scenes.nothing, phone="'138 0000 0000'"),
    change("accounts_user_email_not_blank", scenes.nothing, email="''"),
    copy("communities_division_code", scenes.nothing, code="'37O103008009'"),
    change("communities_division_parent", scenes.nothing, parent_id="NULL"),
    change("communities_community_window", scenes.nothing, closed_at="opened_at"),
    copy("notifications_preference_email", scenes.preference, user_id="{other_user}", email="'sometimes'"),
    change("cms_notice_window", scenes.portal, valid_until="valid_from"),
    change("cms_notice_audience", scenes.portal, audience="'everyone'"),
    change("cms_review_decided", scenes.portal, outcome="'approved'"),
    change("cms_review_due", scenes.portal, due_at="submitted_at - interval '1 minute'"),
    change(
        "cms_review_reason",
        scenes.portal,
        outcome="'returned'",
        decided_at="now()",
        decided_by_id="{other_user}",
    ),
    copy("forum_board_once", scenes.talk),
    change("forum_topic_hidden_why", scenes.talk, hidden_at="now()"),
    change("forum_comment_hidden_why", scenes.talk, hidden_at="now()"),
    copy("forum_report_topic_once", scenes.talk),
    copy("forum_moderation_about_one", scenes.talk, topic_id="NULL"),
    copy("forum_moderation_says_why", scenes.talk, reason="''"),
    copy("marketplace_provider_once", scenes.market),
    change("marketplace_provider_state", scenes.market, state="'verified!'"),
    change("marketplace_provider_decided", scenes.market, decided_at="NULL"),
    change("marketplace_provider_reason", scenes.market, state="'suspended'", reason="''"),
    change("marketplace_listing_price", scenes.market, price="10000000"),
    change("marketplace_listing_minutes", scenes.market, minutes="14"),
    copy("marketplace_hours_once", scenes.market),
    change("marketplace_hours_weekday", scenes.market, weekday="8"),
    change("marketplace_hours_window", scenes.market, closes="opens"),
    change("marketplace_booking_state", scenes.market, state="'lost'"),
    change("marketplace_booking_window", scenes.market, ends_at="starts_at"),
    copy("marketplace_event_serial", scenes.market),
    change("marketplace_review_grade", scenes.market, grade="6"),
    change("marketplace_review_reply", scenes.market, reply="'谢谢'"),
    change("volunteers_opportunity_title", scenes.shifts, title="''"),
    change("volunteers_shift_window", scenes.shifts, ends_at="starts_at"),
    change("volunteers_shift_places", scenes.shifts, places="0"),
    change("volunteers_shift_reason", scenes.shifts, state="'cancelled'"),
    copy("volunteers_shift_once", scenes.shifts),
    change("volunteers_assignment_done", scenes.shifts, checked_out_at="NULL", proposed_minutes="NULL"),
    copy("volunteers_hours_correction", scenes.shifts, reason="''"),
    copy("volunteers_certificate_minutes", scenes.shifts, minutes="0"),
    copy("volunteers_certificate_days", scenes.shifts, last_on="first_on - 1"),
]
# triggers that would refuse the same damage first: each has a test of its own
OTHERS = {
    "marketplace_booking_state": "marketplace_booking_moves",
    "marketplace_booking_window": "marketplace_booking_moves",
    "marketplace_provider_state": "marketplace_provider_moves",
    "marketplace_review_grade": "marketplace_review_stays",
}


def ask(sql: str, *params: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row = cursor.fetchone()
    return row[0] if row else None


def rows(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT t::text FROM {table} t ORDER BY 1")
        return [row[0] for row in cursor.fetchall()]


def table_of(constraint: str) -> str:
    return str(
        ask(
            "SELECT coalesce((SELECT conrelid::regclass::text FROM pg_constraint WHERE conname = %s), "
            "(SELECT tablename FROM pg_indexes WHERE indexname = %s))",
            constraint,
            constraint,
        )
    )


def statement(damage: Damage, table: str) -> str:
    """The newest row changed, or written a second time with changes."""
    columns = [c.name for c in described(table)]
    primary = columns[0]
    newest = f"{primary} = (SELECT max({primary}) FROM {table})"
    if not damage.is_copy:
        sets = ", ".join(f"{column} = {value}" for column, value in damage.changes.items())
        return f"UPDATE {table} SET {sets} WHERE {newest}"
    fresh = {"key": "left(md5(random()::text), length(key))", **damage.changes}
    kept = [c for c in columns if c != "id"]
    names, values = ", ".join(f'"{c}"' for c in kept), ", ".join(fresh.get(c, f'"{c}"') for c in kept)
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {newest}"


def described(table: str) -> list[Any]:
    with connection.cursor() as cursor:
        return list(connection.introspection.get_table_description(cursor, table))


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.constraint)
def test_a_constraint_stops_what_happens_without_it(damage: Damage, cast: Cast, owner: Any) -> None:
    damage.scene(cast)
    table = table_of(damage.constraint)
    sql = statement(damage, table).replace("{other_user}", str(cast.guest.pk))
    if other := OTHERS.get(damage.constraint):
        owner(f"ALTER TABLE {table} DISABLE TRIGGER {other}")
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        owner(sql)
    cause: Any = refusal.value.__cause__
    assert cause.diag.constraint_name == damage.constraint
    before = rows(table)
    is_constraint = ask("SELECT count(*) FROM pg_constraint WHERE conname = %s", damage.constraint)
    owner(
        f"ALTER TABLE {table} DROP CONSTRAINT {damage.constraint}"
        if is_constraint
        else f"DROP INDEX {damage.constraint}"
    )
    owner(sql)
    after = rows(table)
    assert after != before, "the damage is done"
    assert len(after) == len(before) + damage.is_copy
