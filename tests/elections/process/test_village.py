"""A community of villagers: its drafts begin with the villagers' law in force, whatever law came before."""

import re
from datetime import date

import pytest
from django.urls import reverse

from elections.actions.meetings.base import code_here
from elections.actions.petition_law import law_for
from elections.actions.running import nominate
from elections.actions.running import refusals as no
from elections.documents.notices import document
from elections.forms.elections import vacant
from elections.forms.people import PaperNominationForm
from elections.models import Committee, Nomination, Officeholder, Term
from elections.rules.profiles import load
from linli.accounts.models import User
from linli.communities.models import Community
from linli.communities.rules import is_village
from tests.cast import Cast, community, person
from tests.elections.meetings.scene import called
from tests.elections.process.scene import announced, day, entry, moved, nominating, post
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


def notice(cast: Cast, number: int, **terms: object) -> str:
    election = announced(cast, **{"profile_code": "cn-village-2026", "supporters_least": 1} | terms)
    return document(election, number, day(-60).date()).text


@pytest.mark.parametrize("number", range(1, 18))
def test_a_villages_notice_speaks_of_villagers(cast: Cast, number: int) -> None:
    words = notice(cast, number)
    for other in ("居民委员会", "居民代表", "居民会议", "居务", "社区党组织", "街道办事处", "选民登记"):
        assert other not in words


def test_the_notice_of_registration_says_whom_the_law_registers(cast: Cast) -> None:
    words = notice(cast, 3)
    assert "（一）户籍在本村并且在本村居住的村民；（二）" in words
    assert "在本村居住或者从事村务工作一年以上" in words
    before = notice(cast, 3, profile_code="cn-village-2018")
    assert "在本村居住一年以上" in before
    assert "村务工作" not in before


def test_rules_frozen_before_they_said_whom_go_on_as_they_were(cast: Cast) -> None:
    election = announced(cast)
    del election.profile["entitled"]
    assert "户籍在本社区并居住的居民" in document(election, 3, day(-60).date()).text


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({}, "由登记的村民提名，或者由村党组织提名推荐，或者由本人自荐。"),
        ({"supporters_least": 5}, "由5名以上登记的村民联名提名，或者由村党组织提名推荐，或者由本人自荐。"),
        ({"profile_code": "cn-village-2018"}, "由登记的村民提名，或者由本人自荐。"),
        (
            {"profile_code": "cn-residents-2026", "supporters_least": 10},
            "由10名以上登记的选民联名提名，或者由社区党组织提名推荐；愿意参选的选民也须有10名以上选民联名。",
        ),
    ],
)
def test_the_notice_of_nominations_says_who_nominates(
    cast: Cast, terms: dict[str, object], expected: str
) -> None:
    assert expected in notice(cast, 7, **terms)


@pytest.mark.parametrize(("code", "may"), [("cn-village-2026", True), ("cn-village-2018", False)])
def test_the_party_organisation_nominates_since_2026(cast: Cast, code: str, may: bool) -> None:
    election = nominating(cast, profile_code=code, supporters_least=1)
    choices = [name for name, _label in PaperNominationForm(election).fields["who"].choices]  # type: ignore[attr-defined]  # a choice field
    assert (PaperNominationForm.PARTY in choices) is may
    about = {"post": post(election), "nominee": entry(election, "丹"), "from_party": True}
    if may:
        one = nominate(**about, by=cast.chair, at=day(-20))
        assert one.manner == Nomination.Manner.PARTY
    else:
        with pytest.raises(no.NotAllowedByRules):
            nominate(**about, by=cast.chair, at=day(-20))


def test_whoever_registers_reads_whom_the_law_registers(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    election = announced(cast, profile_code="cn-village-2026", supporters_least=1)
    moved(monkeypatch, -55)
    for user, name in ((cast.ann, "register/"), (cast.bo, "desk/roll/")):
        page = text(sign_in(user).get(f"{election.get_absolute_url()}{name}"))
        assert "在本村居住或者从事村务工作一年以上" in page
        assert "第十六条" in page
    ann = sign_in(cast.ann)
    ann.cookies["django_language"] = "en"
    page = text(ann.get(f"{election.get_absolute_url()}register/"))
    assert "worked for it for a year or longer" in page
