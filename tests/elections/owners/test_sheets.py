"""Owners' ballots to print: what stands on them, one for each head, and who gets which."""

import re
from typing import Any

import pytest
from django.utils import timezone

from elections.documents.owners_ballots import Asked, Heading, Sheet, ballots_pdf
from elections.models import OwnersVote
from tests.cast import Cast
from tests.elections.owners.scene import FIRST_DAY, announced, closed, day, head, opened
from tests.elections.owners.test_pages import signed_in, url
from tests.reading_pdf import pages_of, words_of

HEADING = Heading("建新社区", "更换物业服务企业", "2026 年 6 月 11 日 09:00", ["同意", "反对", "弃权"])
SHEET = Sheet(3, "夫、妻", ["1-102（90.50 m²）"], "90.50 m²")


@pytest.fixture
def vote(cast: Cast, monkeypatch: Any) -> OwnersVote:
    monkeypatch.setattr(timezone, "now", lambda: FIRST_DAY)
    return opened(cast)


def test_a_ballot_says_whose_it_is_and_what_is_asked() -> None:
    made = ballots_pdf(HEADING, [Asked("更换物业服务企业？", "4. 选聘和解聘", "合同 <到期> & 不续")], [SHEET])
    text = words_of(made)
    for words in (
        "业主表决票",
        "人数编号3",
        "夫、妻",
        "1-102（90.50",
        "更换物业服务企业？",
        "业主签名",
        "日期",
    ):
        assert words in text, words
    assert "合同<到期>&不续" in text
    assert [text.count(one) for one in HEADING.answers] == [1, 1, 1]
    assert "2026年6月11日09:00前交回" in text
    assert pages_of(made) == 1


def test_each_ballot_begins_a_page_and_every_page_bears_its_head() -> None:
    questions = [Asked(f"事项 {n}？", "4. 选聘和解聘") for n in range(1, 10)]
    made = ballots_pdf(HEADING, questions, [SHEET, Sheet(4, "丹", ["1-202（90.50 m²）"], "90.50 m²")])
    assert pages_of(made) == 4
    text = words_of(made)
    assert (text.count("人数编号3"), text.count("人数编号4")) == (3, 3)  # above, and at the foot of two pages
    assert text.count("业主签名") == 2


def test_the_desk_prints_one_for_each_head(cast: Cast, vote: OwnersVote) -> None:
    bo = signed_in(cast.bo)
    page = bo.get(url("sheets", vote)).content.decode()
    assert "打印全部 4 张表决票" in page
    assert re.findall(r"(\d+) 张表决票</span>", page) == ["3", "1"]
    text = words_of(bo.get(url("sheets_pdf", vote)).content)
    assert text.count("业主签名") == 4
    assert "1-101（88.37m²）；1-201（88.37m²）" in text.replace("\xa0", "")
    assert "建设单位" in text
    assert "买" not in text  # the buyer of an undelivered unit has no ballot: it is the developer's
    second = words_of(bo.get(url("sheets_pdf", vote), {"building": "2"}).content)
    assert (second.count("业主签名"), "建设单位" in second) == (1, True)
    assert bo.get(url("sheets_pdf", vote), {"building": "9"}).status_code == 404


def test_one_for_whoever_asks_at_the_desk(cast: Cast, vote: OwnersVote) -> None:
    one = head(vote, "1-102")
    bo = signed_in(cast.bo)
    assert url("sheet", vote, one.key) in bo.get(url("units", vote)).content.decode()
    answer = bo.get(url("sheet", vote, one.key))
    assert answer["Content-Disposition"] == f'inline; filename="ballot-{one.number}.pdf"'
    assert "夫、妻" in words_of(answer.content)
    assert signed_in(cast.ann).get(url("sheet", vote, one.key)).status_code == 403


def test_owners_print_their_own_alone(cast: Cast, vote: OwnersVote) -> None:
    own, other = head(vote, "1-201"), head(vote, "1-202")
    ann = signed_in(cast.ann)
    assert url("own_sheet", vote, own.key) in ann.get(url("page", vote)).content.decode()
    assert words_of(ann.get(url("own_sheet", vote, own.key)).content).count("业主签名") == 1
    assert ann.get(url("own_sheet", vote, other.key)).status_code == 404


def test_a_building_at_a_time_where_there_are_many(cast: Cast, vote: OwnersVote, monkeypatch: Any) -> None:
    monkeypatch.setattr("elections.views.owners_sheets.AT_ONCE", 3)
    bo = signed_in(cast.bo)
    assert "打印全部" not in bo.get(url("sheets", vote)).content.decode()
    assert bo.get(url("sheets_pdf", vote)).status_code == 404
    assert bo.get(url("sheets_pdf", vote), {"building": "1"}).status_code == 200


@pytest.mark.parametrize("scene", [announced, closed])
def test_from_the_frozen_register_while_the_vote_is_open(cast: Cast, monkeypatch: Any, scene: Any) -> None:
    monkeypatch.setattr(timezone, "now", lambda: day(12))
    vote = scene(cast)
    bo = signed_in(cast.bo)
    assert bo.get(url("sheets", vote)).status_code == bo.get(url("sheets_pdf", vote)).status_code == 404
    assert url("sheets", vote) not in bo.get(url("desk", vote)).content.decode()
