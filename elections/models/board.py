"""The board 公告板 of a verifiable secret vote (docs/protocol.md): a hash chain of entries that only ever grows.

No row here names a voter. A ballot's credential is a public key that the oversight committee drew by lot; who holds it is
written nowhere. Entries of voters bear the hour, not the minute, and leave no trace in any other table: what the board
says of itself is checked by triggers (migration 0005), which also keep the state of a board in step with its entries.
"""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models.elections import Election
from linli.accounts.models import User
from linli.core.models import AppendOnly

ONCE = ["manifest", "key", "rehearsal", "rehearsed", "credentials", "open", "close", "tally", "result"]


class ElectionBoardQuerySet(models.QuerySet["Board"]):
    def of(self, election: Election) -> Self:
        return self.filter(election=election).order_by("-attempt")

    def current(self, election: Election) -> "Board | None":
        """The last attempt: earlier ones have failed."""
        return self.of(election).select_related("election__community__division").first()


class Board(models.Model):
    class State(models.TextChoices):
        PREPARING = "preparing", pgettext_lazy("board", "Seats are being filled")
        SETTING_UP = "setting_up", pgettext_lazy("board", "The key is being made")
        READY = "ready", pgettext_lazy("board", "Ready to open")
        OPEN = "open", pgettext_lazy("board", "Open")
        CLOSED = "closed", pgettext_lazy("board", "Closed")
        TALLIED = "tallied", pgettext_lazy("board", "Being opened by the trustees")
        DECLARED = "declared", pgettext_lazy("board", "Result published")
        BROKEN = "broken", pgettext_lazy("board", "Ended by a complaint")

    election: Any = models.ForeignKey(Election, models.PROTECT, related_name="boards")
    attempt: Any = models.PositiveSmallIntegerField(default=1)
    state: Any = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    threshold: Any = models.PositiveSmallIntegerField(_("Trustees needed to open the result"))
    number: Any = models.PositiveSmallIntegerField(_("Trustees"))
    least: Any = models.PositiveSmallIntegerField(_("Fewest ballots that are opened"), default=10)
    authority: Any = models.ForeignKey(User, models.PROTECT, related_name="+")
    authority_key: Any = models.CharField(max_length=64, blank=True)
    opens_at: Any = models.DateTimeField(null=True)
    closes_at: Any = models.DateTimeField(null=True)
    roll: Any = models.TextField(blank=True)  # as published, names masked
    booth: Any = models.TextField(blank=True)  # the page that the manifest's hash vouches for
    created_at: Any = models.DateTimeField()

    objects = ElectionBoardQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("ballots", "Board")
        verbose_name_plural = pgettext_lazy("ballots", "Boards")
        constraints = [
            models.UniqueConstraint(name="elections_board_attempt", fields=["election", "attempt"]),
            models.CheckConstraint(
                name="elections_board_threshold",
                condition=Q(threshold__gte=1, threshold__lte=F("number"), number__lte=20)
                & (Q(number=1) | Q(threshold__gt=1)),
            ),
            models.CheckConstraint(name="elections_board_least", condition=Q(least__gte=10)),
        ]

    def __str__(self) -> str:
        return f"{self.election_id}/{self.attempt}"


class Trustee(models.Model):
    """A seat 保管人: who keeps one share of the key. Fixed with the manifest."""

    board: Any = models.ForeignKey(Board, models.PROTECT, related_name="trustees")
    index: Any = models.PositiveSmallIntegerField()
    name: Any = models.CharField(pgettext_lazy("trustee", "Name on the board"), max_length=60)
    user: Any = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Trustee")
        verbose_name_plural = _("Trustees")
        ordering = ["index"]
        constraints = [
            models.UniqueConstraint(name="elections_trustee_index", fields=["board", "index"]),
            models.UniqueConstraint(name="elections_trustee_user", fields=["board", "user"]),
            models.CheckConstraint(name="elections_trustee_from_one", condition=Q(index__gte=1)),
        ]

    def __str__(self) -> str:
        return str(self.name)


class BoardEntry(AppendOnly):
    """One line: `content` is the canonical JSON that `hash` is taken of, `sig` the board's signature of the hash."""

    board: Any = models.ForeignKey(Board, models.PROTECT, related_name="entries")
    n: Any = models.PositiveIntegerField()
    kind: Any = models.CharField(max_length=20)
    at: Any = models.DateTimeField()
    parent: Any = models.CharField(max_length=64)
    hash: Any = models.CharField(max_length=64)
    content: Any = models.TextField()
    sig: Any = models.CharField(max_length=140)
    index: Any = models.PositiveSmallIntegerField(null=True)  # of the trustee whose entry it is
    credential: Any = models.CharField(max_length=64, blank=True)
    revision: Any = models.PositiveIntegerField(null=True)
    ballot_hash: Any = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("board", "Entry")
        verbose_name_plural = pgettext_lazy("board", "Entries")
        ordering = ["n"]
        constraints = [
            models.UniqueConstraint(name="elections_entry_n", fields=["board", "n"]),
            models.UniqueConstraint(
                name="elections_entry_once", fields=["board", "kind"], condition=Q(kind__in=ONCE)
            ),
            models.UniqueConstraint(
                name="elections_entry_index",
                fields=["board", "kind", "index"],
                condition=Q(index__isnull=False),
            ),
            models.UniqueConstraint(
                name="elections_entry_slot",
                fields=["board", "credential", "revision"],
                condition=Q(kind="ballot"),
            ),
            models.UniqueConstraint(
                name="elections_entry_cancel", fields=["board", "credential"], condition=Q(kind="cancel")
            ),
            models.UniqueConstraint(
                name="elections_entry_ballot", fields=["board", "ballot_hash"], condition=~Q(ballot_hash="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.kind}"

    @property
    def line(self) -> bytes:
        """As it stands in board.jsonl, without the line feed; "sig" sorts last."""
        return f'{self.content[:-1]},"sig":{self.sig}}}'.encode()


class BoardCredential(AppendOnly):
    """A credential of the list, for looking up; the trigger copies it out of the `credentials` entry."""

    pk: Any = models.CompositePrimaryKey("board_id", "key")
    board: Any = models.ForeignKey(Board, models.PROTECT, related_name="credentials", db_index=False)
    key: Any = models.CharField(max_length=64)
    cancel: Any = models.CharField(max_length=64)  # SHA-256 of the cancel code

    class Meta:
        verbose_name = _("Credential")
        verbose_name_plural = _("Credentials")
        constraints = [
            models.UniqueConstraint(name="elections_credential_cancel", fields=["board", "cancel"])
        ]

    def __str__(self) -> str:
        return str(self.key)


class BoardMark(AppendOnly):
    """A ciphertext component or the digest of a proof: stands once on a board. Written by the trigger alone."""

    pk: Any = models.CompositePrimaryKey("board_id", "mark")
    board: Any = models.ForeignKey(
        Board, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    mark: Any = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = pgettext_lazy("board", "Mark")
        verbose_name_plural = pgettext_lazy("board", "Marks")

    def __str__(self) -> str:
        return bytes(self.mark).hex()
