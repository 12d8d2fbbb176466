"""Sums, shares, numbers and the result of section 9."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from elections.crypto import proofs, suite
from elections.crypto.canonical import Body, has_keys, listed
from elections.crypto.faults import Rejected
from elections.crypto.manifest import Contest, Manifest
from elections.crypto.proofs import Nonce
from elections.crypto.suite import IDENTITY, ORDER, add, mult, sub, total
from elections.crypto.trustees import Trustee, check_signature

Sums = list[list[tuple[bytes, bytes]]]  # for each contest and option


class Adder:
    """Adds ballots up one by one, so that ten thousand need not lie in memory."""

    def __init__(self, contests: Sequence[Contest]) -> None:
        self.contests = contests
        self.sums: Sums = [[(IDENTITY, IDENTITY) for _ in c.options] for c in contests]
        self.hashes = hashlib.sha256()
        self.counted = 0

    def count(self, ballot: Body, digest: bytes) -> None:
        for place, part in enumerate(ballot["contests"]):
            self.sums[place] = [
                (add(a, bytes.fromhex(option["a"])), add(b, bytes.fromhex(option["b"])))
                for (a, b), option in zip(self.sums[place], part["options"], strict=True)
            ]
        self.hashes.update(digest)
        self.counted += 1

    def body(self) -> Body:
        """The body of `tally`."""
        contests = [
            {"id": contest.id, "sums": [{"a": a.hex(), "b": b.hex()} for a, b in sums]}
            for contest, sums in zip(self.contests, self.sums, strict=True)
        ]
        return {"ballots": self.hashes.hexdigest(), "contests": contests, "counted": self.counted}


def tally_body(contests: Sequence[Contest], counted: Iterable[tuple[Body, bytes]]) -> Body:
    adder = Adder(contests)
    for ballot, digest in counted:
        adder.count(ballot, digest)
    return adder.body()


def sums_of(tally: Body) -> Sums:
    return [[(bytes.fromhex(s["a"]), bytes.fromhex(s["b"])) for s in c["sums"]] for c in tally["contests"]]


# --- shares ---


def share_body(
    trustee: Trustee, x: int, tally_hash: bytes, tally: Body, nonce: Nonce = suite.random_scalar
) -> Body:
    contests = []
    for contest, sums in zip(tally["contests"], sums_of(tally), strict=True):
        shares = []
        for index, (a, _) in enumerate(sums):
            ctx = (tally_hash, trustee.index, contest["id"], index)
            proof = proofs.prove_equal(x, a, "share", ctx, nonce)
            shares.append({"d": mult(x, a).hex(), "proof": proofs.written(proof)})
        contests.append({"id": contest["id"], "shares": shares})
    return trustee.sign("share", {"contests": contests, "index": trustee.index}, nonce)


def check_share(
    manifest: bytes, signing: bytes, key: bytes, tally_hash: bytes, tally: Body, body: Any
) -> None:
    has_keys(body, "contests", "index", "signature")
    sums = sums_of(tally)
    for part, contest, place in zip(
        listed(body["contests"], len(sums)), tally["contests"], sums, strict=True
    ):
        has_keys(part, "id", "shares")
        if part["id"] != contest["id"]:
            raise Rejected("bad_entry", "not the contests of the tally")
        for index, share in enumerate(listed(part["shares"], len(place))):
            has_keys(share, "d", "proof")
            ctx = (tally_hash, body["index"], contest["id"], index)
            statement = (key, place[index][0], suite.element(share["d"]))
            if not proofs.are_equal(*statement, "share", ctx, proofs.read(share["proof"])):
                raise Rejected("bad_proof")
    check_signature(signing, manifest, "share", body)


# --- numbers ---


def lagrange(indices: Sequence[int], i: int) -> int:
    """λ_i for the trustees `indices`, at 0."""
    top = bottom = 1
    for j in indices:
        if j != i:
            top, bottom = top * j % ORDER, bottom * (j - i) % ORDER
    return top * pow(bottom, -1, ORDER) % ORDER


def combined(shares: Mapping[int, bytes]) -> bytes:
    """Σ λ_i D_i."""
    indices = sorted(shares)
    return total([mult(lagrange(indices, i), shares[i]) for i in indices])


def logarithms(wanted: set[bytes], most: int) -> dict[bytes, int]:
    """m for each mG: one walk from 0 to `most` finds all of them."""
    found: dict[bytes, int] = {}
    point = IDENTITY
    for m in range(most + 1):
        if point in wanted:
            found[point] = m
            if len(found) == len(wanted):
                break
        point = add(point, suite.G)
    return found


def decrypted(tally: Body, shares: Sequence[Body]) -> list[list[int]]:
    """The numbers of online votes, by the shares of exactly t trustees."""
    points: list[list[bytes]] = []
    for place, sums in enumerate(sums_of(tally)):
        points.append([])
        for index, (_, b) in enumerate(sums):
            parts = {s["index"]: bytes.fromhex(s["contests"][place]["shares"][index]["d"]) for s in shares}
            points[-1].append(sub(b, combined(parts)))
    found = logarithms({p for row in points for p in row}, tally["counted"])
    if any(point not in found for row in points for point in row):
        raise Rejected("bad_entry", "the shares open to no number of votes")
    return [[found[point] for point in row] for row in points]


# --- the result ---


def standing(votes: Sequence[int], seats: int, reaches: Sequence[bool]) -> tuple[list[int], list[int]]:
    """(elected, tied) as places on the ballot, in the manifest's order."""
    able = [place for place, fine in enumerate(reaches) if fine]
    if len(able) <= seats:
        return able, []
    ranked = sorted((votes[place] for place in able), reverse=True)
    last = ranked[seats - 1]
    if ranked[seats] < last:
        return [p for p in able if votes[p] >= last], []
    return [p for p in able if votes[p] > last], [p for p in able if votes[p] == last]


def contest_result(
    manifest: Manifest, contest: Contest, online: list[int], paper: list[int], took_part: int, valid: bool
) -> Body:
    votes = [a + b for a, b in zip(online, paper, strict=True)]
    of = manifest.roll_size if manifest.elected.base == "roll" else took_part
    reaches = [manifest.elected.is_reached(v, of) for v in votes]
    elected, tied = standing(votes, contest.seats, reaches) if valid else ([], [])
    names = contest.options
    return {
        "elected": [names[p] for p in elected],
        "id": contest.id,
        "online": online,
        "paper": paper,
        "tied": [names[p] for p in tied],
        "votes": votes,
    }


def result_body(manifest: Manifest, tally: Body, shares: Sequence[Body], sheets: Sequence[Body]) -> Body:
    """The body of `result` from the shares of exactly t trustees and the paper sheets."""
    took_part = tally["counted"] + sum(sheet["found"] for sheet in sheets)
    valid = manifest.turnout.is_reached(took_part, manifest.roll_size)
    contests = []
    for place, online in enumerate(decrypted(tally, shares)):
        contest = manifest.contests[place]
        paper = [sum(s["contests"][place]["votes"][o] for s in sheets) for o in range(len(contest.options))]
        contests.append(contest_result(manifest, contest, online, paper, took_part, valid))
    trustees = sorted(share["index"] for share in shares)
    counts = {"counted": tally["counted"], "took_part": took_part, "trustees": trustees, "valid": valid}
    return {"contests": contests, **counts}
