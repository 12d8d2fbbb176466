"""The published vectors: what the page's own authors computed, computed here again."""

import contextlib
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from linli_verify import archive
from linli_verify.canonical import NotCanonicalError, is_canonical, is_time, parse
from linli_verify.groups import IDENTITY, Group, Sodium
from linli_verify.hashing import ORDER, code, digest, hash_to_bytes, hash_to_scalar, tracker, typed
from linli_verify.proofs import at_point, in_range, knows, same_log
from linli_verify.pure import Pure
from linli_verify.rules import elected, reaches
from linli_verify.verify import Options, verify_archive
from tests.verify.falsifying import ballot_at

VECTORS = json.loads(
    (Path(__file__).parents[2] / "docs" / "protocol-vectors.json").read_text(encoding="utf-8")
)


@pytest.fixture(params=[Sodium, Pure])
def g(request: pytest.FixtureRequest) -> Group:
    group: Group = request.param()
    return group


def item(value: dict[str, Any]) -> bytes | int | str:
    """`{"hex": …}`, `{"integer": …}` or `{"text": …}`."""
    ((kind, content),) = value.items()
    return bytes.fromhex(content) if kind in ("bytes", "hex") else content


def scalar(text: str) -> int:
    return int.from_bytes(bytes.fromhex(text), "little")


def pairs(value: list[Any]) -> list[tuple[int, int]]:
    return [(scalar(c), scalar(z)) for c, z in value]


@pytest.mark.parametrize("text", VECTORS["canonical"]["accepted"])
def test_canonical_texts(text: str) -> None:
    assert is_canonical(parse(text.encode()), text.encode())


@pytest.mark.parametrize("text", VECTORS["canonical"]["refused"])
def test_texts_that_are_not(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    with contextlib.suppress(NotCanonicalError):
        assert not is_canonical(parse(data), data)


@pytest.mark.parametrize("vector", VECTORS["hashes"], ids=lambda v: v["label"])
def test_hashes(vector: dict[str, Any]) -> None:
    items = [item(value) for value in vector["items"]]
    assert digest(vector["label"], *items).hex() == vector["digest"]
    assert hash_to_bytes(vector["label"], *items).hex() == vector["bytes"]
    assert hash_to_scalar(vector["label"], *items) == scalar(vector["scalar"])


@pytest.mark.parametrize("vector", VECTORS["codes"], ids=lambda v: v["code"])
def test_codes(vector: dict[str, str]) -> None:
    assert code(bytes.fromhex(vector["bytes"])) == vector["code"]


@pytest.mark.parametrize("vector", VECTORS["typed"]["accepted"], ids=lambda v: v["typed"])
def test_codes_as_people_type_them(vector: dict[str, str]) -> None:
    assert typed(vector["typed"]) == typed(code(bytes.fromhex(vector["bytes"])))


def test_times() -> None:
    assert all(is_time(text) for text in VECTORS["time"]["accepted"])
    assert not any(is_time(text) for text in VECTORS["time"]["refused"])


@pytest.mark.parametrize("vector", VECTORS["time"]["ballots"], ids=lambda v: f"{v['at']} after {v['before']}")
def test_times_of_ballots(vector: dict[str, Any]) -> None:
    assert verify_archive(ballot_at(vector).archive(), Options()).holds == vector["good"]


@pytest.mark.parametrize("vector", VECTORS["rank"])
def test_who_is_elected(vector: dict[str, Any]) -> None:
    sizes = {"roll": vector["roll"], "took_part": vector["took_part"]}
    rule, votes = vector["rule"], vector["votes"]
    assert reaches(vector["took_part"], rule["turnout"], **sizes) == vector["valid"]
    able = [vector["valid"] and reaches(number, rule["elected"], **sizes) for number in votes]
    assert elected(votes, able, vector["seats"]) == (vector["elected"], vector["tied"])


def test_what_is_no_element_and_no_scalar(g: Group) -> None:
    for text in VECTORS["refused"]["elements"]:
        data = bytes.fromhex(text)
        assert len(data) != 32 or data == IDENTITY or not g.is_element(data)
    assert all(scalar(text) >= ORDER for text in VECTORS["refused"]["scalars"])


def test_schnorr(g: Group) -> None:
    v = VECTORS["proofs"]["schnorr"]
    ctx, p = [item(x) for x in v["ctx"]], bytes.fromhex(v["p"])
    ((c, z),) = pairs([v["proof"]])
    assert g.base(scalar(v["x"])) == p
    assert knows(g, v["label"], p, (c, z), *ctx)
    assert not knows(g, v["label"], p, (c, z + 1), *ctx)


def test_equal_logarithms(g: Group) -> None:
    v = VECTORS["proofs"]["equal"]
    ctx = [item(x) for x in v["ctx"]]
    p, a, d = (bytes.fromhex(v[key]) for key in "pad")
    ((c, z),) = pairs([v["proof"]])
    assert same_log(g, v["label"], p, a, d, (c, z), *ctx)
    assert not same_log(g, v["label"], p, a, g.add(d, a), (c, z), *ctx)


@pytest.mark.parametrize("v", VECTORS["proofs"]["range"], ids=lambda v: f"{v['m']} of {v['top']}")
def test_ranges(g: Group, v: dict[str, Any]) -> None:
    ctx = [item(x) for x in v["ctx"]]
    y, a, b = (bytes.fromhex(v[key]) for key in ("key", "a", "b"))
    proof = pairs(v["proof"])
    assert len(proof) == v["top"] + 1
    assert in_range(g, v["label"], y, a, b, proof, *ctx)
    assert not in_range(g, v["label"], y, b, a, proof, *ctx)


def test_keys_of_the_trustees(g: Group) -> None:
    key = VECTORS["key"]
    joint, m = IDENTITY, bytes.fromhex(key["manifest"])
    coefficients = []
    for trustee in key["trustees"]:
        seed, i = bytes.fromhex(trustee["seed"]), trustee["index"]
        drawn = [hash_to_scalar("seed.coefficient", seed, m, i, k) for k in range(2)]
        coefficients.append([g.base(a) for a in drawn])
        joint = g.add(joint, coefficients[-1][0])
        assert scalar(trustee["signing"]) == hash_to_scalar("seed.signing", seed, m, i)
    assert joint.hex() == key["key"]
    for trustee in key["trustees"]:
        public = IDENTITY
        for mine in coefficients:
            public = g.add(public, at_point(g, mine, trustee["index"]))
        assert g.base(scalar(trustee["share"])) == public


def test_tracker() -> None:
    assert tracker(bytes.fromhex(VECTORS["ballot"]["hash"])) == VECTORS["ballot"]["tracker"]


def published_archive() -> bytes:
    board = VECTORS["board"]
    photo = bytes.fromhex(board["photo"])
    files = {
        "board.jsonl": "".join(line + "\n" for line in board["lines"]).encode(),
        "roll.txt": board["roll"].encode(),
        "booth.html": board["booth"].encode(),
        f"photos/{sha256(photo).hexdigest()}": photo,
    }
    return b"".join(archive.build(files))


@pytest.mark.parametrize("pure", [False, True])
def test_the_published_board_holds(pure: bool) -> None:
    data = published_archive()
    assert sha256(data).hexdigest() == VECTORS["board"]["archive_sha256"]
    report = verify_archive(data, Options(pure=pure))
    assert report.findings == []
    assert report.facts["state"] == "finished"
