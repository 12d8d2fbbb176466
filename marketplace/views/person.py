"""Who is before the screen, where the guard has let only people through who signed in."""

from django.http import HttpRequest

from linli.accounts.models import User


def who(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
