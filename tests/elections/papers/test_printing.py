"""What is printed for the polls: ballots, the register to sign, sheets for the count, the form of a proxy."""

import re
from typing import Any

import pytest

from elections.actions.papers import ask_for_visit
from elections.documents.polls.ballots import Ballot, Part, ballots_pdf, sample_pdf
from elections.documents.polls.posted_rolls import Posted, roll_pdf
from elections.documents.polls.registers import ROWS, Group, Line, register_pdf
from elections.models import Election
from tests.cast import Cast
from tests.elections.papers.scene import CLOSES, NOON, closed, electors, hall, polling
from tests.elections.papers.test_pages import at, signed_in, url
from tests.elections.process.scene import announced, day, listed, published
from tests.elections.recalls import scene as recalls
from tests.reading_pdf import pages_of, words_of

POSTS = [Part("主任", ["柏", "于敏 & <子>"], 1), Part("委员", ["袁华", "杨雅志", "苏兰敏"], 2, write_ins=2)]
BALLOT = Ballot("建新社区居民委员会换届选举选票", "2026年6月28日", "建新社区居民委员会选举委员会", POSTS)


def test_a_serial_stands_on_the_stub_and_nowhere_else() -> None:
    made = ballots_pdf(BALLOT, range(7, 10))
    assert pages_of(made) == 3
    text = words_of(made)
    assert re.findall(r"第(\d{6})号", text) == ["000007", "000008", "000009"]
    for sheet in text.split("选票本身不编号。")[1:]:
        body = sheet.split("存根")[0]
        assert not re.search(r"00000[789]", body.removesuffix(BALLOT.title))
        assert "未加盖建新社区居民委员会选举委员会公章的无效" in body


def test_a_ballot_names_each_post_and_its_people() -> None:
    text = words_of(ballots_pdf(BALLOT, [1]))
    assert "主任应选1名" in text
    assert "委员应选2名" in text
    for name in ("柏", "于敏&<子>", "袁华", "杨雅志", "苏兰敏"):
        assert name in text, name
    assert text.count("另选：") == 2
    assert "多于应选名额的无效" in text


def test_a_long_ballot_is_one_sheet_all_the_same() -> None:
    many = Ballot(
        BALLOT.title, BALLOT.day, BALLOT.sealed_by, [Part("委员", [f"候选人{n}" for n in range(28)], 9)]
    )
    assert pages_of(ballots_pdf(many, [1])) == 1


@pytest.mark.parametrize(("posts", "write_ins"), [(1, 0), (3, 0), (3, 1), (5, 0)])
def test_a_ballot_is_one_sheet_whether_its_names_stand_in_one_column_or_in_two(
    posts: int, write_ins: int
) -> None:
    for count in range(posts, 21):
        sizes = [len(range(n, count, posts)) for n in range(posts)]
        parts = [Part("委员", ["候选人"] * size, 1, write_ins) for size in sizes]
        ballot = Ballot(BALLOT.title, BALLOT.day, BALLOT.sealed_by, parts)
        assert pages_of(ballots_pdf(ballot, [1])) == 1, count


def test_a_sample_cannot_be_cast() -> None:
    text = words_of(sample_pdf(BALLOT))
    assert text.count("样票") == 1
    assert "存根" not in text


def test_a_recall_asks_for_one_of_three_answers(cast: Cast, monkeypatch: Any) -> None:
    _recall, election = recalls.polling(cast)
    at(monkeypatch, election.polls_open_at)
    text = words_of(signed_in(cast.bo).get(url("sample_pdf", election)).content)
    assert "罢免" in text
    for answer in ("同意罢免", "不同意", "弃权"):
        assert answer in text


def test_each_group_begins_a_page_and_nobody_is_left_out() -> None:
    first = Group("第1居民小组", [Line(n, f"选民{n:03d}", "1号楼101") for n in range(1, ROWS + 3)])
    second = Group("第2居民小组", [Line(200, "买买提·阿卜杜拉", "2号楼", holder="受托人：5 许夏书")])
    made = register_pdf("领票登记册", ["核对身份证。"], [first, second])
    text = words_of(made)
    assert pages_of(made) == 3
    assert re.findall(r"第(\d)页，共3页", text) == ["1", "2", "3"]
    assert len(set(re.findall(r"选民(\d{3})", text))) == ROWS + 2
    assert "受托人：5许夏书" in text
    assert (text.count("第1居民小组"), text.count("第2居民小组")) == (2, 1)


def test_a_full_page_of_the_register_holds_the_longest_name_of_a_group_and_hours_of_many_days() -> None:
    hours = (
        "投票时间：2026年11月27日08:00至2026年12月6日20:00，其中纸质投票每日08:00至20:00。"
        + "核对身份证或者选民证；" * 3
    )
    lines = [Line(n, "许夏书", "12号楼1单元603", holder="受托人：12 张三丰") for n in range(ROWS)]
    made = register_pdf(
        "建新社区居民委员会换届选举选民领票登记册", [hours, "先交回投票卡。"], [Group("某" * 40, lines)]
    )
    assert pages_of(made) == 1


@pytest.mark.parametrize(("mode", "lines"), [("paper", 3), ("both", 0)])
def test_other_names_are_written_in_on_paper_alone(
    cast: Cast, monkeypatch: Any, mode: str, lines: int
) -> None:
    election = listed(cast, ballot_mode=mode)
    at(monkeypatch, day(-5))
    text = words_of(signed_in(cast.bo).get(url("sample_pdf", election)).content)
    assert text.count("另选：") == lines


def test_the_desk_prints_what_a_station_needs(cast: Cast, monkeypatch: Any) -> None:
    election, first, _second = polling(cast)
    at(monkeypatch, NOON)
    bo = signed_in(cast.bo)
    page = bo.get(url("print", election)).content.decode()
    assert 'value="26"' in page  # the hall and the box have 1 to 25
    made = bo.get(url("ballots_pdf", election), {"first": 26, "last": 28}).content
    assert pages_of(made) == 3
    register = words_of(bo.get(url("register_pdf", election)).content)
    for entry in electors(election):
        assert f"{entry.number}{entry.name}" in register
    group = electors(election)[0].group
    part = words_of(bo.get(url("register_pdf", election), {"group": group}).content)
    assert electors(election)[0].name in part
    there = url("count_sheet_pdf", election, first.key)
    assert there in bo.get(url("station", election, first.key)).content.decode()
    sheet = words_of(bo.get(there).content)
    for words in ("社区大厅", "选票册总张数", "未发出", "票箱收回", "唱票人"):
        assert words in sheet, words


def test_each_elector_has_a_card_that_says_when_and_where(cast: Cast, monkeypatch: Any) -> None:
    election, *_stations = polling(cast)
    at(monkeypatch, NOON)
    made = signed_in(cast.bo).get(url("cards_pdf", election)).content
    text, roll = words_of(made), electors(election)
    assert pages_of(made) == -(-len(roll) // 8)
    for entry in roll:
        assert f"姓名：{entry.name}选民编号：{entry.number}" in text
    assert text.count("社区大厅（1号楼一层）") == len(roll)
    assert "上门" not in text  # the box goes to those who asked
    assert "2026年6月28日08:00" in text


def test_the_roll_is_posted_with_masked_names_before_it_is_settled(cast: Cast, monkeypatch: Any) -> None:
    election = published(cast)
    at(monkeypatch, day(-48))
    bo = signed_in(cast.bo)
    text = words_of(bo.get(url("roll_pdf", election)).content)
    for entry in electors(election):
        assert f"{entry.number}{entry.masked_name}" in text
    assert "郑奶奶" not in text
    assert "以前（含当日）向选举委员会提出" in text
    assert bo.get(url("cards_pdf", election)).status_code == 404
    assert "选民榜" in bo.get(url("print", election)).content.decode()


def test_a_posted_roll_reads_downwards() -> None:
    names = [(n, f"姓{n}*") for n in range(1, 8)]
    made = roll_pdf("选民名单", "选举委员会", [], [Posted("第1居民小组", names)])
    order = [int(n) for n in re.findall(r"(\d+)姓", words_of(made))]
    assert order == [1, 3, 5, 7, 2, 4, 6]  # rows of four columns, two high


def test_the_box_has_a_list_of_its_own(cast: Cast, monkeypatch: Any) -> None:
    election = listed(cast)
    hall(election, cast)
    entry = electors(election)[0]
    ask_for_visit(registration=entry, reason="腿脚不便", address="3号楼502", by=entry.user, at=day(-4))
    at(monkeypatch, day(-3))
    bo = signed_in(cast.bo)
    text = words_of(bo.get(url("visits_pdf", election)).content)
    assert "3号楼502" in text
    assert "腿脚不便" in text
    assert electors(election)[1].name not in text


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(5, 4, "末号不能小于首号"), (1, 501, "一个文件最多 500 张"), (0, 4, "大于或等于1"), ("", 4, "必需字段")],
)
def test_serials_that_cannot_be_printed_are_said(
    cast: Cast, monkeypatch: Any, first: Any, last: Any, said: str
) -> None:
    election = listed(cast)
    at(monkeypatch, day(-5))
    answer = signed_in(cast.bo).get(url("ballots_pdf", election), {"first": first, "last": last})
    assert answer.headers["Content-Type"].startswith("text/html")
    assert said in answer.content.decode()


def test_nothing_is_printed_before_it_stands_or_after_the_polls(cast: Cast, monkeypatch: Any) -> None:
    early = announced(cast)
    at(monkeypatch, day(-60))
    assert statuses(cast, early) == {"print": 200, "ballots_pdf": 404, "sample_pdf": 404, "register_pdf": 404}


def test_after_the_polls_no_ballot_is_printed(cast: Cast, monkeypatch: Any) -> None:
    election, *_stations = closed(cast)
    at(monkeypatch, CLOSES)
    assert statuses(cast, election) == {
        "print": 200,
        "ballots_pdf": 404,
        "sample_pdf": 404,
        "register_pdf": 200,
    }


def statuses(cast: Cast, election: Election) -> dict[str, int]:
    bo, asked = signed_in(cast.bo), {"first": 1, "last": 2}
    names = ("print", "ballots_pdf", "sample_pdf", "register_pdf")
    return {name: bo.get(url(name, election), asked).status_code for name in names}


def test_residents_see_the_sample_and_the_form_and_no_names(cast: Cast, monkeypatch: Any) -> None:
    election = listed(cast)
    at(monkeypatch, day(-5))
    ann = signed_in(cast.ann)
    assert [ann.get(url(name, election)).status_code for name in ("sample_pdf", "proxy_pdf")] == [200, 200]
    for name in ("print", "ballots_pdf", "register_pdf", "visits_pdf", "cards_pdf", "roll_pdf"):
        assert ann.get(url(name, election)).status_code == 403, name
    form = words_of(ann.get(url("proxy_pdf", election)).content)
    assert "委托人签名" in form
    assert f"不超过{election.most_per_holder}件" in form
    page = ann.get(election.get_absolute_url()).content.decode()
    assert url("sample_pdf", election) in page
