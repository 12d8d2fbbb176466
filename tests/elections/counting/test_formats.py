"""PrefLib and Pabulib files: what is read, and every bad line by its number."""

from fractions import Fraction
from pathlib import Path

import pytest

from elections.counting.formats import read
from elections.counting.formats.faulty import Unreadable
from elections.counting.profiles import Approval, Ranking, Scores

HEAD = [
    "# TITLE: test",
    "# NUMBER ALTERNATIVES: 3",
    "# NUMBER VOTERS: 7",
    "# ALTERNATIVE NAME 1: 安: 一",
    "# ALTERNATIVE NAME 2: 波",
    "# ALTERNATIVE NAME 3: 陈",
]
TABLES = """META
key;value
budget;1000,50
vote_type;approval
num_projects;2
num_votes;2

PROJECTS
project_id;cost;name
7;600.25;"路灯; 长椅"
8;400;雨棚
VOTES
voter_id;vote
x;7,8
zz;
"""


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def preflib(folder: Path, kind: str, *lines: str) -> Path:
    return write(folder, f"x.{kind}", "\n".join([*HEAD, *lines]) + "\n")


def faults(path: Path) -> list[tuple[int, str]]:
    with pytest.raises(Unreadable) as unreadable:
        read(path)
    for _, fault in unreadable.value.faults:
        assert fault.says("zh") != fault.says("en")
    return [(line, fault.kind) for line, fault in unreadable.value.faults]


def test_orders_with_ties(tmp_path: Path) -> None:
    election = read(preflib(tmp_path, "toi", "4: 1,{2,3}", "3: {2},1"))
    assert election.profile.ballots == (Ranking.of("1", ["2", "3"], weight=4), Ranking.of("2", "1", weight=3))
    assert election.profile.candidates == ("1", "2", "3")
    assert election.profile.names == {"1": "安: 一", "2": "波", "3": "陈"}
    assert election.budget is None


def test_complete_orders(tmp_path: Path) -> None:
    assert len(read(preflib(tmp_path, "soc", "7: 3,1,2")).profile.ballots) == 1
    assert len(read(preflib(tmp_path, "toc", "7: {3,1},2")).profile.ballots) == 1
    assert len(read(preflib(tmp_path, "soi", "7: 3")).profile.ballots) == 1


def test_the_first_category_is_approval(tmp_path: Path) -> None:
    ballots = read(preflib(tmp_path, "cat", "4: {1,2},3,{}", "1: 2,{1,3}", "2: {},{1,2,3}")).profile.ballots
    assert ballots == (Approval.of("1", "2", weight=4), Approval.of("2"), Approval.of(weight=2))


@pytest.mark.parametrize(
    ("kind", "line", "fault"),
    [
        ("soi", "x: 1", "not_a_number"),
        ("soi", "1.5: 1", "not_a_number"),
        ("soi", "-7: 1", "weight"),
        ("soi", "0: 1", "weight"),
        ("soi", "1,2,3", "no_colon"),
        ("soi", "7: ", "order"),
        ("soi", "7: 1,,2", "order"),
        ("toi", "7: {1,2", "order"),
        ("toi", "7: {1}2", "order"),
        ("soi", "7: 4", "unknown"),
        ("soi", "7: 1,1", "twice"),
        ("soi", "7: {1,2}", "not_strict"),
        ("soc", "7: 1,2", "not_complete"),
        ("toc", "7: {1,2}", "not_complete"),
        ("cat", "7: {1,1},2", "twice"),
    ],
)
def test_bad_lines_of_preflib(tmp_path: Path, kind: str, line: str, fault: str) -> None:
    good = {"soc": "1: 1,2,3", "toc": "1: 1,2,3", "cat": "1: 1,2"}.get(kind, "1: 1")
    assert faults(preflib(tmp_path, kind, good, line)) == [(8, fault)]


def test_all_bad_lines_are_told(tmp_path: Path) -> None:
    assert faults(preflib(tmp_path, "soi", "x: 1", "7: 1", "1: 9")) == [(7, "not_a_number"), (9, "unknown")]


def test_headers_that_are_missing_or_wrong(tmp_path: Path) -> None:
    assert faults(preflib(tmp_path, "soi", "6: 1")) == [(3, "total")]
    assert faults(write(tmp_path, "a.soi", "1: 1\n")) == [(0, "header")]
    assert faults(write(tmp_path, "b.soi", "# NUMBER ALTERNATIVES: many\n1: 1\n")) == [(1, "header")]
    assert faults(write(tmp_path, "c.soi", "# NUMBER ALTERNATIVES: 1\n# NUMBER VOTERS: 1\n1: 1\n")) == [
        (0, "header")
    ]


def test_other_files(tmp_path: Path) -> None:
    assert faults(write(tmp_path, "x.txt", "")) == [(0, "no_format")]
    (tmp_path / "x.soi").write_bytes(b"# TITLE: a\n# TITLE: \xff\n")
    assert faults(tmp_path / "x.soi") == [(2, "not_utf8")]


def test_projects_and_votes(tmp_path: Path) -> None:
    election = read(write(tmp_path, "x.pb", TABLES))
    assert election.profile.ballots == (Approval.of("7", "8"), Approval.of())
    assert election.profile.names == {"7": "路灯; 长椅", "8": "雨棚"}
    assert election.budget is not None
    assert election.budget.limit == Fraction("1000.5")
    assert election.budget.costs == {"7": Fraction("600.25"), "8": Fraction(400)}


def test_a_mark_of_byte_order_is_read_over(tmp_path: Path) -> None:
    (tmp_path / "x.pb").write_text(TABLES, encoding="utf-8-sig")
    assert read(tmp_path / "x.pb").profile.candidates == ("7", "8")


def test_ordinal_and_points(tmp_path: Path) -> None:
    ordinal = TABLES.replace("approval", "ordinal").replace("x;7,8", "x;8,7")
    assert read(write(tmp_path, "o.pb", ordinal)).profile.ballots[0] == Ranking.of("8", "7")
    for kind in ("cumulative", "scoring"):
        points = TABLES.replace("approval", kind).replace("voter_id;vote", "voter_id;vote;points")
        points = points.replace("x;7,8", "x;7,8;3,1").replace("zz;", "zz;;")
        assert read(write(tmp_path, "p.pb", points)).profile.ballots == (
            Scores.of({"7": 3, "8": 1}),
            Scores.of({}),
        )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("budget;1000,50", "budget;much", [(3, "not_a_number")]),
        ("budget;1000,50", "budget;-1", [(3, "negative_limit")]),
        ("budget;1000,50", "money;1", [(0, "not_a_number")]),
        ("vote_type;approval", "vote_type;shouting", [(4, "vote_type")]),
        ("num_projects;2", "num_projects;3", [(5, "total")]),
        ("num_votes;2", "num_votes;1", [(6, "total")]),
        ("8;400", "8;0", [(11, "no_cost")]),
        ("8;400", "8;free", [(11, "not_a_number")]),
        ("8;400", "7;400", [(11, "twice"), (14, "unknown")]),
        ("8;400;雨棚", "8;400", [(11, "cells"), (14, "unknown")]),
        ("x;7,8", "x;7,9", [(14, "unknown")]),
        ("x;7,8", "x;7,7", [(14, "twice")]),
        ("zz;", "x;", [(15, "twice")]),
        ("voter_id;vote", "voter_id;choice", [(0, "column")]),
        ("VOTES\n", "VOTE\n", [(12, "cells"), (13, "cells"), (14, "cells"), (15, "cells")]),
        ('"路灯; 长椅"', '"路灯"; 长椅', [(10, "cells"), (14, "unknown")]),
        ('"路灯; 长椅"', '"路灯"灯', [(10, "csv")]),
    ],
)
def test_bad_lines_of_pabulib(tmp_path: Path, old: str, new: str, expected: list[tuple[int, str]]) -> None:
    assert old in TABLES
    assert faults(write(tmp_path, "x.pb", TABLES.replace(old, new))) == expected


def test_points_must_match_projects(tmp_path: Path) -> None:
    text = TABLES.replace("approval", "scoring").replace("voter_id;vote", "voter_id;vote;points")
    assert faults(write(tmp_path, "a.pb", text.replace("x;7,8", "x;7,8;3").replace("zz;", "zz;;"))) == [
        (14, "points")
    ]
    assert faults(write(tmp_path, "b.pb", text.replace("x;7,8", "x;7,7;3,1").replace("zz;", "zz;;"))) == [
        (14, "twice")
    ]


def test_a_file_without_projects(tmp_path: Path) -> None:
    text = "META\nkey;value\nbudget;1\nvote_type;approval\nPROJECTS\nproject_id;cost\nVOTES\nvoter_id;vote\n"
    assert faults(write(tmp_path, "x.pb", text)) == [(0, "no_candidates")]
