"""Linli's page policy and stock Wagtail's, given the same rights on the same random tree, answer the same."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from linli.accounts.models import User
from linli.communities.models import PortalNode
from linli.roles.wagtail_policies import grants, pages, roots
from linli.roles.wagtail_policies.pages import AppointedPages
from tests.linli.roles import trees

ACTIONS = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
# Sets of actions that no role of ours has today, so that the engine is compared, not only today's table.
SPLIT = {f"test.{action}": frozenset({action}) for action in ACTIONS}


@dataclass(frozen=True)
class Wood:
    """Pages as a list of parents' positions, which are portals, who owns which, and who may do what from where."""

    parents: list[int]
    portals: list[bool]
    owned: list[bool]
    granted: list[tuple[int, frozenset[str]]]


@st.composite
def woods(draw: Any) -> Wood:
    size = draw(st.integers(1, 11))
    parents = [draw(st.integers(-1, n - 1)) for n in range(size)]
    portals, owned = ([draw(st.booleans()) for _ in range(size)] for _ in range(2))
    where = st.integers(0, size - 1)
    what = st.sets(st.sampled_from(ACTIONS), min_size=1).map(frozenset)
    return Wood(parents, portals, owned, draw(st.lists(st.tuples(where, what), max_size=6)))


@pytest.fixture
def split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roots, "PAGES", SPLIT)
    monkeypatch.setattr(pages, "PAGES", SPLIT)
    monkeypatch.setattr(roots, "OPENS_ADMIN", frozenset(SPLIT))


def plant(wood: Wood, user: User) -> list[Page]:
    """The tree; its portals' divisions are nested as the pages are."""
    planted: list[Page] = []
    divisions: list[Any] = []
    for number, parent in enumerate(wood.parents):
        above = planted[parent] if parent >= 0 else trees.root()
        planted.append(
            trees.child(Page.objects.get(pk=above.pk), f"p{number}", user if wood.owned[number] else None)
        )
        divisions.append(divisions[parent] if parent >= 0 else None)
        if wood.portals[number] and (own := division_below(divisions[-1], number)):
            divisions[-1] = own
            trees.portal(own, planted[-1])
    for number, (place, actions) in enumerate(wood.granted):
        if not PortalNode.objects.filter(page=planted[place]).exists():
            continue
        role = trees.role(f"role{number}", *(f"test.{action}" for action in actions))
        trees.appoint(user, role, divisions[place])
        trees.stock_grant(user, planted[place], actions)
    return [trees.root(), *Page.objects.filter(depth__gt=1)]


def division_below(above: Any, number: int) -> Any:
    """A division one level lower; none below a community."""
    if above is None:
        return trees.division(f"{number + 11}", None)
    digits = [d for _, d in trees.LEVELS]
    start = len(above.prefix)
    if start == 12:
        return None
    return trees.division(
        above.prefix + str(number + 1).zfill(digits[digits.index(start) + 1] - start), above
    )


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wood=woods())
def test_same_answers_as_stock(wood: Wood, split: None) -> None:
    sid = transaction.savepoint()
    user = User.objects.create_user(name="甲", phone="+8613900000001")
    compare(plant(wood, user), user)
    transaction.savepoint_rollback(sid)


def compare(planted: list[Page], user: User) -> None:
    ours, stock = AppointedPages(), PagePermissionPolicy()
    one, other = trees.fresh(user), trees.fresh(user)
    for action in (*ACTIONS, "delete", "nonsense"):
        for page in planted:
            expected = stock.user_has_permission_for_instance(other, action, page)
            assert ours.user_has_permission_for_instance(one, action, page) == expected, (action, page.path)
            assert ours(page).user_has_permission_for_instance(one, action, page) == expected
            who = stock.users_with_permission_for_instance(action, page)
            assert set(ours.users_with_permission_for_instance(action, page)) == set(who), (action, page.path)
        assert ours.user_has_permission(one, action) == stock.user_has_permission(other, action), action
        mine = ours.instances_user_has_permission_for(one, action)
        assert paths(mine) == paths(stock.instances_user_has_permission_for(other, action)), action
    both = {"add", "change"}, {"change", "publish"}, {"lock", "bulk_delete"}
    for actions in both:
        mine = ours.instances_user_has_any_permission_for(one, actions)
        assert paths(mine) == paths(stock.instances_user_has_any_permission_for(other, actions)), actions
    assert paths(ours.explorable_instances(one)) == paths(stock.explorable_instances(other))
    assert ours.explorable_root_instance(one) == stock.explorable_root_instance(other)
    compare_testers(planted, one, other, stock)


def compare_testers(planted: list[Page], one: User, other: User, stock: PagePermissionPolicy) -> None:
    """Wagtail's own tester reads the same set of actions off either policy."""
    for page in planted:
        granted = stock.get_cached_permissions_for_user(other)
        expected = {
            g.permission.codename[: -len("_page")] for g in granted if page.path.startswith(g.page.path)
        }
        assert page.permissions_for_user(one).permissions == expected, page.path


def paths(found: Any) -> list[str]:
    return sorted(found.values_list("path", flat=True))


@pytest.mark.django_db
def test_a_broken_engine_is_noticed(split: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison with the guard off: a policy that looks only at the page itself, not above, is caught."""
    monkeypatch.setattr(roots.Roots, "at", lambda self, path: self.actions.get(path, frozenset()))
    user = User.objects.create_user(name="甲", phone="+8613900000001")
    wood = Wood(
        parents=[-1, 0, 1],
        portals=[True, False, False],
        owned=[False] * 3,
        granted=[(0, frozenset({"change"}))],
    )
    with pytest.raises(AssertionError):
        compare(plant(wood, user), user)


def test_stock_table_is_covered() -> None:
    """Every action that Wagtail knows is reachable by some permission of ours."""
    assert frozenset().union(*grants.PAGES.values()) == frozenset(ACTIONS)
