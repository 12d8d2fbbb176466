"""Opening an account, and what a person says about themselves."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q

from linli.accounts.models import User
from linli.accounts.signals import account_changed

UNUSED_FOR = timedelta(days=1)


def tell_above(user: User, action: str, at: datetime, **detail: Any) -> None:
    account_changed.send(sender=User, user=user, action=f"accounts.{action}", at=at, detail=detail)


@transaction.atomic
def open_account(*, phone: str, language: str, at: datetime) -> User:
    """The account of a number that asks for a code for the first time; the code makes it the owner's."""
    user, is_new = User.objects.get_or_create(phone=phone, defaults={"language": language, "date_joined": at})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        tell_above(user, "open_account", at)
    return user


def owner_of(email: str) -> User | None:
    """Whose address this is; one that somebody added and never confirmed is nobody's."""
    confirmed = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
    return confirmed.user if confirmed else User.objects.filter(email=email).first()


@transaction.atomic
def open_account_by_email(*, email: str, language: str, at: datetime) -> User:
    """The same for an address, which is lower case."""
    if owner := owner_of(email):
        return owner
    user, is_new = User.objects.get_or_create(email=email, defaults={"language": language, "date_joined": at})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=False)
        tell_above(user, "open_account", at)
    return user


@transaction.atomic
def change_language(*, language: str, by: User, at: datetime) -> User:
    """The switch in the header, for somebody who is signed in: messages follow it, too."""
    user = User.objects.select_for_update().get(pk=by.pk)
    if user.language != language:
        user.language = language
        user.save(update_fields=["language"])
        tell_above(user, "change_language", at)
    return user


@transaction.atomic
def change_profile(*, name: str, language: str, is_elder_mode: bool, by: User, at: datetime) -> User:
    """What neighbours call me, and how pages are shown to me."""
    user = User.objects.select_for_update().get(pk=by.pk)
    user.name, user.language, user.is_elder_mode = name.strip(), language, is_elder_mode
    user.save(update_fields=["name", "language", "is_elder_mode"])
    tell_above(user, "change_profile", at)
    return user


@transaction.atomic
def remove_unconfirmed(*, at: datetime) -> int:
    """Forgets numbers and addresses that asked for a code and never entered it."""
    confirmed = EmailAddress.objects.filter(verified=True).values("user")
    waiting = EmailAddress.objects.filter(verified=False).values("user")
    abandoned = User.objects.exclude(pk__in=confirmed).filter(
        Q(email=None) | Q(phone=None, pk__in=waiting),
        is_phone_verified=False,
        last_login=None,
        is_superuser=False,
        date_joined__lt=at - UNUSED_FOR,
        appointments=None,
        password__startswith="!",
    )
    return abandoned.delete()[1].get(User._meta.label, 0)
