"""Elections: damages that a guard of the database refuses under its name, and how each shows once the guard is off."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest
from django.db import IntegrityError, connection, transaction

from elections.actions.running import nominate
from elections.models import (
    Board,
    BoardCredential,
    Committee,
    ElectionNotice,
    ElectionResult,
    Objection,
    Officeholder,
    Proxy,
    Registration,
    Standing,
    Term,
    Trustee,
)
from tests.cast import Cast
from tests.elections.process.scene import announced, day, drafted, entry, nominating, post, published, stand
from tests.guards.test_constraints import Damage as Rows
from tests.guards.test_constraints import ask, statement, table_of

Scene = Callable[[Cast], Any]


class Damage(NamedTuple):
    guard: str
    scene: Scene
    seen: str  # a query: how many times the damage is there
    sql: str = ""  # or, where it is empty, the newest row changed or copied
    rows: Rows | None = None
    off: tuple[str, ...] = ()  # triggers that would refuse the scene or the damage first


def run(guard: str, scene: Scene, sql: str, seen: str, *off: str) -> Damage:
    """Statements, parted by semicolons, of which each is refused."""
    return Damage(guard, scene, seen, sql=sql, off=off)


def change(guard: str, scene: Scene, seen: str, *off: str, **changes: str) -> Damage:
    """The newest row changed; `seen` is what holds for it then."""
    count = f"SELECT count(*) FROM {{table}} WHERE {seen}"
    return Damage(guard, scene, count, rows=Rows(guard, scene, changes), off=off)


def twice(guard: str, scene: Scene, columns: str, *off: str, **changes: str) -> Damage:
    """A second row like the newest one: now two have the same columns."""
    count = f"SELECT count(*) FROM (SELECT 1 FROM {{table}} GROUP BY {columns} HAVING count(*) > 1) same"
    return Damage(guard, scene, count, rows=Rows(guard, scene, changes, is_copy=True), off=off)


def copy(guard: str, scene: Scene, seen: str, *off: str, **changes: str) -> Damage:
    """A second row like the newest one, with changes; `seen` is what holds for it."""
    count = f"SELECT count(*) FROM {{table}} WHERE {seen}"
    return Damage(guard, scene, count, rows=Rows(guard, scene, changes, is_copy=True), off=off)


def trigger(name: str) -> tuple[str, str] | None:
    """The table and the function of a trigger; none where the guard is a constraint or an index."""
    query = "SELECT tgrelid::regclass::text, tgfoid::regproc::text FROM pg_trigger WHERE tgname = %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [name])
        return cursor.fetchone()  # type: ignore[no-any-return]  # two columns, both text


def switch_off(guard: str, owner: Any) -> None:
    if found := trigger(guard):
        owner(f"ALTER TABLE {found[0]} DISABLE TRIGGER {guard}")
    elif ask("SELECT count(*) FROM pg_constraint WHERE conname = %s", guard):
        owner(f"ALTER TABLE {table_of(guard)} DROP CONSTRAINT {guard}")
    else:
        owner(f"DROP INDEX {guard}")


def refused_by(guard: str, sql: str, owner: Any) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        owner(sql)
    cause: Any = refusal.value.__cause__
    if found := trigger(guard):
        assert f"function {found[1]}(" in cause.diag.context, cause
    else:
        assert cause.diag.constraint_name == guard


def shown(damage: Damage, cast: Cast, owner: Any) -> None:
    """Refused by the guard and by no other; done once it is off."""
    for other in damage.off:
        switch_off(other, owner)
    damage.scene(cast)
    found = trigger(damage.guard)
    table = found[0] if found else table_of(damage.guard)
    sql = statement(damage.rows, table) if damage.rows else damage.sql
    parts, seen = sql.replace("{other}", str(cast.guest.pk)).split("; "), damage.seen.format(table=table)
    assert not ask(seen)
    for part in parts:
        refused_by(damage.guard, part, owner)
    switch_off(damage.guard, owner)
    for part in parts:
        owner(part)
    assert ask(seen), "the damage is done"


def noticed(cast: Cast) -> None:
    about = {"title": "第一号公告", "text": "现予公告", "issued_at": day(-60)}
    ElectionNotice.objects.create(election=drafted(cast), number=1, **about)


def resulted(cast: Cast) -> None:
    """A result; needs `electionresult_after_close` off."""
    numbers = {"issued": 10, "took_part": 10, "invalid": 1, "is_valid": True}
    ElectionResult.objects.create(election=drafted(cast), declared_at=day(1), **numbers)


def in_office(cast: Cast) -> None:
    """A chair in the first term of a committee, and a row of the roll that is hers."""
    committee = Committee.objects.create(community=cast.home, name="居委会")
    days = {"starts_on": date(2021, 7, 1), "ends_on": date(2026, 7, 1)}
    term = Term.objects.create(committee=committee, number=1, **days)
    about = {"office": "chair", "title": "主任", "name": "安", "starts_on": date(2021, 7, 1)}
    Officeholder.objects.create(term=term, registration=one_entry(cast), user=cast.ann, **about)


def one_entry(cast: Cast, **terms: Any) -> Registration:
    about: dict[str, Any] = {"name": "张三", "masked_name": "张*", "source": "import"}
    about |= {"household": "1-101", "registered_at": day(-58)}
    if terms:
        about["stands_for"] = "1-101"
    found: Registration = Registration.objects.create(election=announced(cast, **terms), **about)
    return found


def numbered(cast: Cast) -> None:
    entry = one_entry(cast)
    entry.state, entry.number = Registration.State.CONFIRMED, 1
    entry.save()


def objected(cast: Cast) -> None:
    about = {"ground": "missing", "text": "漏了", "raised_by": cast.ann, "raised_at": day(-48)}
    Objection.objects.create(election=published(cast, size=2), rule_by=day(-40), **about)


def nominated(cast: Cast) -> None:
    """Ann proposes Dan, who has not answered yet."""
    election = nominating(cast, size=2)
    about = {"post": post(election), "nominee": entry(election, str(cast.dan)), "by": cast.ann}
    nominate(at=day(-20), **about)


def standing(cast: Cast) -> None:
    stand(nominating(cast, size=2), cast, "邻居00")


def ranked(cast: Cast) -> None:
    """A candidate's votes; needs `standing_after_close` off."""
    one = stand(nominating(cast, size=2), cast, "邻居00")
    about = {"election": one.election, "post": one.post, "name": one.name, "registration": one.registration}
    Standing.objects.create(candidate=one, votes_for=7, rank=1, verdict="elected", **about)


def entrusted(cast: Cast) -> None:
    """Ann has asked Dan to vote for her."""
    election = nominating(cast, size=2)
    people = {"principal": entry(election, str(cast.ann)), "holder": entry(election, str(cast.dan))}
    about = {"relation": "other", "form": "online", "asked_at": day(-20)}
    Proxy.objects.create(election=election, **people, **about)


def seated(cast: Cast) -> None:
    """A board before its first line, with a trustee and a credential."""
    about = {"threshold": 2, "number": 3, "authority": cast.chair, "created_at": day(-4)}
    board = Board.objects.create(election=drafted(cast), **about)
    Trustee.objects.create(board=board, index=1, name="安", user=cast.ann)
    BoardCredential.objects.create(board=board, key="aa" * 32, cancel="ab" * 32)
