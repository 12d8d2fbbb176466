"""The owners' ballot on paper: one head, one ballot, its questions with boxes and a line to sign; large type.

民法典 art. 278: owners decide by the area of their units and by heads, so a ballot names the head, its units and its area.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from elections.documents.pdf import BODY, FONT, TITLE, with_font

PLAIN = ParagraphStyle("plain", parent=BODY, fontSize=15, leading=23, firstLineIndent=0)
SMALL = ParagraphStyle("small", parent=PLAIN, fontSize=12, leading=19)
ASKED = ParagraphStyle("asked", parent=PLAIN, fontSize=18, leading=27, spaceBefore=10)
BOX, LABEL = 7 * mm, 18


@dataclass(frozen=True)
class Asked:
    text: str
    matter: str
    explanation: str = ""


@dataclass(frozen=True)
class Sheet:
    """What stands on one head's ballot apart from the questions."""

    number: int
    owners: str
    units: Sequence[str]  # each with its area
    area: str


@dataclass(frozen=True)
class Heading:
    """What stands on every ballot of a vote."""

    community: str
    title: str
    until: str
    answers: Sequence[str]


class Boxes(Flowable):
    """Empty boxes in a row, each before its answer."""

    def __init__(self, answers: Sequence[str]) -> None:
        super().__init__()
        self.answers = answers

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, BOX + 5 * mm

    def draw(self) -> None:
        place = self.width / len(self.answers)
        self.canv.setFont(FONT, LABEL)
        self.canv.setLineWidth(1.4)
        for n, answer in enumerate(self.answers):
            self.canv.rect(n * place, 2 * mm, BOX, BOX)
            self.canv.drawString(n * place + BOX + 3 * mm, 2 * mm + (BOX - LABEL) / 2 + 3, answer)


class Lines(Flowable):
    """Words, each with a line to write on, side by side."""

    def __init__(self, words: Sequence[tuple[str, float]]) -> None:
        super().__init__()
        self.words = words  # with the share of the width that each takes

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, 17 * mm

    def draw(self) -> None:
        self.canv.setFont(FONT, LABEL)
        left = 0.0
        for word, share in self.words:
            right = left + self.width * share
            self.canv.drawString(left, 4 * mm, word)
            self.canv.line(left + stringWidth(word, FONT, LABEL) + 3 * mm, 3 * mm, right - 4 * mm, 3 * mm)
            left = right


class Begin(Flowable):
    """Takes no place: from here on the pages belong to this head."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv.head = self.number


def ballots_pdf(heading: Heading, questions: Sequence[Asked], sheets: Sequence[Sheet]) -> bytes:
    """One ballot after another, each from a page of its own."""
    with_font()
    out = BytesIO()
    page = BaseDocTemplate(out, pagesize=A4, title=f"{heading.community} {heading.title}", lang="zh-CN")
    frame = Frame(22 * mm, 20 * mm, A4[0] - 44 * mm, A4[1] - 38 * mm, 0, 0, 0, 0)
    page.addPageTemplates(PageTemplate(frames=[frame], onPageEnd=foot))
    story: list[Flowable] = []
    for sheet in sheets:
        story += [Begin(sheet.number), *ballot(heading, questions, sheet), PageBreak()]
    page.build(story[:-1])
    return out.getvalue()


def foot(canvas: Any, page: Any) -> None:
    """On every page whose ballot it is: two pages may come apart."""
    canvas.setFont(FONT, 11)
    canvas.drawString(22 * mm, 12 * mm, page.title)
    canvas.drawRightString(A4[0] - 22 * mm, 12 * mm, _("Head no. %(number)s") % {"number": canvas.head})


def ballot(heading: Heading, questions: Sequence[Asked], sheet: Sheet) -> list[Flowable]:
    story: list[Flowable] = [Paragraph(escape(line), TITLE) for line in (heading.title, _("Owners' ballot"))]
    story += [Spacer(1, 4 * mm), *whose(heading, sheet), Spacer(1, 3 * mm)]
    for n, one in enumerate(questions, 1):
        story.append(KeepTogether(question(n, one, heading.answers)))
    return [*story, KeepTogether(signing(heading))]


def whose(heading: Heading, sheet: Sheet) -> list[Flowable]:
    """The head by number, name, units and area; and what one ballot is."""
    lines = [
        _("%(community)s · head no. %(number)s") % {"community": heading.community, "number": sheet.number},
        _("Owner: %(names)s") % {"names": sheet.owners},
        _("Units: %(units)s") % {"units": "；".join(sheet.units)},
        _("Exclusive area in all: %(area)s") % {"area": sheet.area},
    ]
    rule = _(
        "Civil Code, Article 278: owners decide by area and by heads. All these units are one head with one ballot."
    )
    return [*(Paragraph(escape(line), PLAIN) for line in lines), Paragraph(escape(rule), SMALL)]


def question(number: int, one: Asked, answers: Sequence[str]) -> list[Flowable]:
    story: list[Flowable] = [Paragraph(escape(f"{number}. {one.text}"), ASKED)]
    story += [
        Paragraph(escape(line), SMALL) for line in (one.matter, *one.explanation.splitlines()) if line.strip()
    ]
    return [*story, Boxes(answers)]


def signing(heading: Heading) -> list[Flowable]:
    said = _(
        "Mark one box for each question; without a mark the ballot takes no part in that question. "
        "Hand it in, signed, before %(time)s. Of several ballots the one given last counts."
    ) % {"time": heading.until}
    lines = Lines([(_("Signed by the owner"), 0.62), (_("Date"), 0.38)])
    return [Spacer(1, 4 * mm), Paragraph(escape(said), SMALL), lines]
