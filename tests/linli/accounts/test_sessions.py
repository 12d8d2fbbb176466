"""Where somebody is signed in: when last seen is written every five minutes, a new address or browser at once."""

from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.cast import Cast


def seen(client: Client, **headers: Any) -> UserSession:
    client.get("/me/", **headers)
    found: UserSession = UserSession.objects.get()
    return found


def test_it_is_written_once_in_a_while_and_at_once_where_something_changes(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.ann)
    assert seen(client, HTTP_USER_AGENT="one").user_agent == "one"
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(hours=2))
    old = UserSession.objects.get().last_seen_at
    assert seen(client, HTTP_USER_AGENT="one").last_seen_at == old
    other = seen(client, HTTP_USER_AGENT="two")
    assert other.user_agent == "two"
    assert other.last_seen_at > old
    UserSession.objects.update(last_seen_at=old)
    cache.clear()  # five minutes later
    assert seen(client, HTTP_USER_AGENT="two").last_seen_at > old
