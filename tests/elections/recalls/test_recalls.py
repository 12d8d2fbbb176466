"""A recall from the first signature to the end of an office."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from elections.actions.petition_law import petition_of
from elections.actions.petitions import AlreadySigned, Moved, sign_recall
from elections.actions.recalls import (
    AlreadyAsked,
    BadDay,
    NotEnough,
    NotInOffice,
    NotTheirs,
    admit_recall,
    answer_recall,
    ask_recall,
    declare_recall,
    withdraw_recall,
)
from elections.models import Officeholder, Recall, RecallSignature
from tests.cast import Cast
from tests.elections.papers.test_pages import at, signed_in
from tests.elections.process.scene import day
from tests.elections.recalls.scene import (
    ADMITTED,
    ASKED,
    VOTE,
    admitted,
    asked,
    closed,
    hour,
    in_office,
    neighbours,
    signed,
)


def test_a_tenth_of_the_electors_carries_the_petition(cast: Cast) -> None:
    recall = asked(cast)
    assert recall.electors == 16
    assert not petition_of(recall, ASKED).is_carried
    with pytest.raises(NotEnough):
        admit_recall(recall=recall, election_day=VOTE.date(), by=cast.chair, at=ADMITTED)
    sign_recall(recall=recall, by=cast.bo, at=ASKED)
    assert petition_of(recall, ASKED).is_carried


def test_it_is_voted_on_as_the_person_was_elected(cast: Cast) -> None:
    """城市居民委员会组织法 (2025) art. 20."""
    holder = in_office(cast, electorate_mode="households")[0]
    recall = ask_recall(officeholder=holder, reasons="三个月未公开财务。", by=cast.ann, at=ASKED)
    sign_recall(recall=recall, by=cast.bo, at=ASKED)
    vote = admit_recall(recall=recall, election_day=VOTE.date(), by=cast.chair, at=ADMITTED)
    assert vote.electorate_mode == "households"


def test_one_petition_at_a_time(cast: Cast) -> None:
    recall = asked(cast)
    with pytest.raises(AlreadyAsked):
        ask_recall(officeholder=recall.officeholder, reasons="又", by=cast.dan, at=ASKED)


def test_nobody_signs_twice(cast: Cast) -> None:
    recall = asked(cast)
    with pytest.raises(AlreadySigned):
        sign_recall(recall=recall, by=cast.ann, at=ASKED)


def test_only_the_person_answers_and_only_once(cast: Cast) -> None:
    recall = asked(cast)
    with pytest.raises(NotTheirs):
        answer_recall(recall=recall, text="不实", by=cast.ann, at=ASKED)
    holder = recall.officeholder.user
    recall = answer_recall(recall=recall, text="财务已在公告栏公开。", by=holder, at=ASKED)
    with pytest.raises(NotTheirs):
        answer_recall(recall=recall, text="改口", by=holder, at=ASKED)


def test_a_petition_is_taken_back_by_whoever_began_it(cast: Cast) -> None:
    recall = asked(cast)
    with pytest.raises(NotTheirs):
        withdraw_recall(recall=recall, by=cast.dan, at=ASKED)
    withdraw_recall(recall=recall, by=cast.ann, at=ASKED)
    with pytest.raises(Moved):
        sign_recall(recall=recall, by=cast.dan, at=ASKED)


def test_the_day_lies_within_the_lawful_days(cast: Cast) -> None:
    recall = signed(cast)
    for wrong in (ADMITTED.date(), VOTE.date() + timedelta(days=1)):
        with pytest.raises(BadDay):
            admit_recall(recall=recall, election_day=wrong, by=cast.chair, at=ADMITTED)


def test_a_recall_that_is_carried_ends_the_office(cast: Cast) -> None:
    recall, election = closed(cast, came=9, for_=5, against=4)
    result = declare_recall(election=election, by=cast.chair, at=hour(0, 20))
    recall.refresh_from_db()
    assert result.is_valid
    assert recall.state == Recall.State.CARRIED
    holder = Officeholder.objects.get(pk=recall.officeholder_id)
    assert (holder.ended_on, holder.ending) == (VOTE.date(), "recalled")
    with pytest.raises(NotInOffice):
        ask_recall(officeholder=holder, reasons="再", by=cast.ann, at=hour(1))


@pytest.mark.parametrize(
    ("came", "votes", "valid"),
    [(9, {"for_": 4, "against": 5}, True), (7, {"for_": 7, "against": 0}, False)],
)
def test_a_recall_fails_by_votes_or_by_turnout(cast: Cast, came: int, votes: Any, valid: bool) -> None:
    """Fifteen stand on this roll: eight must vote, and more than half of those who did must agree."""
    recall, election = closed(cast, came=came, **votes)
    result = declare_recall(election=election, by=cast.chair, at=hour(0, 20))
    recall.refresh_from_db()
    assert result.is_valid == valid
    assert recall.state == Recall.State.FAILED
    assert Officeholder.objects.get(pk=recall.officeholder_id).ended_on is None
    again = ask_recall(officeholder=recall.officeholder, reasons="再", by=cast.ann, at=hour(10))
    for user in (cast.bo, cast.dan, cast.chair):
        sign_recall(recall=again, by=user, at=hour(10))
    assert not petition_of(again, hour(364)).is_carried  # the one-year bar
    assert petition_of(again, hour(367)).is_carried


def test_the_pages_lead_from_signing_to_the_vote(cast: Cast, monkeypatch: Any) -> None:
    holder = in_office(cast)[0]
    at(monkeypatch, ASKED)
    ann, code = signed_in(cast.ann), cast.home.code
    there = reverse("recalls:list", args=[code])
    assert holder.name in ann.get(there).content.decode()
    ann.post(reverse("recalls:ask", args=[code, holder.key]), {"reasons": "三个月未公开财务。"})
    recall = Recall.objects.get()
    for user in (cast.bo, cast.dan, neighbours(recall)[-1]):
        signed_in(user).post(reverse("recalls:sign", args=[code, recall.key]))
    assert "4 位选民签名" in ann.get(recall.get_absolute_url()).content.decode()
    mine = signed_in(holder.user)
    mine.post(reverse("recalls:answer", args=[code, recall.key]), {"answer": "已公开。"})
    assert "已公开。" in ann.get(recall.get_absolute_url()).content.decode()
    at(monkeypatch, ADMITTED)
    chair = signed_in(cast.chair)
    chair.post(reverse("recalls:admit", args=[code, recall.key]), {"election_day": VOTE.date()})
    recall.refresh_from_db()
    assert recall.state == Recall.State.ADMITTED
    assert Client().get(recall.get_absolute_url()).status_code == 302  # residents only
    assert signed_in(cast.eve).get(recall.get_absolute_url()).status_code == 403


def test_the_vote_on_a_recall_is_declared_on_its_page(cast: Cast, monkeypatch: Any) -> None:
    recall, election = closed(cast, came=9, for_=5, against=4)
    at(monkeypatch, hour(0, 20))
    chair, there = signed_in(cast.chair), reverse("paper:declare", args=[cast.home.code, election.key])
    assert recall.officeholder.name in chair.get(there).content.decode()
    chair.post(there)
    election.refresh_from_db()
    assert election.state == "declared"
    assert chair.get(election.get_absolute_url()).status_code == 200


def sql(text: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, params)


def refused(text: str, *params: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(text, *params)


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ("state = 'carried', ended_at = now()", "TRIGGER elections_recall_moves"),
        ("reasons = 'x'", "TRIGGER elections_recall_moves"),
        ("state = 'withdrawn'", "elections_recall_ended"),
        ("reasons = ''", "elections_recall_reasons"),
    ],
)
def test_a_recall_keeps_to_its_way(cast: Cast, owner: Any, change: str, guard: str) -> None:
    recall = asked(cast)
    if not guard.startswith("TRIGGER"):
        owner("ALTER TABLE elections_recall DISABLE TRIGGER elections_recall_moves")
    update = f"UPDATE elections_recall SET {change} WHERE id = %s"
    refused(update, recall.pk)
    verb = f"DISABLE {guard}" if guard.startswith("TRIGGER") else f"DROP CONSTRAINT {guard}"
    owner(f"ALTER TABLE elections_recall {verb}")
    sql(update, recall.pk)
    was = (recall.state, recall.reasons, recall.ended_at)
    recall.refresh_from_db()
    assert (
        recall.state,
        recall.reasons,
        recall.ended_at,
    ) != was  # damage: decided or rewritten without a vote


def test_signatures_stay_and_come_in_time(cast: Cast, owner: Any) -> None:
    recall, _election = admitted(cast)
    sign = (
        "INSERT INTO elections_recallsignature (recall_id, user_id, signed_at, ending, reason)"
        " VALUES (%s, %s, now(), '', '')"
    )
    refused(sign, recall.pk, cast.chair.pk)
    owner("ALTER TABLE elections_recallsignature DISABLE TRIGGER elections_recallsignature_open")
    sql(sign, recall.pk, cast.chair.pk)
    refused("DELETE FROM elections_recallsignature")
    refused(sign, recall.pk, cast.chair.pk)
    owner("DROP INDEX elections_recallsignature_once")
    sql(sign, recall.pk, cast.chair.pk)
    assert recall.signatures.filter(user=cast.chair).count() == 2  # damage: one elector counts twice
    owner("ALTER TABLE elections_recallsignature DISABLE TRIGGER elections_recallsignature_stays")
    owner("DELETE FROM elections_recallsignature")
    assert not RecallSignature.objects.exists()  # damage: the petition has lost its signatures


def test_two_petitions_on_one_person_need_the_guard_off(cast: Cast, owner: Any) -> None:
    recall = asked(cast)
    owner("DROP INDEX elections_recall_once")
    ask_recall(officeholder=recall.officeholder, reasons="又", by=cast.dan, at=day(21))
    assert Recall.objects.under_way().count() == 2  # damage: signatures are split between two
