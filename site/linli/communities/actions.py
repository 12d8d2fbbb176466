"""Writing the register of divisions in bulk, and saying where a division's portal stands."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Page

from linli.accounts.models import User
from linli.communities.models import Division, PortalNode
from linli.communities.register import Fault, Reason, Row
from linli.communities.signals import divisions_imported
from linli.core.refusals import Refused

IMPORT_LOCK = 0x11_D1_75  # one import at a time
SHOWN = 20  # how many vanished rows a report names

INCOMING = """CREATE TEMPORARY TABLE incoming (
    code text NOT NULL, level text NOT NULL, name text NOT NULL, parent text, file text NOT NULL, line int NOT NULL
)"""
DUPLICATES = """
    WITH twice AS (SELECT code FROM incoming GROUP BY code HAVING count(*) > 1)
    SELECT file, line, code FROM (
        SELECT file, line, code, row_number() OVER (PARTITION BY code ORDER BY file, line) AS nth
        FROM incoming JOIN twice USING (code)) found
    WHERE nth > 1 ORDER BY file, line"""
ORPHANS = """
    SELECT file, line, parent FROM incoming i WHERE parent IS NOT NULL
    AND NOT EXISTS (SELECT FROM incoming p WHERE p.code = i.parent)
    AND NOT EXISTS (SELECT FROM communities_division d WHERE d.code = i.parent)
    ORDER BY file, line"""
UPSERT = """
    WITH written AS (
        INSERT INTO communities_division AS d (code, level, name, parent_id)
        SELECT i.code, i.level, i.name, i.parent FROM incoming i LEFT JOIN communities_division old USING (code)
        WHERE old.code IS NULL OR (old.level, old.name, old.parent_id) IS DISTINCT FROM (i.level, i.name, i.parent)
        ORDER BY i.code
        ON CONFLICT (code) DO UPDATE
        SET level = excluded.level, name = excluded.name, parent_id = excluded.parent_id
        RETURNING (xmax = 0) AS is_new)
    SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written"""
VANISHED = """
    FROM communities_division d WHERE NOT EXISTS (SELECT FROM incoming i WHERE i.code = d.code)"""


class RegisterFaulty(Refused):
    reason = _("The register has faulty rows. Nothing was imported.")


class PortalMisplaced(Refused):
    reason = _("The page of a division must not lie below the page of a division that does not contain it.")


@dataclass
class Report:
    """What an import did, or in a dry run would have done."""

    read: dict[str, int] = field(default_factory=dict)  # rows by level
    repeated: int = 0  # rows that only repeat their parent a level lower
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    vanished: int = 0  # in the database, no longer in the register; kept
    vanished_shown: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def import_divisions(
    *,
    rows: Iterable[Row | Fault],
    complain: Callable[[Fault], None],
    by: User | None,
    at: datetime,
    dry_run: bool = False,
) -> Report:
    """Brings the register in line with `rows`, all or nothing; every faulty row goes to `complain` first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
        cursor.execute(INCOMING)
        report = Report()
        reasons: set[Reason] = set()
        for fault in chain(copied(cursor, rows, report), faults_among(cursor, reasons)):
            complain(fault)
            reasons.add(fault.reason)
        if reasons:
            raise RegisterFaulty
        compare_and_write(cursor, report)
    if dry_run:
        transaction.set_rollback(True)
    elif report.added or report.changed:
        divisions_imported.send(sender=None, by=by, at=at, report=report)
    return report


def copied(cursor: Any, rows: Iterable[Row | Fault], report: Report) -> Iterator[Fault]:
    """Streams the sound rows into the temporary table; yields the faults between them."""
    with cursor.copy("COPY incoming (code, level, name, parent, file, line) FROM STDIN") as copy:
        for row in rows:
            if isinstance(row, Fault):
                yield row
                continue
            report.read[row.level] = report.read.get(row.level, 0) + 1
            if row.repeats_parent:
                report.repeated += 1
            else:
                copy.write_row((row.code, row.level, row.name, row.parent, row.file, row.line))
    cursor.execute("ANALYZE incoming")


def faults_among(cursor: Any, reasons: set[Reason]) -> Iterator[Fault]:
    """What is wrong with a row among the others. Where a whole file failed, its children are not blamed for it."""
    cursor.execute(DUPLICATES)
    for file, line, code in cursor.fetchall():
        yield Fault(file, line, "duplicate", code)
    if reasons & {"file_missing", "column_missing", "broken_csv"}:
        return
    cursor.execute(ORPHANS)
    for file, line, parent in cursor.fetchall():
        yield Fault(file, line, "unknown_parent", parent)


def compare_and_write(cursor: Any, report: Report) -> None:
    """Adds what is new and changes what differs; what vanished is counted and kept."""
    cursor.execute(UPSERT)
    report.added, report.changed = cursor.fetchone()
    report.unchanged = sum(report.read.values()) - report.repeated - report.added - report.changed
    cursor.execute("SELECT count(*)" + VANISHED)
    (report.vanished,) = cursor.fetchone()
    cursor.execute("SELECT code, name" + VANISHED + " ORDER BY code LIMIT %s", [SHOWN])
    report.vanished_shown = cursor.fetchall()
    cursor.execute("DROP TABLE incoming")


@transaction.atomic
def place_portal(*, division: Division, page: Page, collection: Collection | None = None) -> PortalNode:
    """Ties a division to its page and media collection; part of opening a portal, whose action records the event."""
    placed = {"page_id": page.pk, "collection_id": collection.pk if collection else None}
    if node := PortalNode.objects.filter(division=division, **placed).first():
        return node
    check_place(division, page)
    return PortalNode.objects.update_or_create(division=division, defaults=placed)[0]


def check_place(division: Division, page: Page) -> None:
    """Who works in a division must not get rights over a page of another: so pages nest as divisions do."""
    portals = PortalNode.objects.exclude(division=division).select_related("division")
    if not all(node.division.covers(division.code) for node in portals.filter(page__in=page.get_ancestors())):
        raise PortalMisplaced
    if not all(division.covers(node.division_id) for node in portals.filter(page__in=page.get_descendants())):
        raise PortalMisplaced
