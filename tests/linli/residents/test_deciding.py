"""Guards of a decision with each switched off, what is told to whom, and what the lists cost."""

from typing import Any
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from notifications.models import Notification

from linli.accounts.models import User
from linli.audit.models import Event
from linli.core.waiting import gather
from linli.residents import actions
from linli.residents.models import Verification
from tests.cast import BEGINNING, Cast
from tests.races import race

ANSWERS = {"name": "客", "dwelling": "3 号楼 2 单元 401", "relation": "tenant"}


def ask(cast: Cast, by: User | None = None) -> Verification:
    return actions.ask_to_join(community=cast.home, by=by or cast.guest, at=BEGINNING, **ANSWERS)


def many_ask(cast: Cast, count: int, first: int = 0) -> None:
    for number in range(first, first + count):
        ask(
            cast,
            User.objects.create_user(
                name=f"客{number}", phone=f"+8613700000{number:03d}", is_phone_verified=True
            ),
        )


def test_each_action_is_written_down_once(cast: Cast) -> None:
    refused = actions.refuse_resident(verification=ask(cast), reason="门牌不符", by=cast.bo, at=BEGINNING)
    verified = actions.verify_resident(verification=ask(cast), by=cast.bo, at=BEGINNING)
    actions.leave(verification=verified, by=cast.guest, at=BEGINNING.replace(hour=9))
    wanted = ["ask_to_join", "refuse_resident", "ask_to_join", "verify_resident", "leave"]
    events = Event.objects.filter(action__startswith="residents.").order_by("serial")
    assert [e.action for e in events] == [f"residents.{verb}" for verb in wanted]
    assert {e.object_id for e in events} == {str(refused.pk), str(verified.pk)}


def test_the_committee_is_told_of_a_request_and_nobody_else(cast: Cast) -> None:
    ask(cast)
    told = set(Notification.objects.values_list("recipient", flat=True))
    assert {cast.bo.pk, cast.chair.pk} <= told
    assert not told & {cast.ann.pk, cast.eve.pk, cast.eves_chair.pk, cast.guest.pk}


def test_a_refusal_without_reason_is_refused_by_the_database_too(cast: Cast, owner: Any) -> None:
    row = Verification.objects.filter(pk=ask(cast).pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.update(state="refused", decided_by=cast.bo)
    owner("ALTER TABLE residents_verification DROP CONSTRAINT residents_verification_refusal_has_reason")
    assert row.update(state="refused", decided_by=cast.bo) == 1  # the damage: refused, and nobody knows why


def test_without_the_constraint_one_person_has_two_open_requests(cast: Cast, owner: Any) -> None:
    ask(cast)
    owner("DROP INDEX residents_verification_one_open")
    Verification.objects.create(community=cast.home, user=cast.guest, requested_at=BEGINNING, **ANSWERS)
    assert Verification.objects.of(cast.guest).requested().count() == 2  # the damage


def test_without_the_lock_two_decisions_are_made(live_cast: Cast) -> None:
    """Two refuse at once, for different reasons: with the row unlocked both believe that they decided."""
    request = ask(live_cast)

    def refusal(by: User) -> Any:
        return lambda: actions.refuse_resident(verification=request, reason=str(by), by=by, at=BEGINNING)

    with patch.object(models.QuerySet, "select_for_update", lambda rows, **kwargs: rows):
        most = 0
        for _ in range(6):
            Verification.objects.update(state="requested", reason="", decided_by=None)
            done = race([refusal(live_cast.bo), refusal(live_cast.chair)])
            most = max(most, sum(not isinstance(d, Exception) for d in done))
    assert most == 2  # the damage


def test_asking_needs_a_confirmed_number(cast: Cast, client: Client) -> None:
    User.objects.filter(pk=cast.guest.pk).update(is_phone_verified=False)
    cast.guest.refresh_from_db()
    with pytest.raises(actions.PhoneMissing):
        ask(cast)
    client.force_login(cast.guest)
    assert "/accounts/phone/change/" in client.get(f"/c/{cast.home.code}/join/").content.decode()


def test_what_waits_for_the_guest_and_for_the_committee(cast: Cast) -> None:
    about: dict[str, Any] = {"community": cast.home, "at": BEGINNING}
    before = [w for w in gather("waiting", user=cast.guest, **about) if "/join/" in w.url]
    assert [w.until for w in before] == [None]
    ask(cast)
    mine = [w for w in gather("waiting", user=cast.guest, **about) if "/join/" in w.url]
    desk = [w for w in gather("due", user=cast.bo, **about) if "/join/" in w.url]
    assert [(w.until - BEGINNING).days for w in mine + desk if w.until] == [3, 3]
    assert not [w for w in gather("due", user=cast.ann, **about) if "/join/" in w.url]


@pytest.mark.parametrize("show", ["", "?show=decided"])
def test_the_list_costs_the_same_for_two_and_for_twenty(cast: Cast, client: Client, show: str) -> None:
    client.force_login(cast.bo)
    url = f"/c/{cast.home.code}/join/requests/{show}"
    counts = []
    for first, count in ((0, 2), (2, 18)):
        many_ask(cast, count, first)
        if show:
            Verification.objects.update(
                state="refused", reason="门牌不符", decided_by=cast.bo, decided_at=BEGINNING
            )
        client.get(url)
        with CaptureQueriesContext(connection) as made:
            assert client.get(url).status_code == 200
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_the_page_of_a_request_under_way_says_until_when(cast: Cast, client: Client) -> None:
    client.force_login(cast.guest)
    join = f"/c/{cast.home.code}/join/"
    client.post(join, {**ANSWERS, "note": ""})
    page = client.get(join).content.decode()
    assert "最迟答复" in page
    assert client.post(join, {**ANSWERS, "note": ""}).status_code == 409
    assert client.get(f"{join}leave/").status_code == 200
    client.post(f"{join}leave/")
    assert Verification.objects.get().state == Verification.State.WITHDRAWN


def test_deciding_twice_is_refused_with_words(cast: Cast, client: Client) -> None:
    request = ask(cast)
    client.force_login(cast.bo)
    url = f"/c/{cast.home.code}/join/requests/{request.key}/"
    assert client.post(url, {"refuse": "1", "reason": ""}).status_code == 200
    assert client.post(url, {"refuse": "1", "reason": "门牌不符"}).status_code == 302
    assert client.post(url, {"verify": "1"}).status_code == 409


@pytest.mark.parametrize("who", ["ann", "chen", "dan", "eve", "guest", None])
def test_who_may_not_verify_reads_no_request(cast: Cast, client: Client, who: str | None) -> None:
    request = ask(cast)
    if who:
        client.force_login(getattr(cast, who))
    for path in ("requests/", f"requests/{request.key}/"):
        answer = client.get(f"/c/{cast.home.code}/join/{path}")
        assert answer.status_code == (403 if who else 302)
        assert ANSWERS["dwelling"] not in answer.content.decode()


def test_who_is_a_resident_already_is_not_asked_to_join(cast: Cast, client: Client) -> None:
    client.force_login(cast.ann)
    assert 'name="dwelling"' not in client.get(f"/c/{cast.home.code}/join/").content.decode()
    client.force_login(cast.guest)
    page = client.get(f"/c/{cast.home.code}/join/").content.decode()
    assert 'name="dwelling"' in page
    assert "------" not in page
