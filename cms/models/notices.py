"""Notice pages: what the community is told, for whom, and from when to when it holds."""

from datetime import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager, PagePermissionTester, PageQuerySet
from wagtail.search import index

from cms.models.portal import FEATURES, ColumnPage, UnderColumn
from cms.rules.notices import Validity, validity
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.models import Keyed
from linli.roles.rights import Anyone, audiences_of


class NoticeQuerySet(PageQuerySet):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def visible_to(self, user: Anyone, community: Community, at: datetime) -> Self:
        """Published notices of `community` that `user` may read."""
        return self.in_community(community).filter(live=True, audience__in=audiences_of(user, community, at))

    def holding(self, at: datetime) -> Self:
        """Not over yet."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gt=at))

    def over(self, at: datetime) -> Self:
        return self.filter(valid_until__lte=at)

    def about_to_hold(self, at: datetime) -> Self:
        return self.filter(valid_from__gt=at)

    def newest_first(self) -> Self:
        return self.order_by("-first_published_at", "-pk")


NoticeManager = PageManager.from_queryset(NoticeQuerySet)


class NoticePermissionTester(PagePermissionTester):
    """Nobody publishes a notice directly, not even a superuser: it goes through review (cms.actions.reviews)."""

    def can_edit(self) -> bool:
        return not self.page.is_under_review and bool(super().can_edit())

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self.page.reviews.exists() and bool(super().can_delete(ignore_bulk))

    def can_submit_for_moderation(self) -> bool:
        return False


class NoticePage(Keyed, UnderColumn):  # type: ignore[django-manager-missing] # modelcluster's related manager
    """公告. Written by the committee, read by its audience; becomes public by an approved review only."""

    class Category(models.TextChoices):
        UTILITIES = "utilities", _("Water, power, works")
        SAFETY = "safety", _("Safety")
        ELECTION = "election", pgettext_lazy("notice", "Elections")
        FINANCE = "finance", _("Finance disclosure")
        ACTIVITY = "activity", _("Activities")
        HEALTH = "health", _("Health")
        OTHER = "other", pgettext_lazy("notice", "Other")

    category: Any = models.CharField(
        _("Category"), max_length=12, choices=Category.choices, default=Category.OTHER
    )
    audience: Any = models.CharField(
        pgettext_lazy("notice", "Who may read it"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.PUBLIC,
    )
    body: Any = RichTextField(_("Text"), features=FEATURES)
    issued_by: Any = models.CharField(pgettext_lazy("notice", "Issued by"), max_length=60)
    valid_from: Any = models.DateTimeField(_("Holds from"), null=True, blank=True)
    valid_until: Any = models.DateTimeField(_("Holds until"), null=True, blank=True)

    objects: Any = NoticeManager()

    column_kinds: Any = (ColumnPage.Kind.INFORMATION,)
    content_panels: Any = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("category"), FieldPanel("audience")]),
        FieldPanel("issued_by"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        FieldPanel("body"),
        InlinePanel("attachments", label=_("Attachment")),
    ]
    settings_panels: Any = []  # no publishing by the clock: what is published passes review
    promote_panels: Any = []
    search_fields: Any = [*Page.search_fields, index.SearchField("body"), index.FilterField("audience")]
    exclude_fields_in_copy: Any = ["key"]
    parent_page_types: Any = ["cms.ColumnPage"]
    subpage_types: Any = []
    template: Any = "cms/notice_page.html"

    class Meta:
        verbose_name = pgettext_lazy("page", "Notice")
        verbose_name_plural = pgettext_lazy("page", "Notices")
        constraints = [
            models.CheckConstraint(
                name="cms_notice_window",
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
            ),
            models.CheckConstraint(name="cms_notice_audience", condition=Q(audience__in=Audience.values)),
        ]

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until <= self.valid_from:
            raise ValidationError({"valid_until": _("The end must lie after the beginning.")})

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return NoticePermissionTester(user, self)

    def get_workflow(self) -> None:
        """Wagtail's own workflows would be a second way to publish."""
        return None

    def with_content_json(self, content: Any) -> Any:
        page = super().with_content_json(content)
        page.key = self.key
        return page

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.check_reader(request)
        return super().serve(request, *args, **kwargs)

    def check_reader(self, request: Any) -> None:
        """404 for those who may not read it: they learn nothing of it."""
        allowed = audiences_of(request.user, self.community, timezone.now())
        if not getattr(request, "is_preview", False) and self.audience not in allowed:
            raise Http404

    def validity(self, at: datetime) -> Validity:
        return validity(self.valid_from, self.valid_until, at)

    @property
    def open_review(self) -> Any:
        """The review that waits for a decision; uses prefetched reviews where there are any."""
        return next((r for r in self.reviews.all() if not r.outcome), None)

    @property
    def last_review(self) -> Any:
        return max(self.reviews.all(), key=lambda r: r.pk, default=None)

    @property
    def is_under_review(self) -> bool:
        return self.open_review is not None

    @property
    def stage(self) -> str:
        """Where it stands on its way to the readers: draft, waiting, returned, published, changed, taken_down."""
        last = self.last_review
        if last is not None and not last.outcome:
            return "waiting"
        if self.live and not self.has_unpublished_changes:
            return "published"
        if last is not None and last.outcome == "returned":
            return "returned"
        if self.live:
            return "changed"
        return "taken_down" if self.first_published_at else "draft"

    @property
    def link(self) -> str:
        """A short address that stays the same wherever the page stands."""
        return reverse("cms:notice", args=[self.community.code, self.key])

    def get_absolute_url(self) -> str:
        return self.link


class NoticeAttachment(Orderable):
    """A file of a notice; the document is readable by those who may read a notice that it is attached to."""

    page: Any = ParentalKey(NoticePage, on_delete=models.CASCADE, related_name="attachments")
    document: Any = models.ForeignKey(
        "wagtaildocs.Document", models.PROTECT, related_name="+", verbose_name=_("File")
    )

    panels: Any = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("Attachment")
        verbose_name_plural = _("Attachments")

    def __str__(self) -> str:
        return str(self.document)
