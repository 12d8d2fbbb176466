"""Money is whole fen; nothing here ever divides into a float."""

import re

YUAN = re.compile(r"(\d{1,5})(?:[.．](\d{1,2}))?")
HIGHEST = 99_999_99


def fen(text: str) -> int | None:
    """What somebody wrote as yuan, in fen: "15" → 1500, "¥12.5" → 1250; nothing where it is no amount."""
    found = YUAN.fullmatch(text.strip().removeprefix("¥").removeprefix("￥").removesuffix("元").strip())
    if not found:
        return None
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def yuan(amount: int) -> str:
    """The same back, as one would write it: 1500 → "15", 1250 → "12.50"."""
    whole, rest = divmod(amount, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)


def agreed(price: int, unit: str, minutes: int) -> int:
    """What a visit of so many minutes costs; an hourly price is rounded half up to the fen."""
    return price if unit == "visit" else (price * minutes + 30) // 60
