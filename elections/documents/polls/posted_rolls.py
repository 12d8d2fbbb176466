"""The roll to post 选民榜: numbers and masked names by residents' group, as the portal publishes them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer

from elections.documents.pdf import TITLE
from elections.documents.polls.page import CENTRED, PLAIN, SMALL, WIDTH, grid, printed, words

COLUMNS, ROWS = 4, 26
NAME = ParagraphStyle("name", parent=PLAIN, fontSize=12, leading=14)


@dataclass(frozen=True)
class Posted:
    """A group of the roll; each name with its number."""

    group: str
    names: Sequence[tuple[int, str]]


def roll_pdf(title: str, signed: str, notes: Sequence[str], groups: Sequence[Posted]) -> bytes:
    """Each group begins a page, so that it can be posted at its own building."""
    pages = [(one.group, len(one.names), part) for one in groups for part in parts(one.names)]
    story: list[Flowable] = []
    for n, (group, count, part) in enumerate(pages, 1):
        story += [words(title, TITLE), words(f"{group}　共 {count} 名选民", CENTRED), Spacer(1, 2 * mm)]
        story += [columns(part), Spacer(1, 2 * mm), *(words(one, SMALL) for one in notes)]
        story += [words(f"{signed}　　第 {n} 页，共 {len(pages)} 页", SMALL), PageBreak()]
    return printed(title, story[:-1])


def parts(names: Sequence[tuple[int, str]]) -> Iterator[Sequence[tuple[int, str]]]:
    for first in range(0, len(names), COLUMNS * ROWS):
        yield names[first : first + COLUMNS * ROWS]


def columns(names: Sequence[tuple[int, str]]) -> Flowable:
    """Read downwards, column by column, as lists on a wall are."""
    height = -(-len(names) // COLUMNS)
    cells = [[words(f"{number}　{name}", NAME)] for number, name in names]
    cells += [[""]] * (height * COLUMNS - len(cells))
    rows = [sum((cells[column * height + row] for column in range(COLUMNS)), []) for row in range(height)]
    return grid(rows, [WIDTH / COLUMNS] * COLUMNS, 8 * mm)
