"""One's own page: what it says, what it changes, where one is signed in, an e-mail address."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from linli.accounts.models import User
from linli.audit.models import Event
from linli.residents.actions import ask_to_join
from tests.cast import BEGINNING, Cast
from tests.linli.accounts.entering import ask_for_code, code_sent_to, enter

PAGES = [
    "/me/",
    "/me/profile/",
    "/accounts/email/",
    "/accounts/phone/change/",
    "/accounts/sessions/",
    "/accounts/logout/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/totp/activate/",
]
OPEN_PAGES = [
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/me/sms/",
    "/me/demo/",
]


def signed_in(user: User, agent: str = "Mozilla/5.0 (Linux; Android 14) Chrome/130.0") -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    ask_for_code(client, user.phone or "")
    enter(client, code_sent_to(user.phone or ""))
    return client


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_ones_own_asks_a_stranger_to_sign_in(cast: Cast, client: Client, path: str) -> None:
    if path != "/accounts/logout/":
        assert client.get(path)["Location"].startswith("/accounts/login/?next=")
    client.force_login(cast.ann)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES + OPEN_PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_hold_to_the_policy_and_speak_one_language(
    cast: Cast, client: Client, path: str, language: str
) -> None:
    """No inline style, script or handler: data blocks are read, never run."""
    if path in PAGES:
        client.force_login(cast.ann)
    client.cookies["django_language"] = language
    answer = client.get(path)
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", body)
    for script in re.findall(r"<script[^>]*>", body):
        assert "src=" in script or 'type="application/json"' in script, script
    words = re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", "", body, flags=re.S))
    if language == "zh-hans":
        assert not re.search(r"[A-Za-z]{4,} [a-z]{2,} [a-z]{2,}", words), "an English sentence"


def test_ann_changes_her_name_and_this_device_follows(cast: Cast) -> None:
    client = signed_in(cast.ann)
    answer = client.post("/me/profile/", {"name": "  安安 ", "language": "en", "is_elder_mode": "on"})
    assert answer["Location"] == "/me/"
    page = client.get("/me/").content.decode()
    assert '<html lang="en" class="elder">' in page
    assert "安安" in page
    event = Event.objects.get(action="accounts.change_profile")
    assert (event.actor_id, event.object_id) == (cast.ann.pk, str(cast.ann.pk))


def test_a_name_is_needed(cast: Cast, client: Client) -> None:
    client.force_login(cast.ann)
    assert 'role="alert"' in client.post("/me/profile/", {"name": " ", "language": "en"}).content.decode()
    cast.ann.refresh_from_db()
    assert cast.ann.name == "安"


def test_my_communities_and_what_i_asked_for(cast: Cast, client: Client) -> None:
    ask_to_join(
        community=cast.other, name="安", dwelling="1-1-101", relation="owner", by=cast.ann, at=BEGINNING
    )
    client.force_login(cast.ann)
    page = client.get("/me/").content.decode()
    assert "建新社区" in page
    assert "居民" in page
    assert "南山社区" in page


def test_the_page_costs_the_same_however_many_communities(
    cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from linli.roles.actions import appoint
    from tests.cast import community, division

    client.force_login(cast.ann)
    client.get("/me/")
    with CaptureQueriesContext(connection) as before:
        client.get("/me/")
    street = division("370103009000", "street", "某街道", cast.home.division.parent.parent)
    for number in range(10):
        more = community(f"3701030090{number + 10}", f"社区{number}", street, "济南")
        appoint(user=cast.ann, role="resident", division=more.division, by=None, at=BEGINNING)
    with CaptureQueriesContext(connection) as after:
        client.get("/me/")
    assert len(after) == len(before)


def test_ann_sees_her_devices_and_signs_out_elsewhere(cast: Cast) -> None:
    phone, library = signed_in(cast.ann), signed_in(cast.ann, "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0")
    page = phone.get("/accounts/sessions/").content.decode()
    assert "Chrome · Android" in page
    assert "Firefox · Windows" in page
    phone.post("/accounts/sessions/")
    assert phone.get("/me/").status_code == 200
    assert library.get("/me/").status_code == 302


def test_ann_adds_an_address_and_confirms_it(cast: Cast) -> None:
    client = signed_in(cast.ann)
    client.post("/accounts/email/", {"action_add": "1", "email": "ann@demo.linli.example"})
    address = EmailAddress.objects.get(user=cast.ann)
    assert not address.verified
    link = re.search(r"http\S+/accounts/confirm-email/\S+", str(mail.outbox[-1].body))
    assert link
    path = re.sub(r"^https?://[^/]+", "", link.group())
    assert client.get(path).status_code == 200
    address.refresh_from_db()
    assert not address.verified  # a mail scanner that follows links confirms nothing
    client.post(path)
    address.refresh_from_db()
    assert address.verified


def test_two_people_without_an_address_are_two_people(cast: Cast) -> None:
    users = [User.objects.create_user(name="无", email="") for _ in range(2)]
    assert [u.email for u in users] == [None, None]


def test_ann_changes_her_number_by_a_code_to_the_new_one(cast: Cast) -> None:
    client = signed_in(cast.ann)
    client.post("/accounts/phone/change/", {"phone": "139 1234 5678"})
    cast.ann.refresh_from_db()
    assert cast.ann.phone == "+8613800000001"
    client.post("/accounts/phone/verify/", {"code": code_sent_to("+8613912345678")})
    cast.ann.refresh_from_db()
    assert cast.ann.phone == "+8613912345678"


def test_security_events_are_written_down_and_mailed(cast: Cast) -> None:
    EmailAddress.objects.create(user=cast.ann, email="ann@demo.linli.example", verified=True, primary=True)
    client = signed_in(cast.ann)
    client.post("/accounts/email/", {"action_add": "1", "email": "second@demo.linli.example"})
    client.post("/accounts/email/", {"action_remove": "1", "email": "second@demo.linli.example"})
    assert {"accounts.sign_in", "accounts.add_email", "accounts.remove_email"} <= set(
        Event.objects.values_list("action", flat=True)
    )
    assert "second@demo.linli.example" in str(mail.outbox[-1].body)
    assert mail.outbox[-1].to == ["ann@demo.linli.example"]
