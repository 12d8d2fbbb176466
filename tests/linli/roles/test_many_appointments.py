"""Wagtail's admin takes as many queries for thirty communities as for three; times are in benchmarks/wagtail_rights.py."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.admin.views.pages.choose_parent import GenericChooseParentView
from wagtail.models import Collection, Page

from linli.accounts.models import User
from linli.roles.models import Role
from linli.roles.wagtail_hooks import OwnParents
from linli.roles.wagtail_policies.pages import AppointedPages
from tests.linli.roles import trees

CREATE = "/admin/pages/create/wagtailcore/page"
PAGES = (
    "/admin/",
    "/admin/pages/",
    "/admin/pages/search/?q=通知",
    "/admin/choose-page/search/?q=通知",
    "/admin/images/",
    "/admin/images/chooser/",
    "/admin/documents/",
    "/admin/reports/aging-pages/",
    CREATE,
)


def reviewer_of(count: int, first: int) -> User:
    """A chair of so many separate communities, none below another."""
    user = User.objects.create_user(name="审", phone=f"+8613900000{first:03d}")
    chair = Role.objects.get(pk="chair")
    above = trees.division(f"{first}", None)
    for digits in ("01", "01", "001"):
        above = trees.division(above.prefix + digits, above)
    for number in range(first, first + count):
        own = trees.division(above.prefix + f"{number:03d}", above)
        page = trees.child(trees.root(), f"社区{number}", live=True)
        shelf = Collection.get_first_root_node().add_child(name=f"集{number}")
        trees.portal(own, page, shelf)
        trees.child(page, f"通知{number}", live=True)
        trees.appoint(user, chair, own)
    return user


@pytest.fixture
def without_second_factor(settings: Any) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False


@pytest.mark.django_db
def test_queries_do_not_grow_with_appointments(client: Client, without_second_factor: None) -> None:
    few, many = reviewer_of(3, 11), reviewer_of(30, 41)
    counts: dict[str, list[int]] = {page: [] for page in PAGES}
    for user in (few, many):
        client.force_login(user)
        for page in PAGES:
            client.get(page)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts[page].append(len(queries))
    # The explorer and lists show up to fifty rows and ask once or twice about some of them, stock Wagtail too.
    assert all(most - least <= 2 for least, most in counts.values()), counts
    assert all(most <= 60 for _, most in counts.values()), counts


@pytest.mark.django_db
def test_rights_over_thirty_communities_cost_two_queries(django_assert_num_queries: Any) -> None:
    user = trees.fresh(reviewer_of(30, 11))
    pages = list(trees.root().get_descendants())
    policy = AppointedPages()
    with django_assert_num_queries(2):
        for page in pages:
            assert policy.user_has_permission_for_instance(user, "publish", page) == page.title.startswith(
                ("社区", "通知")
            )
            page.permissions_for_user(user)
    with django_assert_num_queries(1):
        assert policy.instances_user_has_permission_for(user, "publish").count() == 60
    root = trees.root()
    with django_assert_num_queries(1):
        assert policy.explorable_root_instance(user) == root
        policy.explorable_root_instance(user)


def parents_under(view: type[GenericChooseParentView], user: User) -> Any:
    made: Any = view()
    made.model, made.locale = Page, None
    return made.get_valid_parent_pages(trees.fresh(user))


@pytest.mark.django_db
def test_parents_are_those_that_stock_wagtail_finds(without_second_factor: None) -> None:
    user = reviewer_of(3, 11)
    reviewer_of(3, 41)  # somebody else's
    stock = parents_under(GenericChooseParentView, user)
    assert set(parents_under(OwnParents, user)) == set(stock)
    assert stock.count() == 6
    root = User.objects.create_superuser(name="根", phone="+8613900009999")
    assert parents_under(OwnParents, root).count() == Page.objects.count()
    nobody = User.objects.create_user(name="客", phone="+8613900009998")
    assert not parents_under(OwnParents, nobody).exists()


@pytest.mark.django_db
def test_their_question_does_not_grow_and_stocks_does(without_second_factor: None) -> None:
    few, many = reviewer_of(3, 11), reviewer_of(30, 41)

    def conditions(view: type[GenericChooseParentView], user: User) -> int:
        return str(parents_under(view, user).query).count(" OR ")

    assert max(conditions(OwnParents, user) for user in (few, many)) <= 2
    assert conditions(GenericChooseParentView, many) >= 29 > conditions(GenericChooseParentView, few)
