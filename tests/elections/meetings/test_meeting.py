"""A representatives' meeting from the request to the minutes, and what its actions refuse."""

from datetime import timedelta

import pytest

from elections.actions.meetings import (
    add_item,
    adjourn_meeting,
    begin_meeting,
    call_meeting,
    cancel_meeting,
    close_meeting,
    confirm_minutes,
    draft_meeting,
    remove_item,
    revise_meeting,
    write_minutes,
)
from elections.actions.meetings import refusals as no
from elections.models import ItemOutcome, Meeting, MeetingRequest, Presence
from elections.rules.profiles import load
from linli.audit.models import Event
from linli.core.audience import Audience
from linli.notifications.models import Delivery, Notice
from tests.cast import Cast
from tests.elections.meetings.scene import (
    CALLED,
    CONFIRMED,
    DRAFTED,
    ENDED,
    STARTS,
    begun,
    called,
    closed,
    come,
    day,
    decided,
    drafted,
    elected,
    hands,
    item,
    reached,
    recorded,
    sitting,
)


def test_from_the_call_to_the_minutes(cast: Cast) -> None:
    meeting = recorded(cast)
    lamps, money = ItemOutcome.objects.order_by("item__position")
    assert (lamps.is_carried, money.is_carried) == (True, False)
    assert (lamps.members, lamps.present, money.silent) == (9, 6, 1)
    assert lamps.profile_version == load("cn-residents-2026").version == meeting.profile["version"]
    assert lamps.reasons["en"][0].startswith(
        "6 of the 9 with a seat are present; at least two thirds must be"
    )
    assert "9" in lamps.reasons["zh-hans"][0]
    assert [one["code"] for one in lamps.checks] == ["roll", "quorum", "decision"]
    assert meeting.minutes.confirmed_by == cast.chair
    actions = Event.objects.values_list("action", flat=True)
    assert {"elections.call_meeting", "elections.declare_item", "elections.confirm_minutes"} <= set(actions)


def test_representatives_are_told_of_the_call_and_residents_of_the_minutes(cast: Cast) -> None:
    meeting = recorded(cast)
    call = Notice.objects.get(key=f"meeting-{meeting.key}-called")
    told = Delivery.objects.filter(notice=call).values_list("user", flat=True)
    assert set(told) == {cast.ann.pk, cast.dan.pk}
    assert "社区活动室" in call.body
    minutes = Notice.objects.get(key=f"meeting-{meeting.key}-recorded")
    assert minutes.audience == Audience.RESIDENTS
    assert "东门增设路灯" in minutes.body


@pytest.mark.parametrize(
    ("present", "for_", "carried"), [(6, 4, True), (6, 3, False), (8, 4, False), (9, 5, True)]
)
def test_more_than_half_of_those_present(cast: Cast, present: int, for_: int, carried: bool) -> None:
    assert hands(sitting(cast, present), 1, for_, 0, 0, cast).is_carried is carried


def test_nothing_is_decided_without_a_quorum(cast: Cast) -> None:
    meeting = sitting(cast, 5)
    with pytest.raises(no.NotQuorate):
        hands(meeting, 1, 5, 0, 0, cast)
    adjourned = adjourn_meeting(meeting=meeting, reason="到会不足三分之二", by=cast.bo, at=ENDED)
    assert (adjourned.state, ItemOutcome.objects.count()) == (Meeting.State.ADJOURNED, 0)


def test_under_the_rules_for_villages_two_thirds_must_be_there(cast: Cast) -> None:
    meeting = begun(cast, profile_code="cn-village-2018")
    come(meeting, elected(cast)[:5], cast)
    with pytest.raises(no.NotQuorate):
        hands(meeting, 1, 5, 0, 0, cast)
    come(meeting, elected(cast)[:6], cast)
    assert hands(meeting, 1, 4, 0, 0, cast).is_carried


def test_never_more_hands_than_people(cast: Cast) -> None:
    meeting = sitting(cast)
    with pytest.raises(no.TooManyHands):
        hands(meeting, 1, 4, 2, 1, cast)
    hands(meeting, 1, 4, 2, 0, cast)
    with pytest.raises(no.AlreadyDecided):
        hands(meeting, 1, 6, 0, 0, cast)


def test_coming_and_going(cast: Cast) -> None:
    """A tick by mistake is taken away; after a decision whoever leaves stays on the list."""
    people = elected(cast)
    meeting = sitting(cast, 8)
    come(meeting, people[:7], cast)
    assert Presence.objects.count() == 7
    hands(meeting, 1, 7, 0, 0, cast)
    come(meeting, people[1:7], cast, at=day(0, 10))
    assert Presence.objects.exclude(left_at=None).get().representative == people[0]
    assert hands(meeting, 2, 4, 0, 0, cast).present == 6
    come(meeting, people[:7], cast, at=day(0, 11))
    assert not Presence.objects.exclude(left_at=None).exists()


def test_nobody_comes_for_another(cast: Cast) -> None:
    """Only who was in office on the day; a stranger of another community is nobody here."""
    meeting = begun(cast)
    late = elected(cast)[0]
    late.pk = 10**9
    with pytest.raises(no.NoSeat):
        come(meeting, [late], cast)


def test_what_a_draft_needs_before_it_is_called(cast: Cast) -> None:
    with pytest.raises(no.NotAhead):
        drafted(cast, starts_at=DRAFTED)
    about = {"title": "空", "place": "室", "starts_at": STARTS, "by": cast.bo, "at": DRAFTED}
    with pytest.raises(no.NoMeetingRules):
        draft_meeting(community=cast.home, profile_code="club-simple", **about)
    empty = draft_meeting(community=cast.other, **about)
    with pytest.raises(no.NoAgenda):
        call_meeting(meeting=empty, by=cast.bo, at=CALLED)
    add_item(meeting=empty, title="一", by=cast.bo, at=DRAFTED)
    with pytest.raises(no.NoRepresentatives):
        call_meeting(meeting=empty, by=cast.bo, at=CALLED)


def test_a_draft_is_changed_a_call_is_not(cast: Cast) -> None:
    meeting = drafted(cast)
    revise_meeting(meeting=meeting, place="礼堂", by=cast.bo, at=DRAFTED)
    remove_item(item=item(meeting, 1), by=cast.bo, at=DRAFTED)
    assert item(meeting, 1).title == "公共收益使用方案"
    with pytest.raises(TypeError):
        revise_meeting(meeting=meeting, state="closed", by=cast.bo, at=DRAFTED)
    call_meeting(meeting=meeting, by=cast.bo, at=CALLED)
    with pytest.raises(no.MeetingMoved):
        revise_meeting(meeting=meeting, place="门口", by=cast.bo, at=CALLED)
    with pytest.raises(no.MeetingMoved):
        remove_item(item=item(meeting, 1), by=cast.bo, at=CALLED)


def test_nobody_begins_early_or_closes_with_items_open(cast: Cast) -> None:
    meeting = called(cast)
    with pytest.raises(no.TooEarlyToBegin):
        begin_meeting(meeting=meeting, by=cast.bo, at=STARTS - timedelta(minutes=1))
    begin_meeting(meeting=meeting, by=cast.bo, at=STARTS)
    with pytest.raises(no.ItemsOpen):
        close_meeting(meeting=meeting, by=cast.bo, at=ENDED)
    with pytest.raises(no.ReasonMissing):
        adjourn_meeting(meeting=meeting, reason="  ", by=cast.bo, at=ENDED)


def test_a_second_person_confirms_and_then_nothing_changes(cast: Cast) -> None:
    meeting = closed(cast)
    with pytest.raises(no.NoMinutes):
        confirm_minutes(meeting=meeting, by=cast.chair, at=CONFIRMED)
    meeting = write_again(meeting, cast)
    with pytest.raises(no.SecondPersonConfirms):
        confirm_minutes(meeting=meeting, by=cast.bo, at=CONFIRMED)
    confirm_minutes(meeting=meeting, by=cast.chair, at=CONFIRMED)
    with pytest.raises(no.MeetingMoved):
        write_again(meeting, cast)


def write_again(meeting: Meeting, cast: Cast) -> Meeting:
    for text in ("初稿", "二稿"):
        words = {"text": text, "chaired_by": "柏主任", "written_by": "波"}
        write_minutes(meeting=meeting, by=cast.bo, at=CONFIRMED, **words)
    return meeting


def test_an_adjourned_meeting_keeps_what_it_decided(cast: Cast) -> None:
    meeting = sitting(cast)
    hands(meeting, 1, 6, 0, 0, cast)
    adjourn_meeting(meeting=meeting, reason="停电", by=cast.bo, at=ENDED)
    write_again(meeting, cast)
    confirm_minutes(meeting=meeting, by=cast.chair, at=CONFIRMED)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.adjourn_reason) == (Meeting.State.RECORDED, "停电")
    assert ItemOutcome.objects.get().is_carried


def test_cancelling_sets_the_request_up_again(cast: Cast) -> None:
    request = reached(cast)
    meeting = call_meeting(meeting=drafted(cast, request=request), by=cast.bo, at=CALLED)
    request.refresh_from_db()
    assert request.state == MeetingRequest.State.CALLED
    assert item(meeting, 1).title == request.subject
    cancel_meeting(meeting=meeting, reason="场地维修", by=cast.bo, at=CALLED)
    request.refresh_from_db()
    assert (request.state, request.ended_at) == (MeetingRequest.State.REACHED, None)
    assert Notice.objects.filter(key=f"meeting-{meeting.key}-cancelled").exists()
    with pytest.raises(no.MeetingMoved):
        begin_meeting(meeting=meeting, by=cast.bo, at=STARTS)


def test_a_meeting_that_sits_cannot_be_cancelled(cast: Cast) -> None:
    with pytest.raises(no.MeetingMoved):
        cancel_meeting(meeting=decided(cast), reason="不开了", by=cast.bo, at=ENDED)
