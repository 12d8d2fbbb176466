"""Wagtail's admin for one reviewer with a thousand appointments in as many communities, against stock Wagtail.

    python -m benchmarks.wagtail_rights [communities] [seconds]

Builds a scratch database, gives one person the same rights twice (as appointments, as stock groups), and times the
admin's pages under both policies in the same run. Stock is given up after so many seconds a page (60).
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / "site"), str(Path(__file__).parents[1])]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.settings.test")
os.environ["LINLI_TEST_DATABASE"] = "test_bench_rights"

LIMIT = int(sys.argv[2]) if len(sys.argv) > 2 else 60
PAGES_EACH = 10
PAGES = {
    "admin home": "/admin/",
    "explorer, first page": "/admin/pages/",
    "explorer, a street of 50": "/admin/pages/{street}/",
    "explorer, one community": "/admin/pages/{community}/",
    "page search": "/admin/pages/search/?q=通知",
    "page chooser search": "/admin/choose-page/search/?q=通知",
    "choice of a parent page": "/admin/pages/create/wagtailcore/page",
    "image index": "/admin/images/",
    "image chooser": "/admin/images/chooser/",
    "document index": "/admin/documents/",
}


class GivenUp(Exception):
    pass


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    def give_up(*_: Any) -> None:
        raise GivenUp

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def build(communities: int) -> dict[str, int]:
    """Streets of fifty communities each, ten pages a community; all in bulk."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Collection, Locale, Page

    from linli.communities.models import Division, PortalNode

    root, locale = Page.objects.get(depth=1), Locale.objects.get()
    kind = ContentType.objects.get_for_model(Page)

    def page(path: str, title: str, children: int) -> Page:
        return Page(
            path=path, depth=len(path) // 4, numchild=children, title=title, draft_title=title, slug=path.lower(),
            url_path=f"/{path.lower()}/", locale=locale, content_type=kind, live=True,
        )  # fmt: skip

    step, streets = Page._int2str, -(-communities // 50)

    def at(parent: str, number: int) -> str:
        return parent + step(number).rjust(4, "0")

    top = Collection.get_first_root_node()
    pages, divisions, collections, placed = [], [], [], []
    divisions += [Division(code="990000000000", level="province", name="省")]
    divisions += [Division(code="990100000000", level="city", name="市", parent_id="990000000000")]
    divisions += [Division(code="990101000000", level="area", name="区", parent_id="990100000000")]
    for s in range(streets):
        street, street_path = f"990101{s + 1:03d}", at(root.path, s + 100)
        pages.append(page(street_path, f"街道{s}", 50))
        divisions.append(Division(code=street + "000", level="street", name=street, parent_id="990101000000"))
        for c in range(min(50, communities - 50 * s)):
            code, own = f"{street}{c + 1:03d}", at(street_path, c + 1)
            divisions.append(Division(code=code, level="community", name=code, parent_id=street + "000"))
            pages.append(page(own, f"社区{code}", PAGES_EACH))
            pages += [page(at(own, n + 1), f"通知{code}-{n}", 0) for n in range(PAGES_EACH)]
            shelf = Collection(path=at(top.path, 50 * s + c + 100), depth=2, numchild=0, name=f"{code}集")
            collections.append(shelf)
            placed.append((code, own, shelf.path))
    Division.objects.bulk_create(divisions)
    Page.objects.bulk_create(pages)
    Page.objects.filter(pk=root.pk).update(numchild=streets + root.numchild)
    Collection.objects.bulk_create(collections)
    Collection.objects.filter(pk=top.pk).update(numchild=len(collections))
    page_ids = dict(Page.objects.values_list("path", "pk"))
    shelf_ids = dict(Collection.objects.values_list("path", "pk"))
    PortalNode.objects.bulk_create(
        PortalNode(division_id=code, page_id=page_ids[own], collection_id=shelf_ids[shelf])
        for code, own, shelf in placed
    )
    return {"street": page_ids[placed[0][1][:-4]], "community": page_ids[placed[0][1]]}


def give_rights() -> Any:
    """The same person, the same rights, twice."""
    from datetime import timedelta

    from django.contrib.auth.models import Group, Permission
    from django.utils import timezone
    from wagtail.models import GroupCollectionPermission, GroupPagePermission

    from linli.accounts.models import User
    from linli.communities.models import PortalNode
    from linli.roles.models import Appointment

    user = User.objects.create_user(name="审核员", phone="+8613900000000")
    since = timezone.now() - timedelta(days=1)
    portals = list(PortalNode.objects.all())
    Appointment.objects.bulk_create(
        Appointment(user=user, role_id="chair", division_id=portal.division_id, starts_at=since)
        for portal in portals
    )
    groups = Group.objects.bulk_create(Group(name=portal.division_id) for portal in portals)
    user.groups.set(groups)
    may = {p.codename: p for p in Permission.objects.filter(content_type__app_label__startswith="wagtail")}
    on_page = [may[f"{a}_page"] for a in ("add", "change", "publish", "lock", "unlock")]
    on_shelf = [may[f"{a}_{m}"] for a in ("add", "change", "choose") for m in ("image", "document")]
    pairs = list(zip(groups, portals, strict=True))
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=g, page_id=p.page_id, permission=x) for g, p in pairs for x in on_page
    )
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=g, collection_id=p.collection_id, permission=x)
        for g, p in pairs
        for x in on_shelf
    )
    return user


@contextmanager
def stock() -> Iterator[None]:
    """Wagtail's own policies in the place of ours."""
    from wagtail import permissions
    from wagtail.documents import get_document_model
    from wagtail.documents import get_permission_policy as documents_policy
    from wagtail.images import get_image_model
    from wagtail.images import get_permission_policy as images_policy
    from wagtail.models import AbstractPage, Collection

    registry = permissions.policy_registry
    ours = dict(registry.values_by_class), dict(registry.values_by_exact_class)
    registry.values_by_class[AbstractPage] = permissions.page_permission_policy
    registry.values_by_class[Collection] = permissions.collection_permission_policy
    registry.values_by_exact_class[get_image_model()] = images_policy()
    registry.values_by_exact_class[get_document_model()] = documents_policy()
    try:
        yield
    finally:
        registry.values_by_class, registry.values_by_exact_class = ours


def timed(client: Any, url: str, *, times: int) -> tuple[float, float, int]:
    """Seconds (median), seconds of this process's own work (least), queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    took, worked = [], []
    for _ in range(times):
        begin, work = time.perf_counter(), time.process_time()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url)
        took.append(time.perf_counter() - begin)
        worked.append(time.process_time() - work)
        assert answer.status_code == 200, (url, answer.status_code, answer.headers.get("Location"))
    return median(took), min(worked), len(queries)


def compare(say: Callable[[str], None], client: Any, places: dict[str, int]) -> None:
    say(f"{'page':26} {'ours':>9} {'processor':>10} {'queries':>8} {'stock':>10} {'ratio':>8}")
    for name, pattern in PAGES.items():
        url = pattern.format(**places)
        timed(client, url, times=1)
        ours, work, queries = timed(client, url, times=5)
        try:
            with stock(), at_most(LIMIT):
                theirs, shown = timed(client, url, times=1)[0], ""
        except GivenUp:
            theirs, shown = LIMIT, "> "
        say(
            f"{name:26} {ours:8.3f}s {work:9.3f}s {queries:8} {shown:>2}{theirs:7.1f}s {shown:>2}{theirs / ours:5.0f}×"
        )


def main() -> None:
    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    communities = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        places = build(communities)
        client = Client()
        client.force_login(give_rights())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(
            f"One reviewer, {communities} appointments in as many communities, {communities * (PAGES_EACH + 1)} pages."
        )
        compare(print, client, places)
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


if __name__ == "__main__":
    main()
