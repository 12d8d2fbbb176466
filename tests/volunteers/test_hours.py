"""Hours are confirmed by somebody else, only added to, and can be checked by whoever holds the paper."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from linli.accounts.models import User
from tests.cast import BEGINNING, Cast
from tests.volunteers.shifts import DAY, STARTS, served, shift
from volunteers.actions.hours import (
    CorrectionRefused,
    NoConfirmedHours,
    NothingToConfirm,
    OnesOwnHours,
    confirm_shift,
    correct_hours,
    issue_certificate,
)
from volunteers.models import Assignment, HoursCertificate, HoursRecord

AFTER = STARTS + DAY


def confirmed(cast: Cast) -> HoursRecord:
    ours = shift(cast)
    served(ours, cast.dan)
    return confirm_shift(shift=ours, by=cast.bo, at=AFTER)[0]


def test_all_are_confirmed_at_once_but_ones_own(cast: Cast) -> None:
    ours = shift(cast)
    for user in (cast.ann, cast.dan, cast.bo):
        served(ours, user)
    records = confirm_shift(shift=ours, by=cast.bo, at=AFTER)
    assert {r.volunteer for r in records} == {cast.ann, cast.dan}
    with pytest.raises(OnesOwnHours):
        confirm_shift(shift=ours, by=cast.bo, at=AFTER)
    assert len(confirm_shift(shift=ours, by=cast.chair, at=AFTER)) == 1
    with pytest.raises(NothingToConfirm):
        confirm_shift(shift=ours, by=cast.chair, at=AFTER)


def test_the_database_refuses_ones_own_hours(cast: Cast, owner: Any) -> None:
    assignment = served(shift(cast), cast.bo)

    def confirm(volunteer: Any) -> None:
        with transaction.atomic():
            HoursRecord.objects.create(
                assignment=assignment,
                volunteer=volunteer,
                minutes=600,
                confirmed_by=cast.bo,
                confirmed_at=AFTER,
            )
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="volunteers_hours_not_ones_own"):
        confirm(cast.bo)
    with pytest.raises(IntegrityError, match="volunteers_hours_person"):
        confirm(cast.ann)  # nor under another's name
    owner("ALTER TABLE volunteers_hoursrecord DROP CONSTRAINT volunteers_hours_not_ones_own")
    confirm(cast.bo)
    assert HoursRecord.objects.of(cast.bo).total() == 600  # the damage


def test_under_another_name_ones_own_hours_get_through_without_the_person_guard(
    cast: Cast, owner: Any
) -> None:
    assignment = served(shift(cast), cast.bo)
    owner("ALTER TABLE volunteers_hoursrecord DROP CONSTRAINT volunteers_hours_person")
    HoursRecord.objects.create(
        assignment=assignment, volunteer=cast.ann, minutes=600, confirmed_by=cast.bo, confirmed_at=AFTER
    )
    assert HoursRecord.objects.of(cast.ann).total() == 600


@pytest.mark.parametrize("table", ["hoursrecord", "hourscertificate"])
def test_records_and_certificates_are_only_added_to(cast: Cast, owner: Any, table: str) -> None:
    confirmed(cast)
    issue_certificate(volunteer=cast.dan, community=cast.home, by=cast.dan, at=AFTER)
    sql = f"UPDATE volunteers_{table} SET minutes = 6000"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    with pytest.raises(DatabaseError), transaction.atomic():
        owner(sql)
    connection.cursor().execute("SET ROLE linli_app")
    owner(f"ALTER TABLE volunteers_{table} DISABLE TRIGGER USER")
    owner(sql)
    assert {HoursRecord.objects.get().minutes, HoursCertificate.objects.get().minutes} == {120, 6000}


def test_a_correction_stands_beside_the_first_record(cast: Cast) -> None:
    record = confirmed(cast)
    correct_hours(assignment=record.assignment, minutes=90, reason="提前离开", by=cast.bo, at=AFTER)
    assert [r.minutes for r in HoursRecord.objects.order_by("pk")] == [120, -30]
    assert HoursRecord.objects.of(cast.dan).total() == 90


@pytest.mark.parametrize(("minutes", "reason"), [(90, " "), (120, "无变化"), (-1, "少了"), (1500, "多了")])
def test_a_correction_needs_a_change_and_a_reason(cast: Cast, minutes: int, reason: str) -> None:
    record = confirmed(cast)
    with pytest.raises(CorrectionRefused):
        correct_hours(assignment=record.assignment, minutes=minutes, reason=reason, by=cast.bo, at=AFTER)


def test_nobody_corrects_their_own_hours(cast: Cast) -> None:
    with pytest.raises(OnesOwnHours):
        correct_hours(
            assignment=confirmed(cast).assignment, minutes=600, reason="多了", by=cast.dan, at=AFTER
        )


def test_hours_are_confirmed_once(cast: Cast, owner: Any) -> None:
    record = confirmed(cast)
    twice = {"assignment": record.assignment, "volunteer": cast.dan, "minutes": 60, "confirmed_at": AFTER}
    with pytest.raises(IntegrityError, match="volunteers_hours_once"), transaction.atomic():
        HoursRecord.objects.create(confirmed_by=cast.bo, **twice)
    owner("DROP INDEX volunteers_hours_once")
    HoursRecord.objects.create(confirmed_by=cast.bo, **twice)
    assert HoursRecord.objects.of(cast.dan).total() == 180


def test_a_certificate_states_what_is_confirmed_and_can_be_checked_by_anybody(
    cast: Cast, client: Client
) -> None:
    with pytest.raises(NoConfirmedHours):
        issue_certificate(volunteer=cast.ann, community=cast.home, by=cast.ann, at=BEGINNING)
    record = confirmed(cast)
    User.objects.filter(pk=cast.dan.pk).update(name="李丹丹")
    cast.dan.refresh_from_db()
    certificate = issue_certificate(volunteer=cast.dan, community=cast.home, by=cast.dan, at=AFTER)
    assert (certificate.minutes, certificate.shift_count) == (120, 1)
    page = client.get(
        f"/c/{cast.home.code}/volunteers/certificates/", {"key": certificate.key.upper()}, follow=True
    )
    assert page.status_code == 200
    assert not page.context["corrected"]
    assert page.context["shown_name"] == "李**"  # a stranger compares it with the paper
    correct_hours(assignment=record.assignment, minutes=60, reason="提前离开", by=cast.bo, at=AFTER + DAY)
    assert client.get(certificate.get_absolute_url()).context["corrected"] == -60


def test_an_unknown_key_is_said_to_be_unknown(cast: Cast, client: Client) -> None:
    page = client.get(f"/c/{cast.home.code}/volunteers/certificates/", {"key": "2222-2222-2222"})
    assert page.status_code == 404
    assert page.context["is_unknown"]


def test_ones_own_hours_wait_for_another_organiser(cast: Cast) -> None:
    served(shift(cast), cast.bo)
    assert Assignment.objects.of(cast.bo).unconfirmed().exists()
