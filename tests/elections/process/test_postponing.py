"""An announced election takes a later day: the calendar follows, what is published stays, everybody is told."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import Settings

from elections.actions.board import post_authority_key, set_up_board
from elections.actions.recalls import admit_recall
from elections.actions.running import (
    announce_election,
    cancel_election,
    open_polls,
    postpone_election,
    publish_roll,
)
from elections.actions.running import refusals as no
from elections.actions.running.lawful import blockers
from elections.crypto import suite
from elections.models import Election, ElectionNotice, Postponement
from elections.words.calendar import stages
from linli.audit.models import Event
from linli.core.workdays import CHINA
from linli.notifications.models import Notice
from tests.cast import Cast
from tests.elections.board import scene as boards
from tests.elections.process.scene import (
    announced,
    closed,
    day,
    drafted,
    frozen,
    listed,
    moved,
    nominating,
    polling,
    published,
    stand,
    with_entries,
)
from tests.elections.process.test_guards import off, sql
from tests.elections.recalls.scene import ADMITTED, VOTE, signed

WHY = "台风登陆，社区礼堂停用。"


def hours(offset: int, opens: int = 8, closes: int = 18) -> dict[str, Any]:
    """The new day, so many days after the one that was announced."""
    about = {"polls_open_at": day(offset, opens), "polls_close_at": day(offset, closes)}
    return {"election_day": day(offset).astimezone(CHINA).date(), **about}


def later(election: Election, cast: Cast, offset: int, at: datetime, **terms: Any) -> Postponement:
    about = {"reason": WHY, "by": cast.bo, "at": at, **hours(offset)} | terms
    return postpone_election(election=election, **about)


@pytest.mark.parametrize(
    ("make", "at"),
    [
        (announced, day(-59)),
        (published, day(-49)),
        (frozen, day(-34)),
        (nominating, day(-21)),
        (listed, day(-7)),
    ],
)
def test_the_day_moves_before_the_polls_open(cast: Cast, make: Callable[..., Election], at: datetime) -> None:
    election = make(cast)
    was, size = (election.state, election.roll_size), election.registrations.count()
    record = later(election, cast, 28, at)
    election.refresh_from_db()
    assert (election.election_day - record.old_day).days == 28
    assert (election.polls_open_at, election.polls_close_at) == (day(28, 8), day(28, 18))
    assert (election.state, election.roll_size) == was
    assert election.registrations.count() == size  # what is published stays
    event = Event.objects.get(action="elections.postpone_election")
    assert event.detail == {"old": "2026-06-28", "new": "2026-07-26", "reason": WHY}


def test_the_calendar_follows_the_new_day(cast: Cast) -> None:
    election = announced(cast)
    before = {one.phase: one.text for one in stages(election, day(-59))}
    later(election, cast, 28, day(-59))
    election.refresh_from_db()
    after = {one.phase: one.text for one in stages(election, day(-59))}
    assert before["announcement"] == after["announcement"]  # it was announced when it was
    assert before["roll"] != after["roll"]
    assert before["voting"] != after["voting"]


def test_a_period_that_was_missed_is_made_good(cast: Cast) -> None:
    """The roll was to be out by the twentieth day before: with a later day it may still be published."""
    election = with_entries(cast)
    assert blockers(election, "roll_published", day(-18))
    later(election, cast, 30, day(-18))
    election.refresh_from_db()
    assert publish_roll(election=election, by=cast.bo, at=day(-18)).state == "roll_published"


def test_the_polls_open_on_the_new_day_alone(cast: Cast) -> None:
    election = listed(cast)
    later(election, cast, 28, day(-7))
    with pytest.raises(no.NotYetLawful):
        open_polls(election=election, by=cast.chair, at=day(0, 8))
    assert open_polls(election=election, by=cast.chair, at=day(28, 8)).state == "polling"


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        ({"reason": "  "}, no.PostponeReasonMissing),
        (hours(0), no.NotLater),
        (hours(0, closes=20), no.NotLater),  # the same day with other hours
        (hours(-1), no.NotLater),
        (hours(22), no.NotYetLawful),  # 29 days after the notice; the rules ask for 30
        ({"polls_open_at": day(29, 8), "polls_close_at": day(29, 9)}, no.NotYetLawful),  # not on the day
        ({"polls_close_at": day(29, 18)}, no.NotYetLawful),  # two days; the rules allow one
    ],
)
def test_no_day_that_the_rules_do_not_allow(cast: Cast, terms: dict[str, Any], refusal: Any) -> None:
    election = listed(cast)
    with pytest.raises(refusal):
        later(election, cast, 28, day(-7), **terms)
    assert not Postponement.objects.exists()


def test_the_first_lawful_day_is_thirty_days_after_the_notice(cast: Cast) -> None:
    assert later(listed(cast), cast, 23, day(-7)).new_day == hours(23)["election_day"]


@pytest.mark.parametrize("make", [drafted, polling, closed])
def test_only_between_announcement_and_polls(cast: Cast, make: Callable[..., Election]) -> None:
    with pytest.raises(no.WrongStage):
        later(make(cast), cast, 60, day(1))


def test_a_cancelled_election_stays_cancelled(cast: Cast) -> None:
    election = cancel_election(election=announced(cast), reason="重做", by=cast.bo, at=day(-59))
    with pytest.raises(no.WrongStage):
        later(election, cast, 28, day(-58))


def test_polls_that_nobody_opened_may_still_be_postponed(cast: Cast) -> None:
    election = listed(cast)
    assert later(election, cast, 35, day(0, 12)).new_day > election.election_day


def test_not_into_the_past(cast: Cast) -> None:
    election = listed(cast)
    with pytest.raises(no.PostponedTooNear):
        later(election, cast, 28, day(28, 9))


def test_whoever_is_nominated_does_not_postpone(cast: Cast) -> None:
    election = nominating(cast)
    stand(election, cast, "波")
    with pytest.raises(no.ConflictOfInterest):
        later(election, cast, 28, day(-10))


def test_residents_are_told_and_the_notice_has_a_new_edition(cast: Cast) -> None:
    election = frozen(cast)
    first = ElectionNotice.objects.filter(election=election, number=1)
    cast.dan.appointments.all().delete()  # moved away, and is on the roll still
    later(election, cast, 28, day(-34))
    later(election, cast, 35, day(-33), reason="礼堂未修好。")
    told = Notice.objects.filter(title__startswith="选举延期").order_by("pk")
    assert [one.body.replace(" ", "") for one in told if one.audience] == [
        f"选举日由2026年6月28日推迟到2026年7月26日。原因：{WHY}",
        "选举日由2026年7月26日推迟到2026年8月2日。原因：礼堂未修好。",
    ]
    assert [[each.user for each in one.deliveries.all()] for one in told if not one.audience] == [
        [cast.dan],
        [cast.dan],
    ]
    texts = list(first.order_by("edition").values_list("text", flat=True))
    assert len(texts) == 2
    assert "推迟至2026年7月26日" in texts[0]
    assert "推迟至2026年8月2日。推迟原因：礼堂未修好。" in texts[1]


def test_a_board_that_is_set_up_keeps_its_hours(cast: Cast) -> None:
    scene = boards.named(listed(cast, ballot_mode="both"), cast)
    later(scene.election, cast, 28, day(-7))  # seats alone hold no hours
    key = suite.base(boards.AUTHORITY).hex()
    post_authority_key(board=scene.board, key=key, by=scene.oversight, at=day(-6))
    set_up_board(board=scene.board, by=cast.chair, at=day(-6))
    with pytest.raises(no.BoardHoldsHours):
        later(scene.election, cast, 60, day(-3))
    scene.board.refresh_from_db()
    assert scene.board.opens_at == day(28, 8)  # read anew, though the scene still held the old hours


def test_a_vote_on_a_recall_stays_within_its_days(cast: Cast) -> None:
    """The rules let it be thirty days after the admission, and no later: it is cancelled, and takes another day."""
    recall = signed(cast)
    election = admit_recall(recall=recall, election_day=VOTE.date(), by=cast.chair, at=ADMITTED)
    announce_election(election=election, by=cast.chair, at=ADMITTED)
    opens, closes = (VOTE.replace(hour=hour) + timedelta(days=7) for hour in (8, 18))
    new = {"election_day": opens.date(), "polls_open_at": opens, "polls_close_at": closes}
    with pytest.raises(no.PostponedTooLate) as refusal:
        postpone_election(election=election, reason=WHY, by=cast.bo, at=ADMITTED, **new)
    assert "2026" in str(refusal.value.reason)


GUARD = off("postponement", "postponement_lawful")


def row(election: Election, **changes: Any) -> Postponement:
    old = {
        "old_day": election.election_day,
        "old_opens_at": election.polls_open_at,
        "old_closes_at": election.polls_close_at,
    }
    new = {"new_day": hours(28)["election_day"], "new_opens_at": day(28, 8), "new_closes_at": day(28, 18)}
    about = {"election": election, "reason": WHY, "decided_at": day(-7), **old, **new} | changes
    return Postponement(**about)


@pytest.mark.parametrize(
    ("make", "changes"),
    [
        (drafted, {}),
        (polling, {}),
        (listed, {"old_opens_at": day(0, 9)}),  # not the day as it stands
        (listed, {"new_opens_at": day(27, 8)}),
        (listed, {"decided_at": day(-1)}),  # 29 days before
        (listed, {"decided_at": day(28, 8)}),
    ],
)
def test_no_record_of_an_unlawful_postponement(cast: Cast, owner: Any, make: Any, changes: Any) -> None:
    one = row(make(cast), **changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        one.save()
    owner(GUARD)
    one.save()
    assert Postponement.objects.filter(pk=one.pk).exists()  # the damage


def test_no_record_beside_a_board_that_holds_the_hours(cast: Cast, owner: Any) -> None:
    scene = boards.set_up(listed(cast, ballot_mode="both"), cast)
    one = row(scene.election)
    with pytest.raises(DatabaseError), transaction.atomic():
        one.save()
    owner(GUARD)
    one.save()
    later = "election_day = %s, polls_open_at = %s, polls_close_at = %s"
    moved = (one.new_day, one.new_opens_at, one.new_closes_at)
    assert sql(f"UPDATE elections_election SET {later} WHERE id = %s", *moved, scene.election.pk)
    scene.board.refresh_from_db()
    assert (
        scene.board.opens_at != one.new_opens_at
    )  # the damage: polls at one time, online ballots at another


def test_a_day_moves_by_its_own_record_alone(cast: Cast, owner: Any) -> None:
    """Where a postponement names another day, another hour, or another election, the announced day stands."""
    election, other = listed(cast), announced(cast, title="另一次")
    row(election).save()
    change = "UPDATE elections_election SET election_day = %s, polls_open_at = %s, polls_close_at = %s WHERE id = %s"
    lawful = (hours(28)["election_day"], day(28, 8), day(28, 18))
    wrong = [
        (hours(29)["election_day"], day(29, 8), day(29, 18), election.pk),
        (lawful[0], day(28, 8), day(28, 20), election.pk),
        (*lawful, other.pk),
    ]
    for values in wrong:
        with pytest.raises(DatabaseError), transaction.atomic():
            sql(change, *values)
    assert sql(change, *lawful, election.pk) == 1
    owner(off("election", "election_moves"))
    for values in wrong:
        assert sql(change, *values) == 1  # the damage


@pytest.fixture
def without_second_factor(settings: Settings) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False


def sign_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_desk_moves_the_day_and_everybody_reads_why(
    cast: Cast, client: Client, without_second_factor: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved(monkeypatch, 10)
    election = nominating(cast)
    desk, page = sign_in(cast.bo), f"{election.get_absolute_url()}desk/postpone/"
    asked = desk.get(page).content.decode()
    assert "名册确定后不再变动" in asked
    new = hours(40)["election_day"]
    values = {"election_day": str(new), "opens": "09:00", "closes": "17:00", "reason": WHY}
    for wrong in ({"reason": ""}, {"closes": "08:00"}, {"election_day": str(hours(1)["election_day"])}):
        assert desk.post(page, values | wrong).status_code == 200
    assert not Postponement.objects.exists()
    assert desk.post(page, values).status_code == 302
    election.refresh_from_db()
    assert (election.election_day, election.polls_open_at) == (new, day(40, 9))
    for reader in (client, sign_in(cast.ann)):
        said = reader.get(election.get_absolute_url()).content.decode()
        assert WHY in said
        assert "选举日由" in said
    client.cookies["django_language"] = "en"
    assert "Postponed from" in client.get(election.get_absolute_url()).content.decode()


def test_the_page_is_there_while_the_day_may_move(cast: Cast, without_second_factor: None) -> None:
    election = drafted(cast)
    page = f"{election.get_absolute_url()}desk/postpone/"
    assert sign_in(cast.bo).get(page).status_code == 302
    announce_election(election=election, by=cast.bo, at=day(-60))
    assert sign_in(cast.bo).get(page).status_code == 200
    assert sign_in(cast.ann).get(page).status_code == 403
