"""No address without a declaration beside its view or a row in a table; no row without an address."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from linli.accounts.guards import own_page
from tests.matrix import entrances, wagtails
from tests.matrix.objects import MAKERS
from tests.matrix.tables import Row, fitting, row
from tests.matrix.urls import Address, addresses

ROWS = entrances.ROWS + wagtails.ROWS


def undeclared(found: list[Address], rows: list[Row]) -> list[str]:
    return [a.known_as for a in found if a.access is None and len(fitting(a, rows)) != 1]


def test_every_address_has_a_declaration_or_one_row() -> None:
    assert undeclared(addresses(), ROWS) == []


def test_every_row_speaks_of_an_address() -> None:
    known = [a for a in addresses() if a.access is None]
    assert [r.pattern for r in ROWS if not any(fitting(a, [r]) for a in known)] == []


def test_every_address_of_ours_that_names_an_object_says_which() -> None:
    ours = [a for a in addresses() if a.access is not None]
    nameless = [a.name for a in ours if set(a.params) - {"code"} and a.name not in MAKERS]
    assert nameless == []


def naked(request: HttpRequest) -> HttpResponse:
    return HttpResponse("anything")


@own_page()
def declared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("mine")


urlpatterns = [
    path("", include("linli.urls")),
    path("forgotten/", naked, name="forgotten"),
    path("thought-of/", declared, name="thought_of"),
]


def test_a_view_without_a_declaration_is_seen() -> None:
    """The guard of the guard: somebody adds a view, and forgets."""
    assert undeclared(addresses(__name__), ROWS) == ["forgotten"]


def test_a_row_for_it_is_enough_and_a_second_one_too_many() -> None:
    with_row = [*ROWS, row("forgotten", wagtails.ALL)]
    assert undeclared(addresses(__name__), with_row) == []
    assert undeclared(addresses(__name__), [*with_row, row("forg*")]) == ["forgotten"]


@pytest.mark.parametrize("route", ["<int:pk>/", "x/"])
def test_a_nameless_one_is_seen_by_its_route(route: str) -> None:
    nameless = Address(route, "", (), naked)
    assert undeclared([nameless], ROWS) == [route]
