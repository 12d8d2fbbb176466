"""Second factors of the demo's people: made with a known secret, shown by the demo's page."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt, encrypt

from linli.accounts.models import User
from linli.accounts.rules import demo_secret

STEP = 30


def demo_authenticator(user: User) -> Authenticator:
    """Not yet saved, for bulk_create."""
    return Authenticator(
        user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(demo_secret(user.phone or ""))}
    )


def current_code(user: User) -> str:
    """The code that the person's app would show now; nothing for those who have none, or one of their own."""
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    secret = demo_secret(user.phone or "")
    if found is None or decrypt(found.data["secret"]) != secret:
        return ""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // STEP))
    return code
