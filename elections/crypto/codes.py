"""Base 32 of section 2 (Crockford's alphabet): what a person reads off a card, a screen or a receipt."""

from elections.crypto.faults import Malformed

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SAME = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})
VALUES = {character: value for value, character in enumerate(ALPHABET)}


def code(content: bytes) -> str:
    """Bits from the most significant on, the last character padded with zero bits."""
    bits = len(content) * 8
    padding = -bits % 5
    number = int.from_bytes(content, "big") << padding
    count = (bits + padding) // 5
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def plain(typed: str) -> str:
    """What somebody typed, in the alphabet's own spelling."""
    return typed.upper().translate(SAME)


def read_code(typed: str, size: int) -> bytes:
    """The `size` bytes of a code as a person types it."""
    cleaned = plain(typed)
    padding = -size * 8 % 5
    if len(cleaned) != (size * 8 + padding) // 5 or any(c not in VALUES for c in cleaned):
        raise Malformed("not a code")
    number = 0
    for character in cleaned:
        number = number << 5 | VALUES[character]
    if number & (1 << padding) - 1:
        raise Malformed("not a code")
    return (number >> padding).to_bytes(size, "big")


def in_groups(text: str, size: int = 4) -> str:
    return "-".join(text[start : start + size] for start in range(0, len(text), size))
