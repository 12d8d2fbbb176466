"""The tree of portals: site, district, street, community, its five columns, and what stands in them."""

from typing import Any, cast

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PagePermissionTester
from wagtail.search import index

from cms.models.base import InCommunity, enter
from linli.communities.models import Community, Division

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link", "document-link"]


class FixedPermissionTester(PagePermissionTester):
    """Pages that `open_community` puts up: edited by editors, taken away by `close_community` only."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False


class ColumnPermissionTester(FixedPermissionTester):
    """Below the information centre everything passes review first, so nobody publishes there in one go."""

    def can_publish_subpage(self) -> bool:
        return self.page.kind != ColumnPage.Kind.INFORMATION and bool(super().can_publish_subpage())


class Fixed(Page):
    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return FixedPermissionTester(user, self)


class SiteHomePage(Fixed):
    """The operator's front: find your community."""

    introduction: Any = models.TextField(_("Introduction"), blank=True)

    content_panels: Any = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types: Any = ["wagtailcore.Page"]
    subpage_types: Any = ["cms.DistrictPage"]
    template: Any = "cms/site_home_page.html"

    class Meta:
        verbose_name = _("Front page")
        verbose_name_plural = _("Front pages")


class DistrictPage(Fixed):
    """A district's or county's portal: its streets."""

    division: Any = models.OneToOneField(
        Division, models.PROTECT, related_name="+", verbose_name=_("Division")
    )

    parent_page_types: Any = ["cms.SiteHomePage"]
    subpage_types: Any = ["cms.StreetPage"]
    is_creatable: Any = False
    template: Any = "cms/district_page.html"

    class Meta:
        verbose_name = _("District portal")
        verbose_name_plural = _("District portals")


class StreetPage(Fixed):
    """A street's or town's portal: its communities."""

    division: Any = models.OneToOneField(
        Division, models.PROTECT, related_name="+", verbose_name=_("Division")
    )
    collection: Any = models.ForeignKey(
        "wagtailcore.Collection", models.PROTECT, related_name="+", editable=False
    )

    parent_page_types: Any = ["cms.DistrictPage"]
    subpage_types: Any = ["cms.CommunityPage"]
    is_creatable: Any = False
    template: Any = "cms/street_page.html"

    class Meta:
        verbose_name = _("Street portal")
        verbose_name_plural = _("Street portals")


class CommunityPage(Fixed):
    """A community's home."""

    community: Any = models.OneToOneField(Community, models.PROTECT, related_name="+", editable=False)
    collection: Any = models.ForeignKey(
        "wagtailcore.Collection", models.PROTECT, related_name="+", editable=False
    )
    welcome: Any = models.CharField(_("A line of welcome"), max_length=200, blank=True)

    content_panels: Any = [*Page.content_panels, FieldPanel("welcome")]
    parent_page_types: Any = ["cms.StreetPage"]
    subpage_types: Any = ["cms.ColumnPage"]
    is_creatable: Any = False
    template: Any = "cms/community_page.html"

    class Meta:
        verbose_name = _("Community portal")
        verbose_name_plural = _("Community portals")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return enter(request, self) or cast(HttpResponse, super().serve(request, *args, **kwargs))


class ColumnPage(InCommunity):
    """One of the five standard columns of a community's portal."""

    class Kind(models.TextChoices):
        ABOUT = "about", _("About the community")
        INFORMATION = "information", _("Information centre")
        GUIDES = "guides", _("Service guides")
        POLICIES = "policies", _("Policies")
        FIGURES = "figures", pgettext_lazy("column", "Figures")

    kind: Any = models.CharField(
        pgettext_lazy("portal", "Kind"), max_length=12, choices=Kind.choices, editable=False
    )
    body: Any = RichTextField(_("Text"), features=FEATURES, blank=True)

    content_panels: Any = [*Page.content_panels, FieldPanel("body")]
    parent_page_types: Any = ["cms.CommunityPage"]
    subpage_types: Any = ["cms.NoticePage", "cms.GuidePage", "cms.ArticlePage"]
    is_creatable: Any = False
    template: Any = "cms/column_page.html"

    class Meta:
        verbose_name = pgettext_lazy("portal", "Column")
        verbose_name_plural = pgettext_lazy("portal", "Columns")

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return ColumnPermissionTester(user, self)


class UnderColumn(InCommunity):
    """A page that belongs into columns of certain kinds only."""

    column_kinds: Any = ()

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        column = parent.specific
        fits = isinstance(column, ColumnPage) and column.kind in cls.column_kinds
        return fits and bool(super().can_create_at(parent))

    def can_move_to(self, parent: Any) -> bool:
        """Within its own community only."""
        column = parent.specific
        fits = isinstance(column, ColumnPage) and column.kind in self.column_kinds
        return fits and column.community_id == self.community_id and bool(super().can_move_to(parent))


class GuidePage(UnderColumn):
    """办事指南: what to bring, where to go, how long it takes."""

    icon_name: Any = models.CharField(_("Icon"), max_length=40, default="file-check", blank=True)
    summary: Any = models.CharField(_("In one sentence"), max_length=200, blank=True)
    who: Any = models.CharField(_("For whom"), max_length=200, blank=True)
    materials: Any = RichTextField(_("What to bring"), features=["ul", "ol", "bold", "link"], blank=True)
    steps: Any = RichTextField(_("How it goes"), features=["ul", "ol", "bold", "link"], blank=True)
    place: Any = models.CharField(pgettext_lazy("guide", "Where"), max_length=120, blank=True)
    hours: Any = models.CharField(pgettext_lazy("guide", "When"), max_length=120, blank=True)
    time_limit: Any = models.CharField(_("How long it takes"), max_length=80, blank=True)
    fee: Any = models.CharField(pgettext_lazy("guide", "Fee"), max_length=80, blank=True)
    phone: Any = models.CharField(_("Telephone"), max_length=30, blank=True)
    basis: Any = models.CharField(_("Legal basis"), max_length=200, blank=True)

    column_kinds: Any = (ColumnPage.Kind.GUIDES,)
    content_panels: Any = [
        *Page.content_panels,
        *(FieldPanel(n) for n in ("summary", "who", "materials", "steps", "place", "hours")),
        *(FieldPanel(n) for n in ("time_limit", "fee", "phone", "basis", "icon_name")),
    ]
    search_fields: Any = [*Page.search_fields, index.SearchField("summary"), index.SearchField("steps")]
    parent_page_types: Any = ["cms.ColumnPage"]
    subpage_types: Any = []
    template: Any = "cms/guide_page.html"

    class Meta:
        verbose_name = _("Service guide")
        verbose_name_plural = _("Service guides")


class ArticlePage(UnderColumn):
    """A text about the community, a policy, or a report."""

    body: Any = RichTextField(_("Text"), features=FEATURES)
    source: Any = models.CharField(_("Source"), max_length=120, blank=True)

    column_kinds: Any = (ColumnPage.Kind.ABOUT, ColumnPage.Kind.POLICIES, ColumnPage.Kind.FIGURES)
    content_panels: Any = [*Page.content_panels, FieldPanel("source"), FieldPanel("body")]
    search_fields: Any = [*Page.search_fields, index.SearchField("body")]
    parent_page_types: Any = ["cms.ColumnPage"]
    subpage_types: Any = []
    template: Any = "cms/article_page.html"

    class Meta:
        verbose_name = pgettext_lazy("portal", "Article")
        verbose_name_plural = pgettext_lazy("portal", "Articles")
