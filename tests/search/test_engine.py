"""What PostgreSQL finds, for whom, in which order."""

from typing import Any

import pytest
from django.db import connection

from linli.core.audience import Audience
from search.engines import engine
from search.engines.base import Question
from search.engines.postgresql import PostgresqlEngine, vector, words_query
from search.models import SearchEntry
from tests.cast import Cast
from tests.search.entries import ALL, entry, find, keep

TEXTS = [
    ("二号院停水检修通知", "11 月 24 日 9:00–15:00，影响 1–6 号楼，请提前储水。"),
    ("活动室 WiFi密码更新", "新的WiFi密码贴在书架旁。"),
    (
        "Office hours at New Year",
        "The residents' committee is closed on 1 January; volunteers answer the phone.",
    ),
    ("社區食堂開放", "長輩助餐每天十一點開始，關愛版菜單在門口。"),
    ("居住证签注办事指南", "持身份证到窗口办理，五个工作日。"),
]


@pytest.fixture
def kept(cast: Cast) -> Cast:
    keep(*(entry(cast.home, n, title, body) for n, (title, body) in enumerate(TEXTS)))
    return cast


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("停水", [0]),
        ("号楼", [0]),
        ("储水", [0]),
        ("水", [0]),
        ("WiFi密码", [1]),
        ("wifi密", [1]),
        ("ｗｉｆｉ", [1]),
        ("committee volunteer", [2]),
        ("社区食堂", [3]),
        ("關愛版", [3]),
        ("助餐 食堂", [3]),
        ("居住证", [4]),
        ("居住證", [4]),
        ("停水 食堂", []),
        ("水停", []),
        ("'; DROP TABLE x; --", []),
        ("a:* | b & !c <-> (d)", []),
        ("\\", []),
    ],
)
def test_words_are_found_however_they_are_written(kept: Cast, words: str, found: list[int]) -> None:
    assert find(kept.home, words) == found


def test_another_community_finds_nothing_of_it(kept: Cast) -> None:
    assert find(kept.other, "停水") == []


def test_the_index_itself_keeps_to_the_community(kept: Cast) -> None:
    wanted = f"'#{kept.other.pk}' & {words_query('停水')}"
    assert not SearchEntry.objects.extra(where=["vector @@ %s::tsquery"], params=[wanted]).exists()


def test_the_audience_decides(cast: Cast) -> None:
    keep(*(entry(cast.home, n, "停水", audience=audience) for n, audience in enumerate(Audience)))
    assert find(cast.home, "停水", audiences=("public",)) == [0]
    assert sorted(find(cast.home, "停水", audiences=("public", "residents"))) == [0, 1]
    assert sorted(find(cast.home, "停水")) == [0, 1, 2]


def test_without_the_audience_asked_everything_would_be_found(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin with the guard off: the condition is what keeps staff papers from strangers."""
    from search.engines import postgresql

    keep(entry(cast.home, 1, "停水预案", audience=Audience.STAFF))
    guarded = "AND audience = ANY(%(audiences)s)"
    assert guarded in postgresql.SQL_SEARCH
    monkeypatch.setattr(postgresql, "SQL_SEARCH", postgresql.SQL_SEARCH.replace(guarded, ""))
    assert find(cast.home, "停水", audiences=("public",)) == [1]


def test_a_title_weighs_more_than_a_body(cast: Cast) -> None:
    keep(entry(cast.home, 1, "通知", "本周停水，停水时间见下"), entry(cast.home, 2, "停水通知", "见下"))
    assert find(cast.home, "停水") == [2, 1]


def test_counts_are_by_kind_and_pages_do_not_overlap(cast: Cast) -> None:
    keep(*(entry(cast.home, n, f"停水通知{n}", kind="notice" if n % 3 else "topic") for n in range(60)))
    question = Question(words="停水", community_id=cast.home.pk, audiences=ALL)
    pages = [engine().search(question, start, start + 20) for start in (0, 20, 40, 60)]
    assert [len(p.hits) for p in pages] == [20, 20, 20, 0]
    assert len({hit.object_id for p in pages for hit in p.hits}) == 60
    assert pages[3].counts == pages[0].counts
    assert pages[0].counts == {"notice": 40, "topic": 20}
    topics = Question(words="停水", community_id=cast.home.pk, audiences=ALL, kind="topic")
    assert len(engine().search(topics, 0, 50).hits) == 20


def test_no_phrase_reaches_from_title_into_body(cast: Cast) -> None:
    keep(entry(cast.home, 1, "停水", "检修"))
    assert find(cast.home, "停水检修") == []
    assert find(cast.home, "停水 检修") == [1]


def test_a_body_of_any_length_is_stored(cast: Cast) -> None:
    keep(entry(cast.home, 1, "长文", "社区" * 30_000 + "x" * 5000), entry(cast.home, 2, "", ""))
    assert find(cast.home, "区社") == [1]


def test_one_index_answers_words_and_community_together(kept: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        wanted = f"'#{kept.home.pk}' & {words_query('停水')}"
        cursor.execute("EXPLAIN SELECT id FROM search_searchentry WHERE vector @@ %s::tsquery", [wanted])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Index Cond" in plan
    assert "search_entry_vector" in plan


def test_a_vector_is_written_with_weights(cast: Cast) -> None:
    stored: Any = SearchEntry(community_id=7, title="停水", body="WiFi", place="")
    assert vector(stored) == "'#7' '停水':2A '水':3A 'wifi':5B"
    assert isinstance(engine(), PostgresqlEngine)
