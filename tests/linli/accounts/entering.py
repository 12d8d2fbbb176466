"""Walking through allauth's pages as a browser does; codes are read from the local SMS sink and the outbox."""

import re
from typing import Any

from django.core import mail
from django.test import Client

from linli.accounts.sms import LocalSink

SIX_DIGITS = re.compile(r"(?<!\d)\d{6}(?!\d)")
LOGIN, CONFIRM = "/accounts/login/", "/accounts/login/code/confirm/"


def code_in(text: str) -> str:
    found = SIX_DIGITS.search(text)
    assert found, text
    return found.group()


def code_sent_to(phone: str) -> str:
    return code_in(next(m.text for m in LocalSink().messages() if m.phone == phone))


def code_mailed_to(address: str) -> str:
    return code_in(next(str(m.body) for m in reversed(mail.outbox) if address in m.to))


def ask_for_code(client: Client, login: str, **more: str) -> Any:
    return client.post(LOGIN, {"login": login, **more})


def enter(client: Client, code: str) -> Any:
    return client.post(CONFIRM, {"code": code})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
