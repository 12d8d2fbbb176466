"""The pages of offices: what everybody reads, what the committee enters, and what stays with those who oversee."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from elections.models import OfficeEnding, Officeholder
from linli.roles.actions import appoint
from tests.cast import Cast, person
from tests.elections.meetings.scene import recorded
from tests.elections.offices.scene import ENTERED, LEFT, ended, plain, seated
from tests.elections.papers.test_pages import at, signed_in
from tests.elections.process.scene import day

SECRET = "精神科鉴定"
SAID = {
    "applied_on": "2026-05-20",
    "ended_on": "2026-06-01",
    "reference": "纪要第 3 号",
    "note": "本人当面说明",
}


@pytest.fixture(autouse=True)
def _that_day(monkeypatch: Any) -> None:
    at(monkeypatch, ENTERED)


def url(name: str, cast: Cast, *more: str) -> str:
    return reverse(f"offices:{name}", args=[cast.home.code, *more])


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_colleague_enters_a_resignation_and_takes_it_back(cast: Cast) -> None:
    holder, bo = seated(cast), signed_in(cast.bo)
    assert url("choose", cast, holder.key) in text(bo, url("list", cast))
    chosen = text(bo, url("choose", cast, holder.key))
    assert "第二十一条" in chosen
    form = url("end", cast, holder.key, "resigned")
    assert "依法可以补选" not in text(bo, form)
    made = bo.post(form, SAID, follow=True).content.decode()
    assert "纪要第 3 号" in made
    found = OfficeEnding.objects.get()
    assert (found.ended_on, found.applied_on, found.note) == (LEFT, date(2026, 5, 20), "本人当面说明")
    bo.post(url("take_back", cast, found.key), {"reason": "录入错误"})
    assert Officeholder.objects.get().ended_on is None
    assert "录入错误" in text(bo, url("ending", cast, found.key))


def test_what_is_missing_is_said_beside_the_field(cast: Cast) -> None:
    form = url("end", cast, seated(cast).key, "resigned")
    bo = signed_in(cast.bo)
    for name in ("applied_on", "ended_on", "reference"):
        answer = bo.post(form, SAID | {name: ""}).content.decode()
        assert f'id="id_{name}"' in answer
    late = bo.post(form, SAID | {"ended_on": "2026-06-09"}).content.decode()
    assert "与今天之间" in late
    assert not OfficeEnding.objects.exists()


def test_a_meeting_held_here_gives_the_day_and_vouches(cast: Cast) -> None:
    item = recorded(cast).items.get(position=1)
    form = url("end", cast, seated(cast).key, "resigned")
    bo = signed_in(cast.bo)
    assert item.title in text(bo, form)
    bo.post(form, {"applied_on": "2026-05-20", "item": item.pk, "ended_on": "", "reference": "", "note": ""})
    found = OfficeEnding.objects.get()
    assert (found.item, found.ended_on, found.reference) == (item, LEFT, item.meeting.title)
    assert item.meeting.get_absolute_url() in text(bo, url("ending", cast, found.key))


def test_two_appraisals_are_asked_for_with_their_days(cast: Cast) -> None:
    form = url("end", cast, seated(cast).key, "appraisal")
    said = {"appraised_1": "2025-05-30", "appraised_2": "2026-06-01", "reference": "公告第 8 号", "note": ""}
    bo = signed_in(cast.bo)
    wrong = bo.post(form, said | {"appraised_1": "2026-06-02"}).content.decode()
    assert "先后相连" in wrong
    bo.post(form, said)
    assert OfficeEnding.objects.get().appraised_on == [date(2025, 5, 30), LEFT]


@pytest.mark.parametrize("ground", ["incapable", "sentenced"])
def test_everybody_reads_the_article_and_nothing_more(cast: Cast, ground: str) -> None:
    found = ended(cast, plain(ground, reference=SECRET, note=SECRET))
    ann_again = person("邻", 901, "resident", at=cast.home)
    for client in (Client(), signed_in(cast.ann), signed_in(ann_again)):
        page = text(client, url("list", cast))
        assert "依法自行终止" in page
        assert "第二十三条" in page
        for word in (SECRET, "行为能力", "刑罚", ground):
            assert word not in page
        assert client.get(url("ending", cast, found.key)).status_code in (302, 403, 404)
    oversight = person("督", 902, at=cast.home)
    appoint(user=oversight, role="oversight_member", division=cast.home.division, by=None, at=day(-60))
    assert SECRET in text(signed_in(oversight), url("ending", cast, found.key))


def test_the_list_of_elections_and_that_of_offices_show_who_left(cast: Cast) -> None:
    ended(cast)
    elections = text(Client(), reverse("election:list", args=[cast.home.code]))
    assert "主任" not in elections.split("任职情况")[-1]
    page = text(Client(), url("list", cast))
    assert "已经离任" in page
    assert "2026 年 6 月 1 日" in page
    assert "起草补选" not in page


def test_the_by_election_is_drafted_from_the_seat(cast: Cast) -> None:
    ended(cast)
    bo = signed_in(cast.bo)
    page = text(bo, url("list", cast))
    assert "2026 年 8 月 31 日" in page
    holder = Officeholder.objects.get()
    form = text(bo, reverse("election:new", args=[cast.home.code]) + f"?seat={holder.key}")
    assert 'value="居委会主任补选"' in form
    assert re.search(r'value="by_election"[^>]*checked', form)
    assert 'name="seats_chair" value="1"' in form
    assert 'name="seats_member" value="0"' in form


def test_nobody_opens_the_form_about_their_own_office(cast: Cast) -> None:
    holder = seated(cast)
    appoint(user=cast.ann, role="committee_member", division=cast.home.division, by=None, at=day(-60))
    ann = signed_in(cast.ann)
    assert ann.get(url("end", cast, holder.key, "resigned")).status_code in (302, 403, 409)
    assert url("choose", cast, holder.key) not in text(ann, url("list", cast))


def test_a_ground_that_the_rules_do_not_know_is_no_page(cast: Cast) -> None:
    holder = seated(cast)
    assert signed_in(cast.bo).get(url("end", cast, holder.key, "recalled")).status_code == 404
