"""What the database itself promises of users; and what happens where each promise is taken away."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from linli.accounts.actions import open_account, owner_of
from linli.accounts.adapter import AccountAdapter
from linli.accounts.models import User
from linli.accounts.rules import national
from tests.cast import BEGINNING, Cast

ANN = "+8613800000001"
Change = Callable[[Cast], Any]


def unique_on(column: str) -> str:
    """The name that Django gave to the column's constraint."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, User._meta.db_table)
    return next(name for name, c in found.items() if c["unique"] and c["columns"] == [column])


def without(owner: Any, name: str) -> None:
    owner(f'ALTER TABLE accounts_user DROP CONSTRAINT "{name}"')


def set_on_dan(**values: Any) -> Change:
    return lambda cast: User.objects.filter(pk=cast.dan.pk).update(**values)


BROKEN: list[tuple[Callable[[], str], Change]] = [
    (lambda: "accounts_user_phone_is_e164", set_on_dan(phone="13800000001")),
    (lambda: "accounts_user_email_not_blank", set_on_dan(email="")),
    (lambda: unique_on("phone"), set_on_dan(phone=ANN)),
    (lambda: unique_on("email"), set_on_dan(email="ann@demo.linli.example")),
    (lambda: unique_on("key"), lambda cast: User.objects.filter(pk=cast.dan.pk).update(key=cast.ann.key)),
]


@pytest.mark.parametrize(("name", "change"), BROKEN)
def test_the_database_refuses(cast: Cast, name: Callable[[], str], change: Change) -> None:
    User.objects.filter(pk=cast.ann.pk).update(email="ann@demo.linli.example")
    with pytest.raises(IntegrityError, match=name()), transaction.atomic():
        change(cast)


@pytest.mark.parametrize("phone", ["13800000001", "+0138", "+86 138 0000 0001", "", "+861380000000100000"])
def test_a_number_is_written_in_one_way(cast: Cast, phone: str) -> None:
    with pytest.raises(Exception, match=r"e164|too long"), transaction.atomic():
        set_on_dan(phone=phone)(cast)


def test_guard_off_one_person_has_two_accounts_by_one_number(cast: Cast, owner: Any) -> None:
    """Written in another way, Ann's own number does not find her: the next code opens a second account."""
    without(owner, "accounts_user_phone_is_e164")
    User.objects.filter(pk=cast.ann.pk).update(phone="13800000001")
    assert AccountAdapter().get_user_by_phone(ANN) is None
    assert open_account(phone=ANN, language="zh-hans", at=BEGINNING).pk != cast.ann.pk


def test_guard_off_two_people_answer_to_one_number(cast: Cast, owner: Any) -> None:
    without(owner, unique_on("phone"))
    set_on_dan(phone=ANN)(cast)
    assert User.objects.filter(phone=ANN).count() == 2  # a code sent there signs in whichever comes first
    with pytest.raises(User.MultipleObjectsReturned):
        open_account(phone=ANN, language="zh-hans", at=BEGINNING)


def test_guard_off_two_people_answer_to_one_address(cast: Cast, owner: Any) -> None:
    without(owner, unique_on("email"))
    User.objects.filter(pk=cast.ann.pk).update(email="ann@demo.linli.example")
    set_on_dan(email="ann@demo.linli.example")(cast)
    assert owner_of("ann@demo.linli.example") in (cast.ann, cast.dan)  # who can say
    with pytest.raises(User.MultipleObjectsReturned):
        User.objects.get_by_natural_key("ann@demo.linli.example")


def test_guard_off_people_without_an_address_stand_in_each_others_way(cast: Cast, owner: Any) -> None:
    """Blank is a value: the first to have it has it alone, and answers for everybody who has none."""
    without(owner, "accounts_user_email_not_blank")
    set_on_dan(email="")(cast)
    assert owner_of("") == cast.dan
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=cast.ann.pk).update(email="")


def test_guard_off_one_key_means_two_people(cast: Cast, owner: Any) -> None:
    without(owner, unique_on("key"))
    User.objects.filter(pk=cast.dan.pk).update(key=cast.ann.key)
    with pytest.raises(User.MultipleObjectsReturned):
        User.objects.get(key=cast.ann.key)


def test_what_is_allowed_is_what_people_have(cast: Cast) -> None:
    set_on_dan(phone="+85291234567")(cast)
    set_on_dan(phone=None, email=None)(cast)
    User.objects.filter(pk=cast.ann.pk).update(email=None)
    assert national(ANN) == "138 0000 0001"
