"""Hostile archives: whatever comes in, the answer is 0, 1 or 2, soon, and never a traceback."""

import io
import json
import random
import struct
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli_verify import archive
from linli_verify.cli import main
from linli_verify.verify import Options, verify_archive, verify_board
from tests.verify.prover import Prover, whole
from tests.verify.proving import canon


@pytest.fixture(scope="module")
def good() -> bytes:
    return whole(Prover()).archive()


def run(tmp_path: Path, data: bytes, *arguments: str) -> int:
    path = tmp_path / "election.zip"
    path.write_bytes(data)
    return main([str(path), "--json", str(tmp_path / "report.json"), *arguments])


def test_one_bit_anywhere_is_found(good: bytes, tmp_path: Path) -> None:
    """Two hundred places, drawn once for all; each makes the command say no."""
    draw = random.Random(20261122)
    codes: Counter[int] = Counter()
    for place in draw.sample(range(len(good) * 8), 200):
        flipped = bytearray(good)
        flipped[place // 8] ^= 1 << place % 8
        code = run(tmp_path, bytes(flipped))
        assert code in (1, 2), place
        codes[code] += 1
    assert codes[1] > 190  # few places make an archive that cannot be read at all
    assert run(tmp_path, good) == 0


def test_one_bit_of_each_byte_around_the_files_is_found(good: bytes) -> None:
    """Every byte of headers and directory, where a flip changes no content."""
    files = dict(archive.read(good).files.items())
    position, around = 0, []
    for number, piece in enumerate(archive.build(files)):
        if number % 2 == 0 or number >= 2 * len(files):
            around += range(position, position + len(piece))
        position += len(piece)
    for place in around:
        flipped = bytearray(good)
        flipped[place] ^= 1 << place % 8
        try:
            found = archive.read(bytes(flipped))
        except archive.UnreadableError:
            continue
        assert not found.exact or not found.has_right_names, place


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        for name, data in files.items():
            target.writestr(name, data)
    return out.getvalue()


def overlapping() -> bytes:
    """A thousand directory entries that all mean the same megabyte."""
    data = bytearray(zipped({"board.jsonl": b"x" * 2**20}))
    end = len(data) - archive.END.size
    start = struct.unpack_from("<I", data, end + 16)[0]
    entry = bytes(data[start:end])
    entries = b"".join(entry.replace(b"board.jsonl", b"%011d" % i) for i in range(1000))
    tail = archive.END.pack(b"PK\5\6", 0, 0, 1000, 1000, len(entries), start, 0)
    return bytes(data[:start]) + entries + tail


def name_past_the_end() -> bytes:
    """The last name of the directory is longer than the file."""
    data = bytearray(zipped({"board.jsonl": b"{}\n", "x": b""}))
    length = len(data) - archive.END.size - len("x") - archive.CENTRAL.size + 28
    struct.pack_into("<H", data, length, 500)
    return bytes(data)


UNREADABLE = {
    "empty": b"",
    "text": b"hello, this is not an archive" * 10,
    "bomb": zipped({"board.jsonl": b"0" * 50_000_000}, zipfile.ZIP_DEFLATED),
    "overlapping": overlapping(),
    "no board": zipped({"roll.txt": b"x"}),
    "name past the end": name_past_the_end(),
    "a mark before the name": zipped({"\ufeffboard.jsonl": b"{}\n"}),
    "only an end": archive.END.pack(b"PK\5\6", 0, 0, 65535, 65535, 2**32 - 1, 2**32 - 1, 0),
    "directory in itself": archive.END.pack(b"PK\5\6", 0, 0, 1, 1, 22, 0, 0),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read(name: str, tmp_path: Path) -> None:
    began = time.perf_counter()
    assert run(tmp_path, UNREADABLE[name]) == 2
    assert time.perf_counter() - began < 5
    assert json.loads((tmp_path / "report.json").read_text())["exit"] == 2


def headers_spoiled(archive_bytes: bytes) -> dict[str, bytes]:
    """The content can be taken out, but the archive is not the one that it makes: 1, not 2."""
    end = len(archive_bytes) - archive.END.size
    places = {"checksum": 14, "date": 12, "files of this disk": end + 8, "comment": end + 20}
    spoiled = {}
    for name, place in places.items():
        data = bytearray(archive_bytes)
        data[place] ^= 1
        spoiled[name] = bytes(data)
    return spoiled


def test_what_can_be_taken_out_is_read(good: bytes) -> None:
    for name, data in headers_spoiled(good).items():
        assert set(verify_archive(data, Options()).failed) == {"archive.form"}, name


LINES = {
    "empty board": b"",
    "deep": b"[" * 200_000 + b"]" * 200_000 + b"\n",
    "huge number": b'{"n":' + b"9" * 5_000_000 + b"}\n",
    "almost huge": b'{"n":9007199254740992}\n',
    "half a pair": b'{"at":"\\ud800"}\n',
    "keys in another alphabet": '{"\uffff":1,"😀":2}\n'.encode(),
    "half a pair as a key": b'{"\\ud800":1}\n',
    "not UTF-8": b"\xff\xfe\n",
    "not a number": b'{"n":NaN}\n',
    "fraction": b'{"n":1.5}\n',
    "list": b"[]\n",
    "text": b'"x"\n',
    "null": b"null\n",
    "long": b'"' + b"x" * 2**24 + b'"\n',
    "many lines": b"{}\n" * 1_000_000,
    "no line feed": b'{"at":"2026-01-01T00:00:00Z"}',
    "wrong types": canon({"at": 1, "body": [], "kind": {}, "n": "x", "parent": None, "sig": "y"}) + b"\n",
}


@pytest.mark.parametrize("name", LINES)
def test_boards_that_are_wrong(name: str, tmp_path: Path) -> None:
    began = time.perf_counter()
    files = {"board.jsonl": LINES[name], "roll.txt": b"", "booth.html": b""}
    assert run(tmp_path, b"".join(archive.build(files))) == 1
    assert time.perf_counter() - began < 5


def test_a_path_that_is_no_file(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 2
    assert main([str(tmp_path / "missing.zip")]) == 2


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_anywhere_in_a_board(good: bytes, data: st.DataObject) -> None:
    """One value of one entry becomes something else, the chain is left as it is: found, without a crash."""
    lines = archive.read(good).files["board.jsonl"].splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    entry = json.loads(lines[number])
    place, key = entry, data.draw(st.sampled_from(sorted(entry)))
    while isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
        place = place[key]
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
    before = place[key]
    values = st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=70)
    place[key] = data.draw(
        values | st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=3), values)
    )
    if place[key] == before and type(place[key]) is type(before):
        return
    lines[number] = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "replace"
    )
    assert not verify_board(b"\n".join(lines) + b"\n", {}, Options()).holds
