"""Polls of several days by the form: first and last day, and the hours of each; said the same way everywhere."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from elections.actions.running import open_polls
from elections.documents.notices import polls
from elections.forms.elections import ElectionForm, filled
from elections.models import Election
from elections.words.stages import polls_words
from tests.cast import Cast
from tests.elections.process.scene import day, drafted, listed
from tests.elections.process.test_levels import GIVEN

CLUB = GIVEN | {"ballot_mode": "paper"}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"last_day": "2026-06-27"}, "last_day"),  # before the first
        ({"last_day": "2026-07-12"}, "last_day"),  # fifteen days; a club's rules allow fourteen
        ({"profile_code": "cn-residents-2026", "seats_deputy": 1, "last_day": "2026-06-29"}, "last_day"),
        ({"last_day": "2026-06-30", "closes": "07:00"}, "closes"),  # the hours are a day's
    ],
)
def test_what_the_form_refuses(given: dict[str, Any], field: str) -> None:
    form = ElectionForm(CLUB | given)
    assert not form.is_valid()
    assert list(form.errors) == [field]


@pytest.mark.parametrize(
    ("last", "days"), [("", 1), ("2026-06-28", 1), ("2026-06-30", 3), ("2026-07-11", 14)]
)
def test_the_window_runs_from_the_first_opening_to_the_last_closing(last: str, days: int) -> None:
    form = ElectionForm(CLUB | {"last_day": last})
    assert form.is_valid(), form.errors
    terms = form.terms()
    election = Election(**{name: terms[name] for name in ("election_day", "polls_open_at", "polls_close_at")})
    assert election.days_open == days
    assert (terms["polls_open_at"], terms["polls_close_at"]) == (day(0, 8), day(days - 1, 18))


def test_a_draft_comes_back_into_the_form_as_it_was_filled_in(cast: Cast) -> None:
    several = drafted(cast, profile_code="club-simple", polls_close_at=day(2, 18))
    one = drafted(cast, title="一天")
    assert filled(several)["last_day"] == date(2026, 6, 30)
    assert filled(one)["last_day"] is None
    assert several.daily_hours == (time(8), time(18))
    assert one.daily_hours is None


@pytest.mark.parametrize(
    ("mode", "here", "in_notice"),
    [
        (
            "paper",
            "28 Jun 2026 to 30 Jun 2026, each day 08:00 to 18:00",
            "2026年6月28日至2026年6月30日，每日08:00至18:00",
        ),
        (
            "both",
            "28 Jun 2026, 08:00 to 30 Jun 2026, 18:00; on paper each day 08:00 to 18:00",
            "2026年6月28日08:00至2026年6月30日18:00，其中纸质投票每日08:00至18:00",
        ),
        ("online", "28 Jun 2026, 08:00 to 30 Jun 2026, 18:00", "2026年6月28日08:00至2026年6月30日18:00"),
    ],
)
def test_each_way_to_vote_says_its_hours(cast: Cast, mode: str, here: str, in_notice: str) -> None:
    election = drafted(cast, profile_code="club-simple", ballot_mode=mode, polls_close_at=day(2, 18))
    with override("en"):
        assert polls_words(election) == here
    assert polls(election) == in_notice


def test_hours_through_the_night_are_no_days_hours(cast: Cast) -> None:
    election = drafted(cast, profile_code="club-simple", polls_open_at=day(0, 18), polls_close_at=day(2, 8))
    assert election.daily_hours is None
    assert "每日" not in polls(election)


def test_a_club_drafts_three_days_and_holds_them(cast: Cast, settings: Settings) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False
    desk = Client()
    desk.force_login(cast.chair)
    page = f"/c/{cast.home.code}/elections/new/"
    assert 'name="last_day"' in desk.get(page).content.decode()
    answer = desk.post(page, CLUB | {"last_day": "2026-06-30"})
    assert answer.status_code == 302
    election = Election.objects.get()
    assert (election.days_open, election.polls_close_at) == (3, day(2, 18))
    assert "每天 08:00 至 18:00" in desk.get(election.get_absolute_url()).content.decode()


def test_the_polls_stay_open_until_the_last_day(cast: Cast) -> None:
    election = listed(cast, profile_code="club-simple", polls_close_at=day(2, 18))
    election = open_polls(election=election, by=cast.chair, at=day(0, 8))
    assert election.is_polling(day(2, 17))
    assert not election.is_polling(day(2, 18))
