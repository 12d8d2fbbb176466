"""Station sheets of section 8."""

from typing import Any

from elections.crypto import suite
from elections.crypto.canonical import has_keys, integer, listed, text
from elections.crypto.faults import Malformed, Rejected
from elections.crypto.manifest import Manifest

MOST_BOOKS = 10**9  # so that no sum of sheets leaves the integers of any verifier's language
NUMBERS = ("blank", "books", "found", "invalid", "issued", "spoiled", "unused")


def check_sheet(manifest: Manifest, body: Any) -> None:
    has_keys(body, *NUMBERS, "contests", "photo", "station")
    for name in NUMBERS:
        integer(body[name], 0, MOST_BOOKS)
    suite.raw(body["photo"])
    text(body["station"])
    valid = body["found"] - body["blank"] - body["invalid"]
    if body["books"] != body["issued"] + body["unused"] or body["issued"] < body["found"] + body["spoiled"]:
        raise Rejected("bad_entry", "the sheet does not add up")
    if valid < 0:
        raise Rejected("bad_entry", "more blank and invalid ballots than were found")
    for contest, part in zip(
        manifest.contests, listed(body["contests"], len(manifest.contests)), strict=True
    ):
        if has_keys(part, "id", "votes")["id"] != contest.id:
            raise Malformed("not the contests of the manifest")
        votes = [integer(v) for v in listed(part["votes"], len(contest.options))]
        if max(votes) > valid or sum(votes) > contest.most * valid:
            raise Rejected("bad_entry", "more votes than valid ballots")
