"""Canonical JSON and times: one text for one value (section 2)."""

import json
import re
from datetime import datetime
from typing import Any

LARGEST = 2**53
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


class NotCanonicalError(ValueError):
    """The text is not JSON, or not the one way to write it."""


def _refuse(text: str) -> Any:
    raise NotCanonicalError(f"not allowed in canonical JSON: {text[:40]}")


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) >= LARGEST:
        _refuse(text)
    return int(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _refuse("a key twice")
    if not all(map(str.isascii, found)):
        _refuse("a key that is not ASCII")  # languages sort such keys differently
    return found


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_refuse, parse_constant=_refuse, parse_int=_integer
)


def write(value: Any) -> bytes:
    """The canonical text of a value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def parse(data: bytes) -> Any:
    """The value of a JSON text that keeps within the limits, however it is written."""
    try:
        return _DECODER.decode(data.decode())
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(str(error)[:200]) from error


def is_canonical(value: Any, data: bytes) -> bool:
    """Whether this text is the one way to write the value, and there is no `null` in it."""
    try:
        return not _has_null(value) and write(value) == data
    except (ValueError, RecursionError):
        return False


def _has_null(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(map(_has_null, value.values() if isinstance(value, dict) else value))
    return value is None


def is_time(value: Any) -> bool:
    """UTC, whole seconds, a day that exists."""
    if not isinstance(value, str) or not TIME.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def hour_of(time: str) -> str:
    """The time cut to its whole hour; texts of this form compare as times do."""
    return time[:14] + "00:00Z"
