"""Paper: polling stations and travelling boxes, their ballot books, who took a ballot, and the sheets of the count.

Nothing here links a voter and a ballot: the serials of a book are counted, never written beside a name, and who took a
ballot bears no time. Each station's sheet is typed twice by two people who do not see each other's numbers
(`CountEntry`); only when both say the same and the sums hold does the station have a count (`StationCount`).
"""

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models.elections import Election
from elections.models.proxies import Proxy
from elections.models.registration import Registration
from linli.accounts.models import User
from linli.core.models import AppendOnly, Keyed

FEWEST_WITH_A_BOX = (
    3  # Zhejiang's measures (浙江省村民委员会选举办法): a travelling box is accompanied by three or more
)


class StationQuerySet(models.QuerySet["Station"]):
    def of(self, election: Election) -> Self:
        return self.filter(election=election)

    def uncounted(self) -> Self:
        return self.filter(count=None)


class Station(Keyed):
    """Where paper is cast 投票站: the main hall, a station, or a box that travels to those who cannot come 流动票箱."""

    class Manner(models.TextChoices):
        HALL = "hall", pgettext_lazy("station", "Main hall")
        STATION = "station", pgettext_lazy("station", "Polling station")
        BOX = "box", pgettext_lazy("station", "Travelling box")

    election: Any = models.ForeignKey(Election, models.PROTECT, related_name="stations")
    name: Any = models.CharField(pgettext_lazy("station", "Name"), max_length=60)
    manner: Any = models.CharField(
        pgettext_lazy("station", "Kind"), max_length=8, choices=Manner.choices, default=Manner.STATION
    )
    place: Any = models.CharField(pgettext_lazy("station", "Where"), max_length=120)
    supervisors: Any = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("Who watches over it"),
        help_text=_("One name a line."),
    )
    position: Any = models.PositiveSmallIntegerField()

    objects = StationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Polling station")
        verbose_name_plural = _("Polling stations")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="elections_station_name", fields=["election", "name"]),
            models.UniqueConstraint(name="elections_station_position", fields=["election", "position"]),
            models.CheckConstraint(
                name="elections_station_watched",
                condition=Q(supervisors__len__gte=2)
                & (~Q(manner="box") | Q(supervisors__len__gte=FEWEST_WITH_A_BOX)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def ballots(self) -> int:
        """How many ballots its books hold."""
        size = Sum(F("last") - F("first") + 1)
        return int(self.books.aggregate(size=size)["size"] or 0)


class BallotBook(AppendOnly):
    """Printed ballots with the serials first…last, handed to a station against signature. No serial is printed twice."""

    election: Any = models.ForeignKey(Election, models.PROTECT, related_name="ballot_books")  # the station's
    station: Any = models.ForeignKey(Station, models.PROTECT, related_name="books")
    first: Any = models.PositiveIntegerField(_("First serial"))
    last: Any = models.PositiveIntegerField(_("Last serial"))
    received_by: Any = models.CharField(_("Received by"), max_length=40)
    given_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    given_at: Any = models.DateTimeField()

    class Meta:
        verbose_name = _("Ballot book")
        verbose_name_plural = _("Ballot books")
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(
                name="elections_ballotbook_serials", condition=Q(first__gte=1, last__gte=F("first"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"


class HomeVisit(models.Model):
    """An elector who cannot come asks for the travelling box 流动票箱."""

    registration: Any = models.OneToOneField(
        Registration, models.PROTECT, primary_key=True, related_name="home_visit"
    )
    reason: Any = models.CharField(_("Why you cannot come"), max_length=200)
    address: Any = models.CharField(_("Where the box should come"), max_length=120)
    asked_by: Any = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_at: Any = models.DateTimeField()

    class Meta:
        verbose_name = _("Visit with the box")
        verbose_name_plural = _("Visits with the box")
        constraints = [
            models.CheckConstraint(name="elections_homevisit_said", condition=~Q(reason="") & ~Q(address=""))
        ]

    def __str__(self) -> str:
        return str(self.registration_id)


class Attendance(AppendOnly):
    """This elector, or the holder of their proxy, has taken a paper ballot 领票. One for each entry of the roll, no time."""

    registration: Any = models.OneToOneField(
        Registration, models.PROTECT, primary_key=True, related_name="attendance"
    )
    station: Any = models.ForeignKey(Station, models.PROTECT, related_name="attendances")
    proxy: Any = models.OneToOneField(
        Proxy, models.PROTECT, null=True, related_name="attendance"
    )  # under which somebody else took it

    class Meta:
        verbose_name = pgettext_lazy("poll", "Attendance")
        verbose_name_plural = pgettext_lazy("poll", "Attendances")

    def __str__(self) -> str:
        return str(self.registration_id)


class CountEntryQuerySet(models.QuerySet["CountEntry"]):
    def latest_of(self, station: Station) -> Self:
        """The last entry of each of the two hands."""
        return self.filter(station=station).order_by("hand", "-revision").distinct("hand")


class CountEntry(AppendOnly):
    """A station's sheet as one of two people typed it. A correction is a further revision by the same hand."""

    station: Any = models.ForeignKey(Station, models.PROTECT, related_name="entries")
    hand: Any = models.PositiveSmallIntegerField(choices=[(1, "1"), (2, "2")])
    revision: Any = models.PositiveSmallIntegerField(default=1)
    figures: Any = models.JSONField()  # see elections.rules.papers
    photo: Any = models.FileField(upload_to="documents/sheets/%Y/", blank=True)
    photo_hash: Any = models.CharField(max_length=64, blank=True)  # SHA-256 of the photo
    entered_by: Any = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at: Any = models.DateTimeField()

    objects = CountEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Entry of a count")
        verbose_name_plural = _("Entries of a count")
        constraints = [
            models.UniqueConstraint(name="elections_countentry_once", fields=["station", "hand", "revision"]),
            models.CheckConstraint(name="elections_countentry_hand", condition=Q(hand__in=[1, 2])),
            models.CheckConstraint(
                name="elections_countentry_photo",
                condition=Q(hand=2) | Q(photo_hash__regex=r"^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.station_id}/{self.hand}/{self.revision}"


class StationCount(AppendOnly):
    """A station's count: what two people typed alike, with the photo of the sheet they typed it from."""

    station: Any = models.OneToOneField(Station, models.PROTECT, primary_key=True, related_name="count")
    first_entry: Any = models.ForeignKey(CountEntry, models.PROTECT, related_name="+")
    second_entry: Any = models.ForeignKey(CountEntry, models.PROTECT, related_name="+")
    figures: Any = models.JSONField()
    counted_at: Any = models.DateTimeField()

    class Meta:
        verbose_name = _("Count of a station")
        verbose_name_plural = _("Counts of stations")

    def __str__(self) -> str:
        return str(self.station_id)
