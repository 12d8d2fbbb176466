"""The recount program agrees with the site on every vote, and finds every change of its file."""

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from elections import rules
from elections.actions import change_ballot
from elections.counting import recount
from elections.models import Vote
from linli.core.audience import Audience
from tests.cast import Cast
from tests.elections.ballots import DURING, cast_all, crowd, declared, named, opened, option

STANCES = {
    "yes_no": {1: "for", 2: "against", 3: "abstain"},
    "one_of_many": {1: "choice", 2: "choice", 3: "choice", 4: "abstain"},
}
thresholds = st.builds(rules.Threshold, st.fractions(0, 1, max_denominator=6), st.booleans())


@given(
    kind=st.sampled_from(sorted(STANCES)),
    chosen=st.lists(st.integers(1, 3), max_size=40),
    absent=st.integers(0, 60),
    quorum=thresholds,
    passing=thresholds,
    base=st.sampled_from(rules.Base),
)
def test_two_programs_that_share_no_line_agree(
    kind: str,
    chosen: list[int],
    absent: int,
    quorum: rules.Threshold,
    passing: rules.Threshold,
    base: rules.Base,
) -> None:
    stances = STANCES[kind]
    record = {
        "options": [{"position": p, "stance": s, "text": s} for p, s in stances.items()],
        "quorum": {"share": str(quorum.share), "strict": quorum.is_strict},
        "passing": {"share": str(passing.share), "strict": passing.is_strict, "base": base.value},
        "roll": {"size": len(chosen) + absent},
        "ballots": [[f"code{n}", position] for n, position in enumerate(chosen)],
    }
    ours = {position: rules.Stance(stance) for position, stance in stances.items()}
    tally = rules.tally_of(chosen, ours, len(chosen) + absent)
    verdict = rules.result(rules.Terms(quorum, passing, base), tally)
    theirs = recount.count(record)
    assert (theirs["outcome"], theirs["winner"]) == (verdict.outcome.value, verdict.winner)
    assert theirs["took_part"] == verdict.took_part
    lines = [f"{who}\t{position}" for who, position in record["ballots"]]
    assert recount.list_hash(record) == rules.fingerprint(lines)


def published(cast: Cast, tmp_path: Path) -> tuple[Path, dict[str, Any], list[str]]:
    voters = crowd(cast, 15)
    vote = opened(cast, audience=Audience.PUBLIC)
    codes = cast_all(vote, voters[:9]) + cast_all(vote, voters[9:13], "against")
    declared(vote, cast)
    body = Client().get(vote.get_absolute_url() + "ballots.json").content
    file = tmp_path / "vote.json"
    file.write_bytes(body)
    return file, json.loads(body), codes


def run(file: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """As a resident runs it: the one file, without the project on the path."""
    command = [sys.executable, "-I", recount.__file__, str(file), *more]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_published_file_recounts_to_the_declared_result(cast: Cast, tmp_path: Path) -> None:
    file, _, codes = published(cast, tmp_path)
    answer = run(file, rules.shown_code(codes[0]))
    assert answer.returncode == 0, answer.stdout
    assert "passed" in answer.stdout
    assert "the declared result holds" in answer.stdout
    assert f"{rules.shown_code(codes[0])}: 同意" in answer.stdout


@pytest.mark.parametrize("part", ["ballot", "dropped", "twice", "outcome", "counts", "hash"])
def test_whatever_is_changed_in_the_file_is_found(cast: Cast, tmp_path: Path, part: str) -> None:
    file, record, _ = published(cast, tmp_path)
    bend: dict[str, Any] = {
        "ballot": lambda: record["ballots"][0].__setitem__(1, 2 if record["ballots"][0][1] == 1 else 1),
        "dropped": lambda: record["ballots"].pop(),
        "twice": lambda: record["ballots"].append(record["ballots"][0]),
        "outcome": lambda: record["declared"].update(outcome="failed"),
        "counts": lambda: record["declared"]["counts"].update({"1": 10}),
        "hash": lambda: record["declared"].update(list_sha256="0" * 64),
    }
    bend[part]()
    file.write_text(json.dumps(record), encoding="utf-8")
    answer = run(file)
    assert answer.returncode == 1
    assert "WRONG" in answer.stdout


def test_a_file_that_is_none_is_said_to_be_none(tmp_path: Path) -> None:
    file = tmp_path / "vote.json"
    assert run(file).returncode == 2
    file.write_text('{"format": "other"}')
    assert run(file).returncode == 2


def test_the_program_can_be_taken_from_the_site(client: Client, cast: Cast) -> None:
    body = client.get(f"/c/{cast.home.code}/votes/recount.py").content
    assert body == Path(recount.__file__).read_bytes()


def test_the_sheet_for_a_spreadsheet_has_a_row_for_each_ballot(cast: Cast, tmp_path: Path) -> None:
    _, record, _ = published(cast, tmp_path)
    vote = Vote.objects.get()
    text = Client().get(vote.get_absolute_url() + "ballots.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [[row["tracking_code"], int(row["position"])] for row in rows] == record["ballots"]


def test_names_are_published_to_residents_only(client: Client, cast: Cast) -> None:
    vote = named(cast, audience=Audience.PUBLIC)
    cast_all(vote, [cast.ann, cast.bo])
    change_ballot(vote=vote, option=option(vote, "against"), by=cast.ann, at=DURING)
    declared(vote, cast)
    url = vote.get_absolute_url()
    for user in (None, cast.eve, cast.guest):
        if user:
            client.force_login(user)
        assert client.get(url).status_code == 200
        assert [
            client.get(url + rest).status_code for rest in ("ballots/", "ballots.csv", "ballots.json")
        ] == [404] * 3
    client.force_login(cast.dan)
    pairs = {
        who.split(" ")[1]: position for who, position in client.get(url + "ballots.json").json()["ballots"]
    }
    assert pairs == {"安": 2, "波": 1}


def test_a_name_is_no_formula(client: Client, cast: Cast) -> None:
    cast.ann.name = "=1+1"
    cast.ann.save()
    vote = named(cast, kind=Vote.Kind.ONE_OF_MANY, options=["=HYPERLINK(1)", "乙"])
    cast_all(vote, [cast.ann], "abstain")
    declared(vote, cast)
    client.force_login(cast.dan)
    assert "\n=" not in client.get(vote.get_absolute_url() + "ballots.csv").content.decode()
