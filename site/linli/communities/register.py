"""Reads the register of divisions as china-division publishes it: one CSV file a level.

    provinces.csv   code,name
    cities.csv      code,name,provinceCode
    areas.csv       code,name,cityCode,…
    streets.csv     code,name,areaCode,…
    villages.csv    code,name,streetCode,…

Row by row, so the memory used does not grow with the files. What is wrong with a row in itself is found here; what
is wrong with it among the others (a duplicate, an unknown parent) is found where all are together, in the database.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from linli.communities.rules import DIGITS, padded

NAME_LIMIT = 120
CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f]"
)  # rare characters of the private use area do stand in village names

Reason = Literal[
    "file_missing",
    "column_missing",
    "wrong_encoding",
    "broken_csv",
    "wrong_columns",
    "bad_code",
    "bad_name",
    "wrong_prefix",
    "unknown_parent",
    "duplicate",
]


@dataclass(frozen=True, slots=True)
class Source:
    """One of the five files."""

    level: str
    file: str
    parent_column: str | None

    @property
    def parent_digits(self) -> int:
        """How long a parent's code is in this file."""
        return max((digits for digits in DIGITS.values() if digits < DIGITS[self.level]), default=0)


SOURCES = (
    Source("province", "provinces.csv", None),
    Source("city", "cities.csv", "provinceCode"),
    Source("area", "areas.csv", "cityCode"),
    Source("street", "streets.csv", "areaCode"),
    Source("community", "villages.csv", "streetCode"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One division, as it is to stand in the database."""

    code: str
    level: str
    name: str
    parent: str | None
    file: str
    line: int

    @property
    def repeats_parent(self) -> bool:
        """A city without districts (东莞, 中山, 儋州) stands again as its own only district: the same division."""
        return self.code == self.parent


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a line cannot be taken, and where it is."""

    file: str
    line: int
    reason: Reason
    text: str = ""


def read(folder: Path) -> Iterator[Row | Fault]:
    """All five files, the widest level first."""
    for source in SOURCES:
        yield from read_file(folder / source.file, source)


def read_file(path: Path, source: Source) -> Iterator[Row | Fault]:
    if not path.is_file():
        yield Fault(source.file, 0, "file_missing")
        return
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
        reader = csv.reader(lines, strict=True)
        try:
            yield from read_rows(reader, source)
        except csv.Error as error:  # an open quotation mark: what follows cannot be told apart any more
            yield Fault(source.file, reader.line_num, "broken_csv", str(error))


def read_rows(reader: Iterator[list[str]], source: Source) -> Iterator[Row | Fault]:
    header: list[str] = next(reader, [])
    wanted = [column for column in ("code", "name", source.parent_column) if column]
    missing = [column for column in wanted if column not in header]
    if missing:
        yield Fault(source.file, 1, "column_missing", ", ".join(missing))
        return
    for cells in reader:
        if cells:
            yield read_row(header, cells, source, reader.line_num)  # type: ignore[attr-defined]  # csv's reader has it


def read_row(header: list[str], cells: list[str], source: Source, line: int) -> Row | Fault:
    def fault(reason: Reason, text: str) -> Fault:
        return Fault(source.file, line, reason, text)

    if shown := unreadable(" ".join(cells)):
        return fault("wrong_encoding", shown)
    if len(cells) != len(header):
        return fault("wrong_columns", f"{len(cells)} ≠ {len(header)}")
    values = dict(zip(header, cells, strict=True))
    code, name = values["code"], values["name"].strip()
    if not (len(code) == DIGITS[source.level] and code.isascii() and code.isdigit()):
        return fault("bad_code", code)
    if not 0 < len(name) <= NAME_LIMIT or CONTROL.search(name):
        return fault("bad_name", name[:NAME_LIMIT])
    parent = values[source.parent_column] if source.parent_column else ""
    if len(parent) != source.parent_digits or not code.startswith(parent):
        return fault("wrong_prefix", f"{code} ({parent})")
    return Row(padded(code), source.level, name, padded(parent) if parent else None, source.file, line)


def unreadable(text: str) -> str:
    """Nothing where the text is sound; else the text with a mark for each byte that is not UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return ""
