"""The archive of section 10: the same content gives the same bytes."""

import io
import zipfile
from collections.abc import Mapping


def archive(board: bytes, roll: bytes, booth: bytes, photos: Mapping[str, bytes]) -> bytes:
    """`photos` by their SHA-256 in hexadecimal."""
    entries = [("board.jsonl", board), ("roll.txt", roll), ("booth.html", booth)]
    entries += [(f"photos/{digest}", photos[digest]) for digest in sorted(photos)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as bound:
        for name, content in entries:
            about = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            about.create_system = 3
            about.external_attr = 0o100644 << 16
            bound.writestr(about, content)
    return out.getvalue()
