"""The roll to post 选民榜: numbers and masked names by residents' group, as the portal publishes them."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from elections.documents.pdf import TITLE
from elections.documents.polls.page import CENTRED, PLAIN, SMALL, WIDTH, grid, parts, printed, words

COLUMNS, ROWS = 4, 26
NAME = ParagraphStyle("name", parent=PLAIN, fontSize=12, leading=14)


@dataclass(frozen=True)
class Posted:
    """A group of the roll; each name with its number."""

    group: str
    names: Sequence[tuple[int, str]]


def roll_pdf(title: str, signed: str, notes: Sequence[str], groups: Sequence[Posted]) -> bytes:
    """Each group begins a page, so that it can be posted at its own building."""
    found = [(one, part) for one in groups for part in parts(one.names, COLUMNS * ROWS)]
    pages: list[list[Flowable]] = [
        [
            words(title, TITLE),
            words(f"{one.group}　共 {len(one.names)} 名选民", CENTRED),
            Spacer(1, 2 * mm),
            columns(part),
            Spacer(1, 2 * mm),
            *(words(note, SMALL) for note in notes),
            words(f"{signed}　　第 {n} 页，共 {len(found)} 页", SMALL),
        ]
        for n, (one, part) in enumerate(found, 1)
    ]
    return printed(title, pages)


def columns(names: Sequence[tuple[int, str]]) -> Flowable:
    """Read downwards, column by column, as lists on a wall are."""
    height = -(-len(names) // COLUMNS)
    cells = [[words(f"{number}　{name}", NAME)] for number, name in names]
    cells += [[""]] * (height * COLUMNS - len(cells))
    rows = [sum((cells[column * height + row] for column in range(COLUMNS)), []) for row in range(height)]
    return grid(rows, [WIDTH / COLUMNS] * COLUMNS, 8 * mm)
