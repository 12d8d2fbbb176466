"""What the room shows to the house: what waits, what is due, what a search finds; query counts."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.dispatch import Signal
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from linli.core.searching import object_changed
from marketplace.actions.listings import pause_listing
from marketplace.actions.providers import apply_as_provider, suspend_provider
from marketplace.figures import figures
from marketplace.models import Booking, Review
from marketplace.searchable import entries
from marketplace.today import due, waiting
from tests.cast import Cast
from tests.marketplace.market import NOW, TEN, book, booking_in, meals

SOON = TEN + timedelta(minutes=10)


def steps(cast: Cast, user: Any, at: Any = NOW) -> list[str]:
    return [w.step for w in waiting(user=user, community=cast.home, at=at)]


@pytest.mark.parametrize(
    ("state", "at", "anns", "chens"),
    [
        ("requested", NOW, ["看预约"], ["去答复"]),
        ("accepted", NOW, ["看预约"], ["看预约"]),
        ("accepted", SOON, ["看预约"], ["注明已做完"]),
        ("fulfilled", SOON, ["去确认、评价"], []),
        ("confirmed", SOON, [], []),
        ("refused", NOW, [], []),
    ],
)
def test_what_waits_for_the_two_sides(
    cast: Cast, state: str, at: Any, anns: list[str], chens: list[str]
) -> None:
    booking_in(state, cast)
    assert (steps(cast, cast.ann, at), steps(cast, cast.chen, at)) == (anns, chens)
    for nobody in (cast.eve, cast.dan, cast.guest):
        assert steps(cast, nobody, at) == []


def test_a_request_is_to_be_answered_within_a_day(cast: Cast) -> None:
    booking_in("requested", cast)
    (found,) = waiting(user=cast.chen, community=cast.home, at=NOW)
    assert found.until == NOW + timedelta(hours=24)


def test_what_is_due_at_the_committee_and_only_there(cast: Cast) -> None:
    booking_in("disputed", cast)
    profile = {"name": "丹修家电", "about": "x", "phone": "1", "qualifications": "x"}
    apply_as_provider(community=cast.home, **profile, by=cast.dan, at=NOW)
    found = list(due(user=cast.bo, community=cast.home, at=SOON))
    assert [(w.step, w.until) for w in found] == [
        ("核验", NOW + timedelta(days=3)),
        ("调解", TEN + timedelta(hours=1, minutes=5, days=5)),
    ]
    for nobody in (cast.ann, cast.eves_chair):
        assert list(due(user=nobody, community=cast.home, at=SOON)) == []


def test_a_search_finds_what_can_be_booked(cast: Cast) -> None:
    listing = meals(cast)
    (entry,) = entries()
    assert (entry.title, entry.kind, entry.url) == (listing.title, "service", listing.get_absolute_url())
    assert list(entries(community=cast.other)) == []
    pause_listing(listing=listing, is_paused=True, by=cast.chen, at=NOW)
    assert list(entries()) == []


def test_a_suspension_tells_the_search(cast: Cast) -> None:
    listing, heard = meals(cast), list[Any]()

    def hear(obj: Any, **kwargs: Any) -> None:
        heard.append(obj)

    assert isinstance(object_changed, Signal)
    object_changed.connect(hear)
    try:
        suspend_provider(provider=listing.provider, reason="x", by=cast.bo, at=NOW)
    finally:
        object_changed.disconnect(hear)
    assert listing in heard


def test_figures_of_the_month(cast: Cast) -> None:
    reviewed(cast, meals(cast), 0)
    later = TEN + timedelta(days=1)
    assert [(f.value, f.room) for f in figures(community=cast.home, at=later)] == [
        ("1", "shop"),
        ("100 %", "shop"),
    ]
    assert [f.value for f in figures(community=cast.other, at=later)] == ["0"]


def count(client: Client, url: str) -> int:
    client.get(url)  # fills what is read once
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("listings", "ann"),
        ("listing", "ann"),
        ("provider", "ann"),
        ("bookings", "ann"),
        ("offer", "chen"),
        ("booking", "ann"),
    ],
)
def test_pages_ask_the_same_whatever_the_number_of_rows(
    cast: Cast, settings: Settings, name: str, who: str
) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False
    listing, client = meals(cast), Client()
    client.force_login(getattr(cast, who))
    first = reviewed(cast, listing, 0)
    keys = {"listing": [listing.key], "provider": [listing.provider.key], "booking": [first.key]}
    url = reverse(f"marketplace:{name}", args=[cast.home.code, *keys.get(name, [])])
    few(cast, listing, range(1, 3))
    before = count(client, url)
    few(cast, listing, range(3, 9))
    assert count(client, url) == before


def few(cast: Cast, listing: Any, days: range) -> None:
    for n in days:
        meals(cast, title=f"第 {n} 种")
        reviewed(cast, listing, n)
        book(cast, listing, TEN + timedelta(days=n), at=NOW)
        made = book(cast, listing, TEN + timedelta(days=n, hours=3), at=NOW, resident=cast.dan)
        Booking.objects.filter(pk=made.pk).update(state="accepted")


def reviewed(cast: Cast, listing: Any, n: int) -> Booking:
    made = book(cast, listing, TEN + timedelta(days=n, hours=6), at=NOW, resident=cast.ann)
    for state in ("accepted", "fulfilled", "confirmed"):
        Booking.objects.filter(pk=made.pk).update(state=state)
    Review.objects.create(booking=made, grade=5, text="好", written_at=timezone.now())
    return made
