"""Every page, from the shop window to the committee's: who gets it, what it says, what its button does."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from linli.accounts.models import User
from marketplace.models import Booking, Listing, Provider, Review
from marketplace.rules.hours import CHINA
from tests.cast import Cast
from tests.marketplace.market import MEALS, book, booking_in, meals, provider


@pytest.fixture(autouse=True)
def without_second_factor(settings: Settings) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False  # asked by tests of its own


def as_(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(f"marketplace:{name}", args=[cast.home.code, *args])


def noon_in(days: int) -> Any:
    return (timezone.now().astimezone(CHINA) + timedelta(days=days)).replace(
        hour=12, minute=0, second=0, microsecond=0
    )


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_an_empty_market_says_what_to_do(cast: Cast) -> None:
    assert url(cast, "apply") in text(as_(None).get(url(cast, "listings")))


def test_everybody_sees_what_is_offered(cast: Cast) -> None:
    listing = meals(cast)
    page = text(as_(None).get(url(cast, "listings")))
    assert listing.title in page
    assert "¥15.00" in page
    assert listing.title in text(as_(None).get(url(cast, "listings") + "?category=meals&order=cheap"))
    assert listing.title not in text(as_(None).get(url(cast, "listings") + "?category=repairs"))
    assert "陈记助餐点" in text(as_(None).get(url(cast, "provider", listing.provider.key)))


def test_another_communitys_things_are_not_here(cast: Cast) -> None:
    listing = meals(cast)
    made = booking_in("accepted", cast, listing)
    client = as_(cast.eve)
    for name, key in [("listing", listing.key), ("provider", listing.provider.key), ("booking", made.key)]:
        assert client.get(reverse(f"marketplace:{name}", args=[cast.other.code, key])).status_code == 404
    assert client.get(url(cast, "booking", made.key)).status_code == 404


def test_choosing_day_time_and_booking_without_javascript(cast: Cast) -> None:
    listing, client, start = meals(cast), as_(cast.ann), noon_in(3)
    page = text(client.get(url(cast, "listing", listing.key) + f"?day={start:%Y-%m-%d}"))
    link = url(cast, "book", listing.key) + f"?at={start:%Y-%m-%dT%H:%M}"
    assert link in page
    assert "12:00" in text(client.get(link))
    form = {"at": f"{start:%Y-%m-%dT%H:%M}", "address": "3 号楼 101", "phone": "13800000001", "note": ""}
    answer = client.post(url(cast, "book", listing.key), form)
    made = Booking.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, made.get_absolute_url())
    assert (made.starts_at, made.resident) == (start, cast.ann)
    assert link not in text(client.get(url(cast, "listing", listing.key) + f"?day={start:%Y-%m-%d}"))
    again = text(as_(cast.dan).post(url(cast, "book", listing.key), form))
    assert "刚被别人约走" in again
    assert "3 号楼 101" in again  # what was typed is kept


@pytest.mark.parametrize("at", ["", "soon", "2026-13-45T99:00", "2026-11-24T10:00+00:00"])
def test_a_time_nobody_offered_is_asked_for_again(cast: Cast, at: str) -> None:
    form = {"at": at, "address": "x", "phone": "1"}
    page = text(as_(cast.ann).post(url(cast, "book", meals(cast).key), form))
    assert "errors" in page
    assert not Booking.objects.exists()


def test_only_residents_of_the_place_book(cast: Cast) -> None:
    there = url(cast, "book", meals(cast).key)
    assert as_(cast.guest).get(there).status_code == 403
    assert as_(cast.eve).post(there, {}).status_code == 403
    assert as_(None).get(there)["Location"].startswith(reverse("account_login"))


def test_the_two_sides_of_a_booking_and_nobody_else(cast: Cast) -> None:
    made = booking_in("requested", cast)
    assert "陈记助餐点" in text(as_(cast.ann).get(made.get_absolute_url()))
    assert "2 号院 3 号楼 101" in text(as_(cast.chen).get(made.get_absolute_url()))
    for other in (cast.dan, cast.bo, cast.chair):
        assert as_(other).get(made.get_absolute_url()).status_code == 404


def recent(cast: Cast) -> Booking:
    """A request for the hour that has just begun, already accepted."""
    made = booking_in("accepted", cast)
    start = timezone.now() - timedelta(minutes=30)
    fields = {
        f.attname: getattr(made, f.attname)
        for f in Booking._meta.fields
        if f.name not in ("id", "key", "slot")
    }
    window = {"starts_at": start, "ends_at": start + timedelta(hours=1), "state": "requested"}
    copy = Booking.objects.create(**{**fields, **window})
    Booking.objects.filter(pk=copy.pk).update(state="accepted")
    return copy


def test_from_accepting_to_reviewing(cast: Cast) -> None:
    made = recent(cast)
    chen, ann = as_(cast.chen), as_(cast.ann)
    assert url(cast, "fulfil", made.key) in text(chen.get(url(cast, "offer")))
    assert chen.post(url(cast, "fulfil", made.key), {"is_paid": "on"}).status_code == 302
    assert url(cast, "confirm", made.key) in text(ann.get(made.get_absolute_url()))
    assert ann.post(url(cast, "confirm", made.key))["Location"] == url(cast, "review", made.key)
    text(ann.get(url(cast, "review", made.key)))
    assert ann.post(url(cast, "review", made.key), {"grade": "5", "text": "热乎"}).status_code == 302
    text(chen.get(url(cast, "reply", made.key)))
    assert chen.post(url(cast, "reply", made.key), {"text": "谢谢"}).status_code == 302
    page = text(as_(None).get(url(cast, "listing", made.listing.key)))
    assert "非常满意" in page
    assert "热乎" in page
    assert Review.objects.get().reply == "谢谢"
    assert ann.get(url(cast, "review", made.key)).status_code == 302


def test_requests_are_answered_with_one_button(cast: Cast) -> None:
    made, chen = book(cast, meals(cast), noon_in(2), at=timezone.now()), as_(cast.chen)
    assert url(cast, "accept", made.key) in text(chen.get(url(cast, "offer")))
    assert as_(cast.ann).post(url(cast, "accept", made.key)).status_code == 403
    assert chen.post(url(cast, "accept", made.key)).status_code == 302
    made.refresh_from_db()
    assert made.state == "accepted"
    assert chen.post(url(cast, "accept", made.key)).status_code == 409


def test_refusing_needs_a_reason(cast: Cast) -> None:
    made, chen = booking_in("requested", cast), as_(cast.chen)
    text(chen.get(url(cast, "refuse", made.key)))
    assert "errors" in text(chen.post(url(cast, "refuse", made.key), {"reason": ""}))
    assert chen.post(url(cast, "refuse", made.key), {"reason": "有事"}).status_code == 302
    assert "有事" in text(as_(cast.ann).get(made.get_absolute_url()))


def test_cancelling_and_reporting_pages(cast: Cast) -> None:
    ann = as_(cast.ann)
    made = booking_in("requested", cast)
    text(ann.get(url(cast, "cancel", made.key)))
    assert ann.post(url(cast, "cancel", made.key), {"reason": "孩子回来了"}).status_code == 302
    done = booking_in("fulfilled", cast, made.listing)
    text(ann.get(url(cast, "report", done.key)))
    assert ann.post(url(cast, "report", done.key), {"reason": "没来"}).status_code == 302
    bo = as_(cast.bo)
    assert url(cast, "problem", done.key) in text(bo.get(url(cast, "verify")))
    text(bo.get(url(cast, "problem", done.key)))
    assert bo.post(url(cast, "problem", done.key), {"was_done": "no", "reason": "核实"}).status_code == 302
    done.refresh_from_db()
    assert done.state == "cancelled"
    assert bo.get(url(cast, "problem", made.key)).status_code == 404  # no problem was reported there


def test_lists_of_ones_own_and_a_calendar_file(cast: Cast) -> None:
    made, ann = booking_in("accepted", cast), as_(cast.ann)
    assert made.key in text(ann.get(url(cast, "bookings")))
    assert made.key not in text(ann.get(url(cast, "bookings") + "?show=past"))
    assert made.key not in text(as_(cast.dan).get(url(cast, "bookings")))
    answer = ann.get(url(cast, "calendar"))
    assert answer["Content-Type"].startswith("text/calendar")
    if made.ends_at > timezone.now():
        assert "午餐送到家" in answer.content.decode()


def test_applying_and_being_verified(cast: Cast) -> None:
    dan, bo = as_(cast.dan), as_(cast.bo)
    profile = {"name": "丹修家电", "about": "退休电工", "phone": "13800000005", "qualifications": "电工证"}
    text(dan.get(url(cast, "apply")))
    assert dan.get(url(cast, "new_listing")).status_code == 403
    assert dan.post(url(cast, "apply"), profile).status_code == 302
    text(dan.get(url(cast, "apply")))
    made = Provider.objects.get(user=cast.dan)
    assert made.name in text(bo.get(url(cast, "verify")))
    assert "电工证" in text(bo.get(url(cast, "verify_one", made.key)))
    assert dan.get(url(cast, "verify_one", made.key)).status_code == 403
    assert bo.post(url(cast, "verify_one", made.key)).status_code == 302
    text(dan.get(url(cast, "new_listing")))
    hours = {"days": ["1", "6"], "morning_from": "09:00", "morning_to": "11:30"}
    fields = {**MEALS, "price": "12.50", "category": "repairs", **hours}
    assert dan.post(url(cast, "new_listing"), fields).status_code == 302
    listing = Listing.objects.get()
    assert (listing.price, listing.hours.count()) == (1250, 2)
    for name in ("suspend_provider", "refuse_provider"):
        text(bo.get(url(cast, name, made.key)))
    assert bo.post(url(cast, "suspend_provider", made.key), {"reason": "核实"}).status_code == 302
    assert as_(None).get(url(cast, "listing", listing.key)).status_code == 404


def test_changing_and_pausing_ones_own_and_only_ones_own(cast: Cast) -> None:
    listing, chen = meals(cast), as_(cast.chen)
    provider(cast.bo, cast, name="波")
    edit, pause = url(cast, "edit_listing", listing.key), url(cast, "pause", listing.key)
    assert 'value="15"' in text(chen.get(edit))
    wrong = text(
        chen.post(
            edit, {**MEALS, "price": "免费", "days": ["1"], "morning_from": "11:00", "morning_to": "09:00"}
        )
    )
    assert "errors" in wrong
    hours = {"days": [str(d) for d in range(1, 8)], "morning_from": "08:00", "morning_to": "20:00"}
    assert chen.post(edit, {**MEALS, "price": "18", **hours}).status_code == 302
    listing.refresh_from_db()
    assert (listing.price, listing.hours.count()) == (1800, 7)
    assert chen.post(pause, {"to": "pause"}).status_code == 302
    assert listing.title not in text(as_(None).get(url(cast, "listings")))
    text(as_(None).get(url(cast, "listing", listing.key)))
    assert chen.post(pause, {"to": "resume"}).status_code == 302
    from linli.roles.actions import appoint

    appoint(user=cast.dan, role="provider", division=cast.home.division, by=None, at=timezone.now())
    assert as_(cast.dan).get(edit).status_code == 404
    assert as_(cast.dan).post(pause, {"to": "pause"}).status_code == 404
