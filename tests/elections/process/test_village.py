"""A community of villagers: its drafts begin with the villagers' law in force, whatever law came before."""

import re
from datetime import date

import pytest
from django.urls import reverse

from elections.actions.meetings.base import code_here
from elections.actions.petition_law import law_for
from elections.forms.elections import vacant
from elections.models import Committee, Officeholder, Term
from elections.rules.profiles import load
from linli.accounts.models import User
from linli.communities.models import Community
from linli.communities.rules import is_village
from tests.cast import Cast, community, person
from tests.elections.meetings.scene import called
from tests.elections.process.test_pages import sign_in, text

VILLAGE = "370103008201"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("370103008009", False),
        ("370103008199", False),
        ("370103008200", True),
        ("370103008399", True),
        ("370103008400", False),
        ("370103008500", True),
        ("370103008", False),
        ("", False),
    ],
)
def test_the_code_of_the_register_tells_a_village(code: str, expected: bool) -> None:
    assert is_village(code) is expected


@pytest.fixture
def village(cast: Cast) -> Community:
    return community(VILLAGE, "北村", cast.home.division.parent, "济南市市中区")


@pytest.fixture
def clerk(village: Community) -> User:
    return person("村文书", 801, "resident", "committee_member", at=village)


def chosen(page: str, name: str) -> list[str]:
    """Which option of a choice is filled in."""
    field = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)
    assert field is not None
    return re.findall(r'value="([^"]*)" selected', field[0])


@pytest.mark.parametrize("name", ["election:new", "meetings:new"])
def test_a_draft_begins_with_the_law_in_force(cast: Cast, village: Community, clerk: User, name: str) -> None:
    page = text(sign_in(clerk).get(reverse(name, args=[village.code])))
    assert chosen(page, "profile_code") == ["cn-village-2026"]
    assert "2026 年 1 月 1 日起不再适用" in page
    page = text(sign_in(cast.bo).get(reverse(name, args=[cast.home.code])))
    assert chosen(page, "profile_code") == ["cn-residents-2026"]


def test_one_villager_is_enough_to_nominate(village: Community, clerk: User) -> None:
    page = text(sign_in(clerk).get(reverse("election:new", args=[village.code])))
    assert re.search(r'name="supporters_least" value="1"', page)


def test_the_next_meeting_follows_the_law_of_today(cast: Cast, village: Community) -> None:
    assert code_here(village) == "cn-village-2026"
    assert code_here(cast.home) == "cn-residents-2026"
    called(cast, profile_code="cn-village-2018")
    assert code_here(cast.home) == "cn-village-2026"


def in_office(village: Community) -> Officeholder:
    """Somebody elected before elections were held here."""
    body = Committee.objects.create(community=village, name="北村村民委员会")
    days = {"starts_on": date(2023, 1, 10), "ends_on": date(2028, 1, 10)}
    term = Term.objects.create(committee=body, number=12, **days)
    about = {"office": "member", "title": "委员", "name": "雷", "starts_on": days["starts_on"]}
    return Officeholder.objects.create(term=term, **about)


def test_whoever_was_elected_before_is_measured_by_the_law_in_force(village: Community) -> None:
    assert law_for(in_office(village)).id == "cn-village-2026"


@pytest.mark.parametrize(
    ("before", "now"), [("cn-village-2018", "cn-village-2026"), ("cn-residents-2026", "cn-residents-2026")]
)
def test_a_seat_is_filled_by_the_law_of_today(village: Community, before: str, now: str) -> None:
    assert vacant(in_office(village), load(before))["profile_code"] == now
