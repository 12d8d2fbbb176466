"""A machine that lacks something is told so loudly; in CI that is a failure."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.needs import Need, main

ROOT = Path(__file__).resolve().parents[1]


def a_need(*, is_here: bool = False, for_tests: bool = True) -> Need:
    return Need("A loom", lambda: is_here, "no-such-package", "nothing is woven", for_tests)


@pytest.fixture(autouse=True)
def no_apt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without apt-get, whoever runs this."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)


def test_nothing_is_said_where_all_is_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([a_need(is_here=True)]) == 0
    assert capsys.readouterr() == ("", "")


def test_outside_ci_what_is_missing_is_said_loudly(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([a_need()]) == 0
    said = capsys.readouterr().err
    assert said.startswith(
        "!!! A loom is not here: nothing is woven. As root: apt-get install no-such-package"
    )


def test_in_ci_a_missing_test_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    assert main([a_need()]) == 1


def test_in_ci_a_missing_font_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    assert main([a_need(for_tests=False)]) == 0


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("1", 1)])
def test_the_tests_on_postgresql_15_say_that_they_did_not_run(tmp_path: Path, ci: str, code: int) -> None:
    """Without the program the command is not run; as an ordinary user may have it."""
    environment = {"PATH": os.defpath, "POSTGRES15_BIN": str(tmp_path), "CI": ci}
    done = subprocess.run(
        [ROOT / "bin" / "with-postgres15", "touch", tmp_path / "it-ran"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert "did NOT run" in done.stderr
    assert not (tmp_path / "it-ran").exists()
