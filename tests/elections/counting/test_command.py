"""linli count_profile: from a file to sentences, or to its bad lines."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

FILES = Path(__file__).parent / "published"
WARD, BUDGET = FILES / "na-hearadh-2012.soi", FILES / "plac-wojska-polskiego-2017.pb"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    call_command("count_profile", *arguments)
    return capsys.readouterr().out.splitlines()


def refused(*arguments: str) -> str:
    with pytest.raises(CommandError) as refusal:
        call_command("count_profile", *arguments)
    return str(refusal.value)


def test_a_ward_in_chinese_and_english(capsys: pytest.CaptureFixture[str]) -> None:
    command = (str(WARD), "--rule", "stv-scottish", "--seats", "3")
    assert run(capsys, *command)[-1] == "结果：Catherine Macdonald、Philip Robert McLean、D J MacRae。"
    lines = run(capsys, *command, "--language", "en")
    assert lines[2] == "Valid papers 802, seats 3: the quota is 201."
    assert lines[-1] == "Result: Catherine Macdonald, Philip Robert McLean, D J MacRae."


def test_a_budget_takes_its_money_from_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, str(BUDGET), "--rule", "equal-shares", "--set", "completion=none", "--language", "en")
    assert "Voters 27, with a share of 17065/9 (≈1896.111) each." in lines
    assert lines[-1].startswith("Result: Akademia Szkraba")


def test_options_and_lot(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, str(BUDGET), "--rule", "k-of-n", "--set", "marks=1", "--lot", "7", "--language", "en")
    assert "“7”" in lines[1]
    assert lines[2] == "Spoiled and not counted: 10 of 27 papers."


def test_bad_lines_are_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.soi"
    broken.write_text(WARD.read_text(encoding="utf-8").replace("\n24: 3\n", "\n24: 9\n"), encoding="utf-8")
    line = broken.read_text(encoding="utf-8").splitlines().index("24: 9") + 1
    assert refused(str(broken), "--rule", "irv") == f"{broken}:{line}: “9”不是候选项"
    assert refused(str(broken), "--rule", "irv", "--language", "en").endswith("“9” is not a candidate")


def test_wrong_questions(tmp_path: Path) -> None:
    assert "no such file" in refused(str(tmp_path / "none.soi"), "--rule", "irv")
    assert refused(str(WARD), "--rule", "irv", "--seats", "2") == "本规则没有选项“seats”"
    assert refused(str(WARD), "--rule", "approval", "--language", "en").startswith("this rule does not read")
    assert refused(str(WARD), "--rule", "greedy") == "本规则不能计 Ranking 类选票"
    (tmp_path / "x.txt").write_text("")
    assert refused(str(tmp_path / "x.txt"), "--rule", "irv").startswith(f"{tmp_path / 'x.txt'}: “.txt”")
