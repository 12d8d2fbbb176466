"""The demo's elections: one finished on paper and online, one whose polls are open, one in its nominations."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from django.utils import timezone

from elections.actions import board as boards
from elections.actions.board import slot_of
from elections.actions.board.lines import body_of
from elections.actions.board.manifests import name_of
from elections.crypto.cards import read_card, read_seed
from elections.demo.elections import build_elections
from elections.demo.elections.secrets import shown
from elections.models import (
    Attendance,
    Board,
    Election,
    ElectionNotice,
    Nomination,
    Officeholder,
    Resignation,
    Standing,
)
from elections.rules.days import day_of
from linli.core.demo import World
from linli.core.workdays import CHINA
from linli.notifications.models import Notice
from linli.roles.models import Appointment
from tests.cast import Cast, person
from tests.elections.board.scene import opened
from tests.elections.verdict import spoiled, verdict

NEW_YEAR = datetime(2027, 2, 10, 15, 55, tzinfo=UTC)  # days off before and after; in China nearly midnight
JULY = datetime(2026, 7, 1, 16, 5, tzinfo=UTC)  # in China just after midnight
NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
FREE = {"state": "free", "revision": 1}


def world_at(cast: Cast, at: datetime) -> World:
    oversight = person("督", 750, "oversight_member", at=cast.home)
    residents = [person(f"居民{n:02d}", 300 + n, "resident", at=cast.home) for n in range(64)]
    Appointment.objects.update(starts_at=at - timedelta(days=732))
    world = World(at=at, random=Random(1), communities=[cast.home])
    world.residents[cast.home.code] = [cast.ann, cast.dan, *residents]
    world.staff[cast.home.code] = {
        "chair": cast.chair,
        "committee_member": cast.bo,
        "grid_worker": residents[-1],
        "editor": residents[-2],
        "oversight_member": oversight,
    }
    world.cast = {"ann": cast.ann, "dan": cast.dan}
    return world


@pytest.mark.parametrize("at", [NEW_YEAR, JULY])
def test_one_finished_one_open_and_one_in_its_nominations(cast: Cast, at: datetime) -> None:
    build_elections(world_at(cast, at))
    past, nominating, polling = Election.objects.order_by("pk")
    states = [one.state for one in (past, nominating, polling)]
    assert states == ["handed_over", "nominating", "polling"]
    assert Officeholder.objects.count() == Standing.objects.filter(verdict="elected").count() == 5
    assert [one.ending for one in Officeholder.objects.exclude(ended_on=None)] == ["resigned"]
    letter = Resignation.objects.get()
    assert letter in Resignation.objects.waiting(day_of(at))
    assert past.notices.count() == 17
    notices = ElectionNotice.objects.filter(election=nominating)
    assert sorted(notices.values_list("number", flat=True)) == [1, 1, 2, 3, 4, 5, 6, 7]
    for one in (past, nominating, polling):
        each_notice_in_its_stage(one)
    moved = nominating.postponements.get()
    assert moved.new_day - moved.old_day == timedelta(days=7)
    assert moved.reason in notices.filter(number=1).latest("issued_at").text
    assert Nomination.objects.filter(nominee__user=cast.ann, state="gathering").exists()
    assert not Notice.objects.filter(key__startswith="election-", finished_at=None).exists()
    assert polling.polls_open_at < at < polling.polls_close_at - timedelta(days=6)


def each_notice_in_its_stage(election: Election) -> None:
    """Whatever the law wants told before the polls was told before, and nobody signs with another day."""
    for one in election.notices.all():
        if one.number < 16:
            assert one.issued_at < election.polls_open_at, (election.key, one.number)
        day = timezone.localtime(one.issued_at, CHINA)
        assert one.text.endswith(f"{day.year}年{day.month}月{day.day}日")


def test_what_a_visitor_finds(cast: Cast, tmp_path: Path) -> None:
    build_elections(world_at(cast, NOON))
    ready_for_a_visitor(cast, Election.objects.get(state="polling"))
    past = Election.objects.get(state="handed_over")
    one_result_of_both(past)
    archive = boards.archive_of(Board.objects.get(election=past))
    found = verdict(archive, tmp_path)
    assert found.returncode == 0, found.stdout + found.stderr
    assert verdict(spoiled(archive), tmp_path).returncode in (1, 2)


def ready_for_a_visitor(cast: Cast, polling: Election) -> None:
    """Enough ballots to be opened one day, and none of Ann's and Dan's."""
    board = Board.objects.get(election=polling)
    assert board.state == "open"
    assert board.entries.filter(kind="ballot").count() >= board.least + 3
    assert board.credentials.count() == polling.roll_size
    came = Attendance.objects.filter(registration__election=polling)
    assert came.exists()
    assert not came.filter(registration__user__in=[cast.ann, cast.dan]).exists()
    for user in (cast.ann, cast.dan):
        (card,) = shown(user)
        assert slot_of(board, read_card(name_of(board), card.rows[0][1]).public.hex()) == FREE
    (seat,) = [one for one in shown(cast.bo) if "trustee" in one.url]
    read_seed(seat.rows[0][1])


def one_result_of_both(past: Election) -> None:
    """What the board says, and what was declared."""
    board = Board.objects.get(election=past)
    result = boards.result_of(board)
    assert result is not None
    assert past.result.took_part == result["took_part"] > result["counted"] >= board.least
    lines = board.entries.values_list("kind", flat=True)
    assert {"challenge", "cancel", "paper"} <= set(lines)
    assert board.entries.filter(kind="ballot", revision=2).count() == 2
    assert board.entries.filter(kind="share").count() == board.threshold == 2
    votes = dict(past.standings.values_list("candidate__key", "votes_for"))
    manifest = body_of(board.entries.get(kind="manifest"))
    for contest, sums in zip(manifest["contests"], result["contests"], strict=True):
        assert [votes[option["id"]] for option in contest["options"]] == sums["votes"]


def test_cards_that_are_not_the_demos_own_are_not_shown(cast: Cast) -> None:
    scene = opened(cast)
    assert scene.election.registrations.filter(user=cast.ann).exists()
    assert [one for user in (cast.ann, *scene.people) for one in shown(user)] == []
