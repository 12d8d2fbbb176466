"""The chain: what is hashed, and what a broken chain looks like. SHA-256 over canonical JSON (RFC 8785's order)."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

GENESIS = "0" * 64


def link(previous_hash: str, content: Mapping[str, Any]) -> str:
    """The hash of one event: over the hash before it and everything that the event says."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous_hash}\n{text}".encode()).hexdigest()


def faults(rows: Iterable[tuple[int, str, str, Mapping[str, Any]]]) -> Iterator[tuple[int, str]]:
    """Walks rows (serial, previous_hash, hash, content) in order; yields (serial, what is wrong with it)."""
    serial, last = 0, GENESIS
    for number, previous_hash, own_hash, content in rows:
        if number != serial + 1:
            yield number, f"expected serial {serial + 1}: a row was dropped or reordered"
        if previous_hash != last:
            yield number, "does not follow the row before it"
        if own_hash != link(previous_hash, content):
            yield number, "was altered"
        serial, last = number, own_hash
