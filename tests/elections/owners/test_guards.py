"""What the database refuses about owners' votes; and, with each guard switched off, the damage that it prevents."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from elections.actions.owners import close_owners_vote, declare_owners_vote, open_owners_vote
from elections.actions.owners.counting import decided, participation
from elections.models import (
    OwnerBallot,
    OwnerBallotCheck,
    OwnerLink,
    OwnersQuestion,
    OwnersResult,
    OwnersVote,
)
from elections.rules.results import Weight
from tests.cast import Cast
from tests.elections.owners.scene import (
    AFTER,
    CLOSES,
    OPENS,
    announced,
    closed,
    day,
    drafted,
    head,
    on_paper,
    online,
    opened,
    unit,
    voted,
)


def sql(text: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, params)


def refused(text: str, *params: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(text, *params)


def off(owner: Any, table: str, trigger: str) -> None:
    owner(f"ALTER TABLE elections_{table} DISABLE TRIGGER elections_{trigger}")


def drop(owner: Any, table: str, constraint: str) -> None:
    owner(f"ALTER TABLE elections_{table} DROP CONSTRAINT elections_{constraint}")


def test_the_way_of_a_vote(cast: Cast, owner: Any) -> None:
    vote = closed(cast)
    again = "UPDATE elections_ownersvote SET state = 'open' WHERE id = %s"
    refused(again, vote.pk)
    off(owner, "ownersvote", "ownersvote_moves")
    off(owner, "ownersvote", "ownersvote_lawful")
    sql(again, vote.pk)
    assert OwnersVote.objects.get().state == "open"  # damage: a closed vote goes on


@pytest.mark.parametrize(
    "change",
    ["title = '别的'", "closes_at = closes_at + interval '9 days'", "notice_days = 0", "profile = '{}'"],
)
def test_the_terms_stand_once_announced(cast: Cast, owner: Any, change: str) -> None:
    vote = announced(cast)
    update = f"UPDATE elections_ownersvote SET {change} WHERE id = %s"
    refused(update, vote.pk)
    off(owner, "ownersvote", "ownersvote_moves")
    sql(update, vote.pk)
    vote.refresh_from_db()
    assert (vote.title, vote.closes_at, vote.notice_days, vote.profile["id"] if vote.profile else "") != (
        "更换物业服务企业",
        CLOSES,
        15,
        "cn-owners-278",
    )  # damage: owners vote on other terms than they were told


def test_the_register_is_frozen(cast: Cast, owner: Any) -> None:
    vote = opened(cast)
    grow = "UPDATE elections_ownerunit SET area = area * 10 WHERE id = %s"
    weigh = "UPDATE elections_ownerhead SET area = area * 10 WHERE id = %s"
    refused(grow, unit(vote, "1-101").pk)
    refused(weigh, head(vote, "1-101").pk)
    refused("UPDATE elections_ownersvote SET register_area = 1 WHERE id = %s", vote.pk)
    off(owner, "ownerhead", "ownerhead_frozen")
    off(owner, "ownerunit", "ownerunit_frozen")
    sql(weigh, head(vote, "1-101").pk)
    sql(grow, unit(vote, "1-101").pk)
    online(vote, cast.ann, "1-101", "for")
    assert participation(vote) == Weight(176740, 1)  # damage: one owner outweighs all others


def test_heads_are_those_of_the_register(cast: Cast, owner: Any) -> None:
    vote = announced(cast)
    open_it = (
        "UPDATE elections_ownersvote SET state = 'open', opened_at = opens_at, register_hash = 'x', register_area = 1,"
        " register_heads = 1, unit_count = 1 WHERE id = %s"
    )
    refused(open_it, vote.pk)
    off(owner, "ownersvote", "ownersvote_lawful")
    sql(open_it, vote.pk)
    assert OwnersVote.objects.get().register_area == 1  # damage: 0.01 m² is the whole register


def test_the_notice_period_is_kept(cast: Cast, owner: Any) -> None:
    vote = drafted(cast)
    hurry = (
        "UPDATE elections_ownersvote SET state = 'announced', announced_at = opens_at - interval '1 day',"
        ' profile = \'{"deadlines": {"announced_before": {"value": 15}}}\', notice_days = 15 WHERE id = %s'
    )
    sql(hurry, vote.pk)
    vote.refresh_from_db()
    now = "UPDATE elections_ownersvote SET state = 'open', opened_at = opens_at WHERE id = %s"
    refused(now, vote.pk)
    off(owner, "ownersvote", "ownersvote_lawful")
    sql(now, vote.pk)
    assert OwnersVote.objects.get().state == "open"  # damage: owners had one day's notice


def test_nobody_closes_early(cast: Cast, owner: Any) -> None:
    vote = opened(cast)
    early = "UPDATE elections_ownersvote SET state = 'closed', closed_at = opens_at WHERE id = %s"
    refused(early, vote.pk)
    off(owner, "ownersvote", "ownersvote_lawful")
    sql(early, vote.pk)
    assert OwnersVote.objects.get().closed_at < CLOSES  # damage: the vote ended when it suited somebody


def test_no_result_without_every_check(cast: Cast, owner: Any) -> None:
    vote = opened(cast)
    on_paper(vote, "1-102", "夫", cast.bo, "for")
    vote = close_owners_vote(vote=vote, by=None, at=CLOSES)
    declare = "UPDATE elections_ownersvote SET state = 'declared', declared_at = now() WHERE id = %s"
    refused(declare, vote.pk)
    off(owner, "ownersvote", "ownersvote_lawful")
    sql(declare, vote.pk)
    assert not OwnersResult.objects.exists()  # damage: declared, with a sheet in the drawer and no result


def test_questions_stand(cast: Cast, owner: Any) -> None:
    vote = announced(cast)
    turn = "UPDATE elections_ownersquestion SET matter = 9 WHERE vote_id = %s"
    refused(turn, vote.pk)
    off(owner, "ownersquestion", "ownersquestion_drafted")
    sql(turn, vote.pk)
    assert set(OwnersQuestion.objects.values_list("matter", flat=True)) == {9}  # damage: half instead of 3/4


def test_accounts_are_linked_before_the_close(cast: Cast, owner: Any) -> None:
    vote = closed(cast)
    link = "INSERT INTO elections_ownerlink (unit_id, user_id, linked_by_id, linked_at) VALUES (%s, %s, %s, now())"
    place = unit(vote, "1-102").pk
    refused(link, place, cast.dan.pk, cast.bo.pk)
    off(owner, "ownerlink", "ownerlink_before_close")
    sql(link, place, cast.dan.pk, cast.bo.pk)
    assert OwnerLink.objects.filter(unit=place).exists()  # damage: an owner made up afterwards


def test_nobody_links_themselves(cast: Cast, owner: Any) -> None:
    vote = opened(cast, 4)
    link = "INSERT INTO elections_ownerlink (unit_id, user_id, linked_by_id, linked_at) VALUES (%s, %s, %s, now())"
    place = unit(vote, "1-102").pk
    refused(link, place, cast.bo.pk, cast.bo.pk)
    drop(owner, "ownerlink", "ownerlink_not_oneself")
    sql(link, place, cast.bo.pk, cast.bo.pk)
    online(vote, cast.bo, "1-102", "for")  # damage: the committee votes with somebody else's flat
    assert participation(vote) == Weight(9050, 1)


@pytest.mark.parametrize("label", ["2-101", "2-102"])
def test_nobody_is_linked_to_what_counts_for_the_developer(cast: Cast, owner: Any, label: str) -> None:
    vote = opened(cast, 4)
    link = "INSERT INTO elections_ownerlink (unit_id, user_id, linked_by_id, linked_at) VALUES (%s, %s, %s, now())"
    place = unit(vote, label).pk
    refused(link, place, cast.chen.pk, cast.bo.pk)
    off(owner, "ownerlink", "ownerlink_sold")
    sql(link, place, cast.chen.pk, cast.bo.pk)
    online(vote, cast.chen, label, "for")  # damage: one buyer votes with all of the developer's stock
    assert participation(vote) == Weight(18001, 1)


def test_a_unit_with_an_account_does_not_become_the_developers(cast: Cast, owner: Any) -> None:
    vote = announced(cast, 4)
    change = "UPDATE elections_ownerunit SET holding = 'undelivered' WHERE id = %s"
    place = unit(vote, "1-202").pk
    refused(change, place)
    off(owner, "ownerunit", "ownerunit_linked")
    sql(change, place)
    open_owners_vote(vote=vote, by=cast.bo, at=OPENS)
    online(vote, cast.dan, "1-202", "for")  # damage: Dan signs for two flats that nobody has handed over
    assert participation(vote) == Weight(27051, 1)


BALLOT = (
    "INSERT INTO elections_ownerballot (key, head_id, revision, manner, choices, signed_by, given_at, photo, photo_hash,"
    " entered_by_id, entered_at) VALUES ('k', %s, %s, %s, %s::jsonb, %s, %s, '', %s, %s, now())"
)


def said(vote: OwnersVote, choice: str = "for") -> str:
    question = vote.questions.get()
    return f'{{"{question.key}": "{choice}"}}'


@pytest.mark.parametrize("wrong", ["stranger", "late", "choices", "revision"])
def test_a_ballot_is_an_owners_in_time_and_whole(cast: Cast, owner: Any, wrong: str) -> None:
    vote = opened(cast, 4)
    given = [head(vote, "1-101").pk, 1, "online", said(vote), "安", day(1), "", cast.ann.pk]
    change = {
        "stranger": (7, cast.bo.pk),
        "late": (5, CLOSES),
        "choices": (3, '{"x": "for"}'),
        "revision": (1, 7),
    }
    place, value = change[wrong]
    given[place] = value
    refused(BALLOT, *given)
    off(owner, "ownerballot", "ownerballot_given")
    sql(BALLOT, *given)
    assert (
        OwnerBallot.objects.count() == 1
    )  # damage: a ballot from nobody, too late, about something else, first of none


def test_one_ballot_of_each_number(cast: Cast, owner: Any) -> None:
    vote = opened(cast, 4)
    online(vote, cast.ann, "1-101", "against")
    twice = [head(vote, "1-101").pk, 1, "online", said(vote), "安", day(1), "", cast.ann.pk]
    off(owner, "ownerballot", "ownerballot_given")
    refused(BALLOT, *twice)
    drop(owner, "ownerballot", "ownerballot_once")
    sql(BALLOT, *twice)
    assert OwnerBallot.objects.filter(revision=1).count() == 2  # damage: which of them is the owner's word?


@pytest.mark.parametrize(
    ("name", "signed_by", "digest"),
    [("ownerballot_signed", "", "0" * 64), ("ownerballot_photo", "夫", "")],
)
def test_paper_is_signed_and_photographed(
    cast: Cast, owner: Any, name: str, signed_by: str, digest: str
) -> None:
    vote = opened(cast, 4)
    given = [head(vote, "1-102").pk, 1, "paper", said(vote), signed_by, day(1), digest, cast.bo.pk]
    refused(BALLOT, *given)
    drop(owner, "ownerballot", name)
    sql(BALLOT, *given)
    assert OwnerBallot.objects.count() == 1  # damage: a ballot that nobody can hold against a sheet of paper


CHECK = "INSERT INTO elections_ownerballotcheck (ballot_id, is_valid, reason, checked_by_id, checked_at) VALUES (%s, %s, '', %s, now())"


def test_a_second_person_checks(cast: Cast, owner: Any) -> None:
    vote = opened(cast, 4)
    sheet = on_paper(vote, "1-102", "夫", cast.bo, "for")
    refused(CHECK, sheet.pk, True, cast.bo.pk)
    off(owner, "ownerballotcheck", "ownerballotcheck_second")
    sql(CHECK, sheet.pk, True, cast.bo.pk)
    assert participation(vote) == Weight(9050, 1)  # damage: one person alone made a ballot


def test_a_sheet_is_set_aside_with_a_reason(cast: Cast, owner: Any) -> None:
    vote = opened(cast, 4)
    sheet = on_paper(vote, "1-102", "夫", cast.bo, "for")
    refused(CHECK, sheet.pk, False, cast.chair.pk)
    drop(owner, "ownerballotcheck", "ownerballotcheck_reason")
    sql(CHECK, sheet.pk, False, cast.chair.pk)
    assert OwnerBallotCheck.objects.get().reason == ""  # damage: a vote gone, and nobody knows why


RESULT = (
    "INSERT INTO elections_ownersresult (question_id, is_carried, area_for, heads_for, area_against, heads_against,"
    " area_abstained, heads_abstained) VALUES (%s, true, 53775, 4, 0, 0, 0, 0)"
)


def test_a_result_is_what_the_ballots_say(cast: Cast, owner: Any) -> None:
    vote = closed(cast, 4)
    question = vote.questions.get()
    refused(RESULT, question.pk)
    off(owner, "ownersresult", "ownersresult_counted")
    sql(RESULT, question.pk)
    assert OwnersResult.objects.get().heads_for != decided(vote)[0].tally.in_favour.heads  # damage: made up


WRITTEN = {  # in the order in which they can be deleted: a check keeps its ballot
    "ownersresult": "ownersresult_append_only",
    "ownerballotcheck": "ownerballotcheck_append_only",
    "ownerballot": "ownerballot_append_only",
}


@pytest.mark.parametrize("table", WRITTEN)
def test_what_was_written_stays(cast: Cast, owner: Any, table: str) -> None:
    declare_owners_vote(vote=closed(cast), by=cast.chair, at=AFTER)
    refused(f"DELETE FROM elections_{table}")
    for other, guard in WRITTEN.items():
        off(owner, other, guard)
        owner(f"DELETE FROM elections_{other}")
        if other == table:
            break
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM elections_{table}")
        assert cursor.fetchone() == (0,)  # damage: the papers are gone


UNIT = "INSERT INTO elections_ownerunit (key, vote_id, building, number, area, holding, owners, buyer) VALUES ('k', %s, '1', %s, %s, %s, %s, '')"


@pytest.mark.parametrize(
    ("name", "number", "area", "holding", "owners"),
    [
        ("ownerunit_once", "101", 100, "sold", ["某"]),
        ("ownerunit_area", "999", 0, "sold", ["某"]),
        ("ownerunit_owned", "999", 100, "sold", []),
    ],
)
def test_a_unit_is_one_has_area_and_owners(
    cast: Cast, owner: Any, name: str, number: str, area: int, holding: str, owners: list[str]
) -> None:
    vote = drafted(cast)
    refused(UNIT, vote.pk, number, area, holding, owners)
    drop(owner, "ownerunit", name)
    sql(UNIT, vote.pk, number, area, holding, owners)
    assert vote.units.count() == 7  # damage: a flat counted twice, without area, of nobody


def test_a_vote_has_a_window_and_a_cancelled_one_a_reason(cast: Cast, owner: Any) -> None:
    vote = drafted(cast)
    turn = "UPDATE elections_ownersvote SET closes_at = opens_at WHERE id = %s"
    refused(turn, vote.pk)
    drop(owner, "ownersvote", "ownersvote_window")
    sql(turn, vote.pk)
    end = "UPDATE elections_ownersvote SET state = 'cancelled' WHERE id = %s"
    refused(end, vote.pk)
    drop(owner, "ownersvote", "ownersvote_cancelled")
    sql(end, vote.pk)
    assert OwnersVote.objects.get().cancel_reason == ""  # damage: gone without a word


def test_questions_and_heads_are_told_apart(cast: Cast, owner: Any) -> None:
    vote = drafted(cast)
    ask = "INSERT INTO elections_ownersquestion (key, vote_id, position, matter, text, explanation) VALUES (%s, %s, %s, %s, '?', '')"
    refused(ask, "a", vote.pk, 1, 1)
    refused(ask, "b", vote.pk, 9, 10)
    drop(owner, "ownersquestion", "ownersquestion_position")
    drop(owner, "ownersquestion", "ownersquestion_matter")
    sql(ask, "a", vote.pk, 1, 1)
    sql(ask, "b", vote.pk, 9, 10)
    assert (
        vote.questions.count() == 4
    )  # damage: two first questions, one of a matter that the law does not know
    make = "INSERT INTO elections_ownerhead (key, vote_id, number, area, is_developer) VALUES (%s, %s, 1, %s, false)"
    sql(make, "c", vote.pk, 5)
    refused(make, "d", vote.pk, 5)
    drop(owner, "ownerhead", "ownerhead_number")
    refused(make, "d", vote.pk, 0)
    drop(owner, "ownerhead", "ownerhead_area")
    sql(make, "d", vote.pk, 0)
    assert (
        vote.heads.filter(number=1).count() == 2
    )  # damage: two heads are one number, one of them weighs nothing


def test_an_account_stands_once_with_a_unit(cast: Cast, owner: Any) -> None:
    vote = voted(cast)
    link = "INSERT INTO elections_ownerlink (unit_id, user_id, linked_by_id, linked_at) VALUES (%s, %s, %s, now())"
    place = unit(vote, "1-101").pk
    refused(link, place, cast.ann.pk, cast.bo.pk)
    drop(owner, "ownerlink", "ownerlink_once")
    sql(link, place, cast.ann.pk, cast.bo.pk)
    assert (
        OwnerLink.objects.filter(unit=place).count() == 2
    )  # damage: the owner is told twice, and seems to be two
