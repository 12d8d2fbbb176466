"""Canonical JSON and times of section 2: one text for one value."""

import hashlib
import json
import re
from datetime import UTC, datetime
from typing import Any

from elections.crypto.faults import Malformed

LARGEST = 2**53
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII).fullmatch

Body = dict[str, Any]

_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def whole(text: str) -> int:
    number = int(text) if len(text) < 18 else LARGEST
    if abs(number) >= LARGEST:
        raise Malformed("integer too large")
    return number


def no_fraction(text: str) -> Any:
    raise Malformed("not an integer")


_decoder = json.JSONDecoder(parse_int=whole, parse_float=no_fraction, parse_constant=no_fraction)


def dumps(value: Any) -> bytes:
    try:
        return _encoder.encode(value).encode()
    except UnicodeEncodeError as problem:
        raise Malformed("half a character") from problem


def loads(text: bytes) -> Any:
    """The value of a canonical text; a key twice, a blank or another spelling changes the bytes and is refused."""
    try:
        value = _decoder.decode(text.decode())
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as problem:
        raise Malformed("not JSON") from problem
    if dumps(value) != text or (b"null" in text and holds_null(value)):
        raise Malformed("not canonical JSON")
    return value


def holds_null(value: Any) -> bool:
    if type(value) is dict:
        return any(map(holds_null, value.values()))
    return value is None or (type(value) is list and any(map(holds_null, value)))


def digest(value: Any) -> bytes:
    """SHA-256 of the canonical text."""
    return hashlib.sha256(dumps(value)).digest()


def has_keys(value: Any, *keys: str) -> Body:
    """The object, where it has exactly these keys."""
    if type(value) is not dict or value.keys() != set(keys):
        raise Malformed(f"not an object of {', '.join(sorted(keys))}")
    return value


def listed(value: Any, length: int | None = None) -> list[Any]:
    if type(value) is not list or (length is not None and len(value) != length):
        raise Malformed("not a list of the right length")
    return value


def integer(value: Any, least: int = 0, most: int = LARGEST) -> int:
    if type(value) is not int or not least <= value <= most:
        raise Malformed("not an integer in range")
    return value


def text(value: Any) -> str:
    if type(value) is not str:
        raise Malformed("not a text")
    return value


def time_text(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def time(value: Any) -> datetime:
    try:
        if TIME(text(value)):
            return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as problem:
        raise Malformed("not a time") from problem
    raise Malformed("not a time")
