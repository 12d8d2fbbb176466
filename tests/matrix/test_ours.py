"""The permission matrix: every address of ours × every role × every method, own and foreign objects that exist."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from linli.accounts.models import User
from linli.communities.models import Community
from linli.roles.rights import forget, permissions_in
from tests.cast import Cast
from tests.matrix.objects import objects_for
from tests.matrix.people import people
from tests.matrix.urls import Address, ours
from tests.matrix.verdicts import METHODS, knock

OURS = ours()


def expected(address: Address, method: str, user: User | None, community: Community | None) -> set[str]:
    """What the declaration beside the view promises this person."""
    needed = address.access.needed(method.upper())
    if needed is None:
        return {"not offered"}
    if user is None:
        from django.contrib.auth.models import AnonymousUser

        held = permissions_in(AnonymousUser(), community, timezone.now())
    else:
        forget(user)
        held = permissions_in(user, community, timezone.now())
    if needed in held:
        return {"allowed", "not found"}  # an object may be there for its owner alone
    return {"sign in"} if user is None else {"refused"}


@pytest.fixture(autouse=True)
def without_second_factor(settings: Settings) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False  # asked by tests of its own


@pytest.mark.parametrize("address", OURS, ids=lambda a: a.name)
def test_everybody_gets_what_is_declared(cast: Cast, address: Address) -> None:
    kwargs = objects_for(address, cast)
    community = cast.home if address.access.scope == "community" else None
    url = reverse(address.name, kwargs=kwargs)
    wrong: list[Any] = []
    for role, user in people(cast).items():
        client = Client(raise_request_exception=False)
        if user:
            client.force_login(user)
        for method in METHODS:
            found, written, answer = knock(client, method, url)
            if found not in expected(address, method, user, community):
                wrong.append((role, method, found, answer.status_code))
            if found not in ("allowed", "not found") and written:
                wrong.append((role, method, f"{found}, yet {written} rows were written"))
    assert wrong == []


@pytest.mark.parametrize(
    "address", [a for a in OURS if a.access.scope == "community" and len(a.params) > 1], ids=lambda a: a.name
)
def test_an_object_of_one_community_is_not_found_in_another(cast: Cast, address: Address) -> None:
    """Eve's chair may do much at home; Ann's things must not exist under Eve's community's address."""
    url = reverse(address.name, kwargs={**objects_for(address, cast), "code": cast.other.code})
    for user in (cast.eve, cast.eves_chair):
        client = Client(raise_request_exception=False)
        client.force_login(user)
        for method in METHODS:
            found, written, answer = knock(client, method, url)
            assert found in ("not found", "refused", "not offered"), (user, method, answer.status_code)
            assert written == 0


def test_the_matrix_sees_a_view_that_is_open_to_all(cast: Cast) -> None:
    """Guard off: with the declaration kept and the check skipped, the verdicts differ."""
    address = next(a for a in OURS if a.name == "cms:desk")
    client = Client()
    client.force_login(cast.guest)
    found, _, _ = knock(client, "get", reverse("cms:desk", args=[cast.home.code]))
    assert found == "refused"
    from linli.roles import guards

    original, guards.check = guards.check, lambda *_: None  # type: ignore[assignment]
    try:
        found, _, _ = knock(client, "get", reverse("cms:desk", args=[cast.home.code]))
    finally:
        guards.check = original
    assert found not in expected(address, "get", cast.guest, cast.home)
