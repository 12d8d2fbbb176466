"""Asking to join, being verified or refused, leaving; and who may decide."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from notifications.models import Notification

from linli.residents import actions
from linli.residents.models import Verification
from linli.roles.permissions import Permission
from linli.roles.rights import may
from tests.cast import BEGINNING, Cast
from tests.races import race

ANSWERS = {"name": "客", "dwelling": "3 号楼 2 单元 401", "relation": "tenant", "note": ""}


@pytest.fixture(autouse=True)
def without_second_factor(settings: Any) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False


def ask(cast: Cast, by: Any = None) -> Verification:
    return actions.ask_to_join(community=cast.home, by=by or cast.guest, at=BEGINNING, **ANSWERS)


def test_a_guest_asks_and_becomes_a_resident(cast: Cast, client: Client) -> None:
    join = f"/c/{cast.home.code}/join/"
    client.force_login(cast.guest)
    assert client.get(join).status_code == 200
    assert client.post(join, ANSWERS).status_code == 302
    request = Verification.objects.get()
    assert not may(cast.guest, Permission.VOTE, cast.home, BEGINNING)
    client.force_login(cast.bo)
    assert "客" in client.get(f"{join}requests/").content.decode()
    client.post(f"{join}requests/{request.key}/", {"verify": "1"})
    fresh = type(cast.guest).objects.get(pk=cast.guest.pk)
    from django.utils import timezone

    assert may(fresh, Permission.VOTE, cast.home, timezone.now())
    assert Notification.objects.filter(recipient=cast.guest).count() == 1


def test_a_refusal_needs_a_reason_and_tells_it(cast: Cast) -> None:
    request = ask(cast)
    with pytest.raises(actions.ReasonMissing):
        actions.refuse_resident(verification=request, reason=" ", by=cast.bo, at=BEGINNING)
    actions.refuse_resident(verification=request, reason="请带租房合同", by=cast.bo, at=BEGINNING)
    assert Notification.objects.get(recipient=cast.guest).description == "请带租房合同"
    assert ask(cast).state == Verification.State.REQUESTED  # and may ask again


def test_nobody_asks_twice_and_without_the_guard_the_constraint_refuses(cast: Cast) -> None:
    ask(cast)
    with pytest.raises(actions.AlreadyAsked):
        ask(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        Verification.objects.create(community=cast.home, user=cast.guest, requested_at=BEGINNING, **ANSWERS)


def test_nobody_verifies_themselves(cast: Cast, owner: Any) -> None:
    cast.home.division.appointments.filter(user=cast.bo, role="resident").delete()
    request = ask(cast, by=cast.bo)
    with pytest.raises(actions.OwnRequest):
        actions.verify_resident(verification=request, by=cast.bo, at=BEGINNING)
    own = Verification.objects.filter(pk=request.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        own.update(state="verified", decided_by=cast.bo)
    owner("ALTER TABLE residents_verification DROP CONSTRAINT residents_verification_not_by_oneself")
    assert own.update(state="verified", decided_by=cast.bo) == 1  # the damage


def test_leaving_ends_what_a_resident_may_do(cast: Cast) -> None:
    request = actions.verify_resident(verification=ask(cast), by=cast.bo, at=BEGINNING)
    actions.leave(verification=request, by=cast.guest, at=BEGINNING.replace(hour=5))
    assert not may(cast.guest, Permission.VOTE, cast.home, BEGINNING.replace(hour=6))


def test_a_committee_sees_its_own_requests_only(cast: Cast, client: Client) -> None:
    request = ask(cast)
    client.force_login(cast.eves_chair)
    assert client.get(f"/c/{cast.home.code}/join/requests/").status_code == 403
    assert client.get(f"/c/{cast.other.code}/join/requests/{request.key}/").status_code == 404
    client.force_login(cast.ann)
    assert (
        client.post(f"/c/{cast.home.code}/join/requests/{request.key}/", {"verify": "1"}).status_code == 403
    )


def test_two_members_who_decide_at_once_make_one_decision(live_cast: Cast) -> None:
    request = ask(live_cast)
    deciders = [live_cast.bo, live_cast.chair] * 4
    done = race(
        [lambda by=by: actions.verify_resident(verification=request, by=by, at=BEGINNING) for by in deciders]
    )
    assert sum(not isinstance(d, Exception) for d in done) == 1
    assert live_cast.home.division.appointments.filter(user=live_cast.guest, role="resident").count() == 1
