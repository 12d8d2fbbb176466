"""One ballot each, inside the window; and in a secret vote, nothing anywhere that joins voter and choice."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from elections.actions import cast_ballot, change_ballot
from elections.actions import refusals as no
from elections.models import Ballot, BallotBox, Participation, Vote
from linli.audit.models import Event
from tests.cast import Cast
from tests.elections.ballots import (
    CLOSES,
    DURING,
    OPENS,
    cast_all,
    crowd,
    declared,
    draft,
    named,
    opened,
    option,
)


def rows() -> dict[str, str]:
    """Every table's whole content as text, as a dump would show it."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f"SELECT coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '') FROM {table} t"
            )
            found[table] = cursor.fetchone()[0]
    return found


def test_a_second_ballot_is_refused(cast: Cast) -> None:
    for vote in (opened(cast), named(cast)):
        cast_all(vote, [cast.ann])
        with pytest.raises(no.AlreadyVoted):
            cast_all(vote, [cast.ann], "against")
    assert Participation.objects.count() == 2


def test_the_window_includes_its_first_moment_and_not_its_last(cast: Cast) -> None:
    vote = opened(cast)
    cast_all(vote, [cast.ann], at=OPENS)
    cast_all(vote, [cast.bo], at=CLOSES - timedelta(microseconds=1))
    with pytest.raises(no.VotingNotOpen):
        cast_all(vote, [cast.dan], at=CLOSES)


def test_strangers_and_foreign_options_are_refused(cast: Cast) -> None:
    vote, another = opened(cast), opened(cast)
    for stranger in (cast.eve, cast.chair, cast.chen, cast.guest):
        with pytest.raises(no.NotOnRoll):
            cast_all(vote, [stranger])
    with pytest.raises(no.NotOnBallot):
        cast_ballot(vote=vote, option=option(another), by=cast.ann, at=DURING)
    with pytest.raises(no.VotingNotOpen):
        later = draft(cast)
        cast_ballot(vote=later, option=option(later), by=cast.ann, at=DURING)


def test_a_named_ballot_may_be_changed_and_the_last_one_counts(cast: Cast) -> None:
    vote = named(cast)
    with pytest.raises(no.NothingToChange):
        change_ballot(vote=vote, option=option(vote), by=cast.ann, at=DURING)
    cast_all(vote, [cast.ann, cast.bo])
    change_ballot(vote=vote, option=option(vote, "against"), by=cast.ann, at=DURING)
    assert Ballot.objects.count() == 3
    found = declared(vote, cast)
    assert (found.took_part, found.counts) == (2, {"1": 1, "2": 1, "3": 0})


def test_a_named_ballot_is_not_changed_after_the_last_moment(cast: Cast) -> None:
    vote = named(cast)
    cast_all(vote, [cast.ann])
    with pytest.raises(no.VotingNotOpen):
        change_ballot(vote=vote, option=option(vote), by=cast.ann, at=CLOSES)


def test_a_secret_ballot_is_final(cast: Cast) -> None:
    vote = opened(cast)
    cast_all(vote, [cast.ann])
    with pytest.raises(no.SecretIsFinal):
        change_ballot(vote=vote, option=option(vote, "against"), by=cast.ann, at=DURING)


def test_no_row_of_any_table_differs_by_what_was_chosen(cast: Cast, monkeypatch: Any) -> None:
    """Casting yes or no leaves the same rows everywhere, except inside the box."""
    monkeypatch.setattr("elections.actions.casting.new_key", lambda: "abcdefgh2345")
    vote, dumps = opened(cast), []
    for stance in ("for", "against"):
        with pytest.raises(RuntimeError, match="undo"):
            _cast_look_and_undo(vote, cast, stance, dumps)
    yes, nay = dumps
    assert {table for table in yes if yes[table] != nay[table]} == {"elections_ballotbox"}


def _cast_look_and_undo(vote: Vote, cast: Cast, stance: str, dumps: list[dict[str, str]]) -> None:
    from django.db import transaction

    with transaction.atomic():
        cast_all(vote, [cast.ann], stance)
        dumps.append(rows())
        raise RuntimeError("undo")


def test_the_tracking_code_is_kept_in_the_box_and_nowhere_else(cast: Cast) -> None:
    vote = opened(cast)
    [code] = cast_all(vote, [cast.ann])
    assert [table for table, text in rows().items() if code in text] == ["elections_ballotbox"]
    event = Event.objects.get(action="elections.cast_ballot")
    assert event.detail == {}
    assert event.object_id == str(vote.pk)


def test_the_box_forgets_the_order_of_arrival(cast: Cast) -> None:
    voters = crowd(cast, 24)
    vote = opened(cast)
    codes = cast_all(vote, voters)
    with connection.cursor() as cursor:
        cursor.execute("SELECT choices::text FROM elections_ballotbox WHERE vote_id = %s", [vote.pk])
        kept = list(json.loads(cursor.fetchone()[0]))
    assert kept == sorted(codes) != codes


def test_all_choices_of_a_vote_share_one_transaction_number(cast: Cast) -> None:
    """A row for each choice would carry the xmin of the participation beside it: the box is one row."""
    vote = opened(cast)
    cast_all(vote, [cast.ann, cast.bo])
    assert BallotBox.objects.filter(vote=vote).count() == 1
    assert set(Participation.objects.values_list("at", flat=True)) == {None}


def test_no_key_leads_from_a_choice_to_a_person() -> None:
    """Walks every foreign key out of and into the box: it knows its vote, nobody knows it."""
    box = apps.get_model("elections", "BallotBox")
    assert {f.name for f in box._meta.get_fields() if f.is_relation} == {"vote"}
    assert {f.name for f in box._meta.get_fields()} == {"vote", "choices"}


def test_casting_never_reads_the_box(cast: Cast, django_assert_max_num_queries: Any) -> None:
    vote = opened(cast)
    with django_assert_max_num_queries(20) as captured:
        cast_all(vote, [cast.ann])
    assert not [q for q in captured.captured_queries if "SELECT" in q["sql"][:7] and "ballotbox" in q["sql"]]


def test_everybody_gets_a_code_of_their_own(cast: Cast) -> None:
    vote = opened(cast)
    codes = cast_all(vote, [cast.ann, cast.bo, cast.dan])
    assert len(set(codes)) == 3
    assert cast_all(named(cast), [cast.ann]) == [""]
