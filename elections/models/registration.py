"""Registration 选民登记: an elector's entry in the roll of one election; and objections to the published roll.

An elector need not have an account. Entries are proposed (from the residents' register, by oneself, from a list),
confirmed or struck by the election committee, numbered and published with masked names, and frozen: from then on a
trigger refuses every insertion, change and removal.
"""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models.elections import Election
from linli.accounts.models import User
from linli.core.models import Keyed


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def of(self, election: Election) -> Self:
        return self.filter(election=election)

    def live(self) -> Self:
        return self.exclude(state=Registration.State.STRUCK)

    def confirmed(self) -> Self:
        return self.filter(state=Registration.State.CONFIRMED)

    def on_roll(self) -> Self:
        """Those who may vote: what the published hash vouches for."""
        return self.confirmed().filter(number__isnull=False)


class Registration(Keyed):
    class Source(models.TextChoices):
        REGISTER = "register", _("From the residents' register")
        SELF = "self", _("Registered by themselves")
        IMPORT = "import", _("From a list")
        OBJECTION = "objection", _("By a ruling on an objection")

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("registration", "To be checked")
        CONFIRMED = "confirmed", pgettext_lazy("registration", "On the roll")
        STRUCK = "struck", pgettext_lazy("registration", "Struck off")

    class Sex(models.TextChoices):
        FEMALE = "f", pgettext_lazy("sex", "Female")
        MALE = "m", pgettext_lazy("sex", "Male")

    election: Any = models.ForeignKey(Election, models.PROTECT, related_name="registrations")
    user: Any = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    name: Any = models.CharField(pgettext_lazy("person", "Name"), max_length=40)
    masked_name: Any = models.CharField(max_length=40)
    sex: Any = models.CharField(pgettext_lazy("person", "Sex"), max_length=1, choices=Sex.choices, blank=True)
    birth_year: Any = models.PositiveSmallIntegerField(_("Year of birth"), null=True, blank=True)
    phone_hash: Any = models.CharField(max_length=64, blank=True, editable=False)
    household: Any = models.CharField(_("Building and dwelling"), max_length=80, blank=True)
    group: Any = models.CharField(_("Residents' group"), max_length=40, blank=True)
    stands_for: Any = models.CharField(max_length=80, null=True, editable=False)  # the household it votes for
    number: Any = models.PositiveIntegerField(_("Number on the roll"), null=True, editable=False)
    source: Any = models.CharField(max_length=10, choices=Source.choices)
    state: Any = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    reason: Any = models.CharField(_("Reason"), max_length=200, blank=True)
    registered_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    registered_at: Any = models.DateTimeField()
    decided_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at: Any = models.DateTimeField(null=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("elector", "Registration")
        verbose_name_plural = pgettext_lazy("elector", "Registrations")
        indexes = [
            models.Index(fields=["election", "state", "number"], name="elections_registration_roll"),
            models.Index(fields=["election", "phone_hash"], name="elections_registration_phone"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="elections_registration_user",
                fields=["election", "user"],
                condition=~Q(state="struck"),
            ),
            models.UniqueConstraint(
                name="elections_registration_person",
                fields=["election", "name", "household", "birth_year"],
                condition=~Q(state="struck"),
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                name="elections_registration_household",
                fields=["election", "stands_for"],
                condition=~Q(state="struck"),
            ),
            models.UniqueConstraint(name="elections_registration_number", fields=["election", "number"]),
            models.CheckConstraint(
                name="elections_registration_struck_reason", condition=~Q(state="struck") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="elections_registration_numbered", condition=Q(number=None) | ~Q(state="proposed")
            ),
            models.CheckConstraint(
                name="elections_registration_masked", condition=~Q(masked_name=F("name")) | Q(name="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or '–'} {self.name}"

    @property
    def line(self) -> str:
        """What the roll's hash vouches for: the published number and masked name, and the unguessable key."""
        return f"{self.number}\t{self.key}\t{self.masked_name}"


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def waiting(self) -> Self:
        return self.filter(ruling="")

    def overdue(self, at: datetime) -> Self:
        return self.waiting().filter(rule_by__lte=at)


class Objection(Keyed):
    """Somebody says that the published roll is wrong 对选民名单的异议; the committee rules within the lawful days."""

    class Ground(models.TextChoices):
        MISSING = "missing", pgettext_lazy("objection", "Somebody is missing")
        NOT_ENTITLED = "not_entitled", pgettext_lazy("objection", "Somebody should not be on it")
        MISTAKE = "mistake", pgettext_lazy("objection", "An entry is wrong")

    class Ruling(models.TextChoices):
        UPHELD = "upheld", pgettext_lazy("objection", "Upheld")
        REJECTED = "rejected", pgettext_lazy("objection", "Rejected")

    election: Any = models.ForeignKey(Election, models.PROTECT, related_name="objections")
    registration: Any = models.ForeignKey(
        Registration, models.PROTECT, null=True, blank=True, related_name="objections"
    )
    ground: Any = models.CharField(_("What is wrong"), max_length=12, choices=Ground.choices)
    text: Any = models.CharField(_("Say it in a sentence or two"), max_length=500)
    raised_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    raised_at: Any = models.DateTimeField()
    rule_by: Any = models.DateTimeField()
    ruling: Any = models.CharField(max_length=8, choices=Ruling.choices, blank=True)
    reason: Any = models.CharField(_("Reason"), max_length=300, blank=True)
    ruled_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ruled_at: Any = models.DateTimeField(null=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("roll", "Objection")
        verbose_name_plural = pgettext_lazy("roll", "Objections")
        indexes = [models.Index(fields=["election", "ruling", "rule_by"], name="elections_objection_desk")]
        constraints = [
            models.CheckConstraint(
                name="elections_objection_ruled",
                condition=Q(ruling="", ruled_at=None)
                | (~Q(ruling="") & ~Q(reason="") & Q(ruled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="elections_objection_not_by_oneself",
                condition=Q(ruled_by=None) | Q(raised_by=None) | ~Q(ruled_by=F("raised_by")),
            ),
            models.CheckConstraint(
                name="elections_objection_target",
                condition=Q(ground="missing") | Q(registration__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)[:60]
