"""Listing 服务项目: one service at one price, in weekly hours."""

from typing import Any, Self

from django.db import models
from django.db.models import Avg, Count, F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import Keyed
from marketplace.models.providers import Provider
from marketplace.rules import ratings
from marketplace.rules.bookings import ProviderState
from marketplace.rules.hours import Window
from marketplace.rules.prices import HIGHEST


class ListingQuerySet(models.QuerySet["Listing"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(provider__community=community)

    def offered(self) -> Self:
        """What can be booked now."""
        return self.filter(is_paused=False, provider__state=ProviderState.VERIFIED)

    def visible_to(self, user: Any) -> Self:
        """Those of verified providers, paused ones too (old links must lead somewhere); one's own always."""
        seen = Q(provider__state=ProviderState.VERIFIED)
        return self.filter(seen | Q(provider__user=user.pk) if user.is_authenticated else seen)

    def of(self, user: User) -> Self:
        return self.filter(provider__user=user)

    def rated(self) -> Self:
        """With `grade` (the mean), `reviews` (how many), and `score` (what the list is ranked by)."""
        review = "bookings__review__grade"
        prior = ratings.PRIOR_GRADE * ratings.PRIOR_COUNT
        return self.annotate(
            grade=Avg(review),
            reviews=Count(review),
            score=(Coalesce(Sum(review), 0) + prior) * 1.0 / (Count(review) + ratings.PRIOR_COUNT),
        )


class Listing(Keyed):
    class Category(models.TextChoices):
        MEALS = "meals", pgettext_lazy("service", "Meals")
        BATHING = "bathing", pgettext_lazy("service", "Bathing")
        MEDICINE = "medicine", pgettext_lazy("service", "Medicine")
        REPAIRS = "repairs", pgettext_lazy("service", "Repairs")
        ESCORT = "escort", pgettext_lazy("service", "To the doctor")
        SHOPPING = "shopping", pgettext_lazy("service", "Groceries")
        CLEANING = "cleaning", pgettext_lazy("service", "Cleaning")
        OTHER = "other", pgettext_lazy("service", "Other")

    class Unit(models.TextChoices):
        VISIT = "visit", pgettext_lazy("price", "a visit")
        HOUR = "hour", pgettext_lazy("price", "an hour")

    ICONS = {
        "meals": "utensils",
        "bathing": "bath",
        "medicine": "pill",
        "repairs": "wrench",
        "escort": "stethoscope",
        "shopping": "shopping-basket",
        "cleaning": "spray-can",
        "other": "ellipsis",
    }

    provider: Any = models.ForeignKey(Provider, models.PROTECT, related_name="listings")
    category: Any = models.CharField(
        pgettext_lazy("service", "Category"), max_length=10, choices=Category.choices
    )
    title: Any = models.CharField(pgettext_lazy("service", "Title"), max_length=40)
    description: Any = models.TextField(pgettext_lazy("service", "Description"), max_length=2000)
    price: Any = models.PositiveIntegerField(pgettext_lazy("service", "Price"))  # fen
    unit: Any = models.CharField(pgettext_lazy("price", "For"), max_length=5, choices=Unit.choices)
    minutes: Any = models.PositiveSmallIntegerField(pgettext_lazy("service", "How long it takes"))
    is_paused: Any = models.BooleanField(pgettext_lazy("service", "Paused"), default=False)
    created_at: Any = models.DateTimeField(_("Listed"))

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("service", "Listing")
        verbose_name_plural = pgettext_lazy("service", "Listings")
        constraints = [
            models.CheckConstraint(name="marketplace_listing_price", condition=Q(price__lte=HIGHEST)),
            models.CheckConstraint(
                name="marketplace_listing_minutes", condition=Q(minutes__gte=15, minutes__lte=480)
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def icon(self) -> str:
        return self.ICONS[self.category]

    @property
    def can_be_booked(self) -> bool:
        return not self.is_paused and bool(self.provider.is_verified)

    def windows(self) -> list[Window]:
        return [rule.window for rule in self.hours.all()]

    def get_absolute_url(self) -> str:
        return reverse("marketplace:listing", args=[self.provider.community.code, self.key])


class HoursRule(models.Model):
    """Every week on `weekday`, during [opens, closes), on the clock of China."""

    class Weekday(models.IntegerChoices):
        MONDAY = 1, _("Monday")
        TUESDAY = 2, _("Tuesday")
        WEDNESDAY = 3, _("Wednesday")
        THURSDAY = 4, _("Thursday")
        FRIDAY = 5, _("Friday")
        SATURDAY = 6, _("Saturday")
        SUNDAY = 7, _("Sunday")

    listing: Any = models.ForeignKey(Listing, models.CASCADE, related_name="hours")
    weekday: Any = models.PositiveSmallIntegerField(choices=Weekday.choices)
    opens: Any = models.TimeField(pgettext_lazy("hours", "From"))
    closes: Any = models.TimeField(pgettext_lazy("hours", "To"))

    class Meta:
        verbose_name = _("Hours")
        verbose_name_plural = _("Hours")
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint(name="marketplace_hours_once", fields=["listing", "weekday", "opens"]),
            models.CheckConstraint(
                name="marketplace_hours_weekday", condition=Q(weekday__gte=1, weekday__lte=7)
            ),
            models.CheckConstraint(name="marketplace_hours_window", condition=Q(closes__gt=F("opens"))),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    @property
    def window(self) -> Window:
        return Window(self.weekday, self.opens, self.closes)
