"""A third of a villagers' meeting are women who are representatives (村民委员会组织法 (2025) art. 29): entered, shown, held to."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from elections.actions.meetings import (
    adjourn_meeting,
    begin_meeting,
    call_meeting,
    continue_meeting,
    draft_meeting,
    end_office,
    enter_sexes,
    revise_meeting,
)
from elections.actions.meetings import refusals as no
from elections.actions.meetings.body import body_on
from elections.models import Meeting, Representative
from elections.rules.profiles import load
from linli.audit.models import Event
from tests.cast import Cast
from tests.elections.meetings import scene
from tests.elections.meetings.scene import AGAIN, CALLED, DRAFTED, ENDED, STARTS, WRITTEN, chosen, day
from tests.elections.meetings.test_importing import sent
from tests.elections.meetings.test_pages import at, signed_in, text, url

VILLAGE = "cn-village-2026"
UNDER = {"title": "村民代表会议", "place": "村委会", "starts_at": STARTS, "profile_code": VILLAGE}


def draft(cast: Cast, **terms: Any) -> Meeting:
    return draft_meeting(community=cast.home, by=cast.bo, at=DRAFTED, **UNDER | terms)


def here(cast: Cast, name: str = "representatives") -> str:
    return reverse(f"meetings:{name}", args=[cast.home.code])


def under_the_villages_law(cast: Cast, monkeypatch: Any) -> None:
    """The list is read by the law of the last meeting that was called."""
    monkeypatch.setattr("elections.views.representatives.law_here", lambda community: load(VILLAGE))
    at(monkeypatch, STARTS)


def leave(cast: Cast, *names: str) -> None:
    for one in Representative.objects.filter(name__in=names):
        end_office(representative=one, ends_on=date(2026, 5, 1), by=cast.bo, at=day(-30))


def test_one_woman_of_three_is_enough(cast: Cast) -> None:
    chosen(cast, "f", "m", "m")
    assert draft(cast).state == Meeting.State.DRAFT


def test_one_woman_of_four_is_too_few_and_the_refusal_says_so(cast: Cast) -> None:
    chosen(cast, "f", "m", "m", "m")
    with pytest.raises(no.TooFewWomen) as refused:
        draft(cast)
    words = str(refused.value.reason)
    assert "会议组成人员 4 人，其中妇女代表 1 人" in words
    assert "至少 2 人，未达到" in words
    assert "补选妇女代表" in words
    assert not Meeting.objects.exists()


def test_what_the_list_does_not_say_is_asked_for_first(cast: Cast) -> None:
    chosen(cast, "f", "m", "", "")
    with pytest.raises(no.TooFewWomen) as refused:
        draft(cast)
    assert "还有 2 位代表未登记性别" in str(refused.value.reason)
    assert "补选" not in str(refused.value.reason)


def test_a_woman_of_the_committee_is_no_woman_representative(cast: Cast) -> None:
    """Her seat makes the meeting larger: with her two of seven are women who are representatives."""
    chosen(cast, "f", "f", "m", "m", "m", "m")
    assert draft(cast)
    scene.committee(cast, "雷")
    with pytest.raises(no.TooFewWomen) as refused:
        draft(cast)
    assert "会议组成人员 7 人，其中妇女代表 2 人" in str(refused.value.reason)


def test_other_rules_ask_for_no_share(cast: Cast) -> None:
    chosen(cast, "m", "m", "")
    assert draft(cast, profile_code="cn-residents-2026")


def test_neither_called_nor_begun_once_too_many_women_have_left(cast: Cast) -> None:
    meeting = scene.drafted(cast, profile_code=VILLAGE)
    called = call_meeting(meeting=scene.drafted(cast, profile_code=VILLAGE), by=cast.bo, at=CALLED)
    leave(cast, "钱秀英", "吴玉梅")
    with pytest.raises(no.TooFewWomen):
        revise_meeting(meeting=meeting, place="礼堂", by=cast.bo, at=DRAFTED)
    with pytest.raises(no.TooFewWomen):
        call_meeting(meeting=meeting, by=cast.bo, at=CALLED)
    with pytest.raises(no.TooFewWomen):
        begin_meeting(meeting=called, by=cast.bo, at=STARTS)


def test_an_adjourned_meeting_goes_on_with_enough_women_only(cast: Cast) -> None:
    meeting = scene.begun(cast, profile_code=VILLAGE)
    meeting = adjourn_meeting(meeting=meeting, reason="停电", by=cast.bo, at=ENDED)
    leave(cast, "钱秀英", "吴玉梅")
    about: dict[str, Any] = {"place": "礼堂", "starts_at": AGAIN, "by": cast.bo, "at": WRITTEN}
    with pytest.raises(no.TooFewWomen):
        continue_meeting(meeting=meeting, **about)


def test_rules_frozen_before_go_on_without_the_share(cast: Cast, owner: Any) -> None:
    """A meeting was called before its rules knew of it: as then."""
    meeting = scene.called(cast, profile_code=VILLAGE)
    del meeting.profile["meeting"]["women_share"]
    owner("ALTER TABLE elections_meeting DISABLE TRIGGER elections_meeting_moves")
    meeting.save(update_fields=["profile"])
    owner("ALTER TABLE elections_meeting ENABLE TRIGGER elections_meeting_moves")
    leave(cast, "钱秀英", "吴玉梅")
    assert begin_meeting(meeting=meeting, by=cast.bo, at=STARTS).members == 7


def test_the_record_says_how_many_women_there_were(cast: Cast) -> None:
    scene.begun(cast, profile_code=VILLAGE)
    assert Event.objects.get(action="elections.begin_meeting").detail["women"] == 4


@pytest.mark.parametrize("sexes", [("f", "m", ""), ("m",), ("f", "f"), ()])
def test_the_database_counts_the_same(cast: Cast, sexes: tuple[str, ...]) -> None:
    chosen(cast, *sexes)
    scene.committee(cast, "雷")
    with connection.cursor() as cursor:
        cursor.execute("SELECT elections_women(%s, %s)", [cast.home.pk, STARTS.date()])
        assert cursor.fetchone() == (body_on(cast.home, STARTS.date(), load(VILLAGE)).women,)


def test_it_is_entered_once_and_the_audit_does_not_repeat_it(cast: Cast) -> None:
    one, other, known = chosen(cast, "", "", "m")
    about: dict[str, Any] = {"community": cast.home, "by": cast.bo, "at": STARTS}
    with pytest.raises(no.SexesMissing):
        enter_sexes(sexes={}, **about)
    with pytest.raises(no.SexEntered):
        enter_sexes(sexes={one: "f", known: "f"}, **about)
    with pytest.raises(no.SexEntered):
        enter_sexes(sexes={one: "f"}, **about | {"community": cast.other})
    enter_sexes(sexes={one: "f", other: "m"}, **about)
    assert list(Representative.objects.order_by("pk").values_list("sex", flat=True)) == ["f", "m", "m"]
    assert Event.objects.get(action="elections.enter_sexes").detail == {"representatives": 2}


def test_the_list_says_to_everybody_whether_there_are_enough(cast: Cast, monkeypatch: Any) -> None:
    scene.elected(cast)
    assert "妇女代表" not in text(signed_in(cast.ann), here(cast))
    under_the_villages_law(cast, monkeypatch)
    page = text(signed_in(cast.ann), here(cast))
    assert "会议组成人员 9 人，其中妇女代表 4 人" in page
    assert "已达到" in page
    assert here(cast, "sexes") not in page
    assert "妇女代表" not in text(signed_in(cast.ann), here(cast), q="安")


def test_the_clerk_enters_all_of_them_on_one_page(cast: Cast, monkeypatch: Any) -> None:
    one, other, third = chosen(cast, "", "", "")
    end_office(representative=third, ends_on=STARTS.date(), by=cast.bo, at=day(-1))
    under_the_villages_law(cast, monkeypatch)
    bo = signed_in(cast.bo)
    assert here(cast, "sexes") in text(bo, here(cast))
    form = text(bo, here(cast, "sexes"))
    assert (one.name in form, third.name in form) == (True, False)
    assert "请至少填写一人的性别" in bo.post(here(cast, "sexes"), {one.key: ""}).content.decode()
    page = bo.post(here(cast, "sexes"), {one.key: "m"}, follow=True).content.decode()
    assert "还有 1 位代表未登记性别" in page
    page = bo.post(here(cast, "sexes"), {other.key: "f"}, follow=True).content.decode()
    assert "已达到" in page
    assert here(cast, "sexes") not in page


def test_whoever_keeps_the_list_is_warned_at_once(cast: Cast, monkeypatch: Any) -> None:
    under_the_villages_law(cast, monkeypatch)
    bo = signed_in(cast.bo)
    said = {"name": "张三", "group": "一组", "sex": "m", "starts_on": "2026-06-01"}
    page = bo.post(here(cast, "add"), said, follow=True).content.decode()
    assert "会议组成人员 1 人，其中妇女代表 0 人" in page
    page = sent(cast, "姓名,居民小组,性别\n李四,一组,女\n王五,二组,男\n", is_trial="")
    assert "会议组成人员 3 人，其中妇女代表 1 人" in page
    assert "已达到" in page
    woman = Representative.objects.get(sex="f")
    ended = reverse("meetings:end", args=[cast.home.code, woman.key])
    page = bo.post(ended, {"ends_on": "2026-06-01"}, follow=True).content.decode()
    assert "会议组成人员 2 人，其中妇女代表 0 人" in page


def test_the_desk_and_the_rules_name_the_share_and_its_article(cast: Cast, monkeypatch: Any) -> None:
    meeting = scene.drafted(cast, profile_code=VILLAGE)
    at(monkeypatch, DRAFTED)
    bo = signed_in(cast.bo)
    assert "其中妇女代表 4 人" in text(bo, url("desk", meeting))
    leave(cast, "钱秀英", "吴玉梅")
    assert "至少 3 人，未达到" in text(bo, url("desk", meeting))
    page = text(bo, meeting.get_absolute_url())
    assert "会议组成人员的三分之一以上" in page
    assert "第二十九条" in page
