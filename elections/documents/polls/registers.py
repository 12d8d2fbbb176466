"""The register of a station 领票登记册: every elector of the roll with lines to sign for a ballot, group by group.

It says who took a ballot, and never which: no serial stands in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from elections.documents.polls.page import CENTRED, PLAIN, SMALL, WIDTH, grid, parts, printed, words

NAMED = ParagraphStyle("named", parent=CENTRED, fontSize=16, leading=24)
CELL = ParagraphStyle("cell", parent=PLAIN, fontSize=10.5, leading=12)  # two lines fit into a row
ROWS = 20  # on a page
HEADS = ("编号", "姓名", "楼栋户室", "选民签名", "代领人签名", "备注")
WIDTHS = (14 * mm, 26 * mm, 48 * mm, 36 * mm, 36 * mm, WIDTH - 160 * mm)


@dataclass(frozen=True)
class Line:
    number: int
    name: str
    household: str
    holder: str = ""  # who may take the ballot under a published proxy
    remark: str = ""


@dataclass(frozen=True)
class Group:
    name: str
    lines: Sequence[Line]


def register_pdf(title: str, notes: Sequence[str], groups: Sequence[Group]) -> bytes:
    """Each group begins a page; a page tells how many signed on it."""
    found = [(group.name, part) for group in groups for part in parts(group.lines, ROWS)]
    pages = (
        [*page(title, notes, name, part), words(f"第 {n} 页，共 {len(found)} 页", SMALL)]
        for n, (name, part) in enumerate(found, 1)
    )
    return printed(title, pages)


def page(title: str, notes: Sequence[str], name: str, lines: Sequence[Line]) -> list[Flowable]:
    rows = [
        [
            str(one.number),
            words(one.name, CELL),
            words(one.household, CELL),
            "",
            words(one.holder, CELL),
            words(one.remark, CELL),
        ]
        for one in lines
    ]
    heads = [words(one, SMALL) for one in HEADS]
    return [
        words(title, NAMED),
        words(f"投票站：＿＿＿＿＿＿＿＿＿＿　　{name}", PLAIN),
        *(words(one, SMALL) for one in notes),
        Spacer(1, 2 * mm),
        grid([heads, *rows], WIDTHS, 10 * mm),
        Spacer(1, 2 * mm),
        words(
            "本页领票＿＿＿张，其中代领＿＿＿张　　发票人签名：＿＿＿＿＿＿＿　　监票人签名：＿＿＿＿＿＿＿",
            SMALL,
        ),
    ]
