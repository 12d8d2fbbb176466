"""Chinese has no spaces: runs of its characters are cut into overlapping pairs, so any two neighbours are found.

A run's last character stands alone as well, so that a query of one character (a prefix of pairs) finds it too.
Positions count on from token to token; punctuation leaves a gap, so no phrase reaches across a full stop.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.rules.folding import fold

CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
PIECE = re.compile(f"(?P<run>[{CJK}]+)|(?P<word>\\d+|[^\\W\\d_{CJK}]+)")
LONGEST_WORD = 60  # an index entry has a limit; nobody looks for a longer one
SHORTEST_PREFIX = 3


@dataclass(frozen=True)
class Token:
    text: str
    position: int
    is_prefix: bool = False


def tokens(text: str, first: int = 1) -> Iterator[Token]:
    """Everything that an index must hold of a text."""
    position, end = first, None
    for piece in PIECE.finditer(fold(text)):
        position += end is not None and piece.start() > end
        end = piece.end()
        if word := piece["word"]:
            yield Token(word[:LONGEST_WORD], position)
            position += 1
            continue
        run = piece["run"]
        for n in range(len(run)):
            yield Token(run[n : n + 2], position + n)
        position += len(run)


def phrases(query: str) -> list[list[Token]]:
    """What a query asks for: one phrase for each part between spaces, and all of them are wanted."""
    found = [phrase(part) for part in query.split()]
    return [p for p in found if p]


def phrase(part: str) -> list[Token]:
    """As `tokens`, but open at the end: a text may go on where a query stops."""
    found = list(tokens(part))
    if not found:
        return []
    last = found[-1]
    if is_cjk(last.text):
        pair_before = len(found) > 1 and len(found[-2].text) == 2 and found[-2].position == last.position - 1
        if pair_before and is_cjk(found[-2].text):
            return found[:-1]
        return [*found[:-1], Token(last.text, last.position, is_prefix=True)]
    if last.text.isalpha() and len(last.text) >= SHORTEST_PREFIX:
        return [*found[:-1], Token(last.text, last.position, is_prefix=True)]
    return found


def is_cjk(text: str) -> bool:
    return re.fullmatch(f"[{CJK}]+", text) is not None
