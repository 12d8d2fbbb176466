"""The register of divisions (行政区划), and the communities that have been opened on it.

A code has twelve digits: province 2, city 2, area 2, street 3, village or residents' committee 3 (GB/T 10114 and
the statistical division codes). A division's subtree is therefore the range of codes with its prefix, and
"covers" is `startswith`: no tree table is needed to ask it.
"""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Collection, Page

from linli.communities import lookups  # noqa: F401  registers `__under`
from linli.communities.rules import DIGITS, is_village


class Division(models.Model):
    """One row of the register, from province down to residents' committee."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("Province")
        CITY = "city", _("City")
        AREA = "area", _("District or county")
        STREET = "street", _("Street or town")
        COMMUNITY = "community", pgettext_lazy("division", "Community")

    code: Any = models.CharField(pgettext_lazy("division", "Code"), max_length=12, primary_key=True)
    level: Any = models.CharField(pgettext_lazy("division", "Level"), max_length=10, choices=Level.choices)
    name: Any = models.CharField(pgettext_lazy("division", "Name"), max_length=120)
    parent: Any = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=pgettext_lazy("division", "Part of"),
    )

    class Meta:
        verbose_name = _("Division")
        verbose_name_plural = _("Divisions")
        constraints = [
            models.CheckConstraint(name="communities_division_code", condition=Q(code__regex=r"^[0-9]{12}$")),
            models.CheckConstraint(
                name="communities_division_parent", condition=Q(level="province") ^ Q(parent__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def prefix(self) -> str:
        """The leading digits that every division inside this one shares."""
        return self.code[: DIGITS[self.level]]

    def covers(self, code: str) -> bool:
        return code.startswith(self.prefix)

    def ancestor_codes(self) -> list[str]:
        """Codes of the divisions that may contain this one, the widest first, itself last."""
        shorter = [n for n in DIGITS.values() if n <= DIGITS[self.level]]
        return [self.code[:n].ljust(12, "0") for n in shorter]


class CommunityQuerySet(models.QuerySet["Community"]):
    def open(self, at: datetime) -> Self:
        return self.filter(opened_at__lte=at).filter(Q(closed_at=None) | Q(closed_at__gt=at))

    def within(self, division: Division) -> Self:
        return self.filter(division__code__startswith=division.prefix)


class Community(models.Model):
    """A division that has a portal here. Everything that residents do belongs to one of these."""

    division: Any = models.OneToOneField(
        Division, models.PROTECT, related_name="community", verbose_name=_("Division")
    )
    name: Any = models.CharField(pgettext_lazy("community", "Name"), max_length=60)
    place: Any = models.CharField(_("Where it is"), max_length=120, blank=True)  # 济南市市中区
    phone: Any = models.CharField(_("Telephone"), max_length=30, blank=True)
    address: Any = models.CharField(_("Address"), max_length=200, blank=True)
    office_hours: Any = models.CharField(_("Office hours"), max_length=120, blank=True)
    duty_name: Any = models.CharField(_("On duty"), max_length=40, blank=True)
    household_count: Any = models.PositiveIntegerField(_("Households"), default=0)
    portal_path: Any = models.CharField(
        _("Address of the portal"), max_length=200, blank=True, editable=False
    )
    opened_at: Any = models.DateTimeField(pgettext_lazy("community", "Opened"))
    closed_at: Any = models.DateTimeField(pgettext_lazy("community", "Closed"), null=True, blank=True)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Community")
        verbose_name_plural = _("Communities")
        constraints = [
            models.CheckConstraint(
                name="communities_community_window",
                condition=Q(closed_at=None) | Q(closed_at__gt=F("opened_at")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return str(self.portal_path) or "/"

    @property
    def code(self) -> str:
        return str(self.division_id)

    @property
    def is_village(self) -> bool:
        """Its villagers govern themselves under a law of their own; the code of the register tells it."""
        return is_village(self.code)

    @property
    def full_name(self) -> str:
        return str(self.place)


class PortalNode(models.Model):
    """Where a division's portal stands in Wagtail's trees: a page with everything below it, and a media collection.

    Appointments speak of divisions, Wagtail of page and collection paths; this is the one place where they meet.
    Foreign keys rather than paths, because moving a page changes its path and must not leave rights behind.
    """

    division: Any = models.OneToOneField(
        Division, models.PROTECT, related_name="portal", verbose_name=_("Division")
    )
    page: Any = models.OneToOneField(Page, models.CASCADE, related_name="portal_node", verbose_name=_("Page"))
    collection: Any = models.OneToOneField(
        Collection, models.SET_NULL, null=True, related_name="portal_node", verbose_name=_("Media")
    )

    class Meta:
        verbose_name = _("Portal")
        verbose_name_plural = _("Portals")

    def __str__(self) -> str:
        return str(self.division)
