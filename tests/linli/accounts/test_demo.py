"""The demo's own pages: one click signs in there, and only there."""

from typing import Any

import pytest
from django.test import Client

from linli.accounts.codes import current_code, demo_authenticator
from tests.cast import Cast
from tests.linli.accounts.entering import ask_for_code, is_signed_in

DEMO_PAGES = [("get", "/me/sms/"), ("get", "/me/demo/"), ("post", "/me/demo/ann/")]


@pytest.mark.parametrize(("method", "path"), DEMO_PAGES)
def test_outside_the_demo_they_do_not_exist(
    cast: Cast, client: Client, settings: Any, method: str, path: str
) -> None:
    settings.DEMO = False
    assert getattr(client, method)(path).status_code == 404
    assert not is_signed_in(client)


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/"])
def test_outside_the_demo_no_page_speaks_of_it(cast: Cast, client: Client, settings: Any, path: str) -> None:
    assert "/me/demo/" in client.get("/accounts/login/").content.decode()
    settings.DEMO = False
    assert "/me/demo/" not in client.get(path).content.decode()


def test_one_click_is_a_post(cast: Cast, client: Client) -> None:
    assert client.get("/me/demo/ann/").status_code == 405
    assert not is_signed_in(client)
    assert client.post("/me/demo/ann/").status_code == 302
    assert client.session["_auth_user_id"] == str(cast.ann.pk)
    assert client.post("/me/demo/nobody/").status_code == 404


def test_the_page_shows_everything_that_signing_in_asks_for(cast: Cast, client: Client) -> None:
    demo_authenticator(cast.bo).save()
    page = client.get("/me/demo/").content.decode()
    assert "138 0000 0002" in page
    assert current_code(cast.bo) in page
    assert current_code(cast.ann) == ""


def test_a_factor_of_ones_own_is_not_shown(cast: Cast, client: Client) -> None:
    factor = demo_authenticator(cast.bo)
    factor.data = {"secret": "JBSWY3DPEHPK3PXP"}
    factor.save()
    assert current_code(cast.bo) == ""


def test_messages_are_shown_the_newest_first(cast: Cast, client: Client) -> None:
    ask_for_code(client, "13800000001")
    ask_for_code(Client(), "13800000005")
    page = client.get("/me/sms/").content.decode()
    assert page.index("138 0000 0005") < page.index("138 0000 0001")
