"""The log refuses change, and a change that got past the refusal is found."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from linli.audit.actions import record, verify
from linli.audit.models import Event
from tests.cast import BEGINNING, Cast


def write(cast: Cast, count: int) -> None:
    for number in range(count):
        record(
            by=cast.ann,
            action="test.write",
            obj=cast.home,
            community=cast.home,
            at=BEGINNING,
            detail={"n": number},
        )


def test_a_whole_chain_has_no_faults(cast: Cast) -> None:
    write(cast, 5)
    assert list(verify()) == []


@pytest.mark.parametrize("sql", ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"])
def test_the_application_may_not_change_the_log(cast: Cast, sql: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE audit_event SET action = 'other' WHERE serial = %s", "was altered"),
        ("DELETE FROM audit_event WHERE serial = %s", "dropped"),
        ("UPDATE audit_event SET serial = serial + 1000000 WHERE serial = %s", "dropped"),
    ],
)
def test_with_the_guards_off_the_damage_is_found(cast: Cast, owner: Any, sql: str, fault: str) -> None:
    write(cast, 5)
    middle = Event.objects.order_by("-serial")[2].serial
    owner("ALTER TABLE audit_event DISABLE TRIGGER USER")
    owner(sql, [middle])
    assert any(fault in found for _, found in verify())
