"""The published test vectors are those that the code gives, and each of them holds."""

import json
from typing import Any

import pytest

from elections.crypto import ballots, canonical, cards, chain, codes, manifest, proofs, suite, tally
from elections.crypto.archive import archive
from elections.crypto.faults import Malformed
from elections.crypto.vectors import FILE, vectors
from elections.crypto.vectors_board import sha256

VECTORS: dict[str, Any] = json.loads(FILE.read_text())


def item(shown: dict[str, Any]) -> Any:
    return bytes.fromhex(shown["bytes"]) if "bytes" in shown else next(iter(shown.values()))


def test_the_file_is_up_to_date() -> None:
    assert json.loads(json.dumps(vectors())) == VECTORS


@pytest.mark.parametrize("entry", VECTORS["hashes"], ids=lambda e: e["label"])
def test_hashes(entry: dict[str, Any]) -> None:
    items = [item(shown) for shown in entry["items"]]
    assert suite.digest(entry["label"], *items).hex() == entry["digest"]
    assert suite.scalar_hex(suite.hash_scalar(entry["label"], *items)) == entry["scalar"]
    assert suite.hash_bytes(entry["label"], *items).hex() == entry["bytes"]


def test_canonical_texts() -> None:
    for text in VECTORS["canonical"]["accepted"]:
        assert canonical.dumps(canonical.loads(text.encode())).decode() == text
    for text in VECTORS["canonical"]["refused"]:
        with pytest.raises(Malformed):
            canonical.loads(text.encode())


@pytest.mark.parametrize(
    "text", [b"\xff", b"\xef\xbb\xbf{}", b"[" * 100_000, b"-0", b"[9" + b"9" * 5000 + b"]"]
)
def test_other_nonsense_is_refused(text: bytes) -> None:
    with pytest.raises(Malformed):
        canonical.loads(text)


@pytest.mark.parametrize("text", [*VECTORS["refused"]["elements"], "AB" * 32, "ab" * 31, 7, None])
def test_refused_elements(text: Any) -> None:
    with pytest.raises(Malformed):
        suite.element(text)


@pytest.mark.parametrize("text", VECTORS["refused"]["scalars"])
def test_refused_scalars(text: str) -> None:
    with pytest.raises(Malformed):
        suite.scalar(text)


def test_the_highest_bit_of_an_element_counts() -> None:
    """RFC 9496: a number of 2^255 and more is no encoding; some libraries cut the bit off."""
    point = bytearray(suite.base(5))
    point[31] |= 0x80
    for read in (suite.element, suite.unproved_element):
        with pytest.raises(Malformed):
            read(bytes(point).hex())
    assert suite.mult(3, bytes(point)) == suite.base(
        15
    )  # guard off: libsodium itself takes it for the same element


def test_codes_and_cards() -> None:
    for entry in VECTORS["codes"]:
        assert codes.code(bytes.fromhex(entry["bytes"])) == entry["code"]
        assert codes.read_code(entry["code"].lower(), len(entry["bytes"]) // 2).hex() == entry["bytes"]
    for entry in VECTORS["cards"]:
        card = cards.read_card(entry["election"], entry["card"].replace("0", "o").replace("1", "l"))
        assert card.public.hex() == entry["pk"]
        assert card.cancel_code.hex() == entry["cancel"]


@pytest.mark.parametrize("entry", VECTORS["typed"]["accepted"], ids=lambda e: e["typed"])
def test_codes_as_people_type_them(entry: dict[str, str]) -> None:
    content = bytes.fromhex(entry["bytes"])
    assert codes.read_code(entry["typed"], len(content)) == content


@pytest.mark.parametrize("entry", VECTORS["typed"]["refused"], ids=lambda e: e["typed"])
def test_codes_that_are_refused(entry: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        codes.read_code(entry["typed"], entry["size"])


def test_times() -> None:
    about = VECTORS["time"]
    for text in about["accepted"]:
        assert canonical.time_text(canonical.time(text)).rjust(20, "0") == text
    for text in about["refused"]:
        with pytest.raises(Malformed):
            canonical.time(text)
    for entry in about["written"]:
        clock, before = canonical.time(entry["clock"]), canonical.time(entry["before"])
        assert canonical.time_text(chain.shown_time("ballot", clock, before)) == entry["at"]


@pytest.mark.parametrize("entry", VECTORS["rank"])
def test_who_is_elected(entry: dict[str, Any]) -> None:
    roll, took_part, rule = entry["roll"], entry["took_part"], entry["rule"]
    assert manifest.threshold(rule["turnout"]).is_reached(took_part, roll) == entry["valid"]
    elected = manifest.threshold(rule["elected"])
    base = roll if elected.base == "roll" else took_part
    able = [elected.is_reached(votes, base) for votes in entry["votes"]]
    found = tally.standing(entry["votes"], entry["seats"], able) if entry["valid"] else ([], [])
    assert found == (entry["elected"], entry["tied"])


def test_a_slip_of_the_pen_is_found() -> None:
    entry = VECTORS["cards"][0]
    typed, found = entry["card"], 0
    for place, character in enumerate(typed):
        if character == "-":
            continue
        other = "X" if character != "X" else "Y"
        try:
            cards.read_card(entry["election"], typed[:place] + other + typed[place + 1 :])
        except Malformed:
            found += 1
    assert found >= 27  # of 28: two check characters miss one in a thousand


def test_proofs() -> None:
    about = VECTORS["proofs"]
    ctx = [item(shown) for shown in about["schnorr"]["ctx"]]
    p, a, d = (bytes.fromhex(about["equal"][name]) for name in "pad")
    assert proofs.knows(p, "coefficient", ctx, proofs.read(about["schnorr"]["proof"]))
    assert proofs.are_equal(p, a, d, "rehearsal", ctx, proofs.read(about["equal"]["proof"]))
    for entry in about["range"]:
        pair = bytes.fromhex(entry["a"]), bytes.fromhex(entry["b"])
        proof = [proofs.read(one) for one in entry["proof"]]
        assert proofs.is_in_range(bytes.fromhex(entry["key"]), pair, "option", ctx, proof)


def test_the_ballot() -> None:
    about = VECTORS["ballot"]
    key = bytes.fromhex(about["key"])
    digest = ballots.ballot_hash(about["ballot"])
    assert (digest.hex(), ballots.tracker(digest)) == (about["hash"], about["tracker"])
    for part, opened in zip(about["ballot"]["contests"], about["opened"], strict=True):
        for option, (m, r) in zip(part["options"], opened, strict=True):
            made = ballots.encrypt(m, suite.scalar(r), key)
            assert [x.hex() for x in made] == [option["a"], option["b"]]


def test_the_board_and_its_archive() -> None:
    about = VECTORS["board"]
    read = [chain.read_line(text.encode()) for text in about["lines"]]
    board = bytes.fromhex(read[0].body["board"])
    assert all(chain.is_signed(line, board) for line in read)
    text = b"".join(line.text + b"\n" for line in read)
    photo = bytes.fromhex(about["photo"])
    bound = archive(text, about["roll"].encode(), about["booth"].encode(), {sha256(photo): photo})
    assert sha256(bound) == about["archive_sha256"]
