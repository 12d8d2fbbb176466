"""What is measured: addresses of the demo, a plain page, and many communities opened at once."""

from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from cms.models import ColumnPage, CommunityPage, StreetPage
from forum.models import Topic
from linli.accounts.models import User
from linli.communities.models import Community, Division


def plain_page() -> str:
    """Wagtail's own Page with its own template, nothing of ours but the middleware."""
    root = Site.objects.get(is_default_site=True).root_page
    page = Page.objects.filter(slug="plain").first() or root.add_child(title="Plain", slug="plain")
    return str(page.get_url())


def pages() -> dict[str, tuple[str, str]]:
    """name: (path, cookie)."""
    community = Community.objects.order_by("division_id").filter(name="建新社区").get()
    home, base = community.get_absolute_url(), f"/c/{community.code}/"
    longest = Topic.objects.in_community(community).order_by("-comment_count")[0]
    ann = f"sessionid={session(User.objects.get(name='安'))}"
    return {
        "home, signed out": (home, ""),
        "home, signed in": (home, ann),
        f"topic with {longest.comment_count} comments": (longest.get_absolute_url(), ann),
        "list of notices": (f"{base}notices/", ""),
    }


def session(user: User) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies["sessionid"].value


def open_communities(count: int) -> int:
    """Communities with a portal and its columns, written in bulk: the measure is of reading, not of opening."""
    street = StreetPage.objects.order_by("path")[0]
    have = Community.objects.count()
    Division.objects.filter(
        code__startswith=f"{street.division.code[:6]}9", community=None
    ).delete()  # of a run cut off
    now, parent = timezone.now(), street.division
    codes = [f"{parent.code[:6]}{900 + n // 999:03d}{n % 999 + 1:03d}" for n in range(count - have)]
    divisions = [
        Division(code=c, level="community", name=f"第{c[6:]}社区居委会", parent=parent) for c in codes
    ]
    Division.objects.bulk_create(divisions, batch_size=2000)
    communities = Community.objects.bulk_create(
        (
            Community(division=d, name=f"第{d.code[6:]}社区", opened_at=now, portal_path=f"/x/{d.code}/")
            for d in divisions
        ),
        batch_size=2000,
    )
    for community in communities:
        page = CommunityPage(
            title=community.name, slug=community.code, community=community, collection=street.collection
        )
        street.add_child(instance=page)
        page.add_child(instance=ColumnPage(title="社区介绍", slug="about", kind="about", community=community))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself within a minute
    return Community.objects.count()
