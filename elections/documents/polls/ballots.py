"""The ballot on paper 选票: each post with its candidates and a square before each name; large type, one sheet a ballot.

A serial stands on the stub alone, which the station tears off and keeps: a ballot in the box bears nothing that could lead
to whoever took it (无记名投票).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Spacer, Table

from elections.documents.pdf import FONT, TITLE
from elections.documents.polls.page import PLAIN, SMALL, WIDTH, grid, numbered, printed, words

NAME = ParagraphStyle("name", parent=PLAIN, fontSize=20, leading=24)
POST = ParagraphStyle("post", parent=PLAIN, fontSize=15, leading=22, spaceBefore=9, spaceAfter=3)
STUB = ParagraphStyle("stub", parent=PLAIN, alignment=TA_RIGHT)
MOST_IN_ONE_COLUMN = (
    15  # rows of names and headings: what goes on one sheet with the stub, the seal and the rules
)
ROW = 11.5 * mm


@dataclass(frozen=True)
class Part:
    """A post: who stands for it, and how many names an elector may choose; a recall asks each answer instead."""

    title: str
    names: Sequence[str]
    seats: int
    write_ins: int = 0
    answers: Sequence[str] = ()


@dataclass(frozen=True)
class Ballot:
    title: str  # 建新社区居民委员会换届选举选票
    day: str
    sealed_by: str
    parts: Sequence[Part]


def ballots_pdf(ballot: Ballot, serials: Iterable[int]) -> bytes:
    """One sheet for each serial, its stub on top."""
    return printed(ballot.title, ([*stub(ballot, serial), *sheet(ballot)] for serial in serials))


def sample_pdf(ballot: Ballot) -> bytes:
    """The same sheet to post and to practise on, with 样票 across it, so that nobody can cast it."""
    return printed(f"{ballot.title}（样票）", [sheet(ballot)], across)


def across(canvas: Any, _document: Any) -> None:
    canvas.saveState()
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(35)
    canvas.setFont(FONT, 150)
    canvas.setFillColor(colors.Color(0.6, 0, 0, alpha=0.18))
    canvas.drawCentredString(0, -50, "样票")
    canvas.restoreState()


def stub(ballot: Ballot, serial: int) -> list[Flowable]:
    head = Table(
        [[words(f"{ballot.title}　存根"), words(f"第 {serial:06d} 号", STUB)]],
        colWidths=[WIDTH * 0.72, WIDTH * 0.28],
    )
    return [
        head,
        words("发票时由投票站沿虚线撕下、保管。选票本身不编号。", SMALL),
        HRFlowable(width="100%", thickness=0.8, color=colors.black, dash=(4, 3), spaceBefore=2, spaceAfter=8),
    ]


def sheet(ballot: Ballot) -> list[Flowable]:
    story: list[Flowable] = [words(ballot.title, TITLE), Spacer(1, 2 * mm), seal(ballot)]
    pairs = sum(1 + len(part.names) + part.write_ins for part in ballot.parts) > MOST_IN_ONE_COLUMN
    for part in ballot.parts:
        story += [words(heading(part), POST), lines(part, 2 if pairs and not part.answers else 1)]
    return [*story, Spacer(1, 4 * mm), *numbered(how_to(ballot))]


def seal(ballot: Ballot) -> Table:
    """A ballot without the seal of those who run the election is none."""
    said = words(f"选举日：{ballot.day}。未加盖{ballot.sealed_by}公章的无效。", SMALL)
    row = [[said, words("（盖章处）", SMALL)]]
    return grid(row, [WIDTH - 40 * mm, 40 * mm], 18 * mm, ("ALIGN", (1, 0), (1, 0), "CENTER"))


def heading(part: Part) -> str:
    return part.title if part.answers else f"{part.title}　应选 {part.seats} 名"


def lines(part: Part, columns: int) -> Table:
    """A row for each name, or two names in a row."""
    if part.answers:
        heads = [words(""), *(words(one, SMALL) for one in part.answers)]
        width = 22 * mm
        widths = [WIDTH - width * len(part.answers), *[width] * len(part.answers)]
        return grid(
            [heads, *([words(name, NAME), *[""] * len(part.answers)] for name in part.names)], widths, ROW
        )
    cells: list[list[Any]] = [["", words(name, NAME)] for name in part.names]
    cells += [["", words("另选：")]] * part.write_ins
    cells += [["", ""]] * (-len(cells) % columns)
    rows = [sum(cells[n : n + columns], []) for n in range(0, len(cells), columns)]
    square = 16 * mm
    return grid(rows, [square, WIDTH / columns - square] * columns, ROW)


def how_to(ballot: Ballot) -> list[str]:
    if any(part.answers for part in ballot.parts):
        said = ["在每人后面的一个方格内画“○”，只选一项；一项未选的为弃权，多选的无效。"]
    else:
        said = [
            "在您所选的人前面的方格内画“○”。每项职务所选人数等于或者少于应选名额的有效，多于应选名额的无效。",
            "同一人被选为两项以上职务的、无法辨认的，该部分无效；全部无效的为废票。",
        ]
    if any(part.write_ins for part in ballot.parts):
        said.append("另选他人的，在“另选”栏写明姓名，同样画“○”；名单上有同名的，写明选民编号。")
    said.append("本人不能写票的，可以委托信任的人代写。写错的，交回投票站换领一张。")
    return said
