"""Who may sign for a unit, what owners learn of their own ballots, what the desk still waits for."""

from typing import Any

import pytest
from django.test import Client

from elections.actions.owners import import_units, link_owner, refuse_paper_ballot
from elections.actions.owners import refusals as no
from elections.actions.owners.running import in_the_way
from elections.models import OwnersVote
from elections.rules.owner_votes import Row
from tests.cast import Cast
from tests.elections.owners.scene import (
    ANNOUNCED,
    CLOSES,
    OPENS,
    ROWS,
    announced,
    closed,
    day,
    drafted,
    on_paper,
    online,
    opened,
    unit,
)
from tests.elections.owners.test_pages import at, signed_in, text, url


def told(user: Any) -> list[str]:
    from notifications.models import Notification

    return [str(one.description) for one in Notification.objects.filter(recipient=user).order_by("-pk")]


@pytest.mark.parametrize("label", ["2-101", "2-102"])
def test_nobody_signs_for_what_counts_for_the_developer(cast: Cast, label: str) -> None:
    """A buyer who has not been handed the flat would else vote with all of the developer's stock."""
    vote = announced(cast)
    with pytest.raises(no.CountsForTheDeveloper):
        link_owner(unit=unit(vote, label), user=cast.chen, by=cast.bo, at=ANNOUNCED)


def test_an_account_is_left_behind_when_the_flat_turns_out_not_handed_over(cast: Cast) -> None:
    vote = announced(cast)
    rows = [Row("1", "202", 9050, "undelivered", ("丹",)) if one.label == "1-202" else one for one in ROWS]
    import_units(vote=vote, rows=rows, by=cast.bo, at=ANNOUNCED)
    assert not unit(vote, "1-202").links.exists()
    assert unit(vote, "1-101").links.exists()


def test_the_likely_owner_is_chosen_and_people_are_told_apart(cast: Cast, monkeypatch: Any) -> None:
    from linli.residents.actions import ask_to_join, verify_resident

    asked = ask_to_join(
        community=cast.home, name="丹", dwelling="1 号楼 202", relation="owner", by=cast.dan, at=ANNOUNCED
    )
    verify_resident(verification=asked, by=cast.chair, at=ANNOUNCED)
    vote = drafted(cast)
    at(monkeypatch, ANNOUNCED)
    page = text(signed_in(cast.bo), url("link", vote, unit(vote, "1-202").key))
    assert f'value="{cast.dan.pk}" selected' in page
    assert "丹 · 1 号楼 202" in page


def test_an_owner_sees_what_became_of_a_paper_ballot(cast: Cast, monkeypatch: Any) -> None:
    vote = opened(cast, 4)
    online(vote, cast.ann, "1-101", "for")
    sheet = on_paper(vote, "1-101", "安", cast.bo, "against", given_at=day(4))
    at(monkeypatch, day(5))
    ann: Client = signed_in(cast.ann)
    assert "待核对" in text(ann, vote.get_absolute_url())
    refuse_paper_ballot(ballot=sheet, reason="未签名", by=cast.chair, at=day(5))
    page = text(ann, vote.get_absolute_url())
    assert "不计入" in page
    assert "理由：未签名" in page
    assert page.count("已记录") == 1  # the one given online, which counts
    assert "未签名" in told(cast.ann)[0]


def reasons(vote: OwnersVote, moment: Any) -> list[type]:
    return [type(one) for one in in_the_way(vote, moment)]


def test_the_desk_says_what_the_next_step_still_takes(cast: Cast, monkeypatch: Any) -> None:
    vote = drafted(cast)
    vote.questions.all().delete()
    vote.units.all().delete()
    late = day(-3)
    assert reasons(vote, late) == [no.NoQuestion, no.NoUnits, no.NoticeTooShort]
    at(monkeypatch, late)
    page = text(signed_in(cast.bo), url("desk", vote))
    assert "请先添加至少一个表决事项" in page
    assert url("step", vote, "announce") not in page
    vote = opened(cast)
    assert reasons(vote, OPENS) == [no.TooEarlyToClose]
    assert not reasons(vote, CLOSES)
    at(monkeypatch, CLOSES)
    assert url("step", vote, "close") in text(signed_in(cast.bo), url("desk", vote))


def test_a_closed_vote_waits_for_the_second_person(cast: Cast) -> None:
    vote = closed(cast)
    assert not reasons(vote, CLOSES)
    on_paper(vote, "2-102", "开发公司", cast.bo, "for", given_at=day(9), at=CLOSES)
    assert reasons(vote, CLOSES) == [no.BallotsUnchecked]


def test_owners_votes_are_found_from_the_other_votes(cast: Cast, monkeypatch: Any) -> None:
    vote = announced(cast)
    at(monkeypatch, ANNOUNCED)
    base = f"/c/{vote.community.code}/"
    for there in ("votes/", "elections/"):
        assert f"{base}owners/" in text(signed_in(cast.dan), f"{base}{there}")
