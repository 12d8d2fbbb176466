"""Second factors that exist: an authenticator app, a passkey with a real key, recovery codes."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from linli.accounts.codes import demo_authenticator
from linli.accounts.models import User

PRESENT_AND_VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
KEY = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())


def text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def registration(key_id: bytes) -> dict[str, Any]:
    """What a browser sends when it has made a passkey."""
    credential = AttestedCredentialData.create(Aaguid.NONE, key_id, KEY)
    about = AuthenticatorData.create(sha256(b"testserver").digest(), PRESENT_AND_VERIFIED, 0, credential)
    client = {"type": "webauthn.create", "challenge": text(b"x" * 16), "origin": "http://testserver"}
    return {
        "id": text(key_id),
        "rawId": text(key_id),
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": text(json.dumps(client).encode()),
            "attestationObject": text(bytes(AttestationObject.create("none", about, {}))),
        },
    }


def give_passkey(user: User) -> Authenticator:
    data = {"name": "手机", "credential": registration(f"key of {user.key}".encode())}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def give_all(user: User) -> Authenticator:
    demo_authenticator(user).save()
    RecoveryCodes.activate(user)
    return give_passkey(user)
