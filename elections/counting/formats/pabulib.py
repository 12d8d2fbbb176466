"""Pabulib (pabulib.org/format): three tables META, PROJECTS and VOTES, cells divided by semicolons."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from elections.counting.faults import Invalid
from elections.counting.formats.faulty import Faults, exact_number
from elections.counting.profiles import Approval, Ballot, Budget, Profile, Ranking, Scores, check

Row = dict[str, str]
NEEDED = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
KINDS = ("approval", "ordinal", "cumulative", "scoring")


@dataclass
class Tables:
    """Rows with their line, as the file has them."""

    rows: dict[str, list[tuple[int, Row]]] = field(default_factory=lambda: {name: [] for name in NEEDED})
    columns: dict[str, list[str]] = field(default_factory=dict)

    def meta(self, key: str) -> tuple[int, str]:
        found = [(line, row["value"].strip()) for line, row in self.rows["META"] if row["key"].strip() == key]
        return found[-1] if found else (0, "")


def read_pabulib(text: str) -> tuple[Profile[Any], Budget]:
    faults = Faults()
    tables = read_tables(text, faults)
    costs, names = read_projects(tables, faults)
    limit = read_limit(tables, faults)
    ballots = read_votes(tables, set(names), faults)
    check_totals(tables, faults)
    faults.stop()
    return Profile(tuple(costs), tuple(ballots), names), Budget(limit, costs)


def read_tables(text: str, faults: Faults) -> Tables:
    tables = Tables()
    reader = csv.reader(text.splitlines(), delimiter=";", strict=True)
    try:
        fill(tables, ((reader.line_num, cells) for cells in reader), faults)
    except csv.Error:
        faults.add(reader.line_num, "csv")
    for table, needed in NEEDED.items():
        for column in needed:
            if not faults.found and column not in tables.columns.get(table, []):
                faults.add(0, "column", table=table, column=column)
    if any(fault.kind in ("csv", "column") for _, fault in faults.found):
        faults.stop()
    return tables


def fill(tables: Tables, lines: Iterator[tuple[int, list[str]]], faults: Faults) -> None:
    """The first row after a table's name has the names of its columns."""
    table = ""
    for line, cells in lines:
        if len(cells) == 1 and cells[0].strip().upper() in NEEDED:
            table = cells[0].strip().upper()
        elif not any(cell.strip() for cell in cells):
            continue
        elif table not in tables.columns:
            tables.columns[table] = [cell.strip() for cell in cells]
        else:
            add_row(tables, table, line, cells, faults)


def add_row(tables: Tables, table: str, line: int, cells: list[str], faults: Faults) -> None:
    columns = tables.columns[table]
    if len(cells) != len(columns):
        faults.add(line, "cells", found=len(cells), needed=len(columns))
    elif table in tables.rows:
        tables.rows[table].append((line, dict(zip(columns, cells, strict=True))))


def read_projects(tables: Tables, faults: Faults) -> tuple[dict[str, Fraction], dict[str, str]]:
    costs: dict[str, Fraction] = {}
    names: dict[str, str] = {}
    for line, row in tables.rows["PROJECTS"]:
        project = row["project_id"].strip()
        if project in names:
            faults.add(line, "twice", candidate=project)
        with faults.on(line):
            costs[project] = exact_number(row["cost"])
            Budget(Fraction(0), {project: costs[project]})
        names[project] = row.get("name", "").strip() or project
    if not names:
        faults.add(0, "no_candidates")
    return costs, names


def read_limit(tables: Tables, faults: Faults) -> Fraction:
    line, text = tables.meta("budget")
    with faults.on(line):
        return Budget(exact_number(text), {}).limit
    return Fraction(0)


def read_votes(tables: Tables, projects: set[str], faults: Faults) -> list[Ballot]:
    line, kind = tables.meta("vote_type")
    if kind not in KINDS:
        faults.add(line, "vote_type", found=kind, known=", ".join(KINDS))
        return []
    ballots: list[Ballot] = []
    seen: set[str] = set()
    for line, row in tables.rows["VOTES"]:
        if (voter := row["voter_id"].strip()) in seen:
            faults.add(line, "twice", candidate=voter)
        seen.add(voter)
        with faults.on(line):
            ballot = read_vote(row, kind)
            check(ballot, projects)
            ballots.append(ballot)
    return ballots


def read_vote(row: Row, kind: str) -> Ballot:
    chosen = [project.strip() for project in row["vote"].split(",") if project.strip()]
    if kind == "approval":
        return Approval.of(*chosen)
    if kind == "ordinal":
        return Ranking.of(*chosen)
    points = [exact_number(text) for text in row.get("points", "").split(",") if text.strip()]
    if len(points) != len(chosen):
        raise Invalid("points", found=len(points), needed=len(chosen))
    if len(set(chosen)) < len(chosen):
        raise Invalid("twice", candidate=max(chosen, key=chosen.count))
    return Scores.of(dict(zip(chosen, points, strict=True)))


def check_totals(tables: Tables, faults: Faults) -> None:
    for key, table in (("num_projects", "PROJECTS"), ("num_votes", "VOTES")):
        line, said = tables.meta(key)
        found = len(tables.rows[table])
        if line and not faults.found and said != str(found):
            faults.add(line, "total", header=key, said=said, found=found)
