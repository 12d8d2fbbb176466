"""Signing in by code: phone, e-mail; wrong, late, too often; and nothing told to a stranger."""

import re
import time
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from linli.accounts.models import User
from linli.accounts.sms import LocalSink
from tests.cast import Cast
from tests.linli.accounts.entering import (
    CONFIRM,
    LOGIN,
    ask_for_code,
    code_mailed_to,
    code_sent_to,
    enter,
    is_signed_in,
)

ANN = "+8613800000001"


@pytest.mark.parametrize(
    "typed", ["13800000001", "138 0000 0001", "138-0000-0001", "+86 138 0000 0001", "008613800000001"]
)
def test_ann_signs_in_by_her_number_however_she_writes_it(cast: Cast, client: Client, typed: str) -> None:
    assert ask_for_code(client, typed)["Location"] == CONFIRM
    assert client.get(CONFIRM).status_code == 200
    assert not is_signed_in(client)
    enter(client, code_sent_to(ANN))
    assert client.session["_auth_user_id"] == str(cast.ann.pk)
    cast.ann.refresh_from_db()
    assert cast.ann.phone == ANN


def test_a_code_is_six_digits_and_the_message_says_how_long(cast: Cast, client: Client) -> None:
    ask_for_code(client, "13800000001")
    text = LocalSink().messages()[0].text
    assert re.search(r"(?<!\d)\d{6}(?!\d)", text)
    assert "十分钟" in text


def test_next_is_followed_and_a_foreign_next_is_not(cast: Cast, client: Client) -> None:
    ask_for_code(client, "13800000001", next="/me/")
    assert client.post(CONFIRM, {"code": code_sent_to(ANN), "next": "/me/"})["Location"] == "/me/"
    client.logout()
    ask_for_code(client, "13800000001", next="https://evil.example/")
    answer = client.post(CONFIRM, {"code": code_sent_to(ANN), "next": "https://evil.example/"})
    assert "evil" not in answer["Location"]


def test_a_new_number_gets_its_account_with_the_first_code(cast: Cast, client: Client) -> None:
    ask_for_code(client, "13912345678")
    user = User.objects.get(phone="+8613912345678")
    assert not user.is_phone_verified
    enter(client, code_sent_to("+8613912345678"))
    user.refresh_from_db()
    assert user.is_phone_verified
    assert not user.has_usable_password()
    assert is_signed_in(client)


def pages(client: Client, login: str) -> list[Any]:
    """What a stranger sees on the way: status, address and page, without what differs by itself."""
    first = ask_for_code(client, login)
    second = client.get(CONFIRM)
    body = re.sub(r'csrf\w*" value="\w+"|"X-CSRFToken": "\w+"', "", second.content.decode())
    return [first.status_code, first["Location"], second.status_code, body.replace(login, "…")]


def test_known_and_unknown_numbers_look_the_same(cast: Cast) -> None:
    known, unknown = pages(Client(), "13800000001"), pages(Client(), "13912345678")
    assert known[:3] == unknown[:3]
    same = [re.sub(r"1\d\d \d{4} \d{4}", "…", str(body)) for body in (known[3], unknown[3])]
    assert same[0] == same[1]
    texts = [re.sub(r"\d{6}", "…", m.text) for m in LocalSink().messages()]
    assert texts[0] == texts[1]


def test_known_and_unknown_addresses_look_the_same(cast: Cast) -> None:
    User.objects.filter(pk=cast.ann.pk).update(email="ann@demo.linli.example")
    assert pages(Client(), "ann@demo.linli.example") == pages(Client(), "nobody@demo.linli.example")
    assert [m.to for m in mail.outbox] == [["ann@demo.linli.example"], ["nobody@demo.linli.example"]]


def test_signing_up_twice_looks_the_same_and_makes_one_account(cast: Cast) -> None:
    strangers = [Client().post("/accounts/signup/", {"phone": n}) for n in ("13800000001", "13912345678")]
    assert [(a.status_code, a["Location"]) for a in strangers] == [(302, "/accounts/phone/verify/")] * 2
    assert User.objects.filter(phone=ANN).count() == 1
    assert "注册" in next(m.text for m in LocalSink().messages() if m.phone == ANN)


def test_signing_up_by_number(cast: Cast, client: Client) -> None:
    client.post("/accounts/signup/", {"phone": "139 1234 5678"})
    assert client.get("/accounts/phone/verify/").status_code == 200
    answer = client.post("/accounts/phone/verify/", {"code": code_sent_to("+8613912345678")})
    assert answer["Location"] == "/me/profile/"
    assert User.objects.get(phone="+8613912345678").is_phone_verified


def test_ann_signs_in_by_e_mail(cast: Cast, client: Client) -> None:
    User.objects.filter(pk=cast.ann.pk).update(email="ann@demo.linli.example")
    ask_for_code(client, "Ann@demo.linli.example")
    enter(client, code_mailed_to("ann@demo.linli.example"))
    assert client.session["_auth_user_id"] == str(cast.ann.pk)


def test_a_wrong_code_is_refused_and_the_third_ends_it(cast: Cast, client: Client) -> None:
    ask_for_code(client, "13800000001")
    right = code_sent_to(ANN)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    assert "验证码不对" in enter(client, wrong).content.decode()
    enter(client, wrong)
    enter(client, wrong)
    enter(client, right)
    assert not is_signed_in(client)


def test_a_code_is_good_for_ten_minutes_only(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for_code(client, "13800000001")
    code, now = code_sent_to(ANN), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 601)
    enter(client, code)
    assert not is_signed_in(client)


def test_a_code_of_nine_minutes_works(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test before this one with its guard off: it is the time that refuses."""
    ask_for_code(client, "13800000001")
    code, now = code_sent_to(ANN), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 540)
    enter(client, code)
    assert is_signed_in(client)


def test_asking_too_often_is_refused(cast: Cast) -> None:
    answers = [ask_for_code(Client(), "13800000001") for _ in range(4)]
    assert [a.status_code for a in answers] == [302, 302, 302, 200]
    assert "次数太多" in answers[-1].content.decode()


@pytest.mark.parametrize("typed", ["", "12345", "053187654321", "not a number", "138000000012345"])
def test_what_is_neither_number_nor_address_is_refused_with_words(
    cast: Cast, client: Client, typed: str
) -> None:
    answer = ask_for_code(client, typed)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not LocalSink().messages()


def test_a_closed_account_does_not_get_in(cast: Cast, client: Client) -> None:
    User.objects.filter(pk=cast.ann.pk).update(is_active=False)
    ask_for_code(client, "13800000001")
    enter(client, code_sent_to(ANN))
    assert not is_signed_in(client)


def test_the_page_speaks_the_persons_language_afterwards(cast: Cast, client: Client) -> None:
    User.objects.filter(pk=cast.ann.pk).update(language="en")
    ask_for_code(client, "13800000001")
    enter(client, code_sent_to(ANN))
    assert "Sign out" in client.get("/me/").content.decode()


def test_get_writes_nothing_and_signs_nobody_out(cast: Cast, client: Client) -> None:
    client.force_login(cast.ann)
    assert client.get("/accounts/logout/").status_code == 200
    assert is_signed_in(client)
    client.post("/accounts/logout/")
    assert not is_signed_in(client)
    assert client.get(LOGIN).status_code == 200
