"""Staff need a second factor: asked before any page of an office, and an office gives no power without it."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from linli.accounts.codes import current_code, demo_authenticator
from linli.accounts.models import User
from linli.audit.models import Event
from linli.roles.actions import dismiss
from linli.roles.permissions import Permission
from tests.cast import Cast
from tests.linli.accounts.entering import ask_for_code, code_sent_to, enter, is_signed_in

SET_UP = "/accounts/2fa/"
STAFF_ROLES = [
    "grid_worker",
    "committee_member",
    "chair",
    "editor",
    "reviewer",
    "street_officer",
    "platform_admin",
]


@pytest.fixture
def asked(settings: Any) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = True


def desk(cast: Cast) -> str:
    return f"/c/{cast.home.code}/desk/"


def give_factor(user: User) -> Authenticator:
    factor = demo_authenticator(user)
    factor.save()
    return factor


def test_the_desk_sends_bo_to_set_it_up(cast: Cast, client: Client, asked: None) -> None:
    client.force_login(cast.bo)
    for method in (client.get, client.post):
        answer = method(desk(cast))
        assert answer.status_code in (302, 405)
    assert client.get(desk(cast))["Location"] == SET_UP
    assert "二次验证" in client.get(SET_UP).content.decode()


def test_with_it_the_desk_opens(cast: Cast, client: Client, asked: None) -> None:
    give_factor(cast.bo)
    client.force_login(cast.bo)
    assert client.get(desk(cast)).status_code == 200


def test_with_the_guard_off_the_desk_opens_without_it(cast: Cast, client: Client, settings: Any) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False
    client.force_login(cast.bo)
    assert client.get(desk(cast)).status_code == 200


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/"])
def test_wagtails_admin_asks_it_of_editors_and_of_superusers(cast: Cast, asked: None, path: str) -> None:
    root = User.objects.create_superuser(name="根", phone="+8613900009999", is_phone_verified=True)
    for user in (cast.bo, root):
        client = Client()
        client.force_login(user)
        assert client.get(path)["Location"] == SET_UP
        give_factor(user)
        assert client.get(path).get("Location") != SET_UP


def test_a_staff_action_is_refused_and_changes_nothing(cast: Cast, client: Client, asked: None) -> None:
    client.force_login(cast.chair)
    assert client.post(f"/c/{cast.home.code}/join/requests/nothing/", {"verify": "1"})["Location"] == SET_UP


def test_elsewhere_bo_is_a_resident_and_nothing_more(cast: Cast, client: Client, asked: None) -> None:
    client.force_login(cast.bo)
    answer = client.get(f"/c/{cast.home.code}/join/")
    assert answer.status_code == 200
    held = answer.context["rights"]
    assert Permission.VOTE in held
    assert Permission.READ_AS_STAFF not in held
    assert Permission.VERIFY_RESIDENTS not in held
    assert answer.context["desk"] is None


def test_who_has_no_office_is_not_asked(cast: Cast, asked: None) -> None:
    for user in (cast.ann, cast.chen, cast.dan, cast.guest):
        client = Client()
        client.force_login(user)
        assert client.get("/me/").status_code == 200
        assert client.get(desk(cast)).status_code == 403


def test_after_the_office_ends_nobody_is_asked(cast: Cast, client: Client, asked: None) -> None:
    office = cast.home.division.appointments.get(user=cast.bo, role="committee_member")
    dismiss(appointment=office, by=None, at=timezone.now())
    client.force_login(cast.bo)
    assert client.get(desk(cast)).status_code == 403


def sign_in_as_bo(client: Client) -> None:
    ask_for_code(client, "13800000002")
    enter(client, code_sent_to("+8613800000002"))


def test_the_code_alone_does_not_sign_in_who_has_a_second_factor(cast: Cast, client: Client) -> None:
    give_factor(cast.bo)
    sign_in_as_bo(client)
    assert not is_signed_in(client)
    assert client.get("/accounts/2fa/authenticate/").status_code == 200
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert not is_signed_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": current_code(cast.bo)})
    assert is_signed_in(client)


def test_a_code_of_the_app_works_once(cast: Cast) -> None:
    give_factor(cast.bo)
    code = current_code(cast.bo)
    clients = [Client(), Client()]
    for client in clients:
        sign_in_as_bo(client)
        client.post("/accounts/2fa/authenticate/", {"code": code})
    assert [is_signed_in(c) for c in clients] == [True, False]


def test_bo_sets_up_an_app(live_cast: Cast, client: Client, asked: None) -> None:
    """With real transactions: what allauth does on commit comes before the session is saved."""
    from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
    from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters

    sign_in_as_bo(client)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = client.session[SECRET_SESSION_KEY]
    assert secret in page
    now = list(counters())[1]
    code = format_hotp_value(hotp_value(secret, now))
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code})
    assert answer.status_code == 302
    added = Event.objects.filter(action="accounts.add_second_factor")
    assert {e.detail["type"] for e in added} == {"totp", "recovery_codes"}
    assert client.get(answer["Location"]).status_code == 200  # recovery codes, shown once
    assert client.get(desk(live_cast)).status_code == 200


def test_taking_it_away_asks_for_it_once_more(cast: Cast, client: Client) -> None:
    give_factor(cast.bo)
    client.force_login(cast.bo)
    assert "reauthenticate" in client.get("/accounts/2fa/totp/deactivate/")["Location"]
    client.post("/accounts/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=cast.bo).exists()
