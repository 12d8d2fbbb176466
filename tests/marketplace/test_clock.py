"""What the clock does, and that doing it twice does nothing more."""

from datetime import timedelta

from linli.audit.models import Event
from marketplace.rules.bookings import CONFIRM_WITHIN, LAPSE_AFTER
from marketplace.tasks import run_clock
from tests.cast import Cast
from tests.marketplace.market import TEN, booking_in


def test_an_unanswered_request_expires_at_its_start(cast: Cast) -> None:
    made = booking_in("requested", cast)
    assert run_clock(TEN - timedelta(seconds=1))["expired"] == 0
    assert run_clock(TEN)["expired"] == 1
    made.refresh_from_db()
    assert (made.state, made.events.last().by) == ("expired", None)


def test_silence_confirms_after_seven_days(cast: Cast) -> None:
    made = booking_in("fulfilled", cast)
    assert run_clock(made.moved_at + CONFIRM_WITHIN - timedelta(seconds=1))["confirmed"] == 0
    assert run_clock(made.moved_at + CONFIRM_WITHIN)["confirmed"] == 1
    made.refresh_from_db()
    assert (made.state, made.events.last().by) == ("confirmed", None)


def test_a_reported_problem_stops_the_clock(cast: Cast) -> None:
    made = booking_in("disputed", cast)
    assert run_clock(made.moved_at + timedelta(days=90)) == {"expired": 0, "lapsed": 0, "confirmed": 0}


def test_a_visit_nobody_speaks_of_lapses(cast: Cast) -> None:
    made = booking_in("accepted", cast)
    assert run_clock(made.ends_at + LAPSE_AFTER)["lapsed"] == 1


def test_a_second_run_does_nothing(cast: Cast) -> None:
    made = booking_in("fulfilled", cast)
    late = made.moved_at + CONFIRM_WITHIN
    run_clock(late)
    before = Event.objects.count()
    assert run_clock(late) == {"expired": 0, "lapsed": 0, "confirmed": 0}
    assert Event.objects.count() == before
