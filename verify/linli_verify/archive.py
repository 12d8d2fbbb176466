"""Reads the archive, and builds it again to compare (section 10). Nothing in it is compressed, so nothing can swell."""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
DATE = (1980 - 1980) << 9 | 1 << 5 | 1
VERSION, MADE_BY, ATTRIBUTES = 20, 3 << 8 | 20, 0o100644 << 16
FIRST = ("board.jsonl", "roll.txt", "booth.html")
PHOTO = re.compile(r"photos/[0-9a-f]{64}", re.ASCII)
MOST_BYTES = 2**30


class UnreadableError(Exception):
    """This is not an archive that can be read at all."""


@dataclass(frozen=True)
class Archive:
    names: list[str]
    files: dict[str, bytes]
    exact: bool  # whether building it again gives the same bytes

    @property
    def has_right_names(self) -> bool:
        first, photos = self.names[: len(FIRST)], self.names[len(FIRST) :]
        return tuple(first) == FIRST and all(map(PHOTO.fullmatch, photos)) and photos == sorted(set(photos))


def read(data: bytes) -> Archive:
    try:
        found = list(_entries(data))
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise UnreadableError("the archive's directory is damaged") from error
    if len({name for name, _ in found}) != len(found):
        raise UnreadableError("a file stands twice in the archive")
    if sum(len(content) for _, content in found) > len(data):
        raise UnreadableError("files in the archive overlap")
    files = {name: bytes(content) for name, content in found}
    return Archive([name for name, _ in found], files, is_exact(data, files))


def _entries(data: bytes) -> Iterator[tuple[str, memoryview]]:
    """Name and content by the central directory, which must be the last thing in the file."""
    view = memoryview(data)
    end = END.unpack(view[-END.size :])
    if end[0] != b"PK\5\6":
        raise UnreadableError("this is not a zip file, or something stands after its end")
    position = end[6]
    for _ in range(end[4]):
        head = CENTRAL.unpack(view[position : position + CENTRAL.size])
        if head[0] != b"PK\1\2":
            raise UnreadableError("the archive's directory is damaged")
        name_end = position + CENTRAL.size + head[10]
        if name_end > len(view):
            raise UnreadableError("the archive's directory is damaged")
        name = bytes(view[position + CENTRAL.size : name_end]).decode()
        yield name, _content(view, head)
        position = name_end + head[11] + head[12]


def _content(view: memoryview, head: tuple[int, ...]) -> memoryview:
    method, packed, size, offset = head[4], head[8], head[9], head[16]
    if method or packed != size:
        raise UnreadableError("a file in the archive is compressed")
    local = LOCAL.unpack(view[offset : offset + LOCAL.size])
    start = offset + LOCAL.size + local[9] + local[10]
    if start + size > len(view):
        raise UnreadableError("a file in the archive is cut off")
    return view[start : start + size]


def build(files: dict[str, bytes]) -> Iterator[bytes]:
    """The one archive of these files, piece by piece, in the order given."""
    offset, directory = 0, []
    for name, content in files.items():
        encoded, crc, size = name.encode(), zlib.crc32(content), len(content)
        common = (0, 0, 0, DATE, crc, size, size, len(encoded), 0)
        yield LOCAL.pack(b"PK\3\4", VERSION, *common) + encoded
        yield content
        directory.append(
            CENTRAL.pack(b"PK\1\2", MADE_BY, VERSION, *common, 0, 0, 0, ATTRIBUTES, offset) + encoded
        )
        offset += LOCAL.size + len(encoded) + size
    yield from directory
    length = sum(map(len, directory))
    yield END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), length, offset, 0)


def is_exact(data: bytes, files: dict[str, bytes]) -> bool:
    position, view = 0, memoryview(data)
    for piece in build(files):
        if view[position : position + len(piece)] != piece:
            return False
        position += len(piece)
    return position == len(data)
