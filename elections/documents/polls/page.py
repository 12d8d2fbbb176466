"""What the papers of the polls have in common: type, tables, margins."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from io import BytesIO
from typing import Any, TypeVar

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

from elections.documents.pdf import BODY, FONT, with_font

One = TypeVar("One")
SIDE, FOOT = 15 * mm, 14 * mm
WIDTH = A4[0] - 2 * SIDE
PLAIN = ParagraphStyle("plain", parent=BODY, fontSize=12, leading=19, firstLineIndent=0)
SMALL = ParagraphStyle("small", parent=PLAIN, fontSize=10.5, leading=16)
CENTRED = ParagraphStyle("centred", parent=PLAIN, alignment=TA_CENTER)
GRID = [
    ("GRID", (0, 0), (-1, -1), 0.6, colors.black),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("FONTNAME", (0, 0), (-1, -1), FONT),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
]


def words(text: str, style: ParagraphStyle = PLAIN) -> Paragraph:
    """Text as it is: what people are called may hold any character."""
    with_font()
    return Paragraph(escape(text), style)


def numbered(texts: Iterable[str]) -> list[Paragraph]:
    return [words(f"{n}．{text}", SMALL) for n, text in enumerate(texts, 1)]


def parts(found: Sequence[One], size: int) -> Iterator[Sequence[One]]:
    """As many at a time as a page holds."""
    for first in range(0, len(found), size):
        yield found[first : first + size]


def grid(
    rows: Sequence[Sequence[Any]], widths: Sequence[float], height: float, *looks: tuple[Any, ...]
) -> Table:
    return Table(
        rows,
        colWidths=widths,
        rowHeights=[height] * len(rows),
        style=TableStyle([*GRID, *looks]),
        hAlign="LEFT",
    )


def printed(
    title: str, pages: Iterable[Sequence[Flowable]], on_page: Callable[[Any, Any], None] | None = None
) -> bytes:
    """The bytes of the file, each of `pages` from a page of its own; `on_page(canvas, document)` draws around what flows."""
    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, title=title, lang="zh-CN")
    frame = Frame(SIDE, FOOT, WIDTH, A4[1] - FOOT - 12 * mm, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPageEnd=on_page or (lambda canvas, page: None)))
    document.build([one for page in pages for one in (*page, PageBreak())][:-1])
    return out.getvalue()
