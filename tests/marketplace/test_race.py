"""Sixteen residents press the button for the same hour at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from linli.accounts.models import User
from marketplace.actions.bookings import SlotTaken
from marketplace.models import Booking
from tests.cast import Cast, person
from tests.marketplace.market import book, meals

MANY = 16


def test_sixteen_at_once_and_exactly_one_gets_it(live_cast: Cast) -> None:
    listing = meals(live_cast)
    neighbours = [person(f"邻{n}", 100 + n, "resident", at=live_cast.home) for n in range(MANY)]
    start = Barrier(MANY)

    def press(resident: User) -> str:
        try:
            start.wait(timeout=60)
            book(live_cast, listing, resident=resident)
        except SlotTaken:
            return "taken"
        finally:
            connection.close()
        return "booked"

    with ThreadPoolExecutor(MANY) as pool:
        answers = sorted(pool.map(press, neighbours))
    assert answers == ["booked"] + ["taken"] * (MANY - 1)
    assert Booking.objects.count() == 1
