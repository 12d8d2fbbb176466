"""Committee 委员会, Term 届 and Officeholder 任职人员: what an election fills, and what a recall or a hand-over is about."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models.elections import Election, Post
from elections.models.registration import Registration
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.models import Keyed


class Committee(models.Model):
    class Kind(models.TextChoices):
        RESIDENTS = "residents", _("Residents' committee")
        OVERSIGHT = "oversight", _("Oversight committee")
        OWNERS = "owners", _("Owners' committee")
        CLUB = "club", _("Board of a club")

    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="committees")
    kind: Any = models.CharField(
        pgettext_lazy("committee", "Kind"), max_length=10, choices=Kind.choices, default=Kind.RESIDENTS
    )
    name: Any = models.CharField(pgettext_lazy("committee", "Name"), max_length=60)

    class Meta:
        verbose_name = _("Committee")
        verbose_name_plural = _("Committees")
        constraints = [
            models.UniqueConstraint(name="elections_committee_once", fields=["community", "kind", "name"])
        ]

    def __str__(self) -> str:
        return str(self.name)


class Term(models.Model):
    """The period for which a committee was elected: [starts_on, ends_on)."""

    committee: Any = models.ForeignKey(Committee, models.PROTECT, related_name="terms")
    number: Any = models.PositiveSmallIntegerField(pgettext_lazy("term", "Number"))
    election: Any = models.OneToOneField(Election, models.PROTECT, null=True, blank=True, related_name="term")
    starts_on: Any = models.DateField(pgettext_lazy("period", "From"))
    ends_on: Any = models.DateField(pgettext_lazy("period", "To"))

    class Meta:
        verbose_name = pgettext_lazy("office", "Term")
        verbose_name_plural = pgettext_lazy("office", "Terms")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="elections_term_number", fields=["committee", "number"]),
            models.CheckConstraint(name="elections_term_window", condition=Q(ends_on__gt=F("starts_on"))),
        ]

    def __str__(self) -> str:
        return f"{self.committee} {self.number}"


class OfficeholderQuerySet(models.QuerySet["Officeholder"]):
    def in_community(self, community: Community) -> Self:
        return self.filter(term__committee__community=community)

    def in_office(self, on: date) -> Self:
        return self.filter(starts_on__lte=on, term__ends_on__gt=on).filter(
            Q(ended_on=None) | Q(ended_on__gt=on)
        )

    def of_residents_committee(self, community: Community) -> Self:
        return self.in_community(community).filter(term__committee__kind=Committee.Kind.RESIDENTS)

    def by_body(self) -> Self:
        """The residents' committee first, then the others; each body's people stand together."""
        kinds = [When(term__committee__kind=kind, then=n) for n, kind in enumerate(Committee.Kind.values)]
        bodies = (Case(*kinds), "term__committee__name", "term__committee")
        return self.select_related("term__committee").order_by(*bodies, "term", "pk")


class Officeholder(Keyed):
    """A person in an elected office, from when, and how it ended."""

    class Ending(models.TextChoices):
        RESIGNED = "resigned", pgettext_lazy("office", "Resigned")
        RECALLED = "recalled", pgettext_lazy("office", "Recalled")
        LEFT = "left", pgettext_lazy("office", "Moved away or died")
        INCAPABLE = "incapable", pgettext_lazy("office", "Lost the capacity to act")
        SENTENCED = "sentenced", pgettext_lazy("office", "Sentenced to a punishment")
        APPRAISAL = "appraisal", pgettext_lazy("office", "Found unfit by two appraisals in a row")

    term: Any = models.ForeignKey(Term, models.PROTECT, related_name="officeholders")
    post: Any = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="officeholders")
    registration: Any = models.ForeignKey(
        Registration, models.PROTECT, null=True, blank=True, related_name="offices"
    )
    user: Any = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    office: Any = models.CharField(pgettext_lazy("office", "Office"), max_length=20)
    title: Any = models.CharField(pgettext_lazy("office", "Title"), max_length=40)
    name: Any = models.CharField(pgettext_lazy("person", "Name"), max_length=40)
    election: Any = models.ForeignKey(
        Election, models.PROTECT, null=True, blank=True, related_name="elected"
    )  # which elected this person: the term's, or a by-election
    starts_on: Any = models.DateField(pgettext_lazy("period", "From"))
    ended_on: Any = models.DateField(_("Ended"), null=True, blank=True)
    ending: Any = models.CharField(max_length=10, choices=Ending.choices, blank=True)

    objects = OfficeholderQuerySet.as_manager()

    class Meta:
        verbose_name = _("Officeholder")
        verbose_name_plural = _("Officeholders")
        constraints = [
            models.UniqueConstraint(
                name="elections_officeholder_once",
                fields=["term", "registration"],
                condition=Q(ended_on=None),
            ),
            models.CheckConstraint(
                name="elections_officeholder_ended",
                condition=Q(ended_on=None, ending="") | (Q(ended_on__isnull=False) & ~Q(ending="")),
            ),
            models.CheckConstraint(
                name="elections_officeholder_window",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.title}"
