"""The part of a text that shows why it was found, and where in it."""

import re
from dataclasses import dataclass
from unicodedata import normalize

from search.rules.folding import fold, fold_with_places
from search.rules.tokens import PIECE

BEFORE, LENGTH = 24, 110


@dataclass(frozen=True)
class Piece:
    text: str
    is_hit: bool = False


def pattern(query: str) -> re.Pattern[str] | None:
    """Finds each word of the query, whatever punctuation stands inside it."""
    words = [[re.escape(p.group()) for p in PIECE.finditer(part)] for part in fold(query).split()]
    longest_first = sorted((r"[\W_]*".join(w) for w in words if w), key=len, reverse=True)
    return re.compile("|".join(longest_first)) if longest_first else None


def pieces(text: str, wanted: re.Pattern[str] | None) -> list[Piece]:
    """`text` cut where hits begin and end; nothing is escaped here."""
    text = normalize("NFC", text)
    if wanted is None:
        return [Piece(text)]
    folded, places = fold_with_places(text)
    found, done = [], 0
    for hit in wanted.finditer(folded):
        start, end = places[hit.start()], places[hit.end() - 1] + 1
        if start < done:
            continue
        found += [Piece(text[done:start]), Piece(text[start:end], is_hit=True)]
        done = end
    return [p for p in [*found, Piece(text[done:])] if p.text]


def excerpt(text: str, wanted: re.Pattern[str] | None) -> list[Piece]:
    """About two lines around the first hit, or the beginning where only the title was hit."""
    flat = re.sub(r"\s+", " ", normalize("NFC", text)).strip()
    folded, places = fold_with_places(flat)
    hit = wanted.search(folded) if wanted else None
    start = max(0, places[hit.start()] - BEFORE) if hit else 0
    shown = flat[start : start + LENGTH]
    found = pieces(shown, wanted)
    ahead = [Piece("…")] if start else []
    after = [Piece("…")] if start + LENGTH < len(flat) else []
    return [*ahead, *found, *after]
