"""An account by e-mail alone: the code, what a stranger may learn, somebody else's claim; the door to a passkey."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.test import Client

from linli.accounts.models import User
from linli.accounts.sms import LocalSink
from linli.audit.models import Event
from tests.cast import Cast
from tests.linli.accounts.entering import (
    CONFIRM,
    ask_for_code,
    code_in,
    code_mailed_to,
    enter,
    is_signed_in,
)
from tests.linli.notifications.test_outbox import Sink, sink  # noqa: F401  # a fixture

BY_EMAIL, BY_PASSKEY = "/accounts/signup/email/", "/accounts/signup/passkey/"
NEW = "fang@demo.linli.example"


def sign_up(client: Client, email: str = NEW, at: str = BY_EMAIL) -> Any:
    return client.post(at, {"email": email})


def confirm(client: Client, answer: Any, code: str) -> Any:
    return client.post(answer["Location"], {"code": code, "next": answer["Location"].split("next=")[1]})


def test_an_address_is_enough(cast: Cast, client: Client, sink: Sink) -> None:  # noqa: F811
    answer = sign_up(client, "Fang@Demo.linli.example")
    assert answer["Location"] == f"{CONFIRM}?next=%2Fme%2Fprofile%2F"
    assert not is_signed_in(client)
    (letter,) = sink.mails
    assert letter["To"] == NEW
    body = letter.get_payload(decode=True).decode()
    assert "十分钟" in body
    page = client.get(answer["Location"]).content.decode()
    assert 'name="next" value="/me/profile/"' in page
    assert client.post(answer["Location"], {"code": code_in(body), "next": "/me/profile/"})["Location"] == (
        "/me/profile/"
    )
    user = User.objects.get(email=NEW)
    assert (user.phone, user.has_usable_password()) == (None, False)
    assert EmailAddress.objects.get(user=user).verified
    assert Event.objects.filter(action="accounts.open_account", object_id=str(user.pk)).exists()


def test_who_has_no_number_signs_in_again(cast: Cast, client: Client) -> None:
    confirm(client, sign_up(client), code_mailed_to(NEW))
    client.post("/accounts/logout/")
    ask_for_code(client, NEW)
    enter(client, code_mailed_to(NEW))
    assert is_signed_in(client)
    assert client.get("/me/").status_code == 200
    assert client.get("/accounts/phone/change/").status_code == 200


def test_with_the_number_required_nobody_without_one_gets_in(
    cast: Cast, client: Client, settings: Any
) -> None:
    """The setting of allauth's that we do without: its stage ends the sign-in of whoever has no number."""
    settings.ACCOUNT_SIGNUP_FIELDS = ["phone*"]
    sign_up(client)
    enter(client, code_mailed_to(NEW))
    assert not is_signed_in(client)


def test_the_form_for_numbers_still_wants_one(cast: Cast, client: Client) -> None:
    answer = client.post("/accounts/signup/", {"phone": ""})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not LocalSink().messages()
    call_command("check", "--fail-level", "WARNING")


@pytest.mark.parametrize("email", ["", "fang", "fang@", "138 0000 0001"])
def test_what_is_no_address_is_refused_with_words(cast: Cast, client: Client, email: str) -> None:
    before = User.objects.count()
    answer = sign_up(client, email)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert (User.objects.count(), mail.outbox) == (before, [])


def seen(email: str) -> list[Any]:
    """What a stranger sees on the way, without what differs by itself."""
    client = Client()
    first = sign_up(client, email)
    second = client.get(first["Location"])
    body = re.sub(r'csrf\w*" value="\w+"|"X-CSRFToken": "\w+"', "", second.content.decode())
    letter = mail.outbox[-1]
    told = re.sub(r"\d{6}", "…", f"{letter.subject} {letter.body}")
    return [first.status_code, first["Location"], body.replace(email, "…"), letter.to == [email], told]


def test_known_and_unknown_addresses_look_the_same(cast: Cast) -> None:
    User.objects.filter(pk=cast.ann.pk).update(email="ann@demo.linli.example")
    before = User.objects.count()
    assert seen("ann@demo.linli.example") == seen(NEW)
    assert User.objects.count() == before + 1


def test_who_has_an_account_is_signed_in_to_it(cast: Cast, client: Client) -> None:
    User.objects.filter(pk=cast.ann.pk).update(email="ann@demo.linli.example")
    confirm(client, sign_up(client, "ann@demo.linli.example"), code_mailed_to("ann@demo.linli.example"))
    assert client.session["_auth_user_id"] == str(cast.ann.pk)


def test_an_address_that_another_claims_without_proof_is_nobodys(cast: Cast, client: Client) -> None:
    """Eve adds Fang's address to her own account; Fang signs up with it and must not land there."""
    eve = Client()
    ask_for_code(eve, cast.eve.phone or "")
    eve.post(CONFIRM, {"code": code_in(LocalSink().messages()[0].text)})
    eve.post("/accounts/email/", {"action_add": "1", "email": NEW})
    assert not EmailAddress.objects.get(user=cast.eve, email=NEW).verified
    confirm(client, sign_up(client), code_in(str(mail.outbox[-1].body)))
    assert is_signed_in(client)
    assert client.session["_auth_user_id"] != str(cast.eve.pk)
    assert not EmailAddress.objects.get(user=cast.eve, email=NEW).verified


def test_asking_too_often_is_refused(cast: Cast) -> None:
    answers = [sign_up(Client()) for _ in range(4)]
    assert [a.status_code for a in answers] == [302, 302, 302, 200]
    assert "次数太多" in answers[-1].content.decode()


def test_the_way_with_a_passkey_leads_to_making_one(cast: Cast, client: Client) -> None:
    """That it can be made and used is told in a browser: tests/journeys/test_passkeys.py."""
    answer = sign_up(client, at=BY_PASSKEY)
    done = client.post(
        answer["Location"], {"code": code_mailed_to(NEW), "next": "/accounts/2fa/webauthn/add/"}
    )
    assert done["Location"] == "/accounts/2fa/webauthn/add/"
    assert client.get(done["Location"]).status_code == 200  # nothing is asked again


@pytest.mark.parametrize("path", [BY_EMAIL, BY_PASSKEY])
def test_who_is_signed_in_is_sent_home(cast: Cast, client: Client, path: str) -> None:
    client.force_login(cast.ann)
    assert client.get(path)["Location"] == "/"
    assert sign_up(client, at=path)["Location"] == "/"
    assert mail.outbox == []
