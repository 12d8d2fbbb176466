"""The table follows the rooms: on commit, and by rebuilding."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from linli.core.searching import changed, removed
from search.actions import forget_object, kinds_of, rebuild, refresh_object, searchable_of
from search.models import SearchEntry
from tests.cast import BEGINNING, Cast
from tests.search.entries import entry, find, keep
from volunteers.actions.planning import change_opportunity, create_opportunity, plan_shifts
from volunteers.models import Opportunity
from volunteers.rules.windows import Window

HOUR = timedelta(hours=1)


def planned(cast: Cast, title: str = "旧书交换搭把手") -> Opportunity:
    made = create_opportunity(
        community=cast.home, title=title, description="会搬桌子就行", place="小花园", by=cast.bo, at=BEGINNING
    )
    window = Window(BEGINNING + 24 * HOUR, BEGINNING + 26 * HOUR)
    plan_shifts(opportunity=made, first=window, places=3, by=cast.bo, at=BEGINNING)
    return made


def test_what_an_action_changes_is_found_after_commit(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        made = planned(cast)
        assert find(cast.home, "旧书") == []
    assert find(cast.home, "旧书") == [made.pk]
    with django_capture_on_commit_callbacks(execute=True):
        texts = {"title": "新书交换", "description": "x", "needs": "", "place": "大门"}
        change_opportunity(opportunity=made, by=cast.bo, at=BEGINNING, **texts)
    assert (find(cast.home, "旧书"), find(cast.home, "新书")) == ([], [made.pk])
    with django_capture_on_commit_callbacks(execute=True):
        removed(made)
    assert find(cast.home, "新书") == []


def test_what_may_not_be_found_any_more_is_dropped(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        made = planned(cast)
    made.shifts.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        changed(made)
    assert not SearchEntry.objects.exists()


def test_a_fault_in_search_never_breaks_the_act(
    cast: Cast, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from search import receivers

    def fail(**about: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(receivers, "refresh_object", fail)
    with django_capture_on_commit_callbacks(execute=True):
        planned(cast)
    assert Opportunity.objects.exists()
    monkeypatch.undo()
    rebuild(at=BEGINNING)
    assert find(cast.home, "旧书")


def test_rebuilding_twice_changes_nothing_and_drops_what_is_gone(cast: Cast) -> None:
    made = planned(cast)
    keep(entry(cast.home, 999, "早已不在的公告"))
    assert rebuild(at=BEGINNING + HOUR) == (1, 1)
    before = list(SearchEntry.objects.values("pk", "title", "url", "vector"))
    assert rebuild(at=BEGINNING + 2 * HOUR) == (1, 0)
    assert list(SearchEntry.objects.values("pk", "title", "url", "vector")) == before
    assert [row["title"] for row in before] == [made.title]


def test_rebuilding_one_community_leaves_the_others(cast: Cast) -> None:
    keep(entry(cast.other, 7, "南山的公告"))
    planned(cast)
    assert rebuild(at=BEGINNING + HOUR, community=cast.home) == (1, 0)
    assert find(cast.other, "南山") == [7]


def test_the_command_says_what_it_did(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    planned(cast)
    call_command("rebuild_search", community=cast.home.code)
    assert "1 entries stored, 0 dropped" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("rebuild_search", community="000000000000")


def test_an_object_has_one_entry_and_two_without_the_constraint(cast: Cast, owner: Any) -> None:
    keep(entry(cast.home, 1, "停水"))
    keep(entry(cast.home, 1, "停水"))
    assert find(cast.home, "停水") == [1]
    twin = SearchEntry.objects.get()
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
    owner("ALTER TABLE search_searchentry DROP CONSTRAINT search_entry_once")
    twin.save(force_insert=True)
    assert SearchEntry.objects.count() == 2


def test_models_without_a_room_are_left_alone(cast: Cast) -> None:
    assert refresh_object(model=type(cast.home), object_id=cast.home.pk, at=BEGINNING) is None
    assert forget_object(model=type(cast.home), object_id=cast.home.pk) == 0
    room = searchable_of(Opportunity)
    assert room is not None
    assert kinds_of(room, Opportunity) == ["shift"]
