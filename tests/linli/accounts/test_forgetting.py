"""The nightly task forgets who asked for a code and never entered it, and nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from linli.accounts.actions import open_account, open_account_by_email, remove_unconfirmed
from linli.accounts.models import User
from linli.accounts.tasks import forget_unconfirmed
from linli.roles.actions import appoint
from tests.cast import BEGINNING, Cast

NUMBER, ADDRESS = "+8613912345678", "fang@demo.linli.example"
LATER = BEGINNING + timedelta(days=1, seconds=1)


def asked(kind: str) -> User:
    if kind == "number":
        return open_account(phone=NUMBER, language="zh-hans", at=BEGINNING)
    return open_account_by_email(email=ADDRESS, language="zh-hans", at=BEGINNING)


@pytest.mark.parametrize("kind", ["number", "address"])
def test_who_never_came_is_forgotten_after_a_day(cast: Cast, kind: str) -> None:
    user = asked(kind)
    assert remove_unconfirmed(at=BEGINNING + timedelta(hours=23)) == 0
    others = User.objects.exclude(pk=user.pk).count()
    assert remove_unconfirmed(at=LATER) == 1
    assert not User.objects.filter(pk=user.pk).exists()
    assert not EmailAddress.objects.exists()
    assert User.objects.count() == others  # of the cast nobody


def confirmed_number(user: User, cast: Cast) -> None:
    User.objects.filter(pk=user.pk).update(is_phone_verified=True)


def confirmed_address(user: User, cast: Cast) -> None:
    EmailAddress.objects.update_or_create(user=user, email=ADDRESS, defaults={"verified": True})


def came(user: User, cast: Cast) -> None:
    User.objects.filter(pk=user.pk).update(last_login=BEGINNING)


def runs_the_site(user: User, cast: Cast) -> None:
    User.objects.filter(pk=user.pk).update(is_superuser=True)


def appointed(user: User, cast: Cast) -> None:
    appoint(user=user, role="resident", division=cast.home.division, by=None, at=BEGINNING)


def password(user: User, cast: Cast) -> None:
    user.set_password("a password that an operator has set")
    user.save()


@pytest.mark.parametrize("kind", ["number", "address"])
@pytest.mark.parametrize(
    "change", [confirmed_number, confirmed_address, came, runs_the_site, appointed, password]
)
def test_whoever_is_known_by_anything_stays(cast: Cast, kind: str, change: Any) -> None:
    user = asked(kind)
    change(user, cast)
    assert remove_unconfirmed(at=LATER) == 0
    assert User.objects.filter(pk=user.pk).exists()


def test_a_person_entered_by_hand_stays(cast: Cast) -> None:
    """With both a number and an address, and never here yet."""
    User.objects.create_user(name="新", phone=NUMBER, email=ADDRESS, date_joined=BEGINNING)
    assert remove_unconfirmed(at=LATER) == 0


def test_the_task_does_it(cast: Cast) -> None:
    asked("number")
    fresh = open_account_by_email(email=ADDRESS, language="en", at=timezone.now())
    forget_unconfirmed(timestamp=0)
    assert not User.objects.filter(phone=NUMBER).exists()
    assert User.objects.filter(pk=fresh.pk).exists()
