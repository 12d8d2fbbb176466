"""Sheets, tally, shares and result (sections 8 and 9)."""

from hashlib import sha256
from typing import Any

from linli_verify.ballots import same_contests
from linli_verify.election import Counted, Election, Entry, element, pair
from linli_verify.hashing import plain
from linli_verify.proofs import decrypted, same_log
from linli_verify.rules import elected, reaches

MOST_BOOKS = 10**9  # so that no sum of sheets leaves the integers of any language


def check_paper(e: Election, entry: Entry) -> None:
    body, check, where = entry.body, e.report.check, entry.where
    e.report.need("paper.contests", same_contests(e, body["contests"], "votes"), where)
    sums = body["issued"] + body["unused"] == body["books"] <= MOST_BOOKS
    sums = sums and body["issued"] >= body["found"] + body["spoiled"]
    check("paper.sums", sums and body["blank"] + body["invalid"] <= body["found"], where)
    good = body["found"] - body["blank"] - body["invalid"]
    for contest, asked in zip(body["contests"], e.contests, strict=True):
        votes = contest["votes"]
        check("paper.votes", max(votes) <= good and sum(votes) <= good * asked["max"], where)
    again = any(s["station"] == body["station"] or s["photo"] == body["photo"] for s in e.sheets)
    check("paper.once", not again, where)
    if e.files:
        photo = e.files.get(f"photos/{body['photo']}")
        check("paper.photo", photo is not None and plain(photo) == body["photo"], where)
    e.sheets.append(body)


def counted_ballots(e: Election) -> list[Counted]:
    """The last ballot of each card that is not cancelled, in the order of the board."""
    kept = (ballot for credential, ballot in e.current.items() if credential not in e.cancelled)
    return sorted(kept, key=lambda ballot: ballot.line)


def check_tally(e: Election, entry: Entry) -> None:
    body, check, where = entry.body, e.report.check, entry.where
    ballots = counted_ballots(e)
    check("paper.cancels", e.cancels <= sum(sheet["issued"] for sheet in e.sheets), where)
    check("tally.electors", took_part_of(e, len(ballots)) <= e.manifest["roll"]["size"], where)
    check("tally.least", len(ballots) >= e.manifest["least"], where)
    digest = sha256(b"".join(ballot.hash for ballot in ballots)).hexdigest()
    check("tally.counted", body["counted"] == len(ballots) and body["ballots"] == digest, where)
    e.report.need("tally.sums", same_contests(e, body["contests"], "sums"), where)
    named = [[(element(s["a"]), element(s["b"])) for s in c["sums"]] for c in body["contests"]]
    flat = [total for contest in named for total in contest]
    check("tally.sums", flat == added(e, ballots), where)
    e.sums, e.counted, e.q = named, len(ballots), entry.hash


def took_part_of(e: Election, counted: int) -> int:
    """Online and on paper."""
    return counted + sum(sheet["found"] for sheet in e.sheets)


def added(e: Election, ballots: list[Counted]) -> list[tuple[bytes, bytes]]:
    number = sum(len(contest["options"]) for contest in e.contests)
    totals = [(bytes(32), bytes(32))] * number
    add = e.group.add
    for ballot in ballots:
        pairs = zip(totals, ballot.sums, strict=True)
        totals = [(add(sum_a, a), add(sum_b, b)) for (sum_a, sum_b), (a, b) in pairs]
    return totals


def check_share(e: Election, entry: Entry) -> None:
    index, contests = entry.body["index"], entry.body["contests"]
    e.report.need("share.contests", same_contests(e, contests, "shares"), entry.where)
    y = e.keys[index - 1]
    for contest, sums in zip(contests, e.sums, strict=True):
        for option, (share, (a, _)) in enumerate(zip(contest["shares"], sums, strict=True)):
            context = e.q, index, contest["id"], option
            d = element(share["d"])
            good = same_log(e.group, "share", y, a, d, pair(share["proof"]), *context)
            e.report.check("share.proof", good, f"{entry.where}, trustee {index}, {contest['id']}")
    e.shares[index] = [[element(s["d"]) for s in c["shares"]] for c in contests]
    e.signed_by_trustee(entry)


def check_result(e: Election, entry: Entry) -> None:
    body, check, where = entry.body, e.report.check, entry.where
    lists = same_contests(e, body["contests"], "online", "paper", "votes")
    e.report.need("result.contests", lists, where)
    used = body["trustees"]
    good = used == sorted(set(used)) and len(used) == e.threshold and set(used) <= e.shares.keys()
    e.report.need("result.trustees", good, where)
    took_part = took_part_of(e, e.counted)
    good = body["counted"] == e.counted and body["took_part"] == took_part
    check("result.took_part", good, where)
    valid = reached(e, took_part, "turnout", took_part)
    check("result.valid", body["valid"] == valid, where)
    for number, contest in enumerate(body["contests"]):
        _check_numbers(e, number, contest, used, where)
        good = _outcome(e, number, contest, took_part) == (contest["elected"], contest["tied"])
        check("result.elected", good, f"{where}, {contest['id']}")
    e.report.facts |= {"contests": e.contests, "outcome": body["contests"], "valid": valid}


def reached(e: Election, n: int, rule: str, took_part: int) -> bool:
    threshold = e.manifest["rule"][rule]
    return reaches(n, threshold, roll=e.manifest["roll"]["size"], took_part=took_part)


def _check_numbers(e: Election, number: int, contest: dict[str, Any], used: list[int], where: str) -> None:
    g, check = e.group, e.report.check
    for option, (online, paper, votes) in enumerate(
        zip(contest["online"], contest["paper"], contest["votes"], strict=True)
    ):
        place = f"{where}, {contest['id']}, option {option}"
        shares = [(i, e.shares[i][number][option]) for i in used]
        opened = decrypted(g, e.sums[number][option][1], shares)
        check("result.online", online <= e.counted and opened == g.base(online), place)
        sheets = sum(sheet["contests"][number]["votes"][option] for sheet in e.sheets)
        check("result.paper", paper == sheets, place)
        check("result.votes", votes == online + paper, place)


def _outcome(
    e: Election, number: int, contest: dict[str, Any], took_part: int
) -> tuple[list[str], list[str]]:
    if not reached(e, took_part, "turnout", took_part):
        return [], []
    able = [reached(e, votes, "elected", took_part) for votes in contest["votes"]]
    asked = e.contests[number]
    chosen, tied = elected(contest["votes"], able, asked["seats"])
    ids = [option["id"] for option in asked["options"]]
    return [ids[i] for i in chosen], [ids[i] for i in tied]
