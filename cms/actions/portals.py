"""Opening a community's portal, closing it, opening it again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Site

from cms.actions.blueprint import COLUMNS, first_pages
from cms.actions.planting import plant
from cms.models import (
    ColumnPage,
    CommunityPage,
    DistrictPage,
    GuidePage,
    NoticePage,
    SiteHomePage,
    StreetPage,
)
from linli.accounts.models import User
from linli.audit.actions import record
from linli.communities.actions import place_portal
from linli.communities.models import Community, Division
from linli.core.refusals import Refused
from linli.core.searching import changed, removed

FRONT = "邻里"


class NotACommunity(Refused):
    reason = _("Only a residents' committee (the last level of the register) can be opened as a community.")


class NotOpen(Refused):
    reason = _("This community is not open.")


@transaction.atomic
def open_community(
    *,
    division: Division,
    at: datetime,
    by: User | None,
    name: str = "",
    place: str = "",
    phone: str = "",
    address: str = "",
    office_hours: str = "",
    household_count: int = 0,
) -> Community:
    """Gives a division its community and portal; what is there already stays as it is."""
    if division.level != Division.Level.COMMUNITY:
        raise NotACommunity
    division = (
        Division.objects.select_for_update(of=("self",)).select_related("parent__parent").get(pk=division.pk)
    )
    given = {"place": place, "phone": phone, "address": address, "office_hours": office_hours}
    values = {
        "name": name or short_name(division),
        "household_count": household_count,
        "opened_at": at,
        **given,
    }
    community, is_new = Community.objects.get_or_create(division=division, defaults=values)
    page = CommunityPage.objects.filter(community=community).first()
    if page is None:
        build_portal(community, division)
    elif community.closed_at is not None:
        reopen_portal(community, page)
    else:
        return community
    record(
        by=by, action="cms.open_community", obj=community, community=community, at=at, detail={"new": is_new}
    )
    return community


def short_name(division: Division) -> str:
    """建新社区居民委员会 is known to its people as 建新社区."""
    name = str(division.name)
    for ending in ("居民委员会", "居委会", "村民委员会", "村委会"):
        name = name.removesuffix(ending)
    return name if name.endswith(("社区", "村", "新村", "小区")) else f"{name}社区"


def build_portal(community: Community, division: Division) -> None:
    street = street_page(division.parent)
    collection = child_collection(street.collection, f"{division.code} {community.name}")
    page = CommunityPage(
        title=community.name, slug=division.code[9:], community=community, collection=collection
    )
    plant(street, [page])
    place_portal(division=division, page=page, collection=collection)
    columns = [
        ColumnPage(title=title, slug=slug, kind=kind, community=community, show_in_menus=True)
        for kind, title, slug in COLUMNS
    ]
    plant(page, columns)
    for column in columns:
        if first := first_pages(column.kind, community):
            plant(column, first)
            for guide in (p for p in first if isinstance(p, GuidePage)):
                changed(guide)
    community.portal_path = page.url_path.removeprefix(street_root())
    community.save(update_fields=["portal_path"])


def street_root() -> str:
    """What stands before every address in Wagtail's `url_path`: the front page's own slug."""
    return f"/{front_page().slug}"


def front_page() -> SiteHomePage:
    """The operator's front page, put in the place of Wagtail's welcome page on first use."""
    found = SiteHomePage.objects.filter(sites_rooted_here__is_default_site=True).first()
    if found is not None:
        return found
    # Not with select_related: who has waited for the lock would look for the page that is gone by then.
    site = Site.objects.select_for_update().get(is_default_site=True)
    if isinstance(site.root_page.specific, SiteHomePage):
        return site.root_page.specific
    front = SiteHomePage(title=FRONT, slug="linli")
    plant(Page.get_first_root_node(), [front])
    welcome, site.root_page = site.root_page, front.page_ptr
    site.save()
    if welcome.specific_class is Page and not welcome.numchild:
        welcome.delete()
    return front


def under(parent: Any, found: QuerySet[Any], make: Any) -> Any:
    """The page that is found, or `make()` planted below `parent`: looked for again once the parent is locked."""
    page = found.first()
    if page is None:
        Page.objects.select_for_update().get(pk=parent.pk)
        page = found.all().first()
    if page is None:
        page = make()
        plant(parent, [page])
    return page


def district_page(division: Division) -> DistrictPage:
    page: DistrictPage = under(
        front := front_page(),
        DistrictPage.objects.filter(division=division).child_of(front),
        lambda: DistrictPage(title=division.name, slug=division.prefix, division=division),
    )
    place_portal(division=division, page=page)
    return page


def street_page(division: Division) -> StreetPage:
    district = district_page(division.parent)

    def make() -> StreetPage:
        collection = child_collection(Collection.get_first_root_node(), f"{division.code} {division.name}")
        return StreetPage(
            title=division.name, slug=division.code[6:9], division=division, collection=collection
        )

    page: StreetPage = under(district, StreetPage.objects.filter(division=division), make)
    place_portal(division=division, page=page, collection=page.collection)
    return page


def child_collection(parent: Collection, name: str) -> Collection:
    """A collection below `parent`; its row is locked, since treebeard takes the next free place."""
    locked = Collection.objects.select_for_update().get(pk=parent.pk)
    found = locked.get_children().filter(name=name).first()
    return found or locked.add_child(name=name)


@transaction.atomic
def close_community(*, community: Community, at: datetime, by: User | None) -> Community:
    """Takes a portal off the net; its addresses lead to the street's. Nothing is deleted."""
    community = Community.objects.select_for_update().get(pk=community.pk)
    page = CommunityPage.objects.filter(community=community).first()
    if page is None or (community.closed_at is not None and community.closed_at <= at):
        raise NotOpen
    live = Page.objects.descendant_of(page, inclusive=True).filter(live=True)
    street = page.get_parent()
    addresses = [path.removeprefix(street_root()) for path in live.values_list("url_path", flat=True)]
    Redirect.objects.bulk_create(
        Redirect(
            old_path=Redirect.normalise_path(old),
            redirect_page=street,
            is_permanent=False,
            automatically_created=True,
        )
        for old in [*addresses, f"/c/{community.code}/", f"/c/{community.code}/notices/"]
    )
    for found in searchable_pages(community):
        removed(found)
    live.update(
        live=False, expired=True
    )  # Wagtail's word for taken off by the clock; tells reopening what was live
    community.closed_at = at
    community.save(update_fields=["closed_at"])
    record(by=by, action="cms.close_community", obj=community, community=community, at=at)
    return community


def reopen_portal(community: Community, page: CommunityPage) -> None:
    """The pages that were live when it closed are live again, and the redirects go."""
    archived = Page.objects.descendant_of(page, inclusive=True).filter(
        live=False, expired=True, expire_at=None
    )
    archived.update(live=True, expired=False)
    left = Redirect.objects.filter(redirect_page=page.get_parent(), automatically_created=True)
    for start in (community.portal_path.rstrip("/"), f"/c/{community.code}"):
        left.filter(old_path=start).delete()
        left.filter(old_path__startswith=start + "/").delete()
    community.closed_at = None
    community.save(update_fields=["closed_at"])
    for found in searchable_pages(community):
        changed(found)


def searchable_pages(community: Community) -> list[Any]:
    notices = NoticePage.objects.in_community(community).filter(live=True)
    return [*notices, *GuidePage.objects.filter(community=community, live=True)]
