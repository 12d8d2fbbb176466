"""Proxy 委托投票: an elector asks another in writing to vote for them.

The database holds the rules: each accepted proxy takes a numbered slot of its holder (unique, from 1 to the profile's
limit), one live proxy for each principal, no chain, no candidate as holder, nothing accepted after the list is published.
"""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models.elections import Election
from elections.models.registration import Registration
from linli.accounts.models import User
from linli.core.models import Keyed


class ProxyQuerySet(models.QuerySet["Proxy"]):
    def of(self, election: Election) -> Self:
        return self.filter(election=election)

    def live(self) -> Self:
        return self.filter(state__in=[Proxy.State.ASKED, Proxy.State.ACCEPTED])

    def effective(self) -> Self:
        """Those that count at the poll: accepted, published, and not revoked."""
        return self.filter(state=Proxy.State.ACCEPTED, published_at__isnull=False)


class Proxy(Keyed):
    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("proxy", "Waiting for the holder's word")
        ACCEPTED = "accepted", pgettext_lazy("proxy", "Accepted")
        DECLINED = "declined", pgettext_lazy("proxy", "Declined by the holder")
        REVOKED = "revoked", pgettext_lazy("proxy", "Revoked")

    class Relation(models.TextChoices):
        SPOUSE = "spouse", pgettext_lazy("relation", "Husband or wife")
        PARENT = "parent", pgettext_lazy("relation", "Father or mother")
        CHILD = "child", pgettext_lazy("relation", "Son or daughter")
        SIBLING = "sibling", pgettext_lazy("relation", "Brother or sister")
        GRANDPARENT = "grandparent", pgettext_lazy("relation", "Grandparent")
        GRANDCHILD = "grandchild", pgettext_lazy("relation", "Grandchild")
        OTHER = "other", pgettext_lazy("relation", "Another elector")

    class Form(models.TextChoices):
        PAPER = "paper", pgettext_lazy("proxy", "Signed paper, kept by the election committee")
        ONLINE = "online", pgettext_lazy("proxy", "Written here, signed in")

    election: Any = models.ForeignKey(Election, models.PROTECT, related_name="proxies")
    principal: Any = models.ForeignKey(Registration, models.PROTECT, related_name="proxies_given")
    holder: Any = models.ForeignKey(Registration, models.PROTECT, related_name="proxies_held")
    relation: Any = models.CharField(_("The holder is my"), max_length=12, choices=Relation.choices)
    form: Any = models.CharField(max_length=8, choices=Form.choices)
    paper_number: Any = models.CharField(_("Number of the paper"), max_length=40, blank=True)
    reason: Any = models.CharField(_("Why you cannot come"), max_length=200, blank=True)
    slot: Any = models.PositiveSmallIntegerField(null=True, editable=False)
    state: Any = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at: Any = models.DateTimeField()
    entered_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at: Any = models.DateTimeField(null=True)
    published_at: Any = models.DateTimeField(null=True)
    revoked_at: Any = models.DateTimeField(null=True)

    objects = ProxyQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("vote", "Proxy")
        verbose_name_plural = pgettext_lazy("vote", "Proxies")
        constraints = [
            models.UniqueConstraint(
                name="elections_proxy_slot", fields=["holder", "slot"], condition=Q(state="accepted")
            ),
            models.UniqueConstraint(
                name="elections_proxy_one",
                fields=["principal"],
                condition=Q(state__in=["asked", "accepted"]),
            ),
            models.CheckConstraint(
                name="elections_proxy_accepted_has_slot",
                condition=~Q(state="accepted") | Q(slot__isnull=False, slot__gte=1),
            ),
            models.CheckConstraint(name="elections_proxy_not_oneself", condition=~Q(principal=F("holder"))),
            models.CheckConstraint(
                name="elections_proxy_written", condition=~Q(form="paper") | ~Q(paper_number="")
            ),
            models.CheckConstraint(
                name="elections_proxy_published", condition=Q(published_at=None) | ~Q(state="asked")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.principal_id} → {self.holder_id}"
