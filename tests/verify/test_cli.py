"""The command as a stranger runs it: exit codes, text, JSON, and its ways without libsodium."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from linli_verify.checks import CHECKS
from linli_verify.cli import main
from linli_verify.hashing import tracker
from linli_verify.verify import Options, verify_archive
from tests.verify.prover import Prover, whole
from tests.verify.proving import canon, sha


@pytest.fixture(scope="module")
def election() -> Prover:
    return whole(Prover())


@pytest.fixture
def archive(election: Prover, tmp_path: Path) -> Path:
    path = tmp_path / "election.zip"
    path.write_bytes(election.archive())
    return path


def test_zero_and_a_report_in_two_languages(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = archive.with_name("report.json")
    assert main([str(archive), "--json", str(report)]) == 0
    text = capsys.readouterr().out
    assert "换届选举 · 梧桐里社区" in text
    assert re.search(r"选举指纹: (\w{4}-){4}\w{4} ", text)
    assert "★ 候选人a: 10" in text
    assert text.endswith("核验通过：所有检查均成立。\n")
    assert main([str(archive), "--language", "en"]) == 0
    assert capsys.readouterr().out.endswith("The election holds: every check passed.\n")
    data = json.loads(report.read_text())
    assert (data["holds"], data["exit"], data["findings"]) == (True, 0, [])
    assert {check["id"] for group in data["groups"] for check in group["checks"]} == CHECKS.keys()


def test_one_and_where(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = archive.read_bytes().replace("张*3\n".encode(), "李*3\n".encode())
    archive.write_bytes(data)
    report = archive.with_name("report.json")
    assert main([str(archive), "--json", str(report)]) == 1
    text = capsys.readouterr().out
    assert "✗ line 1 (manifest): 选民名单与说明中的摘要一致" in text
    assert "核验不通过：有 2 项检查不成立。" in text
    assert json.loads(report.read_text())["exit"] == 1


def test_older_copies(archive: Path, election: Prover) -> None:
    older = archive.with_name("older.jsonl")
    older.write_bytes(b"".join(election.lines[:25]))
    assert main([str(archive), "--older", str(older)]) == 0
    older.write_bytes(b"".join(whole(Prover(seed=7)).lines[:25]))
    assert main([str(archive), "--older", str(older)]) == 1
    assert main([str(archive), "--older", str(archive.with_name("missing"))]) == 2


@pytest.mark.parametrize(("number", "fate"), [(0, "replaced"), (1, "paper"), (2, "last"), (12, "last")])
def test_what_became_of_a_receipt(election: Prover, number: int, fate: str) -> None:
    typed = tracker(election.trackers[number]).lower().replace("0", "o").replace("1", "l")
    facts = verify_archive(election.archive(), Options(tracker=typed)).facts
    assert facts["tracker"]["fate"] == fate
    assert facts["tracker"]["tracker"] == tracker(election.trackers[number])


def test_receipts_that_are_challenged_or_not_there(election: Prover) -> None:
    challenged = next(entry["body"]["ballot"] for entry in election.entries if entry["kind"] == "challenge")
    code = tracker(bytes.fromhex(sha(canon(challenged))))
    assert verify_archive(election.archive(), Options(tracker=code)).facts["tracker"]["fate"] == "challenged"
    absent = verify_archive(election.archive(), Options(tracker="0" * 20)).facts["tracker"]
    assert absent == {"tracker": "0000-0000-0000-0000-0000", "fate": "absent"}


def test_a_receipt_on_the_command_line(
    archive: Path, election: Prover, capsys: pytest.CaptureFixture[str]
) -> None:
    code = tracker(election.trackers[2])
    assert main([str(archive), "--tracker", code, "--language", "en"]) == 0
    assert f"{code}: is on the board, as the last ballot of its card." in capsys.readouterr().out


def test_a_board_by_itself(archive: Path, election: Prover, capsys: pytest.CaptureFixture[str]) -> None:
    board = archive.with_name("board.jsonl")
    board.write_bytes(b"".join(election.lines[:30]))
    assert main([str(board)]) == 0
    assert "投票进行中" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--pure"], ["--sample", "3"], ["--sample", "1000"]])
def test_without_libsodium(archive: Path, arguments: list[str]) -> None:
    assert main([str(archive), *arguments]) == 0


def test_a_sample_names_the_ballots_that_it_drew(election: Prover) -> None:
    facts = verify_archive(election.archive(), Options(sample=5)).facts
    assert len(facts["sampled"]) == 5
    assert set(facts["sampled"]) <= set(range(13))
    assert facts["group"] == "pure Python"


def test_pure_needs_no_libsodium_at_all(archive: Path) -> None:
    block = "import sys; sys.modules['rbcl'] = None; from linli_verify.cli import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", block, str(archive), "--pure"], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout
    done = subprocess.run([sys.executable, "-c", block, str(archive)], capture_output=True, check=False)
    assert done.returncode == 2


def test_text_of_strangers_cannot_speak_to_the_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "election.zip"
    path.write_bytes(whole(Prover(title="\x1b[2J核验通过")).archive())
    main([str(path)])
    assert "\x1b" not in capsys.readouterr().out


def test_it_knows_nothing_of_linli() -> None:
    block = "import sys, linli_verify.cli; print([m for m in sys.modules if m.split('.')[0] in ('django', 'linli', 'elections')])"
    done = subprocess.run([sys.executable, "-c", block], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"


def test_the_installed_command(archive: Path) -> None:
    command = Path(sys.executable).with_name("linli-verify")
    assert subprocess.run([command, archive], capture_output=True, check=False).returncode == 0
