"""Resignations: filed by whoever is in office and nobody else, decided by a meeting, withdrawn until then."""

from datetime import date
from typing import Any

import pytest

from elections import today
from elections.actions import offices as no
from elections.actions import resignations as letters
from elections.actions.offices import take_back_ending
from elections.models import Committee, OfficeEnding, Officeholder, Resignation, Term
from linli.audit.models import Event
from linli.notifications.models import Delivery, Notice
from tests.cast import Cast, person
from tests.elections.offices.letters import FILED, WHY, filed, refused, withdrawn
from tests.elections.offices.scene import ENTERED, LEFT, ended, plain, resignation, seated
from tests.elections.owners.test_people import told
from tests.elections.process.scene import day
from tests.races import race


def steps(cast: Cast, user: Any) -> list[str]:
    found = today.due(user=user, community=cast.home, at=ENTERED)
    return [str(one.step) for one in found if "/resignations/" in one.url]


def test_colleagues_are_told_and_nobody_reads_why_but_in_the_letter(cast: Cast) -> None:
    cast.bo.email = "bo@example.org"
    cast.bo.save()
    letter = filed(cast)
    assert (letter.state, letter.filed_on) == ("filed", date(2026, 5, 20))
    assert Officeholder.objects.get().ended_on is None
    for colleague in (cast.bo, cast.chair):
        assert "2026 年 5 月 20 日递交" in told(colleague)[0]
    assert "会议审议通过之前您仍在任" in told(cast.ann)[0]
    for stranger in (cast.dan, cast.chen, cast.eve, cast.eves_chair):
        assert told(stranger) == []
    emails = Delivery.objects.filter(channel=Delivery.Channel.EMAIL)
    assert list(emails.values_list("user", flat=True)) == [cast.bo.pk]
    event = Event.objects.get(action="elections.file_resignation")
    assert event.detail["filed_on"] == "2026-05-20"
    said = [str(event.detail), *(one.title + one.body for one in Notice.objects.all())]
    assert not any(WHY in one for one in said)


def test_a_reason_is_not_asked_for(cast: Cast) -> None:
    assert filed(cast, reason="  ").reason == ""


def test_nobody_files_for_another_nor_twice(cast: Cast) -> None:
    with pytest.raises(letters.NotTheirs):
        filed(cast, by=cast.bo)
    filed(cast)
    with pytest.raises(letters.FiledAlready):
        filed(cast)
    assert Resignation.objects.count() == 1


def test_whoever_is_not_in_office_has_nothing_to_resign(cast: Cast) -> None:
    with pytest.raises(no.NotInOffice):
        filed(cast, at=day(10))  # the term is over
    ended(cast)
    with pytest.raises(no.NotInOffice):
        filed(cast, at=ENTERED)


def test_where_ones_own_word_is_enough_no_letter_waits_for_a_meeting(cast: Cast, monkeypatch: Any) -> None:
    holder = seated(cast)
    club = no.profile_named("club-simple")
    monkeypatch.setattr(letters, "law_of_office", lambda _holder: club)
    with pytest.raises(letters.NoMeetingDecides):
        filed(cast)
    assert not holder.resignations.exists()


def test_it_is_withdrawn_until_a_meeting_has_decided(cast: Cast) -> None:
    letter = filed(cast)
    with pytest.raises(letters.NotTheirs):
        letters.withdraw_resignation(resignation=letter, by=cast.bo, at=ENTERED)
    letters.withdraw_resignation(resignation=letter, by=cast.ann, at=ENTERED)
    assert "撤下" in told(cast.bo)[0]
    assert Event.objects.filter(action="elections.withdraw_resignation").exists()
    another = filed(cast)
    ended(cast)
    with pytest.raises(no.NotInOffice):
        letters.withdraw_resignation(resignation=another, by=cast.ann, at=ENTERED)


def test_what_a_meeting_refused_is_told_and_another_may_be_filed(cast: Cast) -> None:
    letter = refused(cast)
    assert (letter.state, letter.refused_on) == ("refused", date(2026, 6, 1))
    assert "您继续任职" in told(cast.ann)[0]
    assert Officeholder.objects.get().ended_on is None
    assert Event.objects.filter(action="elections.refuse_resignation").exists()
    with pytest.raises(letters.NotWaiting):
        letters.withdraw_resignation(resignation=letter, by=cast.ann, at=ENTERED)
    assert filed(cast, at=ENTERED).state == "filed"


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        ({"refused_on": date(2026, 5, 19)}, letters.BadMeetingDay),  # before it was filed
        ({"refused_on": date(2026, 6, 9)}, letters.BadMeetingDay),  # tomorrow
        ({"reference": " "}, no.NothingVouches),
    ],
)
def test_what_is_no_decision(cast: Cast, terms: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        refused(cast, **terms)
    assert Resignation.objects.get().state == "filed"


def test_nobody_enters_that_their_own_was_refused(cast: Cast) -> None:
    with pytest.raises(no.OwnOffice):
        refused(cast, by=cast.ann)


def test_the_ending_takes_the_letter_over_and_gives_it_back(cast: Cast) -> None:
    letter = filed(cast)
    found = ended(cast, resignation(applied_on=date(2026, 5, 1)))
    assert found.applied_on == letter.filed_on
    letter.refresh_from_db()
    assert (letter.state, letter.ending) == ("approved", found)
    take_back_ending(ending=found, reason="录入错误", by=cast.bo, at=ENTERED)
    letter.refresh_from_db()
    assert (letter.state, letter.ending, letter.closed_by) == ("filed", None, None)
    assert ended(cast).resignation == letter


def test_no_meeting_approves_what_was_not_filed_yet(cast: Cast) -> None:
    filed(cast, at=ENTERED)
    with pytest.raises(no.NoResignation):
        ended(cast, resignation(ended_on=LEFT))
    assert Resignation.objects.get().state == "filed"


def test_it_falls_away_with_an_office_that_ends_otherwise(cast: Cast) -> None:
    letter = filed(cast)
    assert steps(cast, cast.bo) == ["提请会议审议"]
    assert steps(cast, cast.ann) == []
    found = ended(cast, plain("left"))
    letter.refresh_from_db()
    assert letter.state == "filed"
    assert steps(cast, cast.bo) == []
    assert not Resignation.objects.waiting(LEFT).exists()
    take_back_ending(ending=found, reason="录入错误", by=cast.bo, at=ENTERED)
    assert steps(cast, cast.bo) == ["提请会议审议"]


def test_the_desk_does_not_ask_whoever_filed_it(cast: Cast) -> None:
    holder = seated(cast)
    Officeholder.objects.filter(pk=holder.pk).update(user=cast.bo)
    filed(cast, by=cast.bo)
    assert steps(cast, cast.bo) == []
    assert steps(cast, cast.chair) == ["提请会议审议"]


def test_two_seats_of_two_people_wait_side_by_side(cast: Cast) -> None:
    first = filed(cast)
    committee = Committee.objects.get(pk=first.officeholder.term.committee_id)
    term = Term.objects.get(committee=committee)
    other = person("孙", 903, at=cast.home)
    about = {"office": "member", "title": "委员", "name": "孙", "user": other, "starts_on": term.starts_on}
    second = Officeholder.objects.create(term=term, **about)
    letters.file_resignation(officeholder=second, reason="", by=other, at=FILED)
    assert Resignation.objects.waiting(LEFT).count() == 2


@pytest.mark.django_db(transaction=True)
def test_withdrawn_or_approved_and_never_both(cast: Cast) -> None:
    letter = filed(cast)

    def withdraw() -> Any:
        return letters.withdraw_resignation(resignation=letter, by=cast.ann, at=ENTERED)

    race([withdraw, lambda: ended(cast)])
    letter.refresh_from_db()
    is_ended = OfficeEnding.objects.exists()
    assert is_ended  # by the letter, or by the desk's own word after it was withdrawn
    assert letter.state in ("approved", "withdrawn")
    assert (letter.state == "approved") == (letter.ending_id is not None)


@pytest.mark.django_db(transaction=True)
def test_two_letters_at_once_make_one(cast: Cast) -> None:
    seated(cast)
    answers = race([lambda: filed(cast), lambda: filed(cast)])
    assert sum(isinstance(one, letters.FiledAlready) for one in answers) == 1
    assert Resignation.objects.count() == 1


def test_a_withdrawn_one_stays_in_the_record(cast: Cast) -> None:
    withdrawn(cast)
    assert Resignation.objects.get().reason == WHY
