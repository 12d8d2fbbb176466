"""Every hash of the protocol: a label and items, each behind its length (section 2)."""

from hashlib import sha256, sha512

Item = bytes | int | str
ORDER = 2**252 + 27742317777372353535851937790883648493
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def item(value: Item) -> bytes:
    """Bytes as they are, an integer as decimal digits, a text as UTF-8."""
    if isinstance(value, bytes):
        return value
    return str(value).encode()


def prefixed(value: bytes) -> bytes:
    return len(value).to_bytes(4, "big") + value


def digest(label: str, *items: Item) -> bytes:
    state = sha512(prefixed(b"linli-1/" + label.encode()))
    for value in items:
        state.update(prefixed(item(value)))
    return state.digest()


def hash_to_scalar(label: str, *items: Item) -> int:
    return int.from_bytes(digest(label, *items), "little") % ORDER


def hash_to_bytes(label: str, *items: Item) -> bytes:
    return digest(label, *items)[:32]


def plain(data: bytes) -> str:
    """SHA-256 in hexadecimal, as files and entries are named."""
    return sha256(data).hexdigest()


def code(data: bytes) -> str:
    """Crockford's base 32, bits from the most significant."""
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    return "".join(ALPHABET[int(bits[i : i + 5], 2)] for i in range(0, len(bits), 5))


def typed(text: str) -> str:
    """A tracker as somebody types it: without regard to case, hyphens, blanks, and to letters that look like figures."""
    bare = text.upper().replace("-", "").replace(" ", "").translate(str.maketrans("OIL", "011"))
    return "-".join(bare[i : i + 4] for i in range(0, len(bare), 4))


def tracker(ballot_hash: bytes) -> str:
    """How people read a hash, on receipts and on the notice board: twenty characters in groups of four."""
    text = code(ballot_hash)[:20]
    return "-".join(text[i : i + 4] for i in range(0, 20, 4))
