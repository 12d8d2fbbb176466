"""The list of elections: each body under its own heading, the tab of the room lit, one way to write a date."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from elections.models import Committee, Officeholder, Term
from tests.cast import Cast
from tests.elections.process.scene import announced


def elected(cast: Cast, kind: str, name: str, *people: str) -> None:
    committee = Committee.objects.create(community=cast.home, kind=kind, name=name)
    days = {"starts_on": date(2024, 1, 5), "ends_on": date(2099, 1, 5)}
    term = Term.objects.create(committee=committee, number=1, **days)
    about = {"office": "member", "title": "委员", "starts_on": date(2024, 1, 5)}
    for one in people:
        Officeholder.objects.create(term=term, name=one, **about)


def bodies(answer: Any) -> list[str]:
    return list(dict.fromkeys(str(one.term.committee) for one in answer.context["officeholders"]))


@pytest.mark.parametrize("page", ["election:list", "recalls:list"])
def test_each_body_stands_under_its_own_heading(cast: Cast, page: str) -> None:
    elected(cast, "club", "书画社理事会", "甲")
    elected(cast, "residents", "建新社区居民委员会", "乙", "丙")
    elected(cast, "club", "合唱团理事会", "丁")
    elected(cast, "oversight", "居务监督委员会", "戊")
    reader = Client()
    reader.force_login(cast.ann)
    answer = reader.get(reverse(page, args=[cast.home.code]))
    said = answer.content.decode()
    heads = ["建新社区居民委员会", "居务监督委员会", "合唱团理事会", "书画社理事会"]
    assert bodies(answer)[:2] == heads[:2]
    assert sorted(bodies(answer)[2:]) == sorted(heads[2:])
    for head in heads:
        assert said.count(f"<h3>{head}</h3>") == 1
    assert said.index("<h3>居务监督委员会</h3>") < said.index("戊") < said.index("丁")


def test_where_nobody_is_in_office_it_says_so(cast: Cast, client: Client) -> None:
    assert "还没有选举产生的成员。" in client.get(f"/c/{cast.home.code}/elections/").content.decode()


@pytest.mark.parametrize(
    "page", ["elections:votes", "election:list", "recalls:list", "owners:list", "meetings:list"]
)
def test_the_tab_of_the_room_is_lit_in_all_its_halls(cast: Cast, page: str) -> None:
    reader = Client()
    reader.force_login(cast.ann)
    answer = reader.get(reverse(page, args=[cast.home.code]))
    lit = [tab["url"] for tab in answer.context["tabs"] if tab["current"]]
    assert lit == [reverse("elections:votes", args=[cast.home.code])]
    assert answer.content.decode().count('aria-current="page"') >= 2  # above, and in the bar below


def test_a_page_of_an_election_lights_it_too_and_others_do_not(cast: Cast, client: Client) -> None:
    page = client.get(announced(cast).get_absolute_url())
    assert [tab["current"] for tab in page.context["tabs"]] == [False, False, True, False, False]
    home = client.get(reverse("forum:topics", args=[cast.home.code]))
    assert [tab["current"] for tab in home.context["tabs"]] == [False, True, False, False, False]


def test_a_date_is_written_in_one_way(cast: Cast, client: Client) -> None:
    said = client.get(announced(cast).get_absolute_url()).content.decode()
    assert "2026 年 6 月 28 日" in said
    assert "2026年6月28日" not in said
    with override("en"):
        client.cookies["django_language"] = "en"
        assert "28 Jun 2026" in client.get(announced(cast, title="二").get_absolute_url()).content.decode()
