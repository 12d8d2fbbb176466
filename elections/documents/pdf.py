"""A notice as a PDF to print and post: Song type, a centred title, signed and dated at the right.

The type is one of Adobe's standard Chinese fonts, which every reader knows: nothing is embedded, files stay at a few
kilobytes, and the text can be selected and searched.
"""

from collections.abc import Sequence
from html import escape
from io import BytesIO

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

FONT = "STSong-Light"
BODY = ParagraphStyle(
    "body", fontName=FONT, fontSize=14, leading=25, wordWrap="CJK", firstLineIndent=28, spaceAfter=2
)
MONO = ParagraphStyle("mono", parent=BODY, fontSize=10, firstLineIndent=0)
TITLE = ParagraphStyle("title", parent=BODY, fontSize=20, leading=32, alignment=TA_CENTER, firstLineIndent=0)
SIGNED = ParagraphStyle("signed", parent=BODY, alignment=TA_RIGHT, firstLineIndent=0)
HASH_LENGTH = 64


def style_of(line: str) -> ParagraphStyle:
    return MONO if len(line) == HASH_LENGTH and line.isalnum() else BODY


def with_font() -> None:
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def as_pdf(title: str, lines: Sequence[str], signed: Sequence[str]) -> bytes:
    """The bytes of the file; `title` may have several lines."""
    with_font()
    out = BytesIO()
    margins = {"leftMargin": 28 * mm, "rightMargin": 26 * mm, "topMargin": 32 * mm, "bottomMargin": 28 * mm}
    page = SimpleDocTemplate(out, pagesize=A4, title=title.replace("\n", " "), lang="zh-CN", **margins)
    story = [Paragraph(escape(line), TITLE) for line in title.splitlines()]
    story.append(Spacer(1, 8 * mm))
    story += [Paragraph(escape(line), style_of(line)) for line in lines if line.strip()]
    story.append(Spacer(1, 8 * mm))
    story += [Paragraph(escape(line), SIGNED) for line in signed]
    page.build(story)
    return out.getvalue()
