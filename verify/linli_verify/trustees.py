"""The trustees make their key, and rehearse with it (section 6)."""

from linli_verify.election import Election, Entry, element, pair, scalar
from linli_verify.hashing import ORDER, hash_to_bytes
from linli_verify.proofs import at_point, decrypted, knows, same_log

LARGEST_REHEARSAL = 9999


def check_commit(e: Election, entry: Entry) -> None:
    index, body = entry.body["index"], entry.body
    e.signing[index], e.transport[index] = element(body["signing"]), element(body["transport"])
    e.commitments[index] = element(body["commitment"])
    e.signed_by_trustee(entry)


def check_reveal(e: Election, entry: Entry) -> None:
    index = entry.body["index"]
    coefficients = [element(value) for value in entry.body["coefficients"]]
    number = len(coefficients) == len(entry.body["proofs"]) == e.threshold
    e.report.need("trustee.coefficient", number, entry.where)
    made = hash_to_bytes("commitment", e.m, index, *coefficients)
    e.report.check("trustee.commitment", made == e.commitments[index], entry.where)
    for k, (c, proof) in enumerate(zip(coefficients, entry.body["proofs"], strict=True)):
        good = knows(e.group, "coefficient", c, pair(proof), e.m, index, k)
        e.report.check("trustee.coefficient", good, f"{entry.where}, coefficient {k}")
    e.coefficients[index] = coefficients
    e.signed_by_trustee(entry)


def check_deal(e: Election, entry: Entry) -> None:
    shares = entry.body["shares"]
    e.report.need("trustee.deal", len(shares) == e.trustee_count, entry.where)
    e.deals[entry.body["index"]], e.dealt = shares, entry.hash
    e.signed_by_trustee(entry)


def public_share(e: Election, j: int) -> bytes:
    """Y_j, which anyone computes."""
    total = bytes(32)
    for coefficients in e.coefficients.values():
        total = e.group.add(total, at_point(e.group, coefficients, j))
    return total


def check_confirm(e: Election, entry: Entry) -> None:
    j, key = entry.body["index"], element(entry.body["key"])
    good = key == public_share(e, j)
    good = good and knows(e.group, "confirm", key, pair(entry.body["proof"]), e.m, e.dealt, j)
    e.report.check("trustee.confirm", good, entry.where)
    e.signed_by_trustee(entry)


def check_complaint(e: Election, entry: Entry) -> None:
    """The board ends here; what was in the box tells who was at fault."""
    g, i, j = e.group, entry.body["against"], entry.body["index"]
    e.report.need("trustee.complaint", i in e.deals, entry.where)
    box, secret = e.deals[i][j - 1], element(entry.body["secret"])
    r = element(box["r"])
    proof = pair(entry.body["proof"])
    good = same_log(g, "complaint", e.transport[j], r, secret, proof, e.m, i, j)
    e.report.check("trustee.complaint", good, entry.where)
    e.signed_by_trustee(entry)
    pad = hash_to_bytes("share", e.m, i, j, r, secret)
    share = bytes(x ^ y for x, y in zip(element(box["box"]), pad, strict=True))
    value = int.from_bytes(share, "little")
    opened = value < ORDER and g.base(value) == at_point(g, e.coefficients[i], j)
    e.report.facts["complaint"] = {"by": j, "against": i, "justified": not opened}


def check_key(e: Election, entry: Entry) -> None:
    joint = bytes(32)
    for coefficients in e.coefficients.values():
        joint = e.group.add(joint, coefficients[0])
    keys = [public_share(e, j) for j in range(1, e.trustee_count + 1)]
    named = [element(value) for value in entry.body["keys"]]
    good = element(entry.body["key"]) == joint and named == keys
    e.report.check("key.joint", good, entry.where)
    e.key, e.keys = joint, keys


def check_rehearsal(e: Election, entry: Entry) -> None:
    a, b = element(entry.body["a"]), element(entry.body["b"])
    good = knows(e.group, "rehearsal.made", a, pair(entry.body["proof"]), e.m, b)
    e.report.check("rehearsal.made", good, entry.where)
    e.rehearsal = a, b


def check_trustee_rehearsal(e: Election, entry: Entry) -> None:
    index, share = entry.body["index"], element(entry.body["share"])
    proof, y = pair(entry.body["proof"]), e.keys[index - 1]
    good = same_log(e.group, "rehearsal", y, e.rehearsal[0], share, proof, e.m, index)
    e.report.check("rehearsal.share", good, entry.where)
    e.rehearsed[index] = share
    e.signed_by_trustee(entry)


def check_rehearsed(e: Election, entry: Entry) -> None:
    g, (a, b) = e.group, e.rehearsal
    r, value = scalar(entry.body["r"]), entry.body["value"]
    good = value <= LARGEST_REHEARSAL and a == g.base(r) and b == g.add(g.base(value), g.times(r, e.key))
    good = good and decrypted(g, b, sorted(e.rehearsed.items())) == g.base(value)
    e.report.check("rehearsal.value", good, entry.where)
