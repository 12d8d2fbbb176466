"""The pages of the room: who sees what, the booth's three steps, and what never shows while a vote is open."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from elections.actions import announce_vote, cancel_vote, cast_ballot
from elections.models import Ballot, BallotBox, Participation, Vote
from elections.rules import shown_code
from linli.core.audience import Audience
from tests.cast import Cast
from tests.elections.ballots import cast_all, crowd, declared, draft, live, opened, option


def page(cast: Cast, rest: str = "") -> str:
    return f"/c/{cast.home.code}/votes/{rest}"


def at(vote: Vote, rest: str = "") -> str:
    return f"{vote.get_absolute_url()}{rest}"


@pytest.fixture
def ann(client: Client, cast: Cast) -> Client:
    client.force_login(cast.ann)
    return client


def sign_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_an_empty_room_says_so(client: Client, cast: Cast) -> None:
    answer = client.get(page(cast))
    assert answer.status_code == 200
    assert "现在没有正在进行的投票" in answer.content.decode()


def test_a_residents_vote_is_unknown_to_everybody_else(client: Client, cast: Cast) -> None:
    vote = live(cast, timezone.now())
    for stranger in (client, sign_in(cast.eve), sign_in(cast.guest), sign_in(cast.chen)):
        assert stranger.get(at(vote)).status_code == 404
        assert vote.question not in stranger.get(page(cast)).content.decode()
    assert sign_in(cast.ann).get(at(vote)).status_code == 200
    assert sign_in(cast.eve).get(f"/c/{cast.other.code}/votes/{vote.key}/").status_code == 404


def test_a_public_vote_is_seen_by_all_and_voted_in_by_the_roll(client: Client, cast: Cast) -> None:
    vote = live(cast, timezone.now(), audience=Audience.PUBLIC)
    assert "登录后投票" in client.get(at(vote)).content.decode()
    assert client.get(at(vote, "booth/")).status_code == 302
    assert sign_in(cast.eve).get(at(vote, "booth/")).status_code == 403
    assert sign_in(cast.ann).get(at(vote, "booth/")).status_code == 200


def test_a_draft_is_seen_by_those_who_run_votes(client: Client, cast: Cast) -> None:
    vote = draft(cast, audience=Audience.PUBLIC, closes_at=timezone.now() + timedelta(days=3))
    assert client.get(at(vote)).status_code == sign_in(cast.ann).get(at(vote)).status_code == 404
    assert sign_in(cast.bo).get(at(vote)).status_code == 200


def test_three_steps_to_a_receipt(ann: Client, cast: Cast) -> None:
    vote = live(cast, timezone.now())
    assert "第 1 步" in ann.get(at(vote, "booth/")).content.decode()
    check = ann.post(at(vote, "booth/"), {"option": 2}).content.decode()
    assert "第 2 步" in check
    assert "反对" in check
    assert not Participation.objects.exists()
    cast_answer = ann.post(at(vote, "cast/"), {"option": 2})
    assert (cast_answer.status_code, cast_answer["Location"]) == (302, at(vote, "receipt/"))
    [(code, position)] = BallotBox.objects.get(vote=vote).choices.items()
    assert position == 2
    receipt = ann.get(at(vote, "receipt/"))
    assert shown_code(code) in receipt.content.decode()
    assert "no-store" in receipt["Cache-Control"]


def test_the_receipt_goes_once_it_is_noted(ann: Client, cast: Cast) -> None:
    vote = live(cast, timezone.now())
    ann.post(at(vote, "cast/"), {"option": 1})
    ann.post(at(vote, "receipt/"))
    [code] = BallotBox.objects.get(vote=vote).choices
    again = ann.get(at(vote, "receipt/")).content.decode()
    assert shown_code(code) not in again
    assert "您的票照样有效" in again


def test_the_receipt_of_one_is_not_shown_to_another_on_the_same_device(ann: Client, cast: Cast) -> None:
    vote = live(cast, timezone.now())
    ann.post(at(vote, "cast/"), {"option": 1})
    [code] = BallotBox.objects.get(vote=vote).choices
    kept = ann.cookies["linli_receipt"]
    dan = sign_in(cast.dan)
    cast_all(vote, [cast.dan], at=timezone.now())
    dan.cookies["linli_receipt"] = kept.value
    assert shown_code(code) not in dan.get(at(vote, "receipt/")).content.decode()


def test_without_a_choice_the_booth_says_what_to_do(ann: Client, cast: Cast) -> None:
    vote = live(cast, timezone.now())
    for rest in ("booth/", "cast/"):
        for wrong in ("", "9"):
            ann.post(at(vote, rest), {"option": wrong})
            assert "请先选一项" in ann.post(at(vote, rest), {"option": ""}, follow=True).content.decode()
    assert not Participation.objects.exists()


def test_a_second_visit_to_the_booth_of_a_secret_vote_is_refused(ann: Client, cast: Cast) -> None:
    vote = live(cast, timezone.now())
    ann.post(at(vote, "cast/"), {"option": 1})
    assert ann.get(at(vote, "booth/")).status_code == 409
    assert ann.post(at(vote, "cast/"), {"option": 2}).status_code == 409
    assert Participation.objects.count() == 1


def test_a_named_ballot_is_changed_through_the_same_booth(ann: Client, cast: Cast) -> None:
    vote = live(cast, timezone.now(), secrecy="named")
    ann.post(at(vote, "cast/"), {"option": 1})
    assert "您正在改投" in ann.get(at(vote, "booth/")).content.decode()
    ann.post(at(vote, "cast/"), {"option": 2})
    assert [b.option.position for b in Ballot.objects.order_by("revision")] == [1, 2]
    assert "您选的是：反对" in ann.get(at(vote)).content.decode()


def test_nobody_sees_a_count_while_a_vote_is_open(cast: Cast) -> None:
    voters = crowd(cast, 12)
    now = timezone.now()
    vote = live(cast, now, kind=Vote.Kind.ONE_OF_MANY, options=["甲案", "乙案"], secrecy="named")
    choice = vote.options.get(position=2)
    for voter in voters:
        cast_ballot(vote=vote, option=choice, by=voter, at=now)
    for watcher in (cast.bo, cast.chair, cast.ann):
        watching = sign_in(watcher)
        text = watching.get(at(vote)).content.decode()
        assert "12 人投票" in text
        assert "100.0" not in text
        for rest in ("ballots/", "ballots.csv", "ballots.json"):
            assert watching.get(at(vote, rest)).status_code == 404


def test_the_result_explains_itself_and_each_ballot_is_found_again(ann: Client, cast: Cast) -> None:
    voters = crowd(cast, 14)
    vote = opened(cast)
    codes = cast_all(vote, voters)
    declared(vote, cast)
    text = ann.get(at(vote)).content.decode()
    assert "名册共 17 人" in text
    assert "至少 9 人" in text
    assert "14 票" in text
    assert (
        "您的选票在清单里" in ann.post(at(vote, "ballots/"), {"code": shown_code(codes[0])}).content.decode()
    )
    assert "清单里没有" in ann.post(at(vote, "ballots/"), {"code": "2222-2222-2222"}).content.decode()


def test_few_secret_ballots_are_withheld_with_the_reason(ann: Client, cast: Cast) -> None:
    vote = opened(cast)
    cast_all(vote, [cast.ann, cast.bo])
    declared(vote, cast)
    text = ann.get(at(vote)).content.decode()
    assert "为什么不公布票数" in text
    assert "2 票" not in text
    assert ann.get(at(vote, "ballots/")).status_code == 404


def test_a_cancelled_vote_shows_why(ann: Client, cast: Cast) -> None:
    vote = live(cast, timezone.now())
    cancel_vote(vote=vote, reason="题目写错了", by=cast.bo, at=timezone.now())
    assert "题目写错了" in ann.get(at(vote)).content.decode()


def test_pages_of_many_votes_ask_as_often_as_those_of_few(ann: Client, cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        ann.get(page(cast))
        with CaptureQueriesContext(connection) as captured:
            assert ann.get(page(cast)).status_code == 200
        return len(captured)

    def add(count: int) -> None:
        for _ in range(count):
            live(cast, timezone.now())
            declared(opened(cast), cast)
            announce_vote(
                vote=draft(cast, closes_at=timezone.now() + timedelta(days=9)), by=cast.bo, at=timezone.now()
            )

    add(2)
    few = asked()
    add(6)
    assert asked() == few


def test_a_votes_page_asks_as_often_whatever_the_roll(ann: Client, cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(vote: Vote) -> int:
        ann.get(at(vote))
        with CaptureQueriesContext(connection) as captured:
            assert ann.get(at(vote)).status_code == 200
        return len(captured)

    few = asked(live(cast, timezone.now()))
    voters = crowd(cast, 20)
    full = live(cast, timezone.now())
    cast_all(full, voters, at=timezone.now())
    assert asked(full) == few
    assert option(full).stance == "for"
