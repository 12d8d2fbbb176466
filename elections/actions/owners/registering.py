"""The register of units: imported whole, copied from the last vote, linked to accounts, turned into heads and frozen."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from elections.actions.owners.base import State, law_of, locked, write_down
from elections.actions.owners.refusals import (
    AlreadyLinked,
    CountsForTheDeveloper,
    NotAResident,
    NotOneself,
    NoUnits,
    RegisterFaulty,
)
from elections.models import OwnerHead, OwnerLink, OwnersVote, OwnerUnit
from elections.rules import owner_votes as rules
from elections.rules.profiles import HeadRule
from linli.accounts.models import User
from linli.roles.permissions import Permission
from linli.roles.rights import may

BEFORE_OPENING = (State.DRAFT, State.ANNOUNCED)


@transaction.atomic
def import_units(
    *, vote: OwnersVote, rows: Sequence[rules.Row], by: User | None, at: datetime
) -> list[OwnerUnit]:
    """Replaces the whole register. Accounts stay linked to units whose owners are still the same."""
    vote = locked(vote, *BEFORE_OPENING)
    faults = [fault for fault in rules.among(rows) if not fault.is_warning]
    if faults:
        raise RegisterFaulty(faults)
    links = kept_links(vote)
    before = vote.units.count()
    OwnerLink.objects.filter(unit__vote=vote).delete()
    vote.units.all().delete()
    units = OwnerUnit.objects.bulk_create([unit_of(vote, row) for row in rows])
    relink(units, links)
    write_down(vote, "import_owner_units", by, at, detail={"units": len(units), "before": before})
    return units


def unit_of(vote: OwnersVote, row: rules.Row) -> OwnerUnit:
    return OwnerUnit(
        vote=vote,
        building=row.building,
        number=row.number,
        area=row.area,
        holding=row.holding,
        owners=list(row.owners),
        buyer=row.buyer,
    )


def kept_links(vote: OwnersVote) -> dict[tuple[str, tuple[str, ...]], list[OwnerLink]]:
    """Who may sign for which unit, as long as it has the same owners."""
    found: dict[tuple[str, tuple[str, ...]], list[OwnerLink]] = {}
    for link in OwnerLink.objects.filter(unit__vote=vote).select_related("unit"):
        found.setdefault((str(link.unit), tuple(link.unit.owners)), []).append(link)
    return found


def relink(units: Sequence[OwnerUnit], links: dict[tuple[str, tuple[str, ...]], list[OwnerLink]]) -> None:
    OwnerLink.objects.bulk_create(
        OwnerLink(unit=unit, user_id=old.user_id, linked_by_id=old.linked_by_id, linked_at=old.linked_at)
        for unit in units
        if unit.holding == OwnerUnit.Holding.SOLD
        for old in links.get((str(unit), tuple(unit.owners)), ())
    )


def last_register(vote: OwnersVote) -> OwnersVote | None:
    """The latest other vote of this community whose register was frozen."""
    others = OwnersVote.objects.in_community(vote.community).exclude(pk=vote.pk).exclude(register_hash="")
    return others.order_by("-opened_at").first()


@transaction.atomic
def copy_units(*, vote: OwnersVote, by: User, at: datetime) -> list[OwnerUnit]:
    """Takes the register, and the accounts linked to it, over from the last vote."""
    vote = locked(vote, *BEFORE_OPENING)
    source = last_register(vote)
    if source is None:
        raise NoUnits
    links = kept_links(source)
    OwnerLink.objects.filter(unit__vote=vote).delete()
    vote.units.all().delete()
    units = OwnerUnit.objects.bulk_create(unit_of(vote, row) for row in rows_of(source))
    relink(units, links)
    write_down(vote, "copy_owner_units", by, at, detail={"units": len(units), "from": source.key})
    return units


def rows_of(vote: OwnersVote) -> list[rules.Row]:
    return [
        rules.Row(one.building, one.number, one.area, one.holding, tuple(one.owners), one.buyer, n)
        for n, one in enumerate(vote.units.order_by("building", "number"), 1)
    ]


@transaction.atomic
def link_owner(*, unit: OwnerUnit, user: User, by: User, at: datetime) -> OwnerLink:
    """Lets an account sign for a unit, after the committee has seen the title. Nobody links themselves."""
    vote = locked(unit.vote, *BEFORE_OPENING, State.OPEN)
    if by == user:
        raise NotOneself
    if unit.holding != OwnerUnit.Holding.SOLD:
        raise CountsForTheDeveloper
    if not may(user, Permission.VOTE, vote.community, at):
        raise NotAResident
    if unit.links.filter(user=user).exists():
        raise AlreadyLinked
    link = OwnerLink.objects.create(unit=unit, user=user, linked_by=by, linked_at=at)
    write_down(vote, "link_owner", by, at, obj=link, detail={"unit": str(unit), "user": user.pk})
    return link


def lines_of(vote: OwnersVote) -> list[tuple[str, int, str, int]]:
    """Label, area, holding, head of each unit: of a frozen register as it stands, before that as it would be."""
    units = list(vote.units.select_related("head"))
    if vote.is_frozen:
        return [(str(one), one.area, one.holding, one.head.number) for one in units]
    numbers = {
        label: n
        for n, entry in enumerate(rules.heads_of(rows_of(vote), heads_rule(vote)), 1)
        for label in entry.stands_for
    }
    return [(str(one), one.area, one.holding, numbers[str(one)]) for one in units]


def heads_rule(vote: OwnersVote) -> HeadRule:
    terms = law_of(vote).owners
    return terms.heads if terms else HeadRule.BUYER


def freeze_register(vote: OwnersVote) -> dict[str, object]:
    """Writes the heads, ties each unit to its own, and says what the vote must hold from now on."""
    entries = rules.heads_of(rows_of(vote), heads_rule(vote))
    if not entries:
        raise NoUnits
    heads = OwnerHead.objects.bulk_create(
        OwnerHead(vote=vote, number=n, area=entry.weight.area, is_developer=rules.is_developer(entry))
        for n, entry in enumerate(entries, 1)
    )
    by_label = {label: head for head, entry in zip(heads, entries, strict=True) for label in entry.stands_for}
    units = list(vote.units.all())
    for unit in units:
        unit.head = by_label[str(unit)]
    OwnerUnit.objects.bulk_update(units, ["head"], batch_size=1000)
    lines = [(str(one), one.area, one.holding, one.head.number) for one in units]
    return {
        "register_hash": rules.digest(rules.canonical(lines)),
        "register_area": sum(head.area for head in heads),
        "register_heads": len(heads),
        "unit_count": len(units),
    }
