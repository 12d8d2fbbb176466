"""A club's election beside the committee's: polls over several days, its own notices, a board of its own."""

import pytest

from elections.actions.running import close_polls, declare_election, hand_over
from elections.actions.running.declaring import sitting
from elections.documents.notices import document, numbers
from elections.models import Committee, Election, Officeholder, Term
from elections.today.elections import step_due
from elections.views.election_pages import ways
from elections.words.calendar import stages
from elections.words.stages import next_words, polls_words
from tests.cast import Cast
from tests.elections.process import scene

CLUB = {"profile_code": "club-simple", "ballot_mode": "both", "assurance": "L2"}


@pytest.fixture
def election(cast: Cast) -> Election:
    return scene.polling(cast, polls_close_at=scene.day(3, 20), **CLUB)


def test_polls_of_several_days_say_so_everywhere(election: Election) -> None:
    window = "2026 年 6 月 28 日 08:00 至 2026 年 7 月 1 日 20:00"
    assert polls_words(election) == f"{window}；纸质投票每天 08:00 至 20:00"
    on_the_second_day = scene.day(1, 12)
    assert next_words(election, on_the_second_day)[1] == "请在 2026 年 7 月 1 日 20:00 之前投票。"
    (due,) = step_due(election, on_the_second_day)
    assert "2026 年 7 月 1 日" in due.detail
    text = document(election, 1, election.election_day).text
    assert "2026年6月28日08:00至2026年7月1日20:00" in text
    (result,) = [one for one in stages(election, on_the_second_day) if one.phase == "result"]
    assert result.first == election.last_day


def test_polls_of_one_day_name_the_hour(cast: Cast) -> None:
    one_day = scene.polling(cast)
    assert polls_words(one_day) == "2026 年 6 月 28 日 08:00 至 18:00"
    assert next_words(one_day, scene.day(0, 12))[1] == "请在 18:00 之前投票。"
    assert "2026年6月28日08:00至18:00" in document(one_day, 1, one_day.election_day).text


def test_the_booth_is_offered_while_the_polls_are_open_and_not_after(election: Election) -> None:
    during, after = scene.day(2, 12), scene.day(3, 20)
    assert ways(election, during)["online"].endswith("/online/booth.html")
    assert ways(election, after) == {"online": "", "stations": []}
    assert next_words(election, after)[0] == "投票时间已过"


def test_notices_are_those_of_their_stage_whatever_their_number(election: Election) -> None:
    texts = {one.number: document(election, one.number, election.election_day) for one in numbers(election)}
    assert "名单自" in texts[2].text
    assert "正式候选人名单如下" in texts[3].text
    assert "结果如下" in texts[4].text


def test_the_clubs_board_takes_office_and_the_committee_stays(cast: Cast) -> None:
    residents = Committee.objects.create(community=cast.home, name="建新社区居民委员会")
    election = scene.polling(cast, polls_close_at=scene.day(3, 20), profile_code="club-simple")
    close_polls(election=election, by=None, at=scene.day(3, 20))
    counts = scene.counts(election, 9, 4, 11, 10, 2)
    declare_election(election=election, counts=counts, by=cast.chair, at=scene.day(3, 21))
    hand_over(election=election, by=cast.chair, at=scene.day(5))
    term = Term.objects.get()
    assert (term.committee.kind, term.committee.name) == ("club", "建新社区理事会")
    assert Officeholder.objects.filter(term=term).count() == 3
    assert not residents.terms.exists()
    vacancy = scene.drafted(cast, kind="by_election", title="补选")
    assert sitting(vacancy) == ((), 0)  # the club's board does not sit on the committee
