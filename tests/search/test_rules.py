"""Cutting texts and finding them again, on arbitrary texts: an index in ten lines stands in for the engine."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from search.rules.excerpts import excerpt, pattern, pieces
from search.rules.folding import fold, fold_with_places
from search.rules.hints import means_elder_mode
from search.rules.tokens import Token, is_cjk, phrases, tokens

HAN = "停水检修社区居民委员会选举志愿服务办事指南养老助餐换届"
texts = st.text(HAN + "，。 \nabWiFi12３号ＡＢ漢語區", max_size=60)


def holds(text: str, query: str) -> bool:
    """Whether an index of `text` answers `query`: each phrase's tokens at their distances."""
    index: dict[int, set[str]] = {}
    for token in tokens(text):
        index.setdefault(token.position, set()).add(token.text)
    wanted = phrases(query)
    return bool(wanted) and all(any(fits(index, start, p) for start in index) for p in wanted)


def fits(index: dict[int, set[str]], start: int, phrase: list[Token]) -> bool:
    first = phrase[0].position
    return all(
        any(t.startswith(token.text) if token.is_prefix else t == token.text for t in at)
        for token in phrase
        if (at := index.get(start + token.position - first, set())) is not None
    )


@given(texts, st.data())
def test_every_part_of_two_characters_and_more_is_found(text: str, data: st.DataObject) -> None:
    runs = ["".join(r) for r in __import__("re").findall(f"[{HAN}漢語區]{{2,}}", text)]
    assume(runs)
    run = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(0, len(run) - 2))
    end = data.draw(st.integers(start + 2, len(run)))
    assert holds(text, run[start:end])


@given(texts, st.text(HAN, min_size=1, max_size=4))
def test_of_chinese_nothing_else_is_found(text: str, query: str) -> None:
    assert holds(text, query) == (query in fold(text))


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once_and_places_fit(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    folded, places = fold_with_places(text)
    assert len(folded) == len(places)
    assert places == sorted(places)


@settings(max_examples=300)
@given(st.text(max_size=80), st.text(max_size=12))
def test_cutting_for_highlighting_loses_nothing(text: str, query: str) -> None:
    from unicodedata import normalize

    assert "".join(p.text for p in pieces(text, pattern(query))) == normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("二号院停水检修通知", "停水"),
        ("二号院停水检修通知", "院停"),
        ("活动室 WiFi密码已更新", "WiFi密码"),
        ("活动室 WiFi密码已更新", "wifi密"),
        ("活动室 WiFi密码已更新", "ＷｉＦｉ"),
        ("活動室の無線網路密碼", "无线网路"),
        ("长辈版使用说明", "長輩版"),
        ("COVID-19 疫苗接种", "covid-19"),
        ("３号楼加装电梯", "3号楼"),
        ("Volunteers wanted on Saturday", "volunteer saturday"),
        ("新款iPhone15手机课堂", "iphone"),
        ("请下载APP2026版", "2026版"),
        ("停水", "水"),
        ("水", "水"),
        ("换届选举，居民投票", "选举 投票"),
    ],
)
def test_found(text: str, query: str) -> None:
    assert holds(text, query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("停水，检修", "水检"),  # a full stop is no neighbour
        ("13号楼加装电梯", "3号楼"),
        ("居民委员会", "居委会"),
        ("停水检修", "停水 供暖"),
        ("停水检修", "？！"),
        ("停水检修", ""),
        ("社区养老", "区社"),
    ],
)
def test_not_found(text: str, query: str) -> None:
    assert not holds(text, query)


def test_hits_are_marked_in_the_writing_of_the_text() -> None:
    shown = pieces("關於二號院停水的通知，停水8小時", pattern("号院停水 停水"))
    assert [p.text for p in shown if p.is_hit] == ["號院停水", "停水"]


def test_an_excerpt_begins_near_the_hit() -> None:
    text = "前言" * 100 + "\n\n助餐点周三开放" + "后文" * 100
    shown = "".join(p.text for p in excerpt(text, pattern("助餐")))
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "助餐点" in shown
    assert len(shown) < 130


def test_characters_are_told_from_words() -> None:
    assert is_cjk("停水")
    assert not is_cjk("wifi")


@pytest.mark.parametrize("words", ["长辈版", "關愛版", "字太小看不清", "Elder mode", "大字"])
def test_whoever_looks_for_larger_words_is_understood(words: str) -> None:
    assert means_elder_mode(words)
    assert not means_elder_mode("停水")
