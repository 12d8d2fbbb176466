"""Two changes of one object at once: what is kept is the later one; without taking turns it may be the earlier."""

from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection

from search import actions
from search.actions import refresh_object
from search.models import SearchEntry
from tests.cast import BEGINNING, Cast
from volunteers.actions.planning import create_opportunity, plan_shifts
from volunteers.models import Opportunity
from volunteers.rules.windows import Window

HOUR = timedelta(hours=1)


def planned(cast: Cast) -> Opportunity:
    texts = {"title": "旧标题", "description": "x", "place": "小花园"}
    made = create_opportunity(community=cast.home, by=cast.bo, at=BEGINNING, **texts)
    window = Window(BEGINNING + HOUR, BEGINNING + 2 * HOUR)
    plan_shifts(opportunity=made, first=window, places=1, by=cast.bo, at=BEGINNING)
    return made


def late_and_early(made: Opportunity, monkeypatch: pytest.MonkeyPatch) -> str:
    """The first looks, then dawdles while the title changes and a second one refreshes; what is kept at last."""
    looked, go_on, store = Event(), Event(), actions.store

    def dawdle(**about: Any) -> Any:
        if next(iter(about["entries"])).title == "旧标题":
            looked.set()
            go_on.wait(2)
        return store(**about)

    monkeypatch.setattr(actions, "store", dawdle)

    def refresh() -> None:
        refresh_object(model=Opportunity, object_id=made.pk, at=BEGINNING)
        connection.close()

    first, second = Thread(target=refresh), Thread(target=refresh)
    first.start()
    assert looked.wait(5)
    Opportunity.objects.filter(pk=made.pk).update(title="新标题")
    second.start()
    second.join(0.7)
    go_on.set()
    first.join()
    second.join()
    return str(SearchEntry.objects.get().title)


def test_the_later_change_is_kept(live_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert late_and_early(planned(live_cast), monkeypatch) == "新标题"


def test_without_turns_the_earlier_one_overwrites_it(
    live_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "wait_for_turn", lambda model, object_id: None)
    assert late_and_early(planned(live_cast), monkeypatch) == "旧标题"
