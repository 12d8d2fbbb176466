"""The way of an election from draft to hand-over, step by step, as the rules' calendar wants it."""

from datetime import timedelta

import pytest

from elections.actions.running import (
    announce_election,
    cancel_election,
    close_polls,
    declare_election,
    freeze_roll,
    hand_over,
    open_nominations,
    open_polls,
    publish_candidates,
    publish_roll,
)
from elections.actions.running import refusals as no
from elections.models import Committee, Election, Officeholder, Standing
from linli.audit.models import Event
from tests.cast import Cast
from tests.elections.process.scene import (
    AFTER,
    ANNOUNCED,
    CANDIDATES,
    CLOSES,
    FROZEN,
    OPENS,
    PUBLISHED,
    closed,
    counts,
    day,
    drafted,
    frozen,
    listed,
    nominating,
    polling,
    published,
    with_candidates,
    with_entries,
)


def test_an_election_from_draft_to_hand_over(cast: Cast) -> None:
    election = closed(cast)
    result = declare_election(
        election=election, counts=counts(election, 11, 2, 10, 9, 3), by=cast.bo, at=AFTER
    )
    assert (result.is_valid, result.took_part) == (True, 14)
    committee = Committee.objects.create(community=cast.home, name="建新社区居民委员会")
    term = hand_over(election=election, committee=committee, by=cast.chair, at=day(8))
    assert [str(one.office) for one in Officeholder.objects.order_by("pk")] == ["chair", "member", "member"]
    assert (term.number, term.starts_on, term.ends_on) == (1, day(8).date(), day(8).date().replace(year=2031))
    election.refresh_from_db()
    assert election.state == Election.State.HANDED_OVER
    assert Standing.objects.filter(verdict="elected").count() == 3
    steps = Event.objects.filter(object_label="elections.election").values_list("action", flat=True)
    assert list(steps) == [
        f"elections.{verb}"
        for verb in (
            "draft_election",
            "announce_election",
            "import_electors",
            "confirm_entries",
            "publish_roll",
            "freeze_roll",
            "open_nominations",
            "publish_candidates",
            "open_polls",
            "close_polls",
            "declare_election",
            "hand_over",
        )
    ]


def test_the_rules_are_frozen_with_the_announcement(cast: Cast) -> None:
    election = announce_election(election=drafted(cast), by=cast.bo, at=ANNOUNCED)
    assert (election.roll_published_before, election.objections_within, election.most_per_holder) == (
        20,
        5,
        3,
    )
    assert election.profile["id"] == "cn-residents-2026"
    assert len(election.profile_digest) == 64


@pytest.mark.parametrize(
    ("make", "step", "too_early_or_late", "in_time"),
    [
        (drafted, announce_election, day(-29), ANNOUNCED),
        (with_entries, publish_roll, day(-19), PUBLISHED),
        (published, freeze_roll, day(-45, 23), FROZEN),
        (with_candidates, publish_candidates, day(-4), CANDIDATES),
        (listed, open_polls, OPENS - timedelta(minutes=1), OPENS),
        (listed, open_polls, CLOSES, OPENS),
        (polling, close_polls, CLOSES - timedelta(minutes=1), CLOSES),
    ],
)
def test_no_step_outside_its_lawful_time(cast: Cast, make, step, too_early_or_late, in_time) -> None:
    election = make(cast)
    with pytest.raises(no.NotYetLawful) as refused:
        step(election=election, by=cast.chair, at=too_early_or_late)
    assert str(refused.value.reason).strip()
    step(election=election, by=cast.chair, at=in_time)


def test_candidates_wait_until_nominations_were_open_long_enough(cast: Cast) -> None:
    election = with_candidates(cast)
    with pytest.raises(no.NotYetLawful):
        publish_candidates(election=election, by=cast.chair, at=election.nominating_at + timedelta(days=2))


def test_candidates_need_a_surplus(cast: Cast) -> None:
    with pytest.raises(no.NotYetLawful, match="主任"):
        publish_candidates(election=nominating(cast), by=cast.chair, at=CANDIDATES)


def test_nominations_begin_on_a_frozen_roll(cast: Cast) -> None:
    with pytest.raises(no.NotYetLawful):
        open_nominations(election=published(cast), by=cast.bo, at=FROZEN)


def test_no_step_twice_and_none_out_of_order(cast: Cast) -> None:
    election = frozen(cast)
    with pytest.raises(no.RollClosed):
        freeze_roll(election=election, by=cast.bo, at=FROZEN)
    with pytest.raises(no.WrongStage):
        publish_roll(election=election, by=cast.bo, at=FROZEN)
    with pytest.raises(no.WrongStage):
        close_polls(election=election, by=cast.bo, at=CLOSES)


def test_a_cancelled_election_says_why_and_ends(cast: Cast) -> None:
    election = published(cast)
    with pytest.raises(no.ReasonMissing):
        cancel_election(election=election, reason=" ", by=cast.bo, at=FROZEN)
    cancel_election(election=election, reason="街道通知延期", by=cast.bo, at=FROZEN)
    with pytest.raises(no.WrongStage):
        freeze_roll(election=election, by=cast.bo, at=FROZEN)


def test_whoever_is_nominated_runs_nothing_any_more(cast: Cast) -> None:
    from elections.actions.running import nominate
    from tests.elections.process.scene import entry, post

    election = nominating(cast)
    nominate(post=post(election), nominee=entry(election, "波"), by=cast.bo, at=day(-20))
    with pytest.raises(no.ConflictOfInterest):
        publish_candidates(election=election, by=cast.bo, at=CANDIDATES)
