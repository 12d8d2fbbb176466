"""Signatures of a petition on paper: counted with those online, each elector once, and ended with a reason alone."""

import re
import zlib
from base64 import a85decode
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from elections.actions import petitions as no
from elections.actions.petition_law import petition_of, ways_of
from elections.actions.petitions import (
    enter_signature,
    open_sheet,
    sign_recall,
    strike_signature,
    take_back_signature,
)
from elections.actions.recalls import admit_recall, withdraw_recall
from elections.actions.running.refusals import OwnRecall
from elections.models import Recall, RecallSheet, RecallSignature, Registration
from linli.audit.models import Event
from tests.cast import Cast
from tests.elections.owners.test_people import told
from tests.elections.papers.test_pages import at, signed_in
from tests.elections.process.scene import announced
from tests.elections.process.test_guards import off
from tests.elections.recalls.scene import ADMITTED, ASKED, VOTE, asked, neighbours
from tests.races import race

PHOTO = b"\x89PNG\r\n\x1a\n sheet"


def pages_of(made: bytes) -> list[str]:
    """What each page of a file of ours says: two bytes a sign, as the Chinese types of Adobe have it."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", made, re.S)
    found = [zlib.decompress(a85decode(one.strip().removesuffix(b"~>"))) for one in streams]
    return ["".join(said(one) for one in re.findall(rb"\((.*?)(?<!\\)\) Tj", page, re.S)) for page in found]


def said(string: bytes) -> str:
    plain = re.sub(rb"\\([0-7]{3}|.)", lambda m: bytes([int(m[1], 8)]) if len(m[1]) == 3 else m[1], string)
    return plain.decode("utf-16-be", "replace")


def entry(recall: Recall, name: str) -> Registration:
    found: Registration = recall.officeholder.election.registrations.get(name=name)
    return found


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("sheet.png", PHOTO, "image/png")


def handed_in(recall: Recall, cast: Cast, *names: str, number: int = 1) -> RecallSheet:
    sheet = open_sheet(recall=recall, number=number, photo=photo(), by=cast.bo, at=ASKED)
    for name in names:
        enter_signature(sheet=sheet, entry=entry(recall, name), by=cast.bo, at=ASKED)
    return sheet


def entered(cast: Cast) -> RecallSheet:
    """A petition of Ann's, and a sheet with two lines: one of somebody without an account."""
    return handed_in(asked(cast), cast, "郑奶奶", "丹")


def lines(sheet: RecallSheet) -> list[RecallSignature]:
    return list(sheet.signatures.select_related("registration").order_by("pk"))


def struck(line: RecallSignature, cast: Cast, **terms: Any) -> RecallSignature:
    about = {"ending": "struck", "reason": "不是本人所签", "by": cast.bo, "at": ASKED} | terms
    return strike_signature(signature=line, **about)


def test_paper_and_online_count_together(cast: Cast) -> None:
    recall = asked(cast)
    assert not petition_of(recall, ASKED).is_carried  # one of sixteen
    handed_in(recall, cast, "郑奶奶", "丹")
    assert petition_of(recall, ASKED).is_carried
    sign_recall(recall=recall, by=cast.bo, at=ASKED)
    decision = petition_of(recall, ASKED)
    assert (decision.is_carried, decision.checks[0].count) == (True, 4)
    admit_recall(recall=recall, election_day=VOTE.date(), by=cast.chair, at=ADMITTED)
    verbs = Event.objects.filter(action__startswith="elections.", object_label="elections.recall")
    assert [one.action.removeprefix("elections.") for one in verbs.order_by("pk")] == [
        "ask_recall",
        "open_recall_sheet",
        "enter_recall_signature",
        "enter_recall_signature",
        "sign_recall",
        "admit_recall",
    ]


def test_one_elector_counts_once_whichever_way(cast: Cast) -> None:
    sheet = entered(cast)
    with pytest.raises(no.AlreadySigned):
        sign_recall(recall=sheet.recall, by=cast.dan, at=ASKED)
    with pytest.raises(no.CountsAlready) as online:
        enter_signature(sheet=sheet, entry=entry(sheet.recall, "安"), by=cast.bo, at=ASKED)
    assert "已在网上" in str(online.value.reason)
    other = handed_in(sheet.recall, cast, number=2)
    with pytest.raises(no.CountsAlready) as paper:
        enter_signature(sheet=other, entry=entry(sheet.recall, "郑奶奶"), by=cast.bo, at=ASKED)
    assert "第 1 号" in str(paper.value.reason)


def test_two_desks_enter_one_elector_once(live_cast: Cast) -> None:
    recall = asked(live_cast)
    first, second = handed_in(recall, live_cast), handed_in(recall, live_cast, number=2)
    one = entry(recall, "丹")
    answers = race(
        [
            lambda: enter_signature(sheet=first, entry=one, by=live_cast.bo, at=ASKED),
            lambda: enter_signature(sheet=second, entry=one, by=live_cast.chair, at=ASKED),
            lambda: sign_recall(recall=recall, by=live_cast.dan, at=ASKED),
        ]
    )
    assert sum(isinstance(one, RecallSignature) for one in answers) == 1
    assert recall.signatures.counted().filter(user=live_cast.dan).count() == 1


def test_a_struck_signature_stays_with_its_reason_and_counts_no_more(cast: Cast) -> None:
    sheet = entered(cast)
    with pytest.raises(no.WhyMissing):
        struck(lines(sheet)[1], cast, reason=" ")
    struck(lines(sheet)[1], cast)
    assert petition_of(sheet.recall, ASKED).checks[0].count == 2
    assert [(one.ending, one.reason) for one in lines(sheet)] == [("", ""), ("struck", "不是本人所签")]
    with pytest.raises(no.Moved):
        struck(lines(sheet)[1], cast)  # once
    sign_recall(recall=sheet.recall, by=cast.dan, at=ASKED)  # now in person
    assert petition_of(sheet.recall, ASKED).checks[0].count == 3


def test_the_desk_strikes_lines_of_sheets_alone(cast: Cast) -> None:
    """Who signed online is shown to nobody: the elector takes it back."""
    recall = asked(cast)
    with pytest.raises(no.Moved):
        struck(recall.signatures.get(), cast)


def test_electors_take_their_own_back(cast: Cast) -> None:
    sheet = entered(cast)
    about = {"recall": sheet.recall, "reason": "我改变了主意", "at": ASKED}
    for user in (cast.ann, cast.dan):  # online, and on paper
        assert take_back_signature(by=user, **about).ending == "taken_back"
    with pytest.raises(no.NotSigned):
        take_back_signature(by=cast.dan, **about)
    with pytest.raises(no.WhyMissing):
        sign_recall(recall=sheet.recall, by=cast.ann, at=ASKED)
        take_back_signature(by=cast.ann, **about | {"reason": ""})


def test_whoever_has_an_account_is_told(cast: Cast) -> None:
    entered(cast)
    assert "第 1 号表" in told(cast.dan)[0]


def test_only_electors_on_the_roll_sign_on_paper(cast: Cast) -> None:
    sheet = entered(cast)
    other = announced(cast, title="另一次")
    about = {"name": "外人", "masked_name": "外*", "source": "import", "registered_at": ASKED}
    stranger = Registration.objects.create(election=other, **about)
    with pytest.raises(no.NotOfThisRoll):
        enter_signature(sheet=sheet, entry=stranger, by=cast.bo, at=ASKED)


def test_a_number_stands_for_one_sheet(cast: Cast) -> None:
    sheet = entered(cast)
    with pytest.raises(no.SheetTaken):
        handed_in(sheet.recall, cast)
    assert open_sheet(recall=sheet.recall, number=2, by=cast.bo, at=ASKED).photo_hash == ""


def test_the_person_concerned_has_no_hand_in_it(cast: Cast) -> None:
    sheet = entered(cast)
    person = sheet.recall.officeholder.user
    with pytest.raises(OwnRecall):
        open_sheet(recall=sheet.recall, number=2, by=person, at=ASKED)
    with pytest.raises(OwnRecall):
        enter_signature(sheet=sheet, entry=entry(sheet.recall, "波"), by=person, at=ASKED)
    with pytest.raises(OwnRecall):
        struck(lines(sheet)[0], cast, by=person)


def test_nothing_is_entered_once_the_petition_has_moved_on(cast: Cast) -> None:
    sheet = entered(cast)
    withdraw_recall(recall=sheet.recall, by=cast.ann, at=ASKED)
    for act in (
        lambda: handed_in(sheet.recall, cast, number=2),
        lambda: enter_signature(sheet=sheet, entry=entry(sheet.recall, "波"), by=cast.bo, at=ASKED),
        lambda: struck(lines(sheet)[0], cast),
        lambda: take_back_signature(recall=sheet.recall, reason="x", by=cast.ann, at=ASKED),
    ):
        with pytest.raises(no.Moved):
            act()


def test_the_sheet_to_print_says_what_is_signed(cast: Cast) -> None:
    recall = asked(cast)
    answer = signed_in(cast.dan).get(reverse("recalls:blank_sheet", args=[cast.home.code, recall.key]))
    assert answer["Content-Type"] == "application/pdf"
    pages, needed = pages_of(answer.content), petition_of(recall, ASKED).checks[0].needed
    for words in (
        recall.officeholder.name[:2],
        "三个月未公开财务。",
        f"须有{needed}名以上选民联名",
        "选民编号",
    ):
        assert words in pages[0]
    assert len(pages) == 1
    withdraw_recall(recall=recall, by=cast.ann, at=ASKED)
    again = signed_in(cast.dan).get(reverse("recalls:blank_sheet", args=[cast.home.code, recall.key]))
    assert again.status_code == 404


def test_long_reasons_push_the_lines_to_the_next_page(cast: Cast) -> None:
    from elections.documents.petition_sheets import petition_pdf

    recall = asked(cast)
    recall.reasons = "理由" * 1000
    pages = pages_of(petition_pdf(recall, ways_of(recall, ASKED), "《法》"))
    assert len(pages) >= 2
    assert "选民编号" in pages[-1]


def test_the_desk_enters_a_sheet_through_its_pages(cast: Cast, monkeypatch: Any) -> None:
    recall = asked(cast)
    at(monkeypatch, ASKED)
    desk, code = signed_in(cast.bo), cast.home.code
    there = reverse("recalls:sheets", args=[code, recall.key])
    bad = {"number": 1, "photo": SimpleUploadedFile("x.png", b"<html>", "image/png")}
    assert "无法识别" in desk.post(there, bad).content.decode() or not RecallSheet.objects.exists()
    answer = desk.post(there, {"number": 3, "photo": photo()})
    sheet = RecallSheet.objects.get()
    here = reverse("recalls:sheet", args=[code, recall.key, 3])
    assert answer["Location"] == here
    found = desk.get(here, {"q": "郑奶奶"}).content.decode()
    grandma = entry(recall, "郑奶奶")
    assert grandma.key in found
    desk.post(here, {"entry": grandma.key})
    assert "已签名" in desk.get(here, {"q": str(grandma.number)}).content.decode()
    saved = desk.get(reverse("recalls:sheet_photo", args=[code, recall.key, 3]))
    assert b"".join(saved.streaming_content) == PHOTO
    strike = reverse("recalls:strike", args=[code, recall.key, 3, grandma.key])
    desk.post(strike, {"ending": "taken_back", "reason": "书面声明撤回"})
    assert "书面声明撤回" in desk.get(here).content.decode()
    assert lines(sheet)[0].ending == "taken_back"
    assert signed_in(cast.ann).get(there).status_code == 403
    assert "第 3 号" in desk.get(there).content.decode()


def test_a_resident_sees_numbers_and_the_own_signature(cast: Cast, monkeypatch: Any) -> None:
    sheet = entered(cast)
    at(monkeypatch, ASKED)
    page = sheet.recall.get_absolute_url()
    dan = signed_in(cast.dan)
    said = dan.get(page).content.decode()
    assert "网上 1 人，纸上 2 人" in said
    assert "郑奶奶" not in said
    assert "第 1 号表" in said
    dan.post(f"{page}take-back/", {"reason": "没签过"})
    assert "网上 1 人，纸上 1 人" in dan.get(page).content.decode()


def test_the_names_are_not_for_the_person_concerned(cast: Cast, monkeypatch: Any) -> None:
    from linli.roles.actions import appoint

    sheet = entered(cast)
    at(monkeypatch, ASKED)
    person = sheet.recall.officeholder.user
    appoint(user=person, role="chair", division=cast.home.division, by=None, at=ASKED)
    here = reverse("recalls:sheet", args=[cast.home.code, sheet.recall.key, 1])
    assert "郑奶奶" not in signed_in(person).get(here).content.decode()


GUARD = off("recallsignature", "recallsignature_elector")


def test_a_signature_is_of_an_elector_and_of_one(cast: Cast, owner: Any) -> None:
    sheet = entered(cast)
    recall = sheet.recall
    bo, other = entry(recall, "波"), announced(cast, title="另一次")
    about = {"name": "外人", "masked_name": "外*", "source": "import", "registered_at": ASKED}
    stranger = Registration.objects.create(election=other, **about)
    on_paper = {"recall": recall, "sheet": sheet, "entered_by": cast.bo, "signed_at": ASKED}
    wrong = [
        RecallSignature(recall=recall, user=cast.bo, signed_at=ASKED),  # as if not on the roll
        RecallSignature(registration=bo, user=neighbours(recall)[-1], **on_paper),  # another's account
        RecallSignature(registration=stranger, **on_paper),
    ]
    for one in wrong:
        with pytest.raises(DatabaseError), transaction.atomic():
            one.save()
    owner(GUARD)
    RecallSignature(recall=recall, user=cast.bo, signed_at=ASKED).save()
    RecallSignature(registration=bo, user=neighbours(recall)[-1], **on_paper).save()
    RecallSignature(registration=stranger, **on_paper).save()
    people = [one.registration.name for one in recall.signatures.filter(registration__isnull=False)]
    assert "外人" in people
    assert recall.signatures.filter(user=cast.bo).exists()
    assert people.count("波") == 1  # damage: Bo counts twice, once by each way


def test_a_line_belongs_to_a_sheet_of_its_petition(cast: Cast, owner: Any) -> None:
    from elections.actions.recalls import ask_recall
    from elections.models import Officeholder

    sheet = entered(cast)
    holder = Officeholder.objects.exclude(pk=sheet.recall.officeholder_id).first()
    other = ask_recall(officeholder=holder, reasons="另一件", by=cast.ann, at=ASKED)
    one = RecallSignature(
        recall=other,
        sheet=sheet,
        registration=entry(other, "波"),
        user=cast.bo,
        entered_by=cast.bo,
        signed_at=ASKED,
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        one.save()
    owner(GUARD)
    one.save()
    assert one.recall_id != one.sheet.recall_id  # damage: who signed one petition counts for another


@pytest.mark.parametrize(
    "change",
    [
        {"registration": "波"},
        {"ending": "", "reason": "", "ended_at": None, "ended_by": None},  # brought back
    ],
)
def test_a_signature_is_not_rewritten(cast: Cast, owner: Any, change: dict[str, Any]) -> None:
    sheet = entered(cast)
    line = struck(lines(sheet)[0], cast)
    if "registration" in change:
        line, change = lines(sheet)[1], {"registration": entry(sheet.recall, "波"), "user": cast.bo}
    rows = RecallSignature.objects.filter(pk=line.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**change)
    owner(off("recallsignature", "recallsignature_stays"))
    assert rows.update(**change) == 1  # damage


def test_signatures_are_settled_with_the_petition(cast: Cast, owner: Any) -> None:
    sheet = handed_in(asked(cast), cast, "郑奶奶")
    admit_recall(recall=sheet.recall, election_day=VOTE.date(), by=cast.chair, at=ADMITTED)
    end = {"ending": "struck", "reason": "补删", "ended_at": ADMITTED, "ended_by": cast.bo}
    rows = RecallSignature.objects.filter(pk=lines(sheet)[0].pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**end)
    owner(off("recallsignature", "recallsignature_stays"))
    rows.update(**end)
    assert not petition_of(sheet.recall, ASKED).is_carried  # damage: what was admitted has too few
