"""The demo's cast: who they are, how to sign in as them. The residents' demo makes them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Person:
    key: str  # as in `World.cast`
    name: str
    number: int
    is_what: Any
    is_staff: bool = False

    @property
    def phone(self) -> str:
        return f"+86138{self.number:08d}"

    @property
    def email(self) -> str:
        return f"{self.key}@demo.linli.example"


CAST = (
    Person("ann", "安", 1, _("A verified resident: reads, talks, votes, books")),
    Person(
        "bo", "波", 2, _("A committee member: writes notices, checks requests, runs votes"), is_staff=True
    ),
    Person("chair", "柏", 3, _("The committee's chair: reviews what others wrote"), is_staff=True),
    Person("chen", "陈", 4, _("A provider: offers a service, fulfils bookings")),
    Person("dan", "丹", 5, _("A volunteer: takes shifts")),
    Person("eve", "伊", 6, _("A neighbour from another community: must see nothing of this one")),
    Person(
        "fang",
        "芳",
        7,
        _("An oversight member: watches elections, keeps one share of their key"),
        is_staff=True,
    ),
)
