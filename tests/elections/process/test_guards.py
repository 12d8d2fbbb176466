"""What the database itself refuses; and, with each guard switched off, the damage that it prevents."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from elections.models import Election, ElectionNotice, Nomination, Objection, Registration
from tests.cast import Cast
from tests.elections.process.scene import (
    announced,
    closed,
    counts,
    day,
    drafted,
    frozen,
    listed,
    nominating,
    polling,
    post,
    published,
    with_candidates,
    with_entries,
)


def off(table: str, trigger: str) -> str:
    return f"ALTER TABLE elections_{table} DISABLE TRIGGER elections_{trigger}"


MOVES = off("election", "election_moves")


def sql(text: str, *params: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        return int(cursor.rowcount)


def refused(text: str, *params: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(text, *params)


def twin(owner: Any, guard: str, text: str, *params: Any) -> None:
    """Refused with the guard, done without it: the guard alone stands in the way."""
    refused(text, *params)
    owner(guard)
    assert sql(text, *params) > 0  # the damage


@pytest.mark.parametrize(
    "change",
    [
        "title = '别的'",
        "election_day = election_day + 7",
        "polls_close_at = polls_close_at + interval '1 day'",
        "electorate_mode = 'households'",
        "profile = '{}'",
        "most_per_holder = 9",
        "objections_within = 0",
        "supporters_least = 1",
        "state = 'polling'",
        "state = 'draft'",
        "announced_at = now()",
    ],
)
def test_an_announced_election_is_not_bent(cast: Cast, owner: Any, change: str) -> None:
    election = announced(cast)
    twin(owner, MOVES, f"UPDATE elections_election SET {change} WHERE id = %s", election.pk)


TERMS = """announced_before = 30, profile_digest = repeat('0', 64), profile = '{"deadlines": {"announced_before":
 {"value": 30}}, "proxies": {"most_per_holder": {"value": 0}, "candidate_may_hold": {"value": false}}}'"""
STEPS: list[tuple[Callable[[Cast], Election], str]] = [
    (
        drafted,
        "profile_digest = repeat('0', 64), state = 'announced', announced_at = %s",
    ),  # not the rules' terms
    (with_entries, "state = 'roll_published', roll_published_at = %s"),  # without numbers
    (published, "roll_frozen_at = %s, roll_size = 1, roll_hash = repeat('0', 64)"),  # not the whole roll
    (published, "state = 'nominating', nominating_at = %s"),  # not frozen
    (nominating, "state = 'candidates_published', candidates_published_at = %s"),  # nobody stands
    (listed, "state = 'polling', polls_opened_at = %s"),  # before the time
    (polling, "state = 'closed', closed_at = %s"),  # before the end
    (closed, "state = 'declared', declared_at = %s"),  # without a result
]


@pytest.mark.parametrize(("make", "change"), STEPS)
def test_no_step_without_what_it_needs(cast: Cast, owner: Any, make: Any, change: str) -> None:
    twin(owner, MOVES, f"UPDATE elections_election SET {change} WHERE id = %s", day(-1), make(cast).pk)


@pytest.mark.parametrize(
    ("make", "change", "late"),
    [
        (drafted, f"{TERMS}, state = 'announced', announced_at = %s", day(-29)),
        (
            with_entries,
            "state = 'roll_published', objections_end_on = '2026-06-30', roll_published_at = %s",
            day(-19),
        ),
        (with_candidates, "state = 'candidates_published', candidates_published_at = %s", day(-4)),
    ],
)
def test_no_public_step_too_late(cast: Cast, owner: Any, make: Any, change: str, late: Any) -> None:
    election = make(cast)
    owner("ALTER TABLE elections_registration DISABLE TRIGGER USER")
    sql("UPDATE elections_registration SET number = id WHERE election_id = %s", election.pk)
    twin(owner, MOVES, f"UPDATE elections_election SET {change} WHERE id = %s", late, election.pk)


def test_a_roll_is_not_frozen_over_a_waiting_objection_or_in_its_days(cast: Cast, owner: Any) -> None:
    election = published(cast)
    size = election.registrations.confirmed().count()
    freeze = "UPDATE elections_election SET roll_frozen_at = %s, roll_size = %s, roll_hash = repeat('0', 64)"
    refused(freeze, day(-45), size)  # on the last day for objections
    values = {"election": election, "ground": "missing", "text": "漏了", "rule_by": day(-40)}
    Objection.objects.create(raised_at=day(-46), **values)
    twin(owner, MOVES, freeze, day(-35), size)


def test_an_election_begins_as_a_draft_and_is_never_deleted(cast: Cast, owner: Any) -> None:
    election = drafted(cast)
    sql("DELETE FROM elections_post")
    twin(owner, MOVES, "DELETE FROM elections_election WHERE id = %s", election.pk)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE elections_registration SET masked_name = '王*' WHERE election_id = %s",
        "UPDATE elections_registration SET state = 'struck', reason = 'x' WHERE election_id = %s",
        "DELETE FROM elections_registration WHERE election_id = %s AND user_id IS NULL",
        'INSERT INTO elections_registration (election_id, key, name, masked_name, sex, phone_hash, household, "group",'
        " source, state, reason, registered_at) SELECT %s, 'abcdefgh2345', '伊', '伊*', '', '', '', '', 'import',"
        " 'confirmed', '', now()",
    ],
)
def test_a_frozen_roll_takes_nothing_and_loses_nothing(cast: Cast, owner: Any, change: str) -> None:
    twin(owner, off("registration", "registration_frozen"), change, frozen(cast).pk)


def test_the_number_of_a_published_entry_stays(cast: Cast, owner: Any) -> None:
    change = "UPDATE elections_registration SET number = number + 100 WHERE election_id = %s"
    twin(owner, off("registration", "registration_frozen"), change, published(cast).pk)


def test_where_households_elect_one_entry_stands_for_one(cast: Cast, owner: Any) -> None:
    election = announced(cast, electorate_mode="households")
    values = {"election": election, "source": "import", "registered_at": day(-50), "household": "1-101"}
    Registration.objects.create(name="张三", masked_name="张*", stands_for="1-101", **values)
    second = Registration(name="李四", masked_name="李*", stands_for="1-101", **values)
    for stands_for in ("1-101", "", None, "2-202"):
        second.stands_for = stands_for
        with pytest.raises(DatabaseError), transaction.atomic():
            second.save(force_insert=True)
    owner(off("registration", "registration_frozen"))
    second.stands_for = "2-202"
    second.save(force_insert=True)  # damage: a vote for a household that has another


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("registration_user", {"name": "安二", "household": "8-8"}),
        ("registration_person", {"name": "郑奶奶", "household": "9-101", "birth_year": 1938, "user": None}),
    ],
)
def test_nobody_stands_on_the_roll_twice(
    cast: Cast, owner: Any, constraint: str, values: dict[str, Any]
) -> None:
    election = with_entries(cast)
    about = {"user": cast.ann, "masked_name": "*", "source": "import", "registered_at": day(-50)} | values
    twice = Registration(election=election, **about)
    with pytest.raises(DatabaseError), transaction.atomic():
        twice.save()
    owner(f"DROP INDEX elections_{constraint}")
    twice.save()
    assert election.registrations.live().filter(user=twice.user, name=twice.name).exists()  # damage


@pytest.mark.parametrize("at", [day(-51), day(-44)])
def test_objections_come_in_their_days(cast: Cast, owner: Any, at: Any) -> None:
    values = {"election": published(cast), "ground": "missing", "text": "漏了", "rule_by": day(-40)}
    with pytest.raises(DatabaseError), transaction.atomic():
        Objection.objects.create(raised_at=at, **values)
    owner(off("objection", "objection_in_time"))
    assert Objection.objects.create(raised_at=at, **values).pk  # damage


def test_a_ruling_stays(cast: Cast, owner: Any) -> None:
    about = {"ground": "missing", "text": "漏了", "rule_by": day(-40), "raised_at": day(-48)}
    one = Objection.objects.create(election=published(cast), **about)
    Objection.objects.filter(pk=one.pk).update(ruling="rejected", reason="已核对", ruled_at=day(-47))
    change = "UPDATE elections_objection SET ruling = 'upheld' WHERE id = %s"
    twin(owner, off("objection", "objection_in_time"), change, one.pk)


def test_posts_are_fixed_once_announced(cast: Cast, owner: Any) -> None:
    change = "UPDATE elections_post SET seats = 9 WHERE election_id = %s"
    twin(owner, off("post", "post_fixed"), change, announced(cast).pk)


def test_nobody_from_outside_the_roll_is_nominated(cast: Cast, owner: Any) -> None:
    election, other = nominating(cast), announced(cast, title="另一次")
    about = {"name": "外人", "masked_name": "外*", "source": "import", "registered_at": day(-50)}
    stranger = Registration.objects.create(election=other, **about)
    values = {"post": post(election), "nominee": stranger, "manner": "joint", "nominated_at": day(-20)}
    with pytest.raises(DatabaseError), transaction.atomic():
        Nomination.objects.create(**values)
    owner(off("nomination", "nomination_in_time"))
    assert Nomination.objects.create(**values).pk  # damage


@pytest.mark.parametrize(
    "change",
    ["name = '别人'", "position = 9", "statement = '改了'", "withdrawn_at = now(), name = '别人'"],
)
def test_a_published_candidate_only_withdraws(cast: Cast, owner: Any, change: str) -> None:
    election = listed(cast)
    change = f"UPDATE elections_candidate SET {change} WHERE election_id = %s AND name = '邻居00'"
    twin(owner, off("candidate", "candidate_fixed"), change, election.pk)


def test_no_candidate_leaves_once_the_polls_are_open(cast: Cast, owner: Any) -> None:
    change = "UPDATE elections_candidate SET withdrawn_at = now() WHERE election_id = %s"
    twin(owner, off("candidate", "candidate_fixed"), change, polling(cast).pk)


def test_no_result_before_the_polls_are_closed(cast: Cast, owner: Any) -> None:
    insert = (
        "INSERT INTO elections_electionresult (election_id, issued, took_part, blank, invalid, is_valid, counts,"
        " declared_at) VALUES (%s, 1, 1, 0, 0, true, '{}', now())"
    )
    twin(owner, off("electionresult", "electionresult_after_close"), insert, polling(cast).pk)


@pytest.mark.parametrize("table", ["electionresult", "standing", "electionnotice"])
def test_results_and_notices_stay(cast: Cast, owner: Any, table: str) -> None:
    from elections.actions.running import declare_election, issue_notice

    election = closed(cast)
    declare_election(election=election, counts=counts(election, 11, 2, 10, 9, 3), by=cast.bo, at=day(0, 19))
    issue_notice(election=election, number=16, by=cast.bo, at=day(0, 20))
    for change in (
        f"DELETE FROM elections_{table}",
        f"UPDATE elections_{table} SET election_id = election_id",
    ):
        refused(change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        owner(f"DELETE FROM elections_{table}")
    owner(f"ALTER TABLE elections_{table} DISABLE TRIGGER USER")
    owner(f"DELETE FROM elections_{table}")
    assert ElectionNotice.objects.count() == (0 if table == "electionnotice" else 1)  # damage: gone, unseen
