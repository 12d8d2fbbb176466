"""Where portals stand: pages nest as divisions do; and the lookup that finds what lies below many prefixes."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Collection, Page

from linli.audit.models import Event
from linli.communities import actions
from linli.communities.actions import PortalMisplaced, import_divisions, place_portal
from linli.communities.demo import SLICE
from linli.communities.models import Division, PortalNode
from linli.communities.register import read
from tests.cast import BEGINNING, Cast


def child(parent: Page, title: str) -> Page:
    return Page.objects.get(pk=parent.pk).add_child(instance=Page(title=title, slug=title))


@pytest.fixture
def pages(cast: Cast) -> dict[str, Page]:
    root = Page.objects.get(depth=1)
    street = child(root, "street")
    return {"root": root, "street": street, "home": child(street, "home"), "other": child(root, "other")}


@pytest.mark.django_db
def test_placing_twice_changes_nothing(
    cast: Cast, pages: dict[str, Page], django_assert_num_queries: Any
) -> None:
    shelf = Collection.get_first_root_node().add_child(name="集")
    first = place_portal(division=cast.home.division, page=pages["home"], collection=shelf)
    with django_assert_num_queries(3):  # one, and the savepoint around it
        assert place_portal(division=cast.home.division, page=pages["home"], collection=shelf) == first
    moved = place_portal(division=cast.home.division, page=pages["other"], collection=shelf)
    assert (moved.pk, moved.page_id) == (first.pk, pages["other"].pk)


@pytest.mark.django_db
def test_pages_nest_as_divisions_do(cast: Cast, pages: dict[str, Page]) -> None:
    street = cast.home.division.parent
    place_portal(division=cast.home.division, page=pages["home"])
    place_portal(division=street, page=pages["street"])  # above what is there already
    below = child(pages["home"], "below")
    with pytest.raises(PortalMisplaced):
        place_portal(division=cast.other.division, page=below)
    with pytest.raises(PortalMisplaced):
        place_portal(division=cast.other.division, page=pages["root"])


@pytest.mark.django_db
def test_guard_off_a_foreign_page_lies_below_home(
    cast: Cast, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    from linli.roles.wagtail_policies.pages import AppointedPages

    monkeypatch.setattr(actions, "check_place", lambda *_: None)
    place_portal(division=cast.home.division, page=pages["home"])
    foreign = child(pages["home"], "foreign")
    place_portal(division=cast.other.division, page=foreign)
    assert AppointedPages().user_has_permission_for_instance(cast.chair, "publish", foreign), (
        "not the chair's own"
    )


@pytest.mark.django_db
def test_a_page_is_one_divisions_portal(cast: Cast, pages: dict[str, Page], owner: Any) -> None:
    PortalNode.objects.create(division=cast.home.division, page=pages["home"])
    with pytest.raises(IntegrityError), transaction.atomic():
        PortalNode.objects.create(division=cast.other.division, page=pages["home"])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'communities_portalnode'::regclass AND contype = 'u'"
        )
        for (name,) in cursor.fetchall():
            owner(f'ALTER TABLE communities_portalnode DROP CONSTRAINT "{name}"')
    PortalNode.objects.create(division=cast.other.division, page=pages["home"])
    assert PortalNode.objects.filter(page=pages["home"]).count() == 2


@pytest.mark.django_db
def test_an_import_is_on_the_audit_log(cast: Cast) -> None:
    before = Division.objects.count()
    for _ in range(2):  # the second run changes nothing, so it says nothing
        import_divisions(rows=read(SLICE), complain=print, by=cast.chair, at=BEGINNING)
    event = Event.objects.get(action="communities.import_divisions")
    assert event.actor_id == cast.chair.pk
    assert event.detail["added"] == Division.objects.count() - before


CODES = st.lists(st.text("0123", min_size=1, max_size=4), max_size=40)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(prefixes=CODES)
def test_under_finds_what_startswith_finds(prefixes: list[str]) -> None:
    """Few prefixes are LIKE, many are a hashed list: the same answer, and none for none."""
    sid = transaction.savepoint()
    codes = [f"{a}{b}{c}".ljust(12, "0") for a in "0123" for b in "0123" for c in "0123"]
    Division.objects.bulk_create(Division(code=code, level="province", name=code) for code in codes)
    found = set(Division.objects.filter(code__under=prefixes, name__in=codes).values_list("code", flat=True))
    assert found == {code for code in codes if code.startswith(tuple(prefixes))}
    either = Division.objects.filter(code__under=[]) | Division.objects.filter(code__under=["0"])
    assert either.filter(name__in=codes).count() == 16
    transaction.savepoint_rollback(sid)


@pytest.mark.django_db
def test_under_takes_signs_of_patterns_as_they_are() -> None:
    Division.objects.create(code="110000000000", level="province", name="a%b")
    assert not Division.objects.filter(name__under=["%b", "_%"]).exists()
    assert Division.objects.filter(name__under=["a%"]).exists()
