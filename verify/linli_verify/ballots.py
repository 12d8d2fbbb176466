"""Credentials, the opening, and everything that comes in while it is open (sections 7 and 8)."""

from hashlib import sha256
from typing import Any

from linli_verify.canonical import hour_of, write
from linli_verify.election import Counted, Election, Entry, element, pair, scalar
from linli_verify.groups import Group
from linli_verify.hashing import hash_to_bytes, plain, tracker
from linli_verify.proofs import in_range, knows


def check_credentials(e: Election, entry: Entry) -> None:
    listed = entry.body["credentials"]
    keys, cancels = [c["key"] for c in listed], [c["cancel"] for c in listed]
    ascending = all(a < b for a, b in zip(keys, keys[1:], strict=False))
    e.report.check("credentials.order", ascending and len(set(cancels)) == len(cancels), entry.where)
    e.report.check("credentials.number", 1 <= len(keys) <= e.manifest["roll"]["size"], entry.where)
    text = write(listed)
    authority, proof = element(e.manifest["authority"]), pair(entry.body["signature"])
    good = knows(e.group, "credentials", authority, proof, e.m, hash_to_bytes("list", text))
    e.report.check("credentials.signature", good, entry.where)
    e.credentials = {element(c["key"]): element(c["cancel"]) for c in listed}
    e.credentials_digest = plain(text)


def check_open(e: Election, entry: Entry) -> None:
    wanted = {"credentials": e.credentials_digest, "key": e.key.hex(), "manifest": e.m.hex()}
    e.report.check("open.binding", entry.body == wanted, entry.where)
    e.o = entry.hash


def same_contests(e: Election, contests: list[dict[str, Any]], *lists: str) -> bool:
    """Contests in the manifest's order, with a value for each option."""
    if [c["id"] for c in contests] != [c["id"] for c in e.contests]:
        return False
    wanted = [len(c["options"]) for c in e.contests]
    return all([len(c[name]) for c in contests] == wanted for name in lists)


def check_ballot(e: Election, entry: Entry) -> None:
    sealed = {key: value for key, value in entry.body.items() if key != "signature"}
    ballot_hash = sha256(write(sealed)).digest()
    _check_sealed(e, entry, sealed)
    g, credential = e.group_for_ballot(e.ballots), element(sealed["credential"])
    e.report.check("ballot.challenged", ballot_hash not in e.challenged, entry.where)
    good = knows(g, "ballot", credential, pair(entry.body["signature"]), e.o, ballot_hash)
    e.report.check("ballot.signature", good, entry.where)
    cipher = [(element(o["a"]), element(o["b"])) for c in sealed["contests"] for o in c["options"]]
    e.current[credential] = Counted(entry.n, sealed["revision"], ballot_hash, cipher)
    e.trackers[tracker(ballot_hash)] = entry.n, credential
    e.ballots += 1


def _check_sealed(e: Election, entry: Entry, sealed: dict[str, Any]) -> None:
    """What holds for a ballot and for a challenged one alike."""
    check, where, credential = e.report.check, entry.where, element(sealed["credential"])
    check("ballot.election", sealed["election"] == e.o.hex(), where)
    e.report.need("ballot.contests", same_contests(e, sealed["contests"], "options"), where)
    check("ballot.credential", credential in e.credentials, where)
    check("ballot.cancelled", credential not in e.cancelled, where)
    last = e.current.get(credential)
    check("ballot.revision", sealed["revision"] == (last.revision if last else 0) + 1, where)
    in_time = hour_of(e.manifest["opens_at"]) <= entry.at < e.manifest["closes_at"]
    check("ballot.time", in_time, where)
    g = e.group_for_ballot(e.ballots) if entry.kind == "ballot" else e.group
    for number, contest in enumerate(sealed["contests"]):
        _check_contest(e, g, entry, sealed, contest, e.contests[number]["max"])
    _check_not_copied(e, entry, sealed)


def _check_contest(
    e: Election, g: Group, entry: Entry, sealed: dict[str, Any], contest: dict[str, Any], most: int
) -> None:
    context = e.o, element(sealed["credential"]), sealed["revision"], contest["id"]
    sum_a = sum_b = bytes(32)
    for index, option in enumerate(contest["options"]):
        a, b, proof = element(option["a"]), element(option["b"]), [pair(p) for p in option["proof"]]
        good = len(proof) == 2 and in_range(g, "option", e.key, a, b, proof, *context, index)
        e.report.check("ballot.option", good, f"{entry.where}, {contest['id']}, option {index}")
        sum_a, sum_b = g.add(sum_a, a), g.add(sum_b, b)
    proof = [pair(p) for p in contest["sum"]]
    good = len(proof) == most + 1 and in_range(g, "sum", e.key, sum_a, sum_b, proof, *context)
    e.report.check("ballot.sum", good, f"{entry.where}, {contest['id']}")


def _check_not_copied(e: Election, entry: Entry, sealed: dict[str, Any]) -> None:
    things: list[bytes] = []
    for contest in sealed["contests"]:
        for option in contest["options"]:
            things += element(option["a"]), element(option["b"]), sha256(write(option["proof"])).digest()
        things.append(sha256(write(contest["sum"])).digest())
    fresh = set(things)
    good = len(fresh) == len(things) and e.seen.isdisjoint(fresh)
    e.report.check("ballot.copied", good, entry.where)
    e.seen |= fresh


def check_challenge(e: Election, entry: Entry) -> None:
    sealed, opened = entry.body["ballot"], entry.body["opened"]
    _check_sealed(e, entry, sealed)
    wanted = [len(c["options"]) for c in sealed["contests"]]
    good = [len(values) for values in opened] == wanted and all(
        _encrypts(e, option, m, scalar(r))
        for contest, values in zip(sealed["contests"], opened, strict=True)
        for option, (m, r) in zip(contest["options"], values, strict=True)
    )
    e.report.check("challenge.opened", good, entry.where)
    ballot_hash = sha256(write(sealed)).digest()
    e.trackers[tracker(ballot_hash)] = entry.n, None
    e.challenged.add(ballot_hash)
    e.challenges += 1


def _encrypts(e: Election, option: dict[str, Any], m: int, r: int) -> bool:
    a, b = e.group.base(r), e.group.add(e.group.base(m), e.group.times(r, e.key))
    return m in (0, 1) and option["a"] == a.hex() and option["b"] == b.hex()


def check_cancel(e: Election, entry: Entry) -> None:
    credential, code = element(entry.body["credential"]), element(entry.body["code"])
    good = e.credentials.get(credential) == sha256(code).digest()
    e.report.check("cancel.code", good, entry.where)
    e.report.check("cancel.once", credential not in e.cancelled, entry.where)
    e.cancelled.add(credential)
    e.cancels += 1


def check_close(e: Election, entry: Entry) -> None:
    e.report.check("close.time", entry.at >= e.manifest["closes_at"], entry.where)
    wanted = {"ballots": e.ballots, "cancelled": e.cancels, "challenges": e.challenges}
    e.report.check("close.counts", entry.body == wanted, entry.where)
