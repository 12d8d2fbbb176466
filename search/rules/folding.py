"""One way of writing for everything: full width to half, capitals to small, traditional characters to simplified.

Character by character, never by context: what is folded inside a text and what is folded as a query must agree.
"""

from itertools import accumulate
from unicodedata import normalize

import zhconv


class Folding(dict[int, str]):
    """A translation table for `str.translate` that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        small = normalize("NFKC", chr(code)).lower()
        self[code] = "".join(zhconv.convert(c, "zh-hans") for c in small) if code > 0x2E7F else small
        return self[code]


FOLDING = Folding()


def fold(text: str) -> str:
    return normalize("NFC", text).translate(FOLDING)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in `text` (which is in NFC) where it comes from."""
    folded = text.translate(FOLDING)
    if len(folded) == len(text):
        return folded, list(range(len(text)))
    widths = [len(FOLDING[ord(c)]) for c in text]
    starts = [0, *accumulate(widths)]
    places = [0] * starts[-1]
    for place, (start, width) in enumerate(zip(starts, widths, strict=False)):
        places[start : start + width] = [place] * width
    return folded, places
