"""The page of the one box, for strangers, residents, staff and neighbours."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linli.core.audience import Audience
from tests.cast import Cast
from tests.search.entries import entry, keep


@pytest.fixture
def ask(cast: Cast, client: Client) -> Callable[..., str]:
    def get(words: str = "", **more: str) -> str:
        page = client.get(f"/c/{cast.home.code}/search/", {"q": words, **more})
        assert page.status_code == 200
        return page.content.decode()

    return get


def test_hits_are_marked_and_say_where_they_come_from(cast: Cast, ask: Callable[..., str]) -> None:
    keep(entry(cast.home, 1, "停水通知", "请提前储水，停水期间勿用电热水器", place="物业服务中心"))
    page = ask("停水")
    assert "<mark>停水</mark>通知" in page
    assert "物业服务中心" in page


def test_what_people_wrote_is_escaped_before_it_is_marked(cast: Cast, ask: Callable[..., str]) -> None:
    keep(entry(cast.home, 1, "<script>alert(1)</script>停水", "<img src=x onerror=y> 停水"))
    for words in ("停水", "script", "<script>", "lt"):
        page = ask(words)
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_each_sees_what_is_for_them(cast: Cast, client: Client, ask: Callable[..., str]) -> None:
    for n, audience in enumerate(Audience):
        keep(entry(cast.home, n, f"停水{audience}", audience=audience))
    seen = [("public",), ("public", "residents"), ("public", "residents", "staff"), ("public",)]
    for user, audiences in zip((None, cast.ann, cast.bo, cast.eve), seen, strict=True):
        client.logout()
        if user:
            client.force_login(user)
        page = ask("停水")
        assert [a for a in Audience if f"<mark>停水</mark>{a}" in page] == list(audiences)
        latest = ask("")
        assert [a for a in Audience if f"停水{a}" in latest] == list(audiences)


def test_eve_finds_nothing_of_ours_in_her_community(cast: Cast, client: Client) -> None:
    keep(entry(cast.home, 1, "停水通知"))
    client.force_login(cast.eve)
    for query in ({"q": "停水"}, {}):
        assert "停水通知" not in client.get(f"/c/{cast.other.code}/search/", query).content.decode()


def test_kinds_narrow_the_hits_and_keep_their_counts(cast: Cast, client: Client) -> None:
    keep(*(entry(cast.home, n, f"停水{n}", kind="shift" if n % 4 else "notice") for n in range(48)))
    url = f"/c/{cast.home.code}/search/"
    page = client.get(url, {"q": "停水", "kind": "shift", "page": "2"})
    assert [f["count"] for f in page.context["filters"]] == [48, 36, 12]
    assert [f["current"] for f in page.context["filters"]] == [False, True, False]
    assert len(page.context["hits"]) == 16
    for number in ("0", "-1", "x", "99999999999", "１", "51"):
        assert client.get(url, {"q": "停水", "page": number}).status_code == 200
    assert client.get(url, {"q": "停水", "kind": "nonsense"}).context["count"] == 48


def test_nothing_found_suggests_what_to_do(cast: Cast, ask: Callable[..., str]) -> None:
    page = ask("查无此事")
    assert cast.home.phone in page
    assert "/accounts/login/" in page


def test_whoever_looks_for_larger_words_gets_the_switch(ask: Callable[..., str]) -> None:
    assert ask("长辈版").count('action="/elder/"') == ask("停水").count('action="/elder/"') + 1


def test_queries_do_not_grow_with_hits(cast: Cast, client: Client, ask: Callable[..., str]) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            ask("停水")
        return len(captured)

    keep(entry(cast.home, 1, "停水"))
    ask("停水")
    before = count()
    keep(*(entry(cast.home, n, f"停水{n}") for n in range(2, 60)))
    assert count() == before
    assert before <= 5


def test_strange_queries_are_answered(ask: Callable[..., str]) -> None:
    for words in ("'", "\\", "%", "&|!():*<->", "a" * 5000, "停" * 500, "\x00", "🀄", "e\u0301", "  "):
        ask(words)
