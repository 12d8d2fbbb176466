"""The roll: entries proposed, confirmed and struck; published with masked names; objections ruled on; frozen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from elections.actions.running.base import State, locked, save, write_down
from elections.actions.running.refusals import (
    AlreadyRegistered,
    HouseholdMissing,
    HouseholdTaken,
    ReasonMissing,
    RollClosed,
    TooYoung,
    WrongStage,
)
from elections.models import Election, Registration, Representative
from elections.rules.roll import masked
from linli.accounts.models import User
from linli.residents.models import Verification
from linli.roles.permissions import Permission
from linli.roles.rights import holders

OPEN = (State.ANNOUNCED, State.ROLL_PUBLISHED)
LIVE = Registration.State.PROPOSED, Registration.State.CONFIRMED


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody to put on the roll, as the form, the register or a list says."""

    name: str
    household: str = ""
    group: str = ""
    sex: str = ""
    birth_year: int | None = None
    phone: str = ""
    user: User | None = None


def phone_hash(phone: str) -> str:
    """Tells two people of one name apart without keeping the number."""
    return salted_hmac("elections.phone", phone, algorithm="sha256").hexdigest() if phone else ""


def open_roll(election: Election) -> None:
    if election.is_roll_frozen:
        raise RollClosed


def check_age(election: Election, person: Person) -> None:
    """Whoever turns eighteen in the year of the election is looked at by the committee; younger ones cannot stand on it."""
    least = election.profile["electorate"]["least_age"]["value"]
    if person.birth_year and election.election_day.year - person.birth_year < least:
        raise TooYoung


def check_free(election: Election, person: Person, household: str) -> None:
    """Says in words what the unique constraints would refuse."""
    others = Registration.objects.of(election).live()
    if person.user and others.filter(user=person.user).exists():
        raise AlreadyRegistered
    if others.filter(name=person.name, household=household, birth_year=person.birth_year).exists():
        raise AlreadyRegistered
    if election.electorate_mode == Election.Mode.HOUSEHOLDS:
        if not household:
            raise HouseholdMissing
        if others.filter(stands_for=household).exists():
            raise HouseholdTaken


def new_entry(election: Election, person: Person, source: str, by: User | None, at: datetime) -> Registration:
    """An entry as it would be written; nothing is written yet."""
    name, household = " ".join(person.name.split())[:40], person.household.strip()[:80]
    is_by_household = election.electorate_mode == Election.Mode.HOUSEHOLDS
    return Registration(
        election=election,
        user=person.user,
        name=name,
        masked_name=masked(name),
        sex=person.sex,
        birth_year=person.birth_year,
        phone_hash=phone_hash(person.phone),
        household=household,
        group=person.group.strip()[:40],
        stands_for=household if is_by_household else None,
        source=source,
        registered_by=by,
        registered_at=at,
    )


@transaction.atomic
def register_elector(
    *,
    election: Election,
    person: Person,
    source: str = Registration.Source.IMPORT,
    by: User | None,
    at: datetime,
) -> Registration:
    """Puts one person forward for the roll; the committee confirms or strikes the entry."""
    election = locked(election, *OPEN, by=by if source != Registration.Source.SELF else None)
    open_roll(election)
    check_age(election, person)
    entry = new_entry(election, person, source, by, at)
    check_free(election, person, entry.household)
    entry.save()
    write_down(election, "register_elector", by, at, obj=entry, detail={"source": source})
    return entry


def register_oneself(
    *, election: Election, household: str, birth_year: int, by: User, at: datetime
) -> Registration:
    """A resident asks to be put on the roll."""
    person = Person(name=str(by), household=household, birth_year=birth_year, phone=by.phone or "", user=by)
    return register_elector(election=election, person=person, source=Registration.Source.SELF, by=by, at=at)


def register_of(election: Election, at: datetime) -> list[Person]:
    """Everybody whom the register entitles: residents with the dwelling that was verified, or their representatives."""
    if election.electorate_mode == Election.Mode.REPRESENTATIVES:
        return representatives_on(election)
    users = {user.pk: user for user in holders(Permission.VOTE, election.community, at)}
    verified = Verification.objects.filter(
        community=election.community, user__in=users, state=Verification.State.VERIFIED
    )
    known = {one.user_id: one for one in verified}
    return [
        Person(
            name=known[pk].name if pk in known else str(user),
            household=known[pk].dwelling if pk in known else "",
            phone=user.phone or "",
            user=user,
        )
        for pk, user in sorted(users.items())
    ]


def representatives_on(election: Election) -> list[Person]:
    """Whoever is a residents' representative on the election day (城市居民委员会组织法 (2025) arts. 14 and 17)."""
    found = Representative.objects.in_community(election.community).in_office(election.election_day)
    return [Person(name=one.name, group=one.group, user=one.user) for one in found.select_related("user")]


@transaction.atomic
def import_electors(
    *, election: Election, people: Iterable[Person], source: str, by: User | None, at: datetime
) -> list[Registration]:
    """Adds everybody who is not on the roll yet; whoever is left out was on it, or their household was."""
    election = locked(election, *OPEN, by=by)
    open_roll(election)
    others = list(Registration.objects.of(election).live())
    users: set[int | None] = {entry.user_id for entry in others if entry.user_id}
    persons = {(entry.name, entry.household, entry.birth_year) for entry in others}
    households = {entry.stands_for for entry in others if entry.stands_for}
    added = []
    for person in people:
        entry = new_entry(election, person, source, by, at)
        mark = (entry.name, entry.household, entry.birth_year)
        needs = election.electorate_mode == Election.Mode.HOUSEHOLDS
        if mark in persons or entry.user_id in users or (needs and entry.stands_for in {*households, ""}):
            continue
        persons.add(mark)
        users |= {entry.user_id} - {None}
        households |= {entry.stands_for} - {None}
        added.append(entry)
    Registration.objects.bulk_create(added, batch_size=1000)
    write_down(election, "import_electors", by, at, detail={"source": source, "added": len(added)})
    return added


@transaction.atomic
def confirm_entries(
    *, election: Election, entries: Sequence[Registration], by: User | None, at: datetime
) -> int:
    """The committee has checked them: they stand on the roll. After publication each gets the next free number."""
    election = locked(election, *OPEN, by=by)
    open_roll(election)
    waiting = Registration.objects.of(election).filter(
        pk__in=[e.pk for e in entries], state=Registration.State.PROPOSED
    )
    chosen = list(waiting.select_for_update().order_by("pk").values_list("pk", flat=True))
    rows = Registration.objects.filter(pk__in=chosen)
    rows.update(state=Registration.State.CONFIRMED, decided_by=by, decided_at=at)
    if election.roll_published_at:
        number_entries(chosen, first=next_number(election))
    write_down(election, "confirm_entries", by, at, detail={"confirmed": len(chosen)})
    return len(chosen)


def number_entries(entries: Sequence[int], first: int = 1) -> None:
    """Gives the entries, by primary key, their numbers on the roll in this order: one statement however many."""
    statement = (
        "UPDATE elections_registration r SET number = n.number"
        " FROM unnest(%s::bigint[], %s::int[]) AS n (id, number) WHERE r.id = n.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(entries), list(range(first, first + len(entries)))])


def next_number(election: Election) -> int:
    last = Registration.objects.of(election).exclude(number=None).order_by("-number").first()
    return 1 + (last.number if last else 0)


@transaction.atomic
def strike_entry(*, entry: Registration, reason: str, by: User, at: datetime) -> Registration:
    """Takes somebody off the roll, with the reason: moved away, died, entered twice, not entitled."""
    if not reason.strip():
        raise ReasonMissing
    election = locked(entry.election, *OPEN, by=by)
    open_roll(election)
    entry = Registration.objects.select_for_update().get(pk=entry.pk, election=election)
    if entry.state == Registration.State.STRUCK:
        raise WrongStage
    save(
        entry,
        state=Registration.State.STRUCK,
        reason=reason.strip()[:200],
        stands_for=None,
        decided_by=by,
        decided_at=at,
    )
    write_down(election, "strike_entry", by, at, obj=entry, detail={"reason": entry.reason})
    return entry
