"""Who is a representative, and what a third of them can ask for."""

from datetime import date

import pytest

from elections.actions.meetings import (
    add_representative,
    ask_meeting,
    end_office,
    enter_signature,
    link_representative,
    sign_request,
    withdraw_request,
)
from elections.actions.meetings import refusals as no
from elections.actions.meetings.base import in_office
from elections.actions.meetings.requesting import counted
from elections.models import MeetingRequest
from elections.today import due, waiting
from linli.notifications.models import Delivery, Notice
from tests.cast import Cast
from tests.elections.meetings.scene import ASKED, asked, called, day, elected, reached

TODAY = date(2026, 6, 1)


def test_nobody_is_one_twice_at_a_time(cast: Cast) -> None:
    people = elected(cast)
    about = {"community": cast.home, "by": cast.bo, "at": day(0)}
    with pytest.raises(no.NobodyTwice):
        add_representative(name="赵国华", group=people[2].group, starts_on=TODAY, **about)
    with pytest.raises(no.AccountTaken):
        add_representative(name="安二", group="第9居民小组", user=cast.ann, starts_on=TODAY, **about)
    with pytest.raises(no.NotVerified):
        add_representative(name="客", group="第9居民小组", user=cast.guest, starts_on=TODAY, **about)
    with pytest.raises(no.EndsBeforeItBegins):
        add_representative(name="某", group="第9居民小组", starts_on=TODAY, ends_on=TODAY, **about)
    end_office(representative=people[2], ends_on=TODAY, by=cast.bo, at=day(0))
    assert add_representative(name="赵国华", group=people[2].group, starts_on=TODAY, **about)


def test_an_office_ends_and_is_not_made_longer(cast: Cast) -> None:
    one = elected(cast)[0]
    end_office(representative=one, ends_on=TODAY, by=cast.bo, at=day(0))
    assert (in_office(cast.home, date(2026, 5, 31)).count(), in_office(cast.home, TODAY).count()) == (9, 8)
    with pytest.raises(no.EndsBeforeItBegins):
        end_office(representative=one, ends_on=date(2027, 1, 1), by=cast.bo, at=day(0))


def test_an_account_is_linked_once(cast: Cast) -> None:
    people = elected(cast)
    end_office(representative=people[1], ends_on=date(2026, 1, 6), by=cast.bo, at=day(0))
    link_representative(representative=people[2], user=cast.dan, by=cast.bo, at=day(0))
    with pytest.raises(no.AccountTaken):
        link_representative(representative=people[2], user=cast.ann, by=cast.bo, at=day(0))
    with pytest.raises(no.AccountTaken):
        link_representative(representative=people[3], user=cast.dan, by=cast.bo, at=day(0))


def test_a_fifth_obliges_the_committee(cast: Cast) -> None:
    request = asked(cast)
    assert [one.title for one in waiting(user=cast.dan, community=cast.home, at=ASKED)] == [request.subject]
    with pytest.raises(no.SignedAlready):
        sign_request(request=request, by=request.asked_by.user, at=ASKED)
    request.refresh_from_db()
    assert (request.state, counted(request, ASKED).checks[0].needed) == (MeetingRequest.State.SIGNING, 2)
    assert not [
        one for one in due(user=cast.bo, community=cast.home, at=ASKED) if one.title == request.subject
    ]
    enter_signature(request=request, representative=elected(cast)[4], by=cast.bo, at=ASKED)
    request.refresh_from_db()
    assert (request.state, request.representatives) == (MeetingRequest.State.REACHED, 9)
    (wanted,) = [
        one for one in due(user=cast.bo, community=cast.home, at=ASKED) if one.title == request.subject
    ]
    assert wanted.until is not None
    told = Delivery.objects.filter(notice=Notice.objects.get(title__contains="必须召开"))
    assert {cast.bo.pk, cast.chair.pk} <= set(told.values_list("user", flat=True))


def test_only_representatives_ask_and_sign(cast: Cast) -> None:
    request = asked(cast)
    about = {"subject": "一", "reasons": "二"}
    with pytest.raises(no.NotARepresentative):
        ask_meeting(community=cast.home, by=cast.bo, at=ASKED, **about)
    with pytest.raises(no.NotARepresentative):
        sign_request(request=request, by=cast.eve, at=ASKED)
    left = elected(cast)[5]
    end_office(representative=left, ends_on=date(2026, 2, 1), by=cast.bo, at=ASKED)
    with pytest.raises(no.NotARepresentative):
        enter_signature(request=request, representative=left, by=cast.bo, at=ASKED)


def test_whoever_has_left_office_is_not_counted(cast: Cast) -> None:
    request = asked(cast)
    sign_request(request=request, by=cast.dan, at=ASKED)
    end_office(representative=elected(cast)[1], ends_on=date(2026, 2, 1), by=cast.bo, at=ASKED)
    check = counted(request, ASKED).checks[0]
    assert (check.count, check.of) == (1, 8)


def test_the_asker_takes_it_back_until_it_is_reached(cast: Cast) -> None:
    request = asked(cast)
    with pytest.raises(no.NotTheAsker):
        withdraw_request(request=request, by=cast.dan, at=ASKED)
    withdraw_request(request=request, by=cast.ann, at=ASKED)
    with pytest.raises(no.RequestMoved):
        sign_request(request=request, by=cast.dan, at=ASKED)
    with pytest.raises(no.RequestMoved):
        withdraw_request(request=reached(cast), by=cast.ann, at=ASKED)


def test_a_called_meeting_waits_for_its_representatives(cast: Cast) -> None:
    meeting = called(cast)
    mine = list(waiting(user=cast.ann, community=cast.home, at=day(-3)))
    assert [(one.title, one.until) for one in mine] == [(meeting.title, meeting.starts_at)]
    assert not list(waiting(user=cast.bo, community=cast.home, at=day(-3)))
