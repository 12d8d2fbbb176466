"""The way of a vote from draft to result: what moves it, what refuses, what is told and recorded."""

from datetime import timedelta
from typing import Any

import pytest

from elections import tasks
from elections.actions import (
    announce_vote,
    cancel_vote,
    close_vote,
    declare_result,
    open_vote,
    remind_electors,
    revise_vote,
)
from elections.actions import refusals as no
from elections.models import Elector, Vote
from elections.rules import fingerprint
from linli.audit.models import Event
from linli.notifications.models import Notice
from linli.roles.actions import appoint
from tests.cast import BEGINNING, Cast
from tests.elections.ballots import (
    AFTER,
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


def test_opening_freezes_the_verified_residents_of_this_community_only(cast: Cast) -> None:
    vote = opened(cast)
    electors = list(vote.electors.select_related("user").order_by("number"))
    assert {e.user for e in electors} == {cast.ann, cast.bo, cast.dan}
    assert vote.roll_size == 3
    assert vote.roll_hash == fingerprint(e.line for e in electors)
    assert vote.state == Vote.State.OPEN


def test_who_joins_later_is_not_on_the_roll(cast: Cast) -> None:
    vote = opened(cast)
    appoint(user=cast.guest, role="resident", division=cast.home.division, by=cast.bo, at=DURING)
    assert not Elector.objects.filter(vote=vote, user=cast.guest).exists()
    with pytest.raises(no.NotOnRoll):
        cast_all(vote, [cast.guest])


def test_opening_waits_for_its_time_and_not_beyond_it(cast: Cast) -> None:
    vote = draft(cast)
    with pytest.raises(no.TooEarly):
        open_vote(vote=vote, by=cast.bo, at=OPENS - timedelta(microseconds=1))
    with pytest.raises(no.WindowPast):
        open_vote(vote=vote, by=cast.bo, at=CLOSES)


def test_an_empty_roll_does_not_open(cast: Cast) -> None:
    vote = draft(cast)
    for user in (cast.ann, cast.bo, cast.dan):
        user.appointments.all().delete()
    with pytest.raises(no.EmptyRoll):
        open_vote(vote=vote, by=None, at=OPENS)
    vote.refresh_from_db()
    assert vote.state == Vote.State.DRAFT


@pytest.mark.parametrize("texts", [[], ["一"], ["一", " "], ["一", "一 "]])
def test_a_choice_of_fewer_than_two_is_no_choice(cast: Cast, texts: list[str]) -> None:
    with pytest.raises(no.TooFewOptions):
        draft(cast, kind=Vote.Kind.ONE_OF_MANY, options=texts)


def test_the_ballot_of_one_of_many_ends_with_abstaining(cast: Cast) -> None:
    vote = draft(cast, kind=Vote.Kind.ONE_OF_MANY, options=["周一", "周六"])
    assert [(o.position, o.stance, o.text) for o in vote.options.all()] == [
        (1, "choice", "周一"),
        (2, "choice", "周六"),
        (3, "abstain", ""),
    ]


def test_a_draft_may_be_revised_an_announced_vote_may_not(cast: Cast) -> None:
    vote = revise_vote(vote=draft(cast), question="改过的题目", by=cast.bo, at=BEGINNING)
    assert Vote.objects.get().question == "改过的题目"
    announce_vote(vote=vote, by=cast.bo, at=BEGINNING)
    with pytest.raises(no.WrongState):
        revise_vote(vote=vote, question="再改", by=cast.bo, at=BEGINNING)


def test_nobody_closes_a_vote_before_its_last_moment(cast: Cast) -> None:
    vote = opened(cast)
    with pytest.raises(no.StillOpen):
        close_vote(vote=vote, by=cast.bo, at=CLOSES - timedelta(microseconds=1))
    assert close_vote(vote=vote, by=cast.bo, at=CLOSES).state == Vote.State.CLOSED


def test_a_result_is_declared_once_after_closing(cast: Cast) -> None:
    vote = opened(cast)
    with pytest.raises(no.WrongState):
        declare_result(vote=vote, by=cast.bo, at=AFTER)
    declared(vote, cast)
    with pytest.raises(no.WrongState):
        declare_result(vote=vote, by=cast.bo, at=AFTER)


@pytest.mark.parametrize(
    ("yes", "nay", "outcome"), [(9, 4, "passed"), (6, 7, "failed"), (6, 6, "tie"), (4, 2, "not_quorate")]
)
def test_the_result_follows_from_the_ballots(cast: Cast, yes: int, nay: int, outcome: str) -> None:
    voters = crowd(cast, 16)
    vote = opened(cast)
    cast_all(vote, voters[:yes])
    cast_all(vote, voters[yes : yes + nay], "against")
    found = declared(vote, cast)
    assert (found.outcome, found.took_part) == (outcome, yes + nay)
    if yes + nay >= 10:
        assert found.counts == {"1": yes, "2": nay, "3": 0}


def test_a_secret_result_of_few_ballots_keeps_its_counts(cast: Cast) -> None:
    vote = opened(cast)
    cast_all(vote, [cast.ann, cast.bo, cast.dan])
    found = declared(vote, cast)
    assert (found.outcome, found.counts, found.list_hash) == ("passed", {}, "")


def test_cancelling_needs_a_reason_and_ends_the_vote(cast: Cast) -> None:
    vote = opened(cast)
    with pytest.raises(no.ReasonMissing):
        cancel_vote(vote=vote, reason=" ", by=cast.bo, at=DURING)
    cancel_vote(vote=vote, reason="题目写错了", by=cast.bo, at=DURING)
    with pytest.raises(no.VotingNotOpen):
        cast_all(vote, [cast.ann])
    with pytest.raises(no.WrongState):
        cancel_vote(vote=vote, reason="再来", by=cast.bo, at=DURING)


def test_a_declared_vote_cannot_be_cancelled(cast: Cast) -> None:
    vote = opened(cast)
    declared(vote, cast)
    with pytest.raises(no.WrongState):
        cancel_vote(vote=vote, reason="不满意结果", by=cast.bo, at=AFTER)


def test_each_step_leaves_one_event(cast: Cast) -> None:
    vote = named(cast)
    cast_all(vote, [cast.ann])
    declared(vote, cast)
    assert list(
        Event.objects.filter(action__startswith="elections.")
        .order_by("serial")
        .values_list("action", flat=True)
    ) == [
        "elections.draft_vote",
        "elections.open_vote",
        "elections.cast_ballot",
        "elections.close_vote",
        "elections.declare_result",
    ]


def test_the_clock_opens_reminds_and_closes_once(cast: Cast) -> None:
    vote = announce_vote(vote=draft(cast), by=cast.bo, at=BEGINNING)
    assert tasks.open_due(OPENS - timedelta(seconds=1)) == 0
    assert (tasks.open_due(OPENS), tasks.open_due(OPENS)) == (1, 0)
    cast_all(vote, [cast.ann])
    late = CLOSES - timedelta(hours=20)
    assert (tasks.remind_due(DURING), tasks.remind_due(late), tasks.remind_due(late)) == (0, 1, 0)
    assert tasks.close_due(CLOSES - timedelta(seconds=1)) == 0
    assert (tasks.close_due(CLOSES), tasks.close_due(CLOSES)) == (1, 0)


def test_one_vote_that_cannot_open_does_not_hold_up_the_others(cast: Cast) -> None:
    stuck = draft(cast, question="没有选民")
    announce_vote(vote=stuck, by=cast.bo, at=BEGINNING)
    for user in (cast.ann, cast.bo, cast.dan):
        user.appointments.all().delete()
    assert tasks.open_due(OPENS) == 0
    stuck.refresh_from_db()
    assert stuck.state == Vote.State.ANNOUNCED


def test_only_those_who_have_not_voted_are_reminded(cast: Cast, monkeypatch: Any) -> None:
    told: list[Any] = []
    monkeypatch.setattr("elections.actions.telling.tell", lambda *, users, **_: told.extend(users))
    vote = opened(cast)
    cast_all(vote, [cast.ann])
    remind_electors(vote=vote, by=None, at=DURING)
    assert set(told) == {cast.bo, cast.dan}


def test_residents_are_told_of_opening_and_result(cast: Cast) -> None:
    vote = opened(cast)
    declared(vote, cast)
    assert set(Notice.objects.values_list("key", flat=True)) == {
        f"vote-{vote.key}-opened",
        f"vote-{vote.key}-result",
    }
    assert option(vote).text == ""
