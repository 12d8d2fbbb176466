"""The pages of an election: who sees what at which stage, and what each form does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from elections.actions.running import answer_nomination, nominate
from elections.models import Candidate, Election, Nomination, Objection, Proxy, Registration
from tests.cast import Cast
from tests.elections.process import scene
from tests.elections.process.scene import (
    drafted,
    entry,
    frozen,
    listed,
    moved,
    nominating,
    post,
    published,
    stand,
    with_candidates,
    with_entries,
)


@pytest.fixture(autouse=True)
def without_second_factor(settings: Settings) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False


def sign_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(election: Election, rest: str = "") -> str:
    return f"{election.get_absolute_url()}{rest}"


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    return lambda days: moved(monkeypatch, days)


def test_an_empty_room_says_so(client: Client, cast: Cast) -> None:
    answer = client.get(f"/c/{cast.home.code}/elections/")
    assert answer.status_code == 200
    assert "目前没有正在进行的选举" in text(answer)


def test_a_draft_is_seen_by_those_who_run_elections(client: Client, cast: Cast) -> None:
    election = drafted(cast)
    assert client.get(at(election)).status_code == sign_in(cast.ann).get(at(election)).status_code == 404
    assert sign_in(cast.bo).get(at(election)).status_code == 200
    assert sign_in(cast.eves_chair).get(at(election)).status_code == 404


@pytest.mark.parametrize("make", [with_entries, published, frozen, nominating, with_candidates, listed])
def test_an_announced_election_is_public_at_every_stage(
    client: Client, cast: Cast, make: Callable[[Cast], Election]
) -> None:
    election = make(cast)
    for reader in (client, sign_in(cast.ann), sign_in(cast.bo)):
        answer = reader.get(at(election))
        assert answer.status_code == 200
        assert election.title in text(answer)
    assert sign_in(cast.eve).get(f"/c/{cast.other.code}/elections/{election.key}/").status_code == 404


@pytest.mark.parametrize(
    "page",
    [
        "desk/",
        "desk/roll/",
        "desk/objections/",
        "desk/nominations/",
        "desk/proxies/",
        "notices/",
        "notices/4/",
    ],
)
def test_every_page_of_the_desk_opens(cast: Cast, page: str) -> None:
    election = with_candidates(cast)
    assert sign_in(cast.bo).get(at(election, page)).status_code == 200


def test_the_roll_is_searched_by_number_and_by_the_whole_name(client: Client, cast: Cast) -> None:
    election = published(cast)
    ann = sign_in(cast.ann)
    assert client.get(at(election, "roll/")).status_code == 302
    page = text(ann.get(at(election, "roll/")))
    assert "郑*奶" not in page or "郑奶奶" not in page
    found = text(ann.get(at(election, "roll/"), {"q": "郑奶奶"}))
    assert "郑*奶" in found
    assert "郑奶奶" not in found.replace('value="郑奶奶"', "")
    number = entry(election, "郑奶奶").number
    assert "郑*奶" in text(ann.get(at(election, "roll/"), {"q": str(number)}))
    assert "郑*奶" not in text(ann.get(at(election, "roll/"), {"q": "郑"}))


def test_the_roll_file_has_the_published_fingerprint(cast: Cast) -> None:
    import hashlib

    election = frozen(cast)
    body = sign_in(cast.ann).get(at(election, "roll.txt")).content
    assert hashlib.sha256(body).hexdigest() == election.roll_hash
    assert "郑奶奶" not in body.decode()


def test_a_resident_registers_and_the_desk_confirms(cast: Cast, ahead: Callable[[int], None]) -> None:
    ahead(45)
    election = scene.announced(cast)
    ann, bo = sign_in(cast.ann), sign_in(cast.bo)
    answer = ann.post(at(election, "register/"), {"household": "3-2-501", "birth_year": 1980})
    assert answer.status_code == 302
    mine = Registration.objects.get(user=cast.ann)
    assert (mine.state, mine.source, mine.masked_name) == ("proposed", "self", "安*")
    bo.post(at(election, "desk/roll/"), {"entry": [mine.key]})
    mine.refresh_from_db()
    assert mine.state == "confirmed"


def test_a_list_is_read_and_faults_name_their_line(cast: Cast, ahead: Callable[[int], None]) -> None:
    ahead(45)
    election, bo = scene.announced(cast), None
    bo = sign_in(cast.bo)

    def send(words: str, encoding: str = "utf-8") -> Any:
        file = SimpleUploadedFile("list.csv", words.encode(encoding))
        return bo.post(at(election, "desk/roll/list/"), {"file": file})

    assert "第 3 行" in text(send("姓名,出生年份\n张三,1950\n,1960\n"))
    assert not Registration.objects.exists()
    send("姓名,楼栋户室,性别,出生年份,手机号\n张三,1-101,男,1950,13800000000\n李四,1-102,女,,\n", "gb18030")
    rows = Registration.objects.order_by("pk").values_list("name", "sex", "birth_year", "state")
    assert list(rows) == [("张三", "m", 1950, "proposed"), ("李四", "f", None, "proposed")]
    assert "13800000000" not in Registration.objects.get(name="张三").phone_hash


def test_an_objection_and_its_ruling(cast: Cast, ahead: Callable[[int], None]) -> None:
    ahead(49)  # the roll was published yesterday
    election = published(cast)
    given = {"ground": "mistake", "number": entry(election, "郑奶奶").number, "text": "名字写错了"}
    assert sign_in(cast.ann).post(at(election, "object/"), given).status_code == 302
    one = Objection.objects.get()
    assert one.registration == entry(election, "郑奶奶")
    bo = sign_in(cast.bo)
    assert "名字写错了" in text(bo.get(at(election, "desk/objections/")))
    bo.post(at(election, f"desk/objections/{one.key}/"), {"ruling": "rejected", "reason": "与户口簿一致"})
    one.refresh_from_db()
    assert (one.ruling, one.ruled_by) == ("rejected", cast.bo)


def test_a_nomination_from_form_to_ballot(cast: Cast, ahead: Callable[[int], None]) -> None:
    ahead(15)
    election = nominating(cast, profile_code="cn-village-2018", supporters_least=2)
    ann, dan, chair = sign_in(cast.ann), sign_in(cast.dan), sign_in(cast.chair)
    nominee = entry(election, "丹")
    given = {"post": post(election).key, "who": "other", "number": nominee.number, "statement": "热心"}
    assert ann.post(at(election, "nominate/"), given).status_code == 302
    one = Nomination.objects.get()
    assert 'class="title">丹<' not in text(ann.get(at(election, "nominations/")))  # not before he is willing
    dan.post(at(election, f"nominations/{one.key}/accept/"))
    chair.post(at(election, f"desk/nominations/{one.key}/approve/"))
    assert not Candidate.objects.exists()  # one supporter of two
    sign_in(scene.entry(election, "邻居00").user).post(at(election, f"nominations/{one.key}/support/"))
    chair.post(at(election, f"desk/nominations/{one.key}/approve/"))
    assert Candidate.objects.get().name == "丹"


def test_the_sex_of_a_candidate_is_asked_where_the_roll_does_not_say(
    cast: Cast, ahead: Callable[[int], None]
) -> None:
    """Otherwise a seat that is kept for a woman would be nobody's."""
    ahead(15)
    election = nominating(cast, profile_code="cn-village-2018", supporters_least=1)
    oldest, now = entry(election, "郑奶奶"), timezone.now()
    one = nominate(post=post(election), nominee=oldest, by=cast.ann, at=now)
    answer_nomination(nomination=one, accepts=True, on_behalf=True, by=cast.chair, at=now)
    chair, there = sign_in(cast.chair), at(election, f"desk/nominations/{one.key}/approve/")
    assert "可能为妇女成员保留名额" in text(chair.get(there))
    assert 'class="field wrong"' in text(chair.post(there, {"next": ""}))
    assert not Candidate.objects.exists()
    answer = chair.post(there, {"sex": "f"}, follow=True)
    assert Candidate.objects.get().is_woman, text(answer)


def test_a_candidate_writes_the_own_page_before_the_list(cast: Cast, ahead: Callable[[int], None]) -> None:
    ahead(15)
    election = nominating(cast)
    mine = stand(election, cast, "丹")
    page = at(election, f"candidates/{mine.key}/")
    dan = sign_in(cast.dan)
    dan.post(f"{page}edit/", {"about": "退休教师", "statement": "多开会，少开长会"})
    assert "少开长会" in text(dan.get(page))
    assert sign_in(cast.ann).get(page).status_code == 404
    assert sign_in(cast.ann).get(f"{page}edit/").status_code == 404


def test_a_proxy_from_form_to_revocation(cast: Cast, ahead: Callable[[int], None]) -> None:
    ahead(15)
    election = nominating(cast)
    ann, dan = sign_in(cast.ann), sign_in(cast.dan)
    given = {"number": entry(election, "丹").number, "relation": "other", "reason": "出差"}
    ann.post(at(election, "entrust/"), given)
    one = Proxy.objects.get()
    assert ann.post(at(election, f"proxies/{one.key}/accept/")).status_code == 404
    dan.post(at(election, f"proxies/{one.key}/accept/"))
    one.refresh_from_db()
    assert (one.state, one.slot) == ("accepted", 1)
    ann.post(at(election, f"proxies/{one.key}/revoke/"))
    one.refresh_from_db()
    assert one.state == "revoked"


def test_a_step_says_what_is_in_its_way_and_is_refused(cast: Cast, ahead: Callable[[int], None]) -> None:
    ahead(5)
    election = listed(cast)
    chair = sign_in(cast.chair)
    page = text(chair.get(at(election, "desk/step/open/")))
    assert "<form" not in page.split("</header>")[-1].split("<footer")[0].replace('<form class="find"', "")
    assert chair.post(at(election, "desk/step/open/")).status_code == 409
    election.refresh_from_db()
    assert election.state == "candidates_published"


def test_a_draft_by_the_form(cast: Cast, ahead: Callable[[int], None]) -> None:
    ahead(50)
    chair = sign_in(cast.chair)
    given = {
        "title": "换届选举",
        "profile_code": "cn-residents-2026",
        "kind": "general",
        "election_day": scene.DAY.date().isoformat(),
        "opens": "08:00",
        "closes": "18:00",
        "electorate_mode": "electors",
        "ballot_mode": "both",
        "supporters_least": 10,
        "term_years": 5,
        "seats_chair": 1,
        "seats_deputy": 1,
        "seats_member": 3,
    }
    answer = chair.post(f"/c/{cast.home.code}/elections/new/", given)
    assert answer.status_code == 302, text(answer)[-3000:]
    election = Election.objects.get()
    assert [p.seats for p in election.posts.all()] == [1, 1, 3]
    chair.post(at(election, "desk/step/announce/"))
    election.refresh_from_db()
    assert election.state == "announced"


@pytest.mark.parametrize("page", ["roll/", "desk/roll/", "nominations/", "proxies/", "desk/nominations/", ""])
def test_queries_do_not_grow_with_rows(
    cast: Cast, page: str, django_assert_num_queries: Any, ahead: Callable[[int], None]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ahead(15)
    election = nominating(cast, size=20)
    reader = sign_in(cast.bo)
    reader.get(at(election, page))
    with CaptureQueriesContext(connection) as few:
        reader.get(at(election, page))
    for n in range(8):
        stand(election, cast, f"邻居{n:02d}", "member")
    with CaptureQueriesContext(connection) as many:
        reader.get(at(election, page))
    assert len(many) <= len(few) + 1  # the second page's count
