"""The list of a person's sessions says when each was last seen: to five minutes, not with a write at every request."""

import hashlib
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

SECONDS = 300


class SessionActivity:
    """In place of allauth's own middleware, which writes each time. A new address or browser is written at once."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        if key and request.user.is_authenticated and cache.add(fingerprint(request, key), True, SECONDS):
            UserSession.objects.create_from_request(request)
        answer: HttpResponse = self.get_response(request)
        return answer


def fingerprint(request: HttpRequest, key: str) -> str:
    """Who is seen: the session, its user, from where and with what."""
    address, browser = get_adapter().get_client_ip(request), request.headers.get("User-Agent", "")
    seen = f"{key} {request.user.pk} {address} {browser}"
    return f"session-seen-{hashlib.sha256(seen.encode()).hexdigest()}"
