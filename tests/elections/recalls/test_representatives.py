"""A third of the residents' representatives ask for a recall as well as a tenth of the electors (2025 law, art. 20)."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from elections.actions import petitions as no
from elections.actions.meetings import end_office, link_representative
from elections.actions.petition_law import petition_of, ways_of
from elections.actions.petitions import enter_signature, sign_recall, strike_signature, take_back_signature
from elections.actions.recalls import NotEnough, admit_recall, withdraw_recall
from elections.models import Recall, RecallSheet, RecallSignature, Representative
from elections.today.recalls import due
from elections.words.petitions import either_words, measures
from linli.audit.models import Event
from tests.cast import Cast
from tests.elections.meetings.scene import elected
from tests.elections.owners.test_people import told
from tests.elections.papers.test_pages import at, signed_in
from tests.elections.process.test_guards import off
from tests.elections.recalls.scene import ADMITTED, ASKED, VOTE, asked
from tests.elections.recalls.test_petitions import entry, handed_in, lines, pages_of

OTHERS = ("赵国华", "钱秀英", "孙建军")


def chosen(name: str) -> Representative:
    return Representative.objects.get(name=name)


def begun(cast: Cast) -> Recall:
    """A petition of Ann's, who is one of nine representatives; she is one of sixteen electors, too."""
    elected(cast)
    return asked(cast)


def entered(cast: Cast, *names: str) -> RecallSheet:
    """A sheet with lines of representatives without an account."""
    sheet = handed_in(begun(cast), cast)
    for name in names or OTHERS[:2]:
        enter_signature(sheet=sheet, entry=chosen(name), by=cast.bo, at=ASKED)
    return sheet


def numbers(recall: Recall) -> list[tuple[int, int, int]]:
    return [(one.count, one.of, one.needed) for one in ways_of(recall, ASKED)]


def test_a_representative_who_signs_online_counts_in_both(cast: Cast) -> None:
    recall = begun(cast)
    assert numbers(recall) == [(1, 16, 2), (1, 9, 3)]
    sign_recall(recall=recall, by=cast.dan, at=ASKED)
    assert numbers(recall) == [(2, 16, 2), (2, 9, 3)]
    take_back_signature(recall=recall, reason="我改变了主意", by=cast.dan, at=ASKED)
    assert numbers(recall) == [(1, 16, 2), (1, 9, 3)]


def test_a_third_of_the_representatives_suffices(cast: Cast) -> None:
    """One elector of sixteen is too few; three representatives of nine are enough."""
    sheet = entered(cast, OTHERS[0])
    assert numbers(sheet.recall) == [(1, 16, 2), (2, 9, 3)]
    with pytest.raises(NotEnough):
        admit_recall(recall=sheet.recall, election_day=VOTE.date(), by=cast.chair, at=ADMITTED)
    enter_signature(sheet=sheet, entry=chosen(OTHERS[1]), by=cast.bo, at=ASKED)
    assert numbers(sheet.recall) == [(1, 16, 2), (3, 9, 3)]
    assert petition_of(sheet.recall, ASKED).is_carried
    assert [one.title for one in due(cast.chair, cast.home, ASKED)]
    admit_recall(recall=sheet.recall, election_day=VOTE.date(), by=cast.chair, at=ADMITTED)
    said = Event.objects.get(action="elections.admit_recall").detail
    assert (said["petition_electors"], said["petition_representatives"]) == (1, 3)


def test_whoever_has_left_office_is_no_representative(cast: Cast) -> None:
    sheet = entered(cast)
    end_office(representative=chosen(OTHERS[0]), ends_on=ASKED.date(), by=cast.bo, at=ASKED)
    assert numbers(sheet.recall)[1] == (2, 8, 3)
    with pytest.raises(no.NotOfThisRoll):
        enter_signature(sheet=sheet, entry=chosen(OTHERS[0]), by=cast.bo, at=ASKED)


def test_what_was_admitted_keeps_its_numbers(cast: Cast) -> None:
    sheet = entered(cast)
    admit_recall(recall=sheet.recall, election_day=VOTE.date(), by=cast.chair, at=ADMITTED)
    end_office(representative=chosen(OTHERS[0]), ends_on=VOTE.date(), by=cast.bo, at=VOTE)
    sheet.recall.refresh_from_db()
    assert [one.count for one in ways_of(sheet.recall, VOTE)] == [1, 3]


def test_one_representative_counts_once_whichever_way(cast: Cast) -> None:
    sheet = entered(cast)
    for name in ("安", OTHERS[0]):  # online, and on this sheet
        with pytest.raises(no.CountsAlready):
            enter_signature(sheet=sheet, entry=chosen(name), by=cast.bo, at=ASKED)
    enter_signature(sheet=sheet, entry=chosen("丹"), by=cast.bo, at=ASKED)
    assert numbers(sheet.recall) == [(2, 16, 2), (4, 9, 3)]  # Dan's account is on the roll
    assert lines(sheet)[-1].registration == entry(sheet.recall, "丹")
    assert "第 1 号表" in told(cast.dan)[0]
    with pytest.raises(no.AlreadySigned):
        sign_recall(recall=sheet.recall, by=cast.dan, at=ASKED)
    with pytest.raises(no.CountsAlready):
        enter_signature(sheet=sheet, entry=entry(sheet.recall, "丹"), by=cast.bo, at=ASKED)


def test_an_account_that_is_linked_afterwards_counts_no_second_time(cast: Cast) -> None:
    sheet = entered(cast)
    sign_recall(recall=sheet.recall, by=cast.bo, at=ASKED)
    assert numbers(sheet.recall) == [(2, 16, 2), (3, 9, 3)]
    link_representative(representative=chosen(OTHERS[0]), user=cast.bo, by=cast.chair, at=ASKED)
    assert numbers(sheet.recall) == [(2, 16, 2), (3, 9, 3)]


def test_a_struck_line_counts_no_more(cast: Cast) -> None:
    sheet = entered(cast)
    about = {"ending": "struck", "reason": "不是本人所签", "by": cast.bo, "at": ASKED}
    strike_signature(signature=lines(sheet)[0], **about)
    assert numbers(sheet.recall)[1] == (2, 9, 3)
    enter_signature(sheet=sheet, entry=chosen(OTHERS[0]), by=cast.bo, at=ASKED)  # now in person
    assert numbers(sheet.recall)[1] == (3, 9, 3)


def test_rules_that_know_of_no_representatives_count_electors_alone(cast: Cast) -> None:
    from elections.actions.running.base import law_of
    from elections.models import Election

    elected(cast)
    recall = asked(cast)
    rules = recall.officeholder.election.profile
    rules["recall"]["representatives_share"]["value"] = "none"
    recall.officeholder.election.profile = rules
    assert law_of(recall.officeholder.election).recall.representatives_share is None
    assert [one.of for one in ways_of(recall, ASKED)] == [16]
    assert either_words(ways_of(recall, ASKED)) == ""
    assert Election.objects.count() == 1


def test_without_a_list_of_representatives_electors_alone_are_shown(cast: Cast) -> None:
    assert len(measures(ways_of(asked(cast), ASKED))) == 1


def test_pages_say_both_numbers_and_that_one_is_enough(cast: Cast, monkeypatch: Any) -> None:
    sheet = entered(cast)
    at(monkeypatch, ASKED)
    page = sheet.recall.get_absolute_url()
    ann = signed_in(cast.ann)
    said = ann.get(page).content.decode()
    for words in (
        "已有 1 位选民签名，需要 2 位",
        "已有 3 位居民代表签名，需要 3 位",
        "选民（共 16 人）十分之一以上",
        "居民代表（共 9 人）三分之一以上",
        "两项中各计一次",
        "居委会受理",
    ):
        assert words in said, words
    ann.cookies["django_language"] = "en"
    english = ann.get(page).content.decode()
    assert "3 residents&#x27; representatives have signed; 3 are needed." in english
    assert "at least a tenth of the 16 electors, or at least a third of the 9" in english


def test_the_desk_enters_a_representative_through_its_pages(cast: Cast, monkeypatch: Any) -> None:
    sheet = handed_in(begun(cast), cast)
    at(monkeypatch, ASKED)
    desk, one = signed_in(cast.bo), chosen(OTHERS[0])
    here = reverse("recalls:sheet", args=[cast.home.code, sheet.recall.key, 1])
    assert one.key in desk.get(here, {"q": one.group}).content.decode()
    desk.post(here, {"representative": one.key})
    said = desk.get(here, {"q": one.name}).content.decode()
    assert "已签名" in said
    assert lines(sheet)[0].representative == one
    assert (
        "居民代表签名，需要 3 位"
        in desk.get(reverse("recalls:sheets", args=[cast.home.code, sheet.recall.key])).content.decode()
    )
    strike = reverse("recalls:strike", args=[cast.home.code, sheet.recall.key, 1, one.key])
    assert one.name in desk.get(strike).content.decode()
    desk.post(strike, {"ending": "struck", "reason": "字迹不是本人"})
    assert "字迹不是本人" in desk.get(here).content.decode()
    assert desk.post(here, {"representative": "nobody"}).status_code == 404


def test_the_sheet_to_print_names_both_ways(cast: Cast) -> None:
    recall = begun(cast)
    answer = signed_in(cast.dan).get(reverse("recalls:blank_sheet", args=[cast.home.code, recall.key]))
    pages = pages_of(answer.content)
    assert len(pages) == 1
    for words in ("2名以上选民联名", "3名以上居民代表联名", "所在居民小组"):
        assert words in pages[0], words


def test_the_person_concerned_has_no_hand_in_it(cast: Cast) -> None:
    from elections.actions.running.refusals import OwnRecall

    sheet = entered(cast)
    with pytest.raises(OwnRecall):
        enter_signature(sheet=sheet, entry=chosen(OTHERS[2]), by=sheet.recall.officeholder.user, at=ASKED)
    withdraw_recall(recall=sheet.recall, by=cast.ann, at=ASKED)
    with pytest.raises(no.Moved):
        enter_signature(sheet=sheet, entry=chosen(OTHERS[2]), by=cast.bo, at=ASKED)


def test_the_database_knows_who_is_a_representative(cast: Cast, owner: Any) -> None:
    """Nobody signs as a representative who is none here, has left office, or with another's account."""
    sheet = entered(cast)
    gone = chosen(OTHERS[2])
    end_office(representative=gone, ends_on=ASKED.date(), by=cast.bo, at=ASKED)
    on_paper = {"recall": sheet.recall, "sheet": sheet, "entered_by": cast.bo, "signed_at": ASKED}
    wrong: list[dict[str, Any]] = [
        on_paper | {"representative": gone},
        on_paper | {"representative": chosen("李桂兰"), "user": cast.guest},
        {"recall": sheet.recall, "signed_at": ASKED, "representative": chosen("李桂兰"), "user": cast.guest},
    ]
    for one in wrong:
        with pytest.raises(DatabaseError), transaction.atomic():
            RecallSignature(**one).save()
    owner(off("recallsignature", "recallsignature_elector"))
    RecallSignature(**wrong[0]).save()
    RecallSignature(**wrong[2]).save()
    assert numbers(sheet.recall)[1] == (4, 8, 3)  # damage: Li Guilan has not signed
