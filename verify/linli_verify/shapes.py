"""What each entry must look like: keys, kinds of values, encodings (sections 2, 4 to 9)."""

from typing import Any

from linli_verify.canonical import is_time
from linli_verify.groups import IDENTITY, Group
from linli_verify.hashing import ORDER
from linli_verify.report import Report

HEX = frozenset("0123456789abcdef")
PAIR = ("scalar", "scalar")
PAIRS = [PAIR]

THRESHOLD = {"base": "text", "denominator": "count", "numerator": "count", "strict": "bool"}
OPTION = {"id": "text", "label": "text"}
CONTEST = {"id": "text", "max": "count", "options": [OPTION], "seats": "count", "title": "text"}
MANIFEST = {
    "attempt": "count",
    "authority": "element",
    "board": "element",
    "booth": "hash",
    "closes_at": "time",
    "opens_at": "time",
    "community": "text",
    "contests": [CONTEST],
    "election": "text",
    "format": "text",
    "least": "count",
    "profile": {"digest": "hash", "id": "text", "version": "text"},
    "roll": {"sha256": "hash", "size": "count"},
    "rule": {"elected": THRESHOLD, "turnout": THRESHOLD},
    "suite": "text",
    "title": "text",
    "trustees": {"names": ["text"], "number": "count", "threshold": "count"},
}
SEALED = {
    "contests": [
        {"id": "text", "options": [{"a": "element", "b": "element", "proof": PAIRS}], "sum": PAIRS},
    ],
    "credential": "element",
    "election": "hash",
    "revision": "count",
}
SIGNED = {"index": "count", "signature": PAIR}
BODIES: dict[str, Any] = {
    "manifest": MANIFEST,
    "trustee.commit": SIGNED | {"commitment": "hash", "signing": "element", "transport": "element"},
    "trustee.reveal": SIGNED | {"coefficients": ["element"], "proofs": PAIRS},
    "trustee.deal": SIGNED | {"shares": [{"box": "hash", "r": "element"}]},
    "trustee.complain": SIGNED | {"against": "count", "proof": PAIR, "secret": "element"},
    "trustee.confirm": SIGNED | {"key": "element", "proof": PAIR},
    "key": {"key": "element", "keys": ["element"]},
    "rehearsal": {"a": "element", "b": "element", "proof": PAIR},
    "trustee.rehearsal": SIGNED | {"proof": PAIR, "share": "element"},
    "rehearsed": {"r": "scalar", "value": "count"},
    "credentials": {"credentials": [{"cancel": "hash", "key": "element"}], "signature": PAIR},
    "open": {"credentials": "hash", "key": "element", "manifest": "hash"},
    "ballot": SEALED | {"signature": PAIR},
    "challenge": {"ballot": SEALED, "opened": [[("count", "scalar")]]},
    "cancel": {"code": "hash", "credential": "element"},
    "close": {"ballots": "count", "cancelled": "count", "challenges": "count"},
    "paper": {
        "blank": "count",
        "books": "count",
        "contests": [{"id": "text", "votes": ["count"]}],
        "found": "count",
        "invalid": "count",
        "issued": "count",
        "photo": "hash",
        "spoiled": "count",
        "station": "text",
        "unused": "count",
    },
    "tally": {
        "ballots": "hash",
        "contests": [{"id": "text", "sums": [{"a": "element", "b": "element"}]}],
        "counted": "count",
    },
    "share": SIGNED | {"contests": [{"id": "text", "shares": [{"d": "element", "proof": PAIR}]}]},
    "result": {
        "contests": [
            {
                "elected": ["text"],
                "id": "text",
                "online": ["count"],
                "paper": ["count"],
                "tied": ["text"],
                "votes": ["count"],
            }
        ],
        "counted": "count",
        "took_part": "count",
        "trustees": ["count"],
        "valid": "bool",
    },
}
ENTRY = {"at": "time", "body": "any", "kind": "text", "n": "count", "parent": "hash", "sig": PAIR}


class Reader:
    """Walks a value along its shape and reports what does not fit."""

    def __init__(self, report: Report, group: Group) -> None:
        self.report, self.group = report, group

    def fits(self, value: Any, shape: Any, where: str) -> bool:
        """Whether the value may be read as this shape."""
        if isinstance(shape, str):
            return self._leaf(value, shape, where)
        kind = dict if isinstance(shape, dict) else list
        if not self.report.check("line.shape", isinstance(value, kind), where):
            return False
        if isinstance(shape, dict):
            return self._object(value, shape, where)
        if isinstance(shape, tuple):
            same = self.report.check("line.shape", len(value) == len(shape), where)
            return same and all(self.fits(v, s, where) for v, s in zip(value, shape, strict=False))
        return all(self.fits(v, shape[0], f"{where}[{i}]") for i, v in enumerate(value))

    def _object(self, value: dict[str, Any], shape: dict[str, Any], where: str) -> bool:
        same = self.report.check("line.shape", value.keys() == shape.keys(), where)
        return same and all(self.fits(value[key], shape[key], f"{where}.{key}") for key in shape)

    def _leaf(self, value: Any, shape: str, where: str) -> bool:
        check = self.report.check
        if shape == "any":
            return True
        if shape == "bool":
            return check("line.shape", isinstance(value, bool), where)
        if shape == "count":
            return check("line.shape", type(value) is int and value >= 0, where)
        if not check("line.shape", isinstance(value, str), where):
            return False
        if shape == "time":
            return check("value.time", is_time(value), where)
        return shape == "text" or self._hex(value, shape, where)

    def _hex(self, value: str, shape: str, where: str) -> bool:
        if not self.report.check("value.hex", len(value) == 64 and set(value) <= HEX, where):
            return False
        data = bytes.fromhex(value)
        if shape == "scalar":
            return self.report.check("value.scalar", int.from_bytes(data, "little") < ORDER, where)
        if shape == "element":
            valid = self.report.check("value.element", self.group.is_element(data), where)
            return self.report.check("value.identity", data != IDENTITY, where) and valid
        return True
