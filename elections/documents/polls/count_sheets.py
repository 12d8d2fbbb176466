"""The sheet of a station's count 计票单: the numbers that two people type afterwards, in the same order, and lines to sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from elections.documents.pdf import TITLE
from elections.documents.polls.ballots import Part
from elections.documents.polls.page import PLAIN, SMALL, WIDTH, grid, printed, words

ROW = 9.5 * mm
CHECKS = (
    "未发出 + 写错换发 + 票箱收回，不得多于选票册总张数；票箱收回的不得多于领票登记册上的领票人数。",
    "收回的选票多于发出选票的，选举无效。当场唱票、计票，如实填写，签名后拍照存档，由两人分别录入。",
)


@dataclass(frozen=True)
class CountSheet:
    title: str
    station: str
    place: str
    numbers: Sequence[str]  # what is counted, in the order in which it is typed
    parts: Sequence[Part]


def count_sheet_pdf(sheet: CountSheet) -> bytes:
    story: list[Flowable] = [
        words(f"{sheet.title}计票单", TITLE),
        words(f"投票站：{sheet.station}（{sheet.place}）", PLAIN),
        Spacer(1, 2 * mm),
        grid([[words(one), ""] for one in sheet.numbers], [WIDTH * 0.7, WIDTH * 0.3], ROW),
    ]
    for part in sheet.parts:
        story += [Spacer(1, 3 * mm), *votes(part)]
    end = [Spacer(1, 3 * mm), *(words(one, SMALL) for one in CHECKS), signed()]
    return printed(f"{sheet.title}计票单", [[*story, KeepTogether(end)]])


def votes(part: Part) -> list[Flowable]:
    """Room for the strokes of 正, then the number; each answer of a recall is counted by itself."""
    marks = 30 * mm
    if part.answers:
        named = [f"{name}：{answer}" for name in part.names for answer in part.answers]
    else:
        named = [*part.names, *["另选："] * part.write_ins]
    heads = [words(part.title), words("画“正”", SMALL), words("得票", SMALL)]
    rows = [[words(name), "", ""] for name in named]
    name_width = WIDTH * 0.34
    return [grid([heads, *rows], [name_width, WIDTH - name_width - marks, marks], ROW)]


def signed() -> Table:
    who = ("唱票人：", "计票人：", "监票人：", "监票人：", "站长：", "时间：")
    cells = [words(one) for one in who]
    return Table([cells[:3], cells[3:]], colWidths=[WIDTH / 3] * 3, rowHeights=[11 * mm] * 2, hAlign="LEFT")
