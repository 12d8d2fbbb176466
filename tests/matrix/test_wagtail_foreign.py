"""Wagtail's admin with Nanshan's things: who works for Jianxin gets none of them, and nothing of them changes."""

import pytest
from pytest_django import Settings

from tests.cast import Cast
from tests.matrix.admins import MAY_ENTER, everybody, walk
from tests.matrix.urls import Address
from tests.matrix.wagtail_objects import build
from tests.matrix.wagtails import EDIT, NEIGHBOUR, ROOT, kind

SHARED = (
    "wagtailadmin_workflows:",
    "wagtailusers_",
    "wagtailsites:",
    "wagtailredirects:",
)  # nobody's community's
QUIET = (
    "wagtailadmin_pages:revisions_index",  # sends on, and there it is asked
    "wagtailadmin_editing_sessions:release",  # says the same of every session
    "wagtail_bulk_action",  # names nothing; see tests/linli/roles/test_isolation.py
)


def names_a_thing(address: Address) -> bool:
    """The parts of its route stand for something of one community."""
    told = address.known_as not in QUIET and not address.known_as.startswith(SHARED)
    return told and any(part.endswith(("pk", "_id")) for part in address.params)


@pytest.mark.parametrize("who", MAY_ENTER)
def test_anothers_things_are_nobodys(cast: Cast, settings: Settings, who: str) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False  # asked by tests of its own
    wrong = walk(cast, who, build(cast)["foreign"], names_a_thing, its=NEIGHBOUR)
    assert not wrong, "\n".join(wrong)


def test_the_walk_sees_one_that_is_shown(cast: Cast, settings: Settings) -> None:
    """Guard off: with one's own things in the place of another's, the same walk complains."""
    settings.STAFF_NEED_SECOND_FACTOR = False
    mine = build(cast)["mine"]
    wrong = walk(cast, "chair", mine, lambda a: a.name == "wagtailadmin_pages:edit", its=NEIGHBOUR)
    assert len(wrong) == 4, wrong  # GET and POST: allowed, and rows written


def test_who_may_enter_is_who_the_table_thinks(cast: Cast) -> None:
    kinds = {who: kind(user, cast.home) for who, user in everybody(cast).items()}
    assert {who for who, its in kinds.items() if its in EDIT - {ROOT}} == set(MAY_ENTER)
