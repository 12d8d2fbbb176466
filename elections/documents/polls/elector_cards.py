"""Electors' cards 选民证, eight on a sheet to cut: who, under which number, when and where to vote.

A card is a reminder and eases the look-up; it is no right to vote, which the roll alone gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from elections.documents.polls.page import CENTRED, PLAIN, WIDTH, grid, parts, printed, words

COLUMNS, ROWS = 2, 4
HEIGHT = 65 * mm
TITLE = ParagraphStyle("title", parent=CENTRED, fontSize=15, leading=22)
LINE = ParagraphStyle("line", parent=PLAIN, fontSize=12, leading=18)
FINE = ParagraphStyle("fine", parent=PLAIN, fontSize=9.5, leading=13)


@dataclass(frozen=True)
class Card:
    number: int
    name: str
    group: str
    household: str


@dataclass(frozen=True)
class Occasion:
    """What stands on every card of an election."""

    title: str
    when: str
    where: str


def cards_pdf(occasion: Occasion, cards: Sequence[Card]) -> bytes:
    pages = ([sheet(occasion, part)] for part in parts(cards, COLUMNS * ROWS))
    return printed(f"{occasion.title}选民证", pages)


def sheet(occasion: Occasion, cards: Sequence[Card]) -> Table:
    cells: list[object] = [content(occasion, one) for one in cards]
    cells += [""] * (-len(cells) % COLUMNS)
    rows = [cells[n : n + COLUMNS] for n in range(0, len(cells), COLUMNS)]
    return grid(rows, [WIDTH / COLUMNS] * COLUMNS, HEIGHT)


def content(occasion: Occasion, card: Card) -> list[Flowable]:
    return [
        words("选　民　证", TITLE),
        words(occasion.title, CENTRED),
        words(f"姓名：{card.name}　　选民编号：{card.number}", LINE),
        words("　".join(part for part in (card.group, card.household) if part), FINE),
        words(f"投票时间：{occasion.when}", FINE),
        words(f"投票地点：{occasion.where}", FINE),
        words("凭本证和身份证领取选票；遗失的，凭身份证领取。", FINE),
    ]
