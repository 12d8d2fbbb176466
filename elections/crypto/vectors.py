"""Writes docs/protocol-vectors.json: `python -m elections.crypto.vectors`. Every figure follows from fixed seeds."""

import json
from pathlib import Path
from typing import Any

from elections.crypto import ballots, canonical, cards, codes, proofs, suite
from elections.crypto.archive import archive
from elections.crypto.suite import Item
from elections.crypto.vectors_board import (
    AUTHORITY_SEED,
    BOOTH,
    PHOTO,
    ROLL,
    Board,
    authority_secret,
    fixed,
    hands,
    sha256,
    whole_board,
)
from elections.crypto.vectors_rules import rules

FILE = Path(__file__).parents[2] / "docs" / "protocol-vectors.json"
CTX: tuple[Item, ...] = (b"\x01" * 32, 7, "选举")


class Recorder:
    """Remembers the first use of every label while everything else is made; with other items it is another use."""

    def __init__(self) -> None:
        self.original = suite.digest
        self.seen: dict[tuple[str, int], dict[str, Any]] = {}

    def __enter__(self) -> dict[tuple[str, int], dict[str, Any]]:
        suite.digest = self.recorded
        return self.seen

    def __exit__(self, *problem: object) -> None:
        suite.digest = self.original

    def recorded(self, label: str, *items: Item) -> bytes:
        out = self.original(label, *items)
        self.seen.setdefault(
            (label, len(items)),
            {
                "bytes": out[:32].hex(),
                "digest": out.hex(),
                "items": [shown(item) for item in items],
                "label": label,
                "scalar": suite.scalar_hex(int.from_bytes(out, "little") % suite.ORDER),
            },
        )
        return out


def shown(item: Item) -> dict[str, Any]:
    if isinstance(item, bytes):
        return {"bytes": item.hex()}
    return {"integer": item} if isinstance(item, int) else {"text": item}


def alphabet() -> dict[str, Any]:
    strange = {
        "b": [1, -2, 0],
        "a": 'x"\\\n\u0001\u007f\u2028邻😀/',
        "e": [],
        "c": {"z": True, "y": 2**53 - 1},
    }
    texts = [canonical.dumps(strange).decode(), "[]", '""']
    refused = [
        '{"b":1,"a":2}',
        '{"a":1,"a":1}',
        "[1.0]",
        "[1e2]",
        "[-0]",
        "[9007199254740992]",
        "[1] ",
        '"\\u0041"',
    ]
    refused += ["null", '{"a":null}', '"\\/"', "[01]", "[NaN]", '"\\ud800"', ""]
    bad = {
        "elements": [bytes(32), b"\x01" + bytes(31), b"\xff" * 32, (suite.ORDER).to_bytes(32, "little")],
        "scalars": [suite.ORDER.to_bytes(32, "little"), b"\xff" * 32],
    }
    high = bytearray(suite.base(5))
    high[31] |= 0x80  # libsodium would cut this bit off
    bad["elements"].append(bytes(high))
    contents = [bytes(16), bytes(range(16)), b"\xff" * 32, b"\x80"]
    return {
        "canonical": {"accepted": texts, "refused": refused},
        "codes": [{"bytes": c.hex(), "code": codes.code(c)} for c in contents],
        "refused": {name: [value.hex() for value in values] for name, values in bad.items()},
    }


def card_vectors() -> list[dict[str, str]]:
    return [
        {
            "cancel": card.cancel_code.hex(),
            "cancel_code": codes.code(card.cancel_code),
            "cancel_sha256": cards.cancel_digest(card.cancel_code).hex(),
            "card": codes.in_groups(card.text),
            "code": card.secret.hex(),
            "election": card.election,
            "pk": card.public.hex(),
            "sk": suite.scalar_hex(card.key),
        }
        for card in hands(3)
    ]


def proof_vectors() -> dict[str, Any]:
    x, r = suite.hash_scalar("vector", "x"), suite.hash_scalar("vector", "r")
    key, other = suite.base(suite.hash_scalar("vector", "y")), suite.base(suite.hash_scalar("vector", "a"))
    ctx = [shown(item) for item in CTX]
    known = proofs.prove_knowledge(x, "coefficient", CTX, fixed("schnorr"))
    equal = proofs.prove_equal(x, other, "rehearsal", CTX, fixed("equal"))
    ranges = []
    for m, top in ((0, 1), (1, 1), (2, 3)):
        pair = ballots.encrypt(m, r, key)
        made = proofs.prove_range(m, r, key, pair, top, "option", CTX, fixed(f"range {m} {top}"))
        about = {
            "a": pair[0].hex(),
            "b": pair[1].hex(),
            "ctx": ctx,
            "key": key.hex(),
            "label": "option",
            "m": m,
        }
        drawn = nonces(f"range {m} {top}", 1 + 2 * top)
        about |= {"nonces": drawn, "proof": [proofs.written(p) for p in made], "r": suite.scalar_hex(r)}
        ranges.append(about | {"top": top})
    public = {"ctx": ctx, "p": suite.base(x).hex(), "x": suite.scalar_hex(x)}
    return {
        "equal": public
        | {"a": other.hex(), "d": suite.mult(x, other).hex(), "label": "rehearsal"}
        | {"nonce": nonces("equal", 1)[0], "proof": proofs.written(equal)},
        "range": ranges,
        "schnorr": public
        | {"label": "coefficient", "nonce": nonces("schnorr", 1)[0], "proof": proofs.written(known)},
    }


def nonces(name: str, count: int) -> list[str]:
    draw = fixed(name)
    return [suite.scalar_hex(draw()) for _ in range(count)]


def trustee_vectors(board: Board) -> dict[str, Any]:
    people = [
        {
            "coefficients": [suite.scalar_hex(a) for a in who.coefficients(board.threshold)],
            "index": who.index,
            "seed": who.seed.hex(),
            "seed_code": cards.seed_text(who.seed),
            "share": suite.scalar_hex(board.secrets[who.index - 1]),
            "signing": suite.scalar_hex(who.signing),
            "transport": suite.scalar_hex(who.transport),
        }
        for who in board.trustees
    ]
    return {"key": board.state.key.hex(), "manifest": board.lines[0].hash, "trustees": people}


def ballot_vectors(board: Board) -> dict[str, Any]:
    """The first ballot of the board, with everything that its voter's device knew."""
    line = next(line for line in board.lines if line.kind == "ballot")
    card = next(c for c in hands(14) if c.public.hex() == line.body["credential"])
    _, opening = board.make(card, [[1, 0, 0], [1, 1, 0, 1]])
    digest = ballots.ballot_hash(line.body)
    return {
        "ballot": line.body,
        "code": card.secret.hex(),
        "hash": digest.hex(),
        "key": board.state.key.hex(),
        "opened": ballots.challenge({}, opening)["opened"],
        "tracker": ballots.tracker(digest),
    }


def vectors() -> dict[str, Any]:
    with Recorder() as seen:
        board = whole_board()
        found = alphabet() | {"cards": card_vectors(), "proofs": proof_vectors()}
        found |= {"ballot": ballot_vectors(board), "key": trustee_vectors(board)}
        complaint_labels(board)
    bound = archive(board.text(), ROLL, BOOTH, {sha256(PHOTO): PHOTO})
    files = {
        "archive_sha256": sha256(bound),
        "booth": BOOTH.decode(),
        "photo": PHOTO.hex(),
        "roll": ROLL.decode(),
    }
    seed = AUTHORITY_SEED
    found["authority"] = {"seed": seed.hex(), "seed_code": cards.seed_text(seed)} | {
        "key": suite.base(authority_secret()).hex(),
        "secret": suite.scalar_hex(authority_secret()),
    }
    found["hashes"] = [seen[use] for use in sorted(seen) if use[0] != "vector"]
    found |= rules()
    return found | {"board": {"lines": [line.text.decode() for line in board.lines]} | files}


def complaint_labels(board: Board) -> None:
    """A complaint is no part of a good board, but its hashes belong to the list."""
    from elections.crypto.trustees import complain

    complain(board.trustees[0], board.state.in_order("trustee.deal")[1], fixed("complaint"))


def main() -> None:
    text = json.dumps(vectors(), ensure_ascii=False, indent=1, sort_keys=True)
    FILE.write_text(text + "\n")


if __name__ == "__main__":
    main()
