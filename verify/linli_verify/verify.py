"""Puts it together: archive, chain, and one function for each kind of entry."""

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from linli_verify import archive, ballots, counting, manifest, trustees
from linli_verify.chain import Chain, lines
from linli_verify.election import Election, Entry
from linli_verify.groups import Group, Sodium
from linli_verify.hashing import tracker, typed
from linli_verify.pure import Pure
from linli_verify.report import BrokenError, Report

HANDLERS: dict[str, Callable[[Election, Entry], None]] = {
    "manifest": manifest.check_manifest,
    "trustee.commit": trustees.check_commit,
    "trustee.reveal": trustees.check_reveal,
    "trustee.deal": trustees.check_deal,
    "trustee.complain": trustees.check_complaint,
    "trustee.confirm": trustees.check_confirm,
    "key": trustees.check_key,
    "rehearsal": trustees.check_rehearsal,
    "trustee.rehearsal": trustees.check_trustee_rehearsal,
    "rehearsed": trustees.check_rehearsed,
    "credentials": ballots.check_credentials,
    "open": ballots.check_open,
    "ballot": ballots.check_ballot,
    "challenge": ballots.check_challenge,
    "cancel": ballots.check_cancel,
    "close": ballots.check_close,
    "paper": counting.check_paper,
    "tally": counting.check_tally,
    "share": counting.check_share,
    "result": counting.check_result,
}


@dataclass(frozen=True)
class Options:
    pure: bool = False
    sample: int = 0  # so many ballots, drawn at random, and all but the ballots by the pure group
    older: bytes | None = None
    off: Collection[str] = ()
    progress: Callable[[int], None] | None = None
    tracker: str = ""  # of somebody's receipt: what became of it


def verify_file(path: Path, options: Options) -> Report:
    """An archive, or a board by itself (`.jsonl`)."""
    if path.stat().st_size > archive.MOST_BYTES:
        raise archive.UnreadableError("larger than one gibibyte")
    data = path.read_bytes()
    if path.suffix == ".jsonl":
        return verify_board(data, {}, options)
    return verify_archive(data, options)


def verify_archive(data: bytes, options: Options) -> Report:
    found = archive.read(data)
    if "board.jsonl" not in found.files:
        raise archive.UnreadableError("there is no board in the archive")
    report = Report(off=options.off)
    report.check("archive.form", found.exact, "the archive as a whole")
    report.check("archive.files", found.has_right_names, "the archive's directory")
    return verify_board(found.files["board.jsonl"], found.files, options, report)


def verify_board(
    board: bytes, files: dict[str, bytes], options: Options, report: Report | None = None
) -> Report:
    report = Report(off=options.off) if report is None else report
    if options.older is not None:
        report.check("older.prefix", board.startswith(options.older), "the board as a whole")
    e = _election(board, files, options, report)
    try:
        _walk(e, board, options.progress)
        _check_photos(e)
    except BrokenError as error:
        report.facts["stopped_at"] = str(error)
    _tell(e)
    if options.tracker:
        report.facts["tracker"] = _fate(e, typed(options.tracker))
    return report


def _election(board: bytes, files: dict[str, bytes], options: Options, report: Report) -> Election:
    group: Group = Pure() if options.pure or options.sample else Sodium()
    if not options.sample:
        return Election(report, group, lambda number: group, files)
    total = board.count(b'"kind":"ballot"')
    drawn = set(random.SystemRandom().sample(range(total), min(options.sample, total)))
    report.facts["sampled"] = sorted(drawn)
    fast = Sodium()
    return Election(report, group, lambda number: group if number in drawn else fast, files)


def _walk(e: Election, board: bytes, progress: Callable[[int], None] | None) -> None:
    chain, done = Chain(e), 0
    for n, line in enumerate(lines(board)):
        entry = chain.entry(n, line)
        HANDLERS[entry.kind](e, entry)
        if entry.kind == "manifest":
            chain.order.learn(e.trustee_count, e.threshold)
        if entry.kind == "key" and isinstance(e.group, Pure):
            e.group.common.add(e.key)
        done += len(line) + 1
        if progress:
            progress(done)
    e.report.need("chain.order", e.last is not None, "the board is empty")


def _check_photos(e: Election) -> None:
    e.report.line = 0
    photos = {name for name in e.files if name.startswith("photos/")}
    if e.files:
        same = photos == {f"photos/{sheet['photo']}" for sheet in e.sheets}
        e.report.check("archive.files", same, "photos")


def _tell(e: Election) -> None:
    """What a reader wants to see beside the checks."""
    facts = e.report.facts
    facts["group"] = e.group.name
    if e.manifest:
        facts |= {key: e.manifest[key] for key in ("title", "community", "election", "opens_at", "closes_at")}
        facts["manifest"] = e.m.hex()
    if e.o:
        facts |= {"fingerprint": e.o.hex(), "fingerprint_code": tracker(e.o)}
    facts["numbers"] = {
        "credentials": len(e.credentials),
        "ballots": e.ballots,
        "challenges": e.challenges,
        "cancelled": e.cancels,
        "counted": e.counted,
        "sheets": len(e.sheets),
    }
    facts["entries"] = e.last.n + 1 if e.last else 0
    facts["stage"] = e.last.kind if e.last else ""
    facts["state"] = _state(e)


def _fate(e: Election, wanted: str) -> dict[str, object]:
    """What became of a ballot: counted, replaced by a later one or by paper, challenged, or not there."""
    if wanted not in e.trackers:
        return {"tracker": wanted, "fate": "absent"}
    line, credential = e.trackers[wanted]
    fate = "challenged"
    if credential is not None:
        current = e.current[credential].line == line
        fate = "paper" if credential in e.cancelled else "last" if current else "replaced"
    return {"tracker": wanted, "fate": fate, "line": line + 1}


def _state(e: Election) -> str:
    kind = e.last.kind if e.last else ""
    if kind in ("close", "paper"):
        few = len(counting.counted_ballots(e)) < e.manifest["least"]
        return "too few" if few else "closed"
    names = {"result": "finished", "tally": "counting", "share": "counting", "trustee.complain": "ended"}
    names |= dict.fromkeys(("open", "ballot", "challenge", "cancel"), "open")
    return names.get(kind, "preparing")
