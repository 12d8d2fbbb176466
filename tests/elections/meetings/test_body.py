"""Who sits in a representatives' meeting: the representatives in office, and the committee's members beside them."""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from elections.actions.meetings import (
    begin_meeting,
    call_meeting,
    close_meeting,
    confirm_minutes,
    continue_meeting,
    draft_meeting,
    revise_meeting,
    write_minutes,
)
from elections.actions.meetings import refusals as no
from elections.actions.meetings.base import law_of, save
from elections.actions.meetings.body import body_of, body_on, sits_in
from elections.models import ItemOutcome, Meeting, Presence
from elections.rules.profiles import load, of_data
from elections.rules.representatives import beside, is_same
from elections.today import waiting
from elections.words.meetings import minutes_draft
from linli.notifications.models import Delivery, Notice
from tests.cast import Cast
from tests.elections.meetings.scene import (
    AGAIN,
    CALLED,
    CONFIRMED,
    DRAFTED,
    ENDED,
    STARTS,
    WRITTEN,
    adjourned,
    begun,
    called,
    come,
    committee,
    day,
    drafted,
    elected,
    hands,
    sitting_with_committee,
)
from tests.elections.meetings.test_pages import at, signed_in, text, url

LAW = load("cn-residents-2026")


def who(name: str, user: int | None = None) -> SimpleNamespace:
    return SimpleNamespace(name=name, user_id=user)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (who("李明", 1), who("李明", 1), True),
        (who("李明", 1), who("李 明", 1), True),  # one account is one person, however the name is written
        (who("李明", 1), who("李明", 2), False),  # namesakes
        (who("李明"), who("李明", 2), True),
        (who("李明"), who("李明"), True),
        (who("李明"), who("王芳"), False),
    ],
)
def test_one_person_or_two(one: Any, other: Any, same: bool) -> None:
    assert is_same(one, other) is is_same(other, one) is same


def test_nobody_sits_twice() -> None:
    chosen = [who("安", 1), who("丹")]
    members = [who("安", 1), who("丹", 2), who("雷", 3), who("雷", 3), who("方")]
    assert [one.name for one in beside(chosen, members)] == ["雷", "方"]


def seats(cast: Cast) -> list[str]:
    return [one.name for one in body_on(cast.home, STARTS.date(), LAW).members]


def test_members_in_office_sit_beside_the_representatives(cast: Cast) -> None:
    elected(cast)
    committee(cast, "安", "波", "雷", "雷")  # Ann is a representative, Lei holds two offices
    committee(cast, "先前", ended_on=date(2026, 5, 31), ending="resigned")
    committee(cast, "以后", starts_on=date(2026, 6, 2))
    committee(cast, "业主", kind="owners")
    committee(cast, "监督", kind="oversight")
    assert seats(cast) == ["波", "雷"]


PEOPLE: list[tuple[Sequence[str], list[str]]] = [
    (("安", "波", "雷"), ["波", "雷"]),
    (("丹", "赵国华"), []),
    (("雷", "雷", "波", "波"), ["雷", "波"]),
    ((), []),
]


@pytest.mark.parametrize(("names", "expected"), PEOPLE)
def test_the_database_counts_the_same(cast: Cast, names: Sequence[str], expected: list[str]) -> None:
    elected(cast)
    committee(cast, *names)
    with connection.cursor() as cursor:
        cursor.execute("SELECT elections_committee_seats(%s, %s)", [cast.home.pk, STARTS.date()])
        assert cursor.fetchone() == (len(expected),)
    assert seats(cast) == expected


def test_the_quorum_is_of_all_who_have_a_seat(cast: Cast) -> None:
    """Two thirds of eleven are eight, of whom five are more than half."""
    meeting = sitting_with_committee(cast)
    assert (meeting.members, meeting.committee_members) == (11, 2)
    outcome = hands(meeting, 1, 5, 0, 0, cast)
    assert (outcome.members, outcome.present, outcome.is_carried) == (11, 8, True)
    come(meeting, elected(cast)[:7], cast)
    with pytest.raises(no.NotQuorate):
        hands(meeting, 2, 7, 0, 0, cast)
    assert ItemOutcome.objects.count() == 1


def test_whoever_is_both_comes_once(cast: Cast) -> None:
    meeting = sitting_with_committee(cast)
    ann, _bo, lei = committee_here(meeting)
    with pytest.raises(no.NoSeat):
        come(meeting, [*elected(cast)[:7], ann], cast)
    come(meeting, [lei], cast)
    assert [one.seat for one in Presence.objects.all()] == [lei]


def committee_here(meeting: Meeting) -> list[Any]:
    from elections.models import Officeholder

    return list(Officeholder.objects.of_residents_committee(meeting.community).order_by("pk"))


def too_few(cast: Cast) -> None:
    """Three of the committee need twelve representatives; there are nine."""
    elected(cast)
    committee(cast, "雷", "方", "苏")


def test_too_few_representatives_for_a_draft(cast: Cast) -> None:
    too_few(cast)
    with pytest.raises(no.TooFewRepresentatives) as refused:
        drafted(cast)
    assert "12" in str(refused.value.reason)
    assert "补选" in str(refused.value.reason)
    assert not Meeting.objects.exists()


def test_too_few_representatives_for_a_call(cast: Cast) -> None:
    meeting = drafted(cast)
    too_few(cast)
    with pytest.raises(no.TooFewRepresentatives):
        call_meeting(meeting=meeting, by=cast.bo, at=CALLED)
    with pytest.raises(no.TooFewRepresentatives):
        revise_meeting(meeting=meeting, place="礼堂", by=cast.bo, at=DRAFTED)


def test_too_few_representatives_to_begin_or_to_go_on(cast: Cast) -> None:
    meeting = called(cast)
    too_few(cast)
    with pytest.raises(no.TooFewRepresentatives):
        begin_meeting(meeting=meeting, by=cast.bo, at=STARTS)
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.CALLED


def test_too_few_representatives_to_go_on(cast: Cast) -> None:
    meeting = adjourned(cast)
    too_few(cast)
    with pytest.raises(no.TooFewRepresentatives):
        continue_meeting(meeting=meeting, place="礼堂", starts_at=AGAIN, by=cast.bo, at=WRITTEN)


def test_a_committee_without_representatives_is_no_meeting(cast: Cast) -> None:
    committee(cast, "雷")
    about = {"title": "空", "place": "室", "starts_at": STARTS, "by": cast.bo, "at": DRAFTED}
    with pytest.raises(no.TooFewRepresentatives):
        draft_meeting(community=cast.home, **about)


def test_rules_frozen_before_go_on_without_the_committee(cast: Cast, owner: Any) -> None:
    """A meeting was called before its rules knew of the committee: representatives alone, as then."""
    elected(cast)
    committee(cast, "波", "雷")
    meeting = called(cast)
    del meeting.profile["meeting"]["representatives_share"]
    owner("ALTER TABLE elections_meeting DISABLE TRIGGER elections_meeting_moves")
    meeting.save(update_fields=["profile"])
    owner("ALTER TABLE elections_meeting ENABLE TRIGGER elections_meeting_moves")
    assert of_data(meeting.profile).meeting == law_of(meeting).meeting
    meeting = begin_meeting(meeting=meeting, by=cast.bo, at=STARTS)
    assert (meeting.members, meeting.committee_members) == (9, 0)
    assert body_of(meeting).members == ()


def test_members_are_told_of_the_call_and_it_waits_for_them(cast: Cast) -> None:
    elected(cast)
    committee(cast, "安", "波", "雷")
    meeting = called(cast)
    call = Notice.objects.get(key=f"meeting-{meeting.key}-called")
    told = Delivery.objects.filter(notice=call).values_list("user", flat=True)
    assert sorted(told) == sorted([cast.ann.pk, cast.dan.pk, cast.bo.pk])
    for user in (cast.ann, cast.bo):
        titles = [one.title for one in waiting(user=user, community=cast.home, at=day(-3))]
        assert titles == [meeting.title]
    assert not list(waiting(user=cast.guest, community=cast.home, at=day(-3)))


def test_whoever_is_both_is_told_by_whichever_office_knows_the_account(cast: Cast) -> None:
    """Zhao sits as a representative whose entry has no account: the committee's knows it."""
    elected(cast)
    zhao = committee(cast, "赵国华")[0]
    save(zhao, user=cast.chair)
    meeting = called(cast)
    assert body_of(meeting).members == ()
    call = Notice.objects.get(key=f"meeting-{meeting.key}-called")
    assert Delivery.objects.filter(notice=call, user=cast.chair).exists()
    assert [one.title for one in waiting(user=cast.chair, community=cast.home, at=day(-3))] == [meeting.title]


def test_a_called_meeting_costs_the_first_page_one_question(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    elected(cast)
    committee(cast, "波")
    meeting = Meeting.objects.select_related("community").get(pk=called(cast).pk)
    for user, sits in ((cast.ann, True), (cast.bo, True), (cast.guest, False)):
        with django_assert_num_queries(1):
            assert sits_in(user, meeting) is sits


def test_the_minutes_and_their_page_say_who_sat_as_what(cast: Cast, monkeypatch: Any) -> None:
    meeting = sitting_with_committee(cast)
    for position in (1, 2):
        hands(meeting, position, 8, 0, 0, cast)
    meeting = close_meeting(meeting=meeting, by=cast.bo, at=ENDED)
    words = minutes_draft(meeting, meeting.items.select_related("outcome"))
    assert "居民代表 9 人，居委会成员 2 人" in words
    said = {"text": words, "chaired_by": "柏主任", "written_by": "波"}
    write_minutes(meeting=meeting, by=cast.bo, at=WRITTEN, **said)
    confirm_minutes(meeting=meeting, by=cast.chair, at=CONFIRMED)
    at(monkeypatch, day(3))
    page = text(signed_in(cast.ann), meeting.get_absolute_url())
    assert "居委会委员" in page
    assert "居民代表 9 人，居委会成员 2 人" in page
    assert "应到 11 人，在场 8 人" in page
    assert signed_in(cast.ann).get(url("pdf", meeting)).content.startswith(b"%PDF")


def test_ticks_of_both(cast: Cast, monkeypatch: Any) -> None:
    meeting = sitting_with_committee(cast)
    at(monkeypatch, STARTS)
    bo, lei = signed_in(cast.bo), committee_here(meeting)[-1]
    page = text(bo, url("attendance", meeting))
    assert page.count(" checked") == 8
    assert "居民委员会成员" in page
    bo.post(url("attendance", meeting), {"present": [elected(cast)[0].key, lei.key, "nobody"]})
    assert {one.seat.name for one in Presence.objects.filter(left_at=None)} == {"安", "雷"}


def test_the_lists_show_who_sits_beside_the_representatives(cast: Cast, monkeypatch: Any) -> None:
    elected(cast)
    committee(cast, "安", "波", "雷")
    at(monkeypatch, day(-3))
    ann, code = signed_in(cast.ann), cast.home.code
    assert "另有 2 位居委会成员" in text(ann, reverse("meetings:list", args=[code]))
    people = reverse("meetings:representatives", args=[code])
    assert "雷" in text(ann, people)
    assert "居民委员会成员" not in text(ann, people, q="安")


def test_the_desk_says_beforehand_whether_there_are_enough(cast: Cast, monkeypatch: Any) -> None:
    meeting = drafted(cast)
    at(monkeypatch, DRAFTED)
    desk = url("desk", meeting)
    assert "居民代表 9 人，居委会成员 0 人" in text(signed_in(cast.bo), desk)
    too_few(cast)
    assert "需居民代表至少 12 人" in text(signed_in(cast.bo), desk)


def test_under_the_rules_for_villages_the_committee_sits_too(cast: Cast) -> None:
    elected(cast)
    committee(cast, "波", "雷")
    assert begun(cast, profile_code="cn-village-2018").committee_members == 2
