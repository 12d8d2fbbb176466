"""The pages of a resignation: written and checked by whoever is in office, settled by colleagues, unseen by everybody else."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from elections.models import OfficeEnding, Officeholder, Resignation
from linli.roles.actions import appoint
from tests.cast import Cast, person
from tests.elections.meetings.scene import recorded
from tests.elections.offices.letters import WHY, filed
from tests.elections.offices.scene import ENTERED, ended, seated
from tests.elections.offices.test_pages import text, url
from tests.elections.papers.test_pages import at, signed_in
from tests.elections.process.scene import day


@pytest.fixture(autouse=True)
def _that_day(monkeypatch: Any) -> None:
    at(monkeypatch, ENTERED)


def test_it_is_written_checked_changed_and_filed(cast: Cast) -> None:
    form = url("resign", cast, seated(cast).key)
    ann = signed_in(cast.ann)
    assert form in text(ann, url("list", cast))
    assert "第二十一条" in text(ann, form)
    checked = ann.post(form, {"step": "check", "reason": f"{WHY}\n<b>谢谢</b>"}).content.decode()
    assert f"{WHY}<br>&lt;b&gt;谢谢" in checked
    assert "确认递交" in checked
    assert not Resignation.objects.exists()
    assert WHY in ann.post(form, {"step": "write", "reason": WHY}).content.decode()
    assert not Resignation.objects.exists()
    said = ann.post(form, {"step": "file", "reason": WHY}, follow=True).content.decode()
    assert "辞职申请已递交" in said
    letter = Resignation.objects.get()
    assert letter.reason == WHY
    page = text(ann, url("list", cast))
    assert form not in page
    assert letter.get_absolute_url() in page
    assert ann.get(form)["Location"] == letter.get_absolute_url()


def test_a_long_reason_is_said_beside_the_field(cast: Cast) -> None:
    form = url("resign", cast, seated(cast).key)
    answer = signed_in(cast.ann).post(form, {"step": "check", "reason": "长" * 1001}).content.decode()
    assert 'href="#id_reason"' in answer
    assert "确认递交" not in answer


def test_only_ones_own_seat_and_only_in_office(cast: Cast) -> None:
    form = url("resign", cast, seated(cast).key)
    for stranger in (cast.bo, cast.chair, cast.dan, cast.eve):
        assert signed_in(stranger).get(form).status_code == 404
        assert form not in text(signed_in(stranger), url("list", cast))
    assert Client().get(form).status_code == 302
    assert form not in text(Client(), url("list", cast))
    ended(cast)
    assert signed_in(cast.ann).get(form).status_code == 404


def test_a_seat_without_an_account_offers_nothing_to_a_stranger(cast: Cast) -> None:
    holder = seated(cast)
    Officeholder.objects.update(user=None)
    assert url("resign", cast, holder.key) not in text(Client(), url("list", cast))


def test_colleagues_and_the_oversight_read_why_and_residents_nothing(cast: Cast) -> None:
    letter = filed(cast)
    page = letter.get_absolute_url()
    oversight = person("督", 902, at=cast.home)
    appoint(user=oversight, role="oversight_member", division=cast.home.division, by=None, at=day(-60))
    for reader in (cast.ann, cast.bo, cast.chair, oversight):
        assert WHY in text(signed_in(reader), page)
        assert page in text(signed_in(reader), url("list", cast))
    for stranger in (cast.dan, cast.chen, cast.guest, cast.eve, cast.eves_chair):
        assert signed_in(stranger).get(page).status_code == 404
    for client in (Client(), signed_in(cast.dan)):
        assert "辞职" not in text(client, url("list", cast))
    foreign = page.replace(cast.home.code, cast.other.code)
    assert signed_in(cast.eves_chair).get(foreign).status_code == 404


def test_the_oversight_settles_nothing_and_a_colleague_does(cast: Cast) -> None:
    letter = filed(cast)
    oversight = person("督", 902, at=cast.home)
    appoint(user=oversight, role="oversight_member", division=cast.home.division, by=None, at=day(-60))
    for name in ("refuse", "withdraw"):
        assert url(name, cast, letter.key) not in text(signed_in(oversight), letter.get_absolute_url())
    settling = text(signed_in(cast.bo), letter.get_absolute_url())
    assert url("refuse", cast, letter.key) in settling
    assert url("end", cast, letter.officeholder.key, "resigned") in settling
    assert url("withdraw", cast, letter.key) not in settling


def test_it_is_withdrawn_on_a_page_that_asks_first(cast: Cast) -> None:
    letter = filed(cast)
    form = url("withdraw", cast, letter.key)
    ann = signed_in(cast.ann)
    assert form in text(ann, letter.get_absolute_url())
    assert "照常任职" in text(ann, form)
    for other in (cast.bo, cast.dan):
        assert signed_in(other).post(form).status_code == 404
    ann.post(form)
    letter.refresh_from_db()
    assert letter.state == "withdrawn"
    assert "已撤回" in text(signed_in(cast.bo), url("list", cast))
    late = ann.post(form).content.decode()
    assert "已不在待审议状态" in late


def test_the_form_of_the_ending_takes_the_letter_over(cast: Cast) -> None:
    item = recorded(cast).items.get(position=1)
    letter = filed(cast)
    form = url("end", cast, letter.officeholder.key, "resigned")
    bo = signed_in(cast.bo)
    shown = text(bo, form)
    assert 'value="2026-05-20"' in shown
    assert WHY in shown
    said = {"applied_on": "2026-04-01", "item": item.pk, "ended_on": "", "reference": "", "note": WHY}
    bo.post(form, said)
    found = OfficeEnding.objects.get()
    assert (found.applied_on, found.note) == (date(2026, 5, 20), WHY)
    letter.refresh_from_db()
    assert (letter.state, letter.ending) == ("approved", found)
    assert url("ending", cast, found.key) in text(bo, letter.get_absolute_url())
    assert "已通过" in text(signed_in(cast.ann), letter.get_absolute_url())


def test_a_refusal_of_the_meeting_is_entered(cast: Cast) -> None:
    letter = filed(cast)
    form = url("refuse", cast, letter.key)
    bo = signed_in(cast.bo)
    late = bo.post(form, {"refused_on": "2026-06-09", "reference": "纪要"}).content.decode()
    assert "递交辞职之日与今天之间" in late
    bo.post(form, {"refused_on": "2026-06-01", "reference": "居民代表会议纪要第 3 号"})
    letter.refresh_from_db()
    assert letter.state == "refused"
    assert "居民代表会议纪要第 3 号" in text(signed_in(cast.ann), letter.get_absolute_url())


def test_a_committee_member_settles_everybodys_but_their_own(cast: Cast) -> None:
    letter = filed(cast)
    appoint(user=cast.ann, role="committee_member", division=cast.home.division, by=None, at=day(-60))
    ann = signed_in(cast.ann)
    assert ann.get(url("refuse", cast, letter.key)).status_code in (302, 403, 409)
    page = text(ann, letter.get_absolute_url())
    assert url("refuse", cast, letter.key) not in page
    assert url("withdraw", cast, letter.key) in page
