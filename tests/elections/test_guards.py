"""What the database itself refuses; and, with each guard switched off, the damage that it prevents."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from elections.models import Ballot, BallotBox, Elector, Participation, Result, Vote
from tests.cast import BEGINNING, Cast
from tests.elections.ballots import (
    AFTER,
    CLOSES,
    DURING,
    OPENS,
    cast_all,
    declared,
    draft,
    named,
    opened,
    option,
)

UNGUARDED = {
    "vote": "ALTER TABLE elections_vote DISABLE TRIGGER elections_vote_moves",
    "elector": "ALTER TABLE elections_elector DISABLE TRIGGER elections_elector_frozen",
    "option": "ALTER TABLE elections_option DISABLE TRIGGER elections_option_fixed",
    "participation": "ALTER TABLE elections_participation DISABLE TRIGGER elections_participation_window",
    "ballot": "ALTER TABLE elections_ballot DISABLE TRIGGER elections_ballot_window",
    "box": "ALTER TABLE elections_ballotbox DISABLE TRIGGER elections_ballotbox_fills",
    "result": "ALTER TABLE elections_result DISABLE TRIGGER elections_result_after_close",
}


def sql(text: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, params)


def refused(text: str, *params: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(text, *params)


def test_a_roll_takes_no_entry_after_opening(cast: Cast, owner: Any) -> None:
    vote = opened(cast)
    add = "INSERT INTO elections_elector (vote_id, user_id, number, name) VALUES (%s, %s, 99, '伊')"
    refused(add, vote.pk, cast.eve.pk)
    owner(UNGUARDED["elector"])
    sql(add, vote.pk, cast.eve.pk)
    assert vote.electors.count() > vote.roll_size  # damage: a voter who is not vouched for by the hash


@pytest.mark.parametrize(
    "change",
    ["UPDATE elections_elector SET user_id = %s", "DELETE FROM elections_elector WHERE user_id <> %s"],
)
def test_a_roll_entry_never_changes(cast: Cast, owner: Any, change: str) -> None:
    vote = opened(cast)
    owner("ALTER TABLE elections_elector DROP CONSTRAINT elections_elector_once")
    refused(change, cast.eve.pk)
    owner(UNGUARDED["elector"])
    sql(change, cast.eve.pk)
    assert not Elector.objects.filter(vote=vote, user=cast.ann).exists()  # damage: Ann has lost her vote


def test_options_are_fixed_once_a_vote_is_open(cast: Cast, owner: Any) -> None:
    vote = opened(cast)
    swap = "UPDATE elections_option SET stance = 'abstain' WHERE vote_id = %s AND position = 1"
    refused(swap, vote.pk)
    owner(UNGUARDED["option"])
    sql(swap, vote.pk)
    assert not vote.options.filter(stance="for").exists()  # damage: the ballot says something else


@pytest.mark.parametrize(
    "change",
    [
        "question = '别的问题'",
        "passing_numerator = 0",
        "closes_at = closes_at + interval '1 day'",
        "secrecy = 'named'",
        "roll_size = 1",
        "roll_hash = repeat('0', 64)",
        "state = 'draft'",
        "state = 'announced'",
        "state = 'declared'",
        "state = 'closed', closed_at = opens_at",
    ],
)
def test_an_open_vote_is_not_bent(cast: Cast, owner: Any, change: str) -> None:
    vote = opened(cast)
    before = Vote.objects.filter(pk=vote.pk).values().get()
    refused(f"UPDATE elections_vote SET {change} WHERE id = %s", vote.pk)
    owner(UNGUARDED["vote"])
    sql(f"UPDATE elections_vote SET {change} WHERE id = %s", vote.pk)
    assert Vote.objects.filter(pk=vote.pk).values().get() != before  # damage: it is bent


def test_a_vote_begins_as_a_draft_and_is_never_deleted(cast: Cast, owner: Any) -> None:
    vote = draft(cast)
    values = {
        "community": cast.home,
        "opens_at": OPENS,
        "closes_at": CLOSES,
        "drafted_at": BEGINNING,
        "state": "open",
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        Vote.objects.create(question="已经开始", **values)
    refused("DELETE FROM elections_vote WHERE id = %s", vote.pk)
    owner(UNGUARDED["vote"])
    assert Vote.objects.create(question="已经开始", **values).roll_size == 0  # damage: open without any roll


def test_a_vote_opens_only_with_its_whole_roll(cast: Cast, owner: Any) -> None:
    vote = draft(cast, secrecy="named")
    opening = "UPDATE elections_vote SET state = 'open', opened_at = opens_at, roll_size = 5, roll_hash = repeat('0', 64)"
    refused(opening)
    owner(UNGUARDED["vote"])
    sql(opening)
    assert vote.electors.count() == 0  # damage: five electors that are nobody


def test_a_choice_in_the_box_is_never_changed_or_taken_out(cast: Cast, owner: Any) -> None:
    vote = opened(cast)
    cast_all(vote, [cast.ann])
    flip = (
        "UPDATE elections_ballotbox SET choices = (SELECT jsonb_object_agg(key, 2) FROM jsonb_each(choices))"
    )
    for change in (flip, "UPDATE elections_ballotbox SET choices = '{}'", "DELETE FROM elections_ballotbox"):
        refused(change)
    owner(UNGUARDED["box"])
    sql(flip)
    assert set(BallotBox.objects.get(vote=vote).choices.values()) == {2}  # damage: Ann's yes is a no


def test_a_box_is_not_stuffed(cast: Cast, owner: Any) -> None:
    vote = opened(cast)
    cast_all(vote, [cast.ann])
    stuff = """UPDATE elections_ballotbox SET choices = choices || '{"abcdefgh2345": 1}'"""
    refused(stuff)
    owner(UNGUARDED["box"])
    sql(stuff)
    with pytest.raises(DatabaseError, match="1 took part, 2 ballots"), transaction.atomic():
        declared(vote, cast)  # closing would still find it
    owner(UNGUARDED["vote"])
    assert declared(vote, cast).took_part == 2  # damage: two ballots of one voter


@pytest.mark.parametrize("entry", ['{"abcdefgh2345": 9}', '{"abcdefgh2345": "1"}', '{"Ann": 1}'])
def test_only_what_stands_on_the_ballot_goes_into_the_box(cast: Cast, owner: Any, entry: str) -> None:
    vote = opened(cast)
    elector = vote.electors.get(user=cast.ann)
    stuff = "UPDATE elections_ballotbox SET choices = choices || %s::jsonb"
    Participation.objects.create(elector=elector, at=DURING)
    refused(stuff, entry)
    owner(UNGUARDED["box"])
    sql(stuff, entry)
    assert set(BallotBox.objects.get(vote=vote).choices.values()) != {
        2
    }  # damage: an option that nobody offered


@pytest.mark.parametrize("at", [OPENS - timedelta(microseconds=1), CLOSES, None])
def test_nobody_takes_part_outside_the_window(cast: Cast, owner: Any, at: Any) -> None:
    elector = opened(cast).electors.get(user=cast.ann)
    with pytest.raises(DatabaseError), transaction.atomic():
        Participation.objects.create(elector=elector, at=at)
    owner(UNGUARDED["participation"])
    owner("ALTER TABLE elections_participation DROP CONSTRAINT elections_participation_timeless")
    Participation.objects.create(elector=elector, at=at)
    assert Participation.objects.filter(elector=elector).exists()  # damage: a ballot too late


def test_the_time_of_taking_part_is_wiped_out(cast: Cast, owner: Any) -> None:
    elector = opened(cast).electors.get(user=cast.ann)
    Participation.objects.create(elector=elector, at=DURING)
    assert Participation.objects.get().at is None
    owner("ALTER TABLE elections_participation DISABLE TRIGGER USER")
    owner("ALTER TABLE elections_participation DROP CONSTRAINT elections_participation_timeless")
    owner("UPDATE elections_participation SET at = now()")
    assert Participation.objects.get().at is not None  # damage: the hour at which Ann voted


@pytest.mark.parametrize("at", [OPENS - timedelta(microseconds=1), CLOSES])
def test_no_named_ballot_outside_the_window(cast: Cast, owner: Any, at: Any) -> None:
    vote = named(cast)
    elector = vote.electors.get(user=cast.ann)
    Participation.objects.create(elector=elector, at=DURING)
    with pytest.raises(DatabaseError), transaction.atomic():
        Ballot.objects.create(elector=elector, option=option(vote), cast_at=at)
    owner(UNGUARDED["ballot"])
    Ballot.objects.create(elector=elector, option=option(vote), cast_at=at)
    assert declared(vote, cast).took_part == 1  # damage: it is counted


def test_a_secret_vote_takes_no_ballot_with_a_name(cast: Cast, owner: Any) -> None:
    vote = opened(cast)
    elector = vote.electors.get(user=cast.ann)
    Participation.objects.create(elector=elector, at=DURING)
    with pytest.raises(DatabaseError), transaction.atomic():
        Ballot.objects.create(elector=elector, option=option(vote), cast_at=DURING)
    owner(UNGUARDED["ballot"])
    assert (
        Ballot.objects.create(elector=elector, option=option(vote), cast_at=DURING).elector.user == cast.ann
    )  # damage


@pytest.mark.parametrize(
    "trigger",
    [
        "elections_ballot_append_only",
        "elections_participation_append_only",
        "elections_result_append_only",
    ],
)
def test_ballots_and_results_stay_as_they_are(cast: Cast, owner: Any, trigger: str) -> None:
    vote, table = named(cast), trigger.removesuffix("_append_only")
    cast_all(vote, [cast.ann, cast.bo])
    declared(vote, cast)
    column = "took_part" if table == "elections_result" else "elector_id"
    for change in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
        refused(change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        owner(f"DELETE FROM {table}")  # the owner of the table too
    owner(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    owner(f"DELETE FROM {table}")
    left = {"elections_ballot": Ballot, "elections_participation": Participation, "elections_result": Result}[
        table
    ]
    assert left.objects.count() == 0  # type: ignore[attr-defined]  # damage: a ballot is gone, and nobody can tell


def test_no_result_before_closing_and_no_declaration_without_one(cast: Cast, owner: Any) -> None:
    vote = opened(cast)
    values = {"vote": vote, "outcome": "passed", "took_part": 0, "declared_at": AFTER}
    with pytest.raises(DatabaseError), transaction.atomic():
        Result.objects.create(**values)
    owner(UNGUARDED["result"])
    assert Result.objects.create(**values).outcome == "passed"  # damage: known before anybody has voted


def test_one_ballot_for_each_elector_is_a_constraint(cast: Cast, owner: Any) -> None:
    vote = named(cast)
    cast_all(vote, [cast.ann])
    ballot = Ballot.objects.get()
    again = Ballot(elector=ballot.elector, option=ballot.option, cast_at=DURING)
    with pytest.raises(DatabaseError), transaction.atomic():
        again.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Participation.objects.create(elector=ballot.elector, at=DURING)
    owner("ALTER TABLE elections_ballot DROP CONSTRAINT elections_ballot_once")
    again.save()
    assert Ballot.objects.filter(elector=ballot.elector).count() == 2  # damage


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("elections_vote_window", {"closes_at": OPENS}),
        ("elections_vote_quorum", {"quorum_numerator": 3, "quorum_denominator": 2}),
        ("elections_vote_passing", {"passing_denominator": 0}),
        ("elections_vote_audience", {"audience": "staff"}),
        ("elections_vote_cancelled", {"state": "cancelled"}),
    ],
)
def test_what_a_vote_may_say(cast: Cast, owner: Any, constraint: str, values: dict[str, Any]) -> None:
    vote = draft(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        Vote.objects.filter(pk=vote.pk).update(**values)
    owner(f"ALTER TABLE elections_vote DROP CONSTRAINT {constraint}")
    assert Vote.objects.filter(pk=vote.pk).update(**values) == 1  # damage
