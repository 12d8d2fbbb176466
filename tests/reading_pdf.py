"""What a PDF of ours says: its pages are undone, its strings read by their two-byte letters."""

import base64
import re
import zlib

STREAM = re.compile(rb"/Filter \[ /ASCII85Decode /FlateDecode \].*?stream\r?\n(.*?)endstream", re.DOTALL)
STRING = re.compile(rb"\(((?:\\.|[^\\()])*)\)\s*Tj", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words_of(pdf: bytes) -> str:
    """All text in the order in which it is drawn, without spaces and line breaks."""
    found = (string for stream in STREAM.findall(pdf) for string in STRING.findall(undone(stream)))
    return re.sub(r"\s", "", "".join(unescaped(one).decode("utf-16-be", "replace") for one in found))


def undone(stream: bytes) -> bytes:
    return zlib.decompress(base64.a85decode(stream.strip().removesuffix(b"~>")))


def unescaped(string: bytes) -> bytes:
    return ESCAPE.sub(letter, string)


def letter(found: re.Match[bytes]) -> bytes:
    said = found[1]
    return bytes([int(said, 8)]) if said.isdigit() else LETTERS.get(said, said)


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", pdf))
