"""Who is before the screen, where the guard has let only signed-in people pass."""

from typing import cast

from django.http import HttpRequest

from linli.accounts.models import User


def person(request: HttpRequest) -> User:
    return cast(User, request.user)
