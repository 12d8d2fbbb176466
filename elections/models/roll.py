"""The roll 选民名册: who may vote, copied from the verified residents in the moment a vote opens."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from elections.models.votes import Vote
from linli.accounts.models import User


class Elector(models.Model):
    """One entry of a vote's roll. A trigger refuses entries after opening, and every change of one.

    Not an `AppendOnly` table: casting locks this row, and a lock needs the right to update.
    """

    vote: Any = models.ForeignKey(Vote, models.PROTECT, related_name="electors")
    user: Any = models.ForeignKey(User, models.PROTECT, related_name="+")
    number: Any = models.PositiveIntegerField(_("Number on the roll"))
    name: Any = models.CharField(_("Name"), max_length=60)  # as it was at opening

    class Meta:
        verbose_name = _("Elector")
        verbose_name_plural = _("Electors")
        constraints = [
            models.UniqueConstraint(name="elections_elector_once", fields=["vote", "user"]),
            models.UniqueConstraint(name="elections_elector_number", fields=["vote", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def line(self) -> str:
        """What the roll's hash vouches for."""
        return f"{self.number}\t{self.user.key}\t{self.name}"
