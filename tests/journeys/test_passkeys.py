"""Fang signs up with e-mail and a passkey, goes, and comes back with the passkey alone: Chromium's own authenticator."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import Page

from linli.accounts.models import User
from tests.browsing import Opener
from tests.cast import Cast
from tests.linli.accounts.entering import code_mailed_to

pytestmark = pytest.mark.browser
FANG = "fang@demo.linli.example"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def no_limits_yet() -> None:
    """Each test asks for codes; how many may be asked for is told elsewhere."""
    cache.clear()


def with_authenticator(page: Page) -> Any:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return lambda: devtools.send("WebAuthn.getCredentials", device)["credentials"]


def sign_up(page: Page) -> None:
    page.goto("/accounts/signup/")
    page.click("a[href='/accounts/signup/passkey/']")
    page.fill("input[name=email]", FANG)
    page.click("form.card button")
    page.wait_for_url("**/accounts/login/code/confirm/**")
    page.fill("input[name=code]", code_mailed_to(FANG))
    page.click("form.card button")
    page.wait_for_url("**/accounts/2fa/webauthn/add/")


@pytest.mark.parametrize("width", [360, 1280])
def test_fang_signs_up_with_a_passkey_and_comes_back_with_it(
    live_cast: Cast, open_page: Opener, width: int
) -> None:
    page = open_page(width=width)
    keys = with_authenticator(page)
    sign_up(page)
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/accounts/2fa/recovery-codes/**")
    fang = User.objects.get(email=FANG)
    assert fang.phone is None
    assert EmailAddress.objects.get(user=fang).verified
    assert Authenticator.objects.filter(user=fang, type=Authenticator.Type.WEBAUTHN).count() == 1
    assert [key["isResidentCredential"] for key in keys()] == [True]

    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/me/")
    page.click("#passkey_login")
    page.wait_for_url(lambda url: url.endswith("/me/") and "?" not in url)
    assert FANG in page.content()


def test_without_the_passkey_the_code_alone_does_not_let_anybody_in(
    live_cast: Cast, open_page: Opener
) -> None:
    """Who reads Fang's mail still lacks the device."""
    page = open_page()
    with_authenticator(page)
    sign_up(page)
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/accounts/2fa/recovery-codes/**")

    thief = open_page()
    thief.goto("/accounts/login/")
    thief.fill("input[name=login]", FANG)
    thief.click("form.card button")
    thief.wait_for_url("**/accounts/login/code/confirm/**")
    thief.fill("input[name=code]", code_mailed_to(FANG))
    thief.click("form.card button")
    thief.wait_for_url("**/accounts/2fa/authenticate/**")
    thief.goto("/me/")
    assert thief.url.endswith("/accounts/2fa/authenticate/")
