"""Offices that end before their term: what the law asks for, who is told what, and taking a mistake back."""

from datetime import date, timedelta
from typing import Any

import pytest

from elections import today
from elections.actions import offices as no
from elections.actions.offices import take_back_ending
from elections.actions.running import announce_election, cancel_election
from elections.actions.running.drafting import Seats
from elections.actions.vacancies import fill_by, vacancies
from elections.models import OfficeEnding, Officeholder, Recall
from elections.words.offices import notice_of
from linli.audit.models import Event
from linli.notifications.models import Notice
from tests.cast import Cast
from tests.elections.meetings.scene import recorded
from tests.elections.offices.scene import ENTERED, LEFT, appraised, ended, plain, resignation, seated
from tests.elections.owners.test_people import told
from tests.elections.process.scene import day, drafted
from tests.elections.recalls import scene as recalls
from tests.races import race

SECRET = "精神科鉴定"


def in_office(cast: Cast, on: date) -> bool:
    return Officeholder.objects.in_community(cast.home).in_office(on).exists()


@pytest.mark.parametrize(
    "why", [resignation(), plain("left"), plain("incapable"), plain("sentenced"), appraised()]
)
def test_an_office_ends_on_its_day(cast: Cast, why: no.Grounds) -> None:
    ended(cast, why)
    holder = Officeholder.objects.get()
    assert (holder.ended_on, holder.ending) == (LEFT, why.ground)
    assert in_office(cast, LEFT - timedelta(days=1))
    assert not in_office(cast, LEFT)


@pytest.mark.parametrize(
    ("why", "refusal"),
    [
        (resignation(ended_on=date(2021, 6, 30), applied_on=date(2021, 6, 1)), no.BadDay),  # not begun
        (resignation(ended_on=date(2026, 6, 9)), no.BadDay),  # tomorrow
        (resignation(reference="  "), no.NothingVouches),
        (resignation(applied_on=None), no.NoResignation),
        (resignation(applied_on=date(2026, 6, 2)), no.NoResignation),
        (appraised(LEFT), no.NotUnfitInARow),
        (appraised(LEFT, date(2025, 5, 30)), no.NotUnfitInARow),
        (plain("recalled"), no.UnknownToTheRules),
    ],
)
def test_what_is_refused(cast: Cast, why: no.Grounds, refusal: type[Exception]) -> None:
    seated(cast)
    with pytest.raises(refusal):
        ended(cast, why)
    assert not OfficeEnding.objects.exists()
    assert Officeholder.objects.get().ended_on is None


def test_an_office_ends_once_and_in_its_term(cast: Cast) -> None:
    ended(cast)
    with pytest.raises(no.NotInOffice):
        ended(cast, plain("left"))
    take_back_ending(ending=OfficeEnding.objects.get(), reason="录入错误", by=cast.bo, at=ENTERED)
    with pytest.raises(no.NotInOffice):  # the term is over
        ended(cast, at=day(10))


def test_nobody_ends_their_own_office(cast: Cast) -> None:
    with pytest.raises(no.OwnOffice):
        ended(cast, by=cast.ann)
    found = ended(cast)
    with pytest.raises(no.OwnOffice):
        take_back_ending(ending=found, reason="我不同意", by=cast.ann, at=ENTERED)


def test_a_meeting_that_approved_the_resignation_gives_the_day(cast: Cast) -> None:
    item = recorded(cast).items.get(position=1)  # carried on the first of June
    lost = item.meeting.items.get(position=2)
    for wrong in (resignation(item=lost), resignation(item=item, ended_on=date(2026, 6, 2))):
        with pytest.raises(no.NotCarried):
            ended(cast, wrong)
    found = ended(cast, resignation(item=item))
    assert found.item == item


def test_everybody_is_told_and_the_record_keeps_the_why_to_itself(cast: Cast) -> None:
    found = ended(cast, plain("incapable", reference=SECRET, note=SECRET))
    assert "依法自行终止" in told(cast.ann)[0]
    announced = Notice.objects.get(key=f"office-{found.key}-ended")
    event = Event.objects.get(action="elections.end_term_early")
    assert event.detail["ended_on"] == str(LEFT)
    for said in (told(cast.ann)[0], announced.title + announced.body, str(event.detail)):
        assert SECRET not in said
        assert "行为能力" not in said
        assert "incapable" not in said


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (resignation(), "于2026年5月20日提出辞职申请，2026年6月1日经会议审议通过。"),
        (plain("incapable"), "第二十三条，居委会主任安的职务自2026年6月1日起自行终止。"),
        (plain("sentenced"), "第二十三条，居委会主任安的职务自2026年6月1日起自行终止。"),
        (appraised(), "在2025年5月30日、2026年6月1日的民主评议中连续被评议为不称职。"),
        (plain("left"), "居委会主任安自2026年6月1日起不再任职，职位出缺。"),
    ],
)
def test_the_notice_is_in_the_articles_words(cast: Cast, why: no.Grounds, words: str) -> None:
    found = ended(cast, why)
    draft = notice_of(found, no.law_of_office(found.officeholder), LEFT)
    assert words in draft.html
    assert "丧失" not in draft.html
    assert "刑罚" not in draft.html
    assert draft.title == "关于居委会成员职务终止的公告"


def test_a_mistake_is_taken_back_and_the_office_goes_on(cast: Cast) -> None:
    found = ended(cast)
    with pytest.raises(no.WhyMissing):
        take_back_ending(ending=found, reason=" ", by=cast.bo, at=ENTERED)
    take_back_ending(ending=found, reason="同名同姓，录入错误", by=cast.bo, at=ENTERED)
    holder = Officeholder.objects.get()
    assert (holder.ended_on, holder.ending) == (None, "")
    assert in_office(cast, LEFT)
    found.refresh_from_db()
    assert (found.ground, found.take_back_reason) == ("resigned", "同名同姓，录入错误")
    assert "继续担任主任" in told(cast.ann)[0]
    assert Event.objects.filter(action="elections.take_back_ending").exists()
    with pytest.raises(no.NotStanding):
        take_back_ending(ending=found, reason="再来一次", by=cast.bo, at=ENTERED)
    ended(cast, plain("left"))
    assert OfficeEnding.objects.count() == 2


def by_election(cast: Cast, **terms: Any) -> Any:
    seats = (Seats(office="chair", name="主任"),)
    about: dict[str, Any] = {"kind": "by_election", "title": "补选", "seats": seats, "at": ENTERED}
    return drafted(cast, **about | terms)


def steps(cast: Cast) -> list[str]:
    found = today.due(user=cast.bo, community=cast.home, at=ENTERED)
    return [str(one.step) for one in found if "seat=" in one.url]


def test_a_vacant_seat_waits_for_its_by_election(cast: Cast) -> None:
    seated(cast)
    assert steps(cast) == []
    ended(cast)
    holder = Officeholder.objects.get()
    assert vacancies(cast.home, ENTERED) == [holder]
    assert fill_by(holder) == date(2026, 8, 31)  # the ninetieth day is a Sunday
    assert steps(cast) == ["起草补选"]
    election = by_election(cast)
    assert steps(cast) == []
    cancel_election(election=election, reason="另定", by=cast.bo, at=ENTERED)
    assert steps(cast) == ["起草补选"]


def test_an_ending_stays_once_the_by_election_is_announced(cast: Cast) -> None:
    found = ended(cast, at=day(-62), why=resignation(ended_on=date(2026, 4, 20), applied_on=date(2026, 4, 1)))
    election = announce_election(election=by_election(cast, at=day(-62)), by=cast.bo, at=day(-60))
    with pytest.raises(no.SeatAnnounced):
        take_back_ending(ending=found, reason="弄错了", by=cast.bo, at=ENTERED)
    cancel_election(election=election, reason="弄错了", by=cast.bo, at=ENTERED)
    take_back_ending(ending=found, reason="弄错了", by=cast.bo, at=ENTERED)


def test_a_petition_falls_away_with_the_office(cast: Cast) -> None:
    recall = recalls.asked(cast)
    holder = recall.officeholder
    why = resignation(ended_on=date(2026, 7, 19), applied_on=date(2026, 7, 10))
    no.end_term_early(officeholder=holder, why=why, by=cast.bo, at=recalls.ADMITTED)
    assert Recall.objects.get().state == Recall.State.WITHDRAWN


def test_a_vote_that_is_set_is_cancelled_first(cast: Cast) -> None:
    recall, election = recalls.admitted(cast)
    why = resignation(ended_on=date(2026, 7, 22), applied_on=date(2026, 7, 10))
    about: dict[str, Any] = {"officeholder": recall.officeholder, "why": why, "by": cast.bo}
    with pytest.raises(no.RecallAhead):
        no.end_term_early(**about, at=recalls.ADMITTED)
    cancel_election(election=election, reason="本人辞职", by=cast.bo, at=recalls.ADMITTED)
    no.end_term_early(**about, at=recalls.ADMITTED)
    assert Recall.objects.get().state == Recall.State.WITHDRAWN


@pytest.mark.django_db(transaction=True)
def test_two_who_enter_it_at_once_make_one_ending(cast: Cast) -> None:
    seated(cast)
    answers = race([lambda: ended(cast), lambda: ended(cast, plain("left"))])
    assert sum(isinstance(one, no.NotInOffice) for one in answers) == 1
    assert OfficeEnding.objects.standing().count() == 1
