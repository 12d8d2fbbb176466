"""Working time, lights, validity and plain text hold for any input."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cms.rules import notices, text, workdays

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 20), timezones=st.just(UTC))
AMOUNTS = st.integers(1, 60 * 60).map(lambda minutes: timedelta(minutes=minutes))
LINES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=workdays.CHINA)  # type: ignore[misc,arg-type] # parts are the date's


def test_make_up_days_and_holidays() -> None:
    assert workdays.is_workday(date(2025, 1, 26)), "a Sunday worked for the Spring Festival of 2025"
    assert not workdays.is_workday(date(2025, 10, 1))
    assert not workdays.is_workday(date(2025, 10, 8)), "a Wednesday, off for National Day and Mid-Autumn"
    assert workdays.is_workday(date(2025, 10, 11)), "the Saturday worked for it"


def test_unannounced_years_fall_back_to_weekends_and_say_so() -> None:
    assert workdays.is_workday(date(2060, 1, 5))
    assert not workdays.is_workday(date(2060, 1, 4))
    assert not workdays.is_announced(date(2060, 1, 5))
    assert not workdays.is_certain(at(2026, 1, 5), at(2060, 1, 5))


def test_two_working_days_over_a_holiday() -> None:
    """Handed in on the last afternoon before National Day 2025: nothing passes until the 9th."""
    due = workdays.add_working_time(at(2025, 9, 30, 16), notices.REVIEW_TIME)
    assert due == at(2025, 10, 10, 16)


def test_water_does_not_wait() -> None:
    assert workdays.add_working_time(at(2025, 6, 3, 9), notices.review_time("utilities")) == at(
        2025, 6, 3, 12
    )


@given(MOMENTS, AMOUNTS)
def test_adding_and_measuring_agree(start: datetime, amount: timedelta) -> None:
    end = workdays.add_working_time(start, amount)
    assert workdays.working_time_between(start, end) == amount
    assert workdays.is_workday(end.astimezone(workdays.CHINA).date())


@given(MOMENTS, AMOUNTS, AMOUNTS)
def test_more_work_ends_later(start: datetime, first: timedelta, second: timedelta) -> None:
    once = workdays.add_working_time(start, first + second)
    twice = workdays.add_working_time(workdays.add_working_time(start, first), second)
    assert once == twice


@given(MOMENTS, AMOUNTS, st.floats(0, 2))
def test_lights_only_ever_get_redder(start: datetime, amount: timedelta, share: float) -> None:
    order = ("green", "yellow", "red")
    due = workdays.add_working_time(start, amount)
    now = start + (due - start) * share
    later = now + timedelta(hours=3)
    assert order.index(workdays.light(start, due, now)) <= order.index(workdays.light(start, due, later))
    assert workdays.light(start, due, due) == "red"


def test_yellow_begins_at_three_quarters() -> None:
    start, due = at(2025, 6, 3, 9), at(2025, 6, 3, 17)  # seven hours of work
    assert workdays.light(start, due, at(2025, 6, 3, 15, 14)) == "green"
    assert workdays.light(start, due, at(2025, 6, 3, 15, 15)) == "yellow"


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5))
def test_nobody_decides_on_their_own(decider: int, author: int, submitter: int) -> None:
    may = notices.may_decide(decider, author=author, submitter=submitter)
    assert may == (decider not in {author, submitter})


def test_windows_are_half_open() -> None:
    begin, end = at(2025, 6, 3, 9), at(2025, 6, 3, 15)
    assert notices.validity(begin, end, begin) == "now"
    assert notices.validity(begin, end, end) == "over"
    assert notices.validity(begin, end, begin - timedelta(days=3)) == "soon"
    assert notices.validity(begin, end, begin - timedelta(days=4)) == "later"
    assert notices.validity(None, None, begin) == "always"


@given(st.lists(st.lists(LINES, min_size=1, max_size=3), max_size=4))
def test_plain_text_comes_back(paragraphs: list[list[str]]) -> None:
    typed = "\n\n".join("\n".join(lines) for lines in paragraphs)
    html = text.to_html(typed)
    assert text.to_html(text.to_text(html)) == html
    assert text.sanitise(html) == text.sanitise(text.sanitise(html))
    assert text.is_simple(html)


def test_headings_and_lists() -> None:
    typed = "## 时间\n周六\n\n- 带水\n- 带伞"
    assert text.to_html(typed) == "<h3>时间</h3><p>周六</p><ul><li>带水</li><li>带伞</li></ul>"
    assert not text.is_simple("<p><a href='/'>x</a></p>")


@given(st.text(max_size=80))
def test_what_is_typed_never_becomes_a_tag(typed: str) -> None:
    assert text.read(text.to_html(typed)).tags <= text.SIMPLE
