"""Provider 服务商: somebody who offers services in one community, once its committee has checked them."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import Keyed
from marketplace.rules.bookings import VERIFY_WITHIN, ProviderState


class ProviderQuerySet(models.QuerySet["Provider"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def verified(self) -> Self:
        return self.filter(state=ProviderState.VERIFIED)

    def of(self, user: User) -> Self:
        return self.filter(user=user)


class Provider(Keyed):
    class State(models.TextChoices):
        APPLIED = ProviderState.APPLIED.value, pgettext_lazy("provider", "Waiting to be checked")
        VERIFIED = ProviderState.VERIFIED.value, pgettext_lazy("provider", "Verified")
        REFUSED = ProviderState.REFUSED.value, pgettext_lazy("provider", "Not accepted")
        SUSPENDED = ProviderState.SUSPENDED.value, pgettext_lazy("provider", "Suspended")

    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="+")
    user: Any = models.ForeignKey(User, models.PROTECT, related_name="providers")
    name: Any = models.CharField(pgettext_lazy("provider", "Name"), max_length=40)
    about: Any = models.TextField(pgettext_lazy("provider", "About"), max_length=1000)
    phone: Any = models.CharField(pgettext_lazy("provider", "Telephone"), max_length=30)
    qualifications: Any = models.TextField(_("Qualifications"), max_length=1000)
    state: Any = models.CharField(max_length=10, choices=State.choices, default=State.APPLIED)
    applied_at: Any = models.DateTimeField(_("Applied"))
    decided_at: Any = models.DateTimeField(pgettext_lazy("provider", "Decided"), null=True, blank=True)
    decided_by: Any = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason: Any = models.CharField(pgettext_lazy("marketplace", "Reason"), max_length=300, blank=True)

    objects = ProviderQuerySet.as_manager()

    class Meta:
        verbose_name = _("Provider")
        verbose_name_plural = _("Providers")
        constraints = [
            models.UniqueConstraint(name="marketplace_provider_once", fields=["community", "user"]),
            models.CheckConstraint(
                name="marketplace_provider_state",
                condition=Q(state__in=[state.value for state in ProviderState]),
            ),
            models.CheckConstraint(
                name="marketplace_provider_decided",
                condition=Q(state=ProviderState.APPLIED.value) | Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="marketplace_provider_reason",
                condition=~Q(reason="")
                | ~Q(state__in=[ProviderState.REFUSED.value, ProviderState.SUSPENDED.value]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_verified(self) -> bool:
        return bool(self.state == self.State.VERIFIED)

    @property
    def check_by(self) -> datetime:
        return self.applied_at + VERIFY_WITHIN

    def get_absolute_url(self) -> str:
        return reverse("marketplace:provider", args=[self.community.code, self.key])
