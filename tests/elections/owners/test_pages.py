"""The pages of an owners' vote, as owners, the committee, residents and strangers use them."""

from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from elections.actions.owners import close_owners_vote, declare_owners_vote
from elections.models import OwnerBallot, OwnersVote
from linli.accounts.models import User
from tests.cast import Cast
from tests.elections.owners.scene import (
    AFTER,
    ANNOUNCED,
    CLOSES,
    announced,
    closed,
    day,
    drafted,
    head,
    on_paper,
    online,
    opened,
    photo,
    says,
    unit,
    voted,
)


def at(monkeypatch: Any, moment: datetime) -> None:
    """Pages read the clock: it stands still at this moment."""
    monkeypatch.setattr(timezone, "now", lambda: moment)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, vote: OwnersVote, *more: str) -> str:
    return reverse(f"owners:{name}", args=[vote.community.code, vote.key, *more])


def text(client: Client, address: str, **data: Any) -> str:
    return client.get(address, data).content.decode()


def test_from_a_draft_to_the_announcement(cast: Cast, monkeypatch: Any) -> None:
    at(monkeypatch, day(-20))
    bo = signed_in(cast.bo)
    said = {"title": "选聘物业", "opens_at": "2026-06-01T09:00", "closes_at": "2026-06-10T18:00"}
    bo.post(reverse("owners:new", args=[cast.home.code]), said)
    vote = OwnersVote.objects.get()
    assert Client().get(vote.get_absolute_url()).status_code == 404
    bo.post(url("question", vote), {"matter": "4", "text": "是否选聘新物业？"})
    file = SimpleUploadedFile(
        "r.csv", "楼栋,房号,面积,业主\n1,101,88.37,安\n1,102,90.5,夫、妻\n".encode("gb18030")
    )
    trial = bo.post(url("import", vote), {"file": file, "is_trial": "on"}).content.decode()
    assert "178.87" in trial
    assert not vote.units.exists()
    file.seek(0)
    bo.post(url("import", vote), {"file": file})
    assert vote.units.count() == 2
    at(monkeypatch, ANNOUNCED)
    bo.post(url("step", vote, "announce"))
    assert "是否选聘新物业" in text(Client(), vote.get_absolute_url())
    assert "1-102" in text(signed_in(cast.ann), url("register", vote))


def test_a_file_with_faults_says_which_lines(cast: Cast, monkeypatch: Any) -> None:
    vote = drafted(cast)
    at(monkeypatch, day(-19))
    lines = (
        "楼栋,房号,面积,业主,状态\n1,101,88.375,安,\n1,102,90,,未售\n1,102,91,某,\n,9,1,某,\n1,7,50,某,怪\n"
    )
    file = SimpleUploadedFile("r.csv", lines.encode())
    page = signed_in(cast.bo).post(url("import", vote), {"file": file}).content.decode()
    for line in (2, 4, 5, 6):
        assert f"第 {line} 行" in page
    assert vote.units.count() == 6


def test_an_owner_votes_and_changes_it(cast: Cast, monkeypatch: Any) -> None:
    vote = opened(cast)
    at(monkeypatch, day(1))
    ann, there = signed_in(cast.ann), url("ballot", vote, head(vote, "1-101").key)
    assert "17" in text(ann, there)
    ann.post(there, says(vote, "for"))
    assert "赞成" in text(ann, vote.get_absolute_url())
    at(monkeypatch, day(2))
    ann.post(there, says(vote, "against"))
    assert OwnerBallot.objects.count() == 2
    page = text(ann, vote.get_absolute_url())
    assert "反对" in page
    half = ann.post(there, {vote.questions.first().key: "for"}).content.decode()
    assert OwnerBallot.objects.count() == 2
    assert half.count('class="field wrong"') == 1  # the other question has no answer


def test_nobody_gives_a_ballot_for_others(cast: Cast, monkeypatch: Any) -> None:
    vote = opened(cast)
    at(monkeypatch, day(1))
    there = url("ballot", vote, head(vote, "1-101").key)
    assert signed_in(cast.dan).post(there, says(vote, "for")).status_code == 404
    assert signed_in(cast.guest).post(there, says(vote, "for")).status_code == 403
    assert not OwnerBallot.objects.exists()


def test_paper_is_typed_and_read_again_blind(cast: Cast, monkeypatch: Any) -> None:
    vote = opened(cast, 4)
    at(monkeypatch, day(3))
    bo, chair = signed_in(cast.bo), signed_in(cast.chair)
    typed = says(vote, "against") | {"signed_by": "妻", "given_at": "2026-06-02T10:00", "photo": photo()}
    bo.post(url("enter", vote, head(vote, "1-102").key), typed)
    sheet = OwnerBallot.objects.get()
    runner = chair if "elections.run" in str(cast.chair) else bo
    assert "checked" not in text(runner, url("check", vote, sheet.key))
    assert bo.post(url("check", vote, sheet.key), says(vote, "against")).status_code == 200
    assert OwnerBallot.objects.unchecked().count() == 1
    shown = chair.get(url("photo", vote, sheet.key))
    assert shown.status_code == 200
    assert "不一致" in chair.post(url("check", vote, sheet.key), says(vote, "for")).content.decode()
    chair.post(url("check", vote, sheet.key), says(vote, "against"))
    assert not OwnerBallot.objects.unchecked().exists()


def test_a_sheet_is_set_aside(cast: Cast, monkeypatch: Any) -> None:
    vote = opened(cast, 4)
    sheet = on_paper(vote, "1-102", "夫", cast.bo, "for")
    at(monkeypatch, day(3))
    chair = signed_in(cast.chair)
    assert "1-102" in text(chair, url("unchecked", vote))
    chair.post(url("refuse", vote, sheet.key), {"reason": "不是业主签名"})
    assert OwnerBallot.objects.of(vote).counting().count() == 0


def test_nothing_of_a_choice_before_the_result(cast: Cast, monkeypatch: Any) -> None:
    """Not on the page, not at the desk, not to the chair: only an owner sees their own ballot."""
    vote = closed(cast)
    at(monkeypatch, AFTER)
    for user in (cast.bo, cast.chair, cast.dan):
        client = signed_in(user)
        for name in ("recount", "recount_csv"):
            assert client.get(url(name, vote)).status_code == 404
    for name in ("desk", "units"):
        page = text(signed_in(cast.chair), url(name, vote))
        assert not {"赞成", "反对", "弃权"} & set(page.split(">"))
        assert "反对" not in page
    assert "反对" not in text(signed_in(cast.chair), vote.get_absolute_url())


def test_the_result_with_its_arithmetic(cast: Cast, monkeypatch: Any) -> None:
    vote = closed(cast)
    at(monkeypatch, AFTER)
    signed_in(cast.bo).post(url("step", vote, "declare"))
    page = text(Client(), vote.get_absolute_url())
    assert "357.74" in page  # took part
    assert "358.50" in page  # two thirds of 537.75
    assert "未通过" in page
    assert Client().get(url("recount", vote)).status_code == 302
    rows = text(signed_in(cast.dan), url("recount_csv", vote)).splitlines()
    assert len(rows) == 7
    assert sum("88.37" in row and "赞成" in row for row in rows) == 2
    assert "妻" not in "".join(rows)  # units, no names
    assert "1-202" in text(signed_in(cast.dan), url("recount", vote))


def test_who_runs_and_who_looks(cast: Cast, monkeypatch: Any) -> None:
    vote = opened(cast)
    at(monkeypatch, day(1))
    for name in ("desk", "units", "unchecked"):
        assert signed_in(cast.ann).get(url(name, vote)).status_code == 403
    assert signed_in(cast.eves_chair).get(url("desk", vote)).status_code == 403
    assert "1-101" in text(signed_in(cast.bo), url("units", vote), q="安")
    assert "1-102" not in text(signed_in(cast.bo), url("units", vote), q="安")


def test_an_account_is_linked(cast: Cast, monkeypatch: Any) -> None:
    vote = announced(cast)
    at(monkeypatch, ANNOUNCED)
    bo, place = signed_in(cast.bo), unit(vote, "1-102")
    assert "夫" in text(bo, url("link", vote, place.key))
    bo.post(url("link", vote, place.key), {"user": cast.dan.pk})
    assert place.links.get().user == cast.dan


def test_a_vote_is_cancelled_with_a_reason(cast: Cast, monkeypatch: Any) -> None:
    vote = voted(cast)
    at(monkeypatch, day(4))
    bo = signed_in(cast.bo)
    bo.post(url("cancel", vote), {"reason": "公告有误"})
    assert "公告有误" in text(Client(), vote.get_absolute_url())
    assert "公告有误" not in text(Client(), reverse("owners:list", args=[cast.home.code]), page=9)


def test_today(cast: Cast) -> None:
    from elections import today

    vote = opened(cast)
    titles = [one.title for one in today.waiting(user=cast.ann, community=cast.home, at=day(1))]
    assert titles == [vote.title]
    online(vote, cast.ann, "1-101", "for")
    assert not list(today.waiting(user=cast.ann, community=cast.home, at=day(1)))
    assert [one.title for one in today.upcoming(community=cast.home, at=day(1))] == [vote.title]
    on_paper(vote, "1-102", "夫", cast.bo, "for")
    due = [str(one.step) for one in today.due(user=cast.chair, community=cast.home, at=day(1))]
    assert due == ["核对"]


def test_search_finds_it_when_it_is_public(cast: Cast) -> None:
    from elections.searchable import entry_of

    assert entry_of(drafted(cast)) is None
    found = entry_of(announced(cast))
    assert found is not None
    assert "事项 4" in found.body


@pytest.mark.parametrize("many", [1, 8])
def test_the_list_asks_as_much_for_many(
    cast: Cast, monkeypatch: Any, many: int, django_assert_max_num_queries: Any
) -> None:
    for n in range(many):
        announced(cast, title=f"表决 {n}")
    at(monkeypatch, day(-14))
    client = signed_in(cast.dan)
    there = reverse("owners:list", args=[cast.home.code])
    client.get(there)
    with django_assert_max_num_queries(22):
        assert "表决 0" in text(client, there)


def test_the_units_page_asks_as_much_for_many(
    cast: Cast, monkeypatch: Any, django_assert_max_num_queries: Any
) -> None:
    vote = close_owners_vote(vote=voted(cast), by=None, at=CLOSES)
    declare_owners_vote(vote=vote, by=cast.chair, at=AFTER)
    at(monkeypatch, AFTER)
    client = signed_in(cast.bo)
    client.get(url("units", vote))
    with django_assert_max_num_queries(24):
        client.get(url("units", vote))
