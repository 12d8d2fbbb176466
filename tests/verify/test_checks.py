"""Each check finds the board that breaks just it, and without the check that board would pass."""

import io
import zipfile
from collections.abc import Collection

import pytest

from linli_verify.checks import CHECKS
from linli_verify.report import Report
from linli_verify.verify import Options, verify_archive
from tests.verify.falsifying import Mutant
from tests.verify.mutants import MUTANTS, OTHERS
from tests.verify.prover import COMPLAINTS, Prover, whole

OF_THE_ARCHIVE = {"archive.form", "archive.files", "older.prefix"}
IMPLIED = {
    "ballot.challenged": {"ballot.copied"}
}  # whoever casts what was opened repeats a ciphertext as well


def checked(archive: bytes, off: Collection[str] = (), older: bytes | None = None) -> Report:
    return verify_archive(archive, Options(off=off, older=older))


def test_a_true_election_holds() -> None:
    report = checked(whole(Prover()).archive())
    assert report.findings == []
    assert report.facts["state"] == "finished"
    assert report.facts["numbers"]["counted"] == 11
    met = {name for name in CHECKS if report.passed[name]}
    assert met == CHECKS.keys() - {"older.prefix", "trustee.complaint"}


def test_there_is_a_false_board_for_every_check() -> None:
    assert MUTANTS.keys() | OF_THE_ARCHIVE == CHECKS.keys()


@pytest.mark.parametrize("name", MUTANTS)
def test_a_false_board_is_found_by_its_check_and_by_no_other(name: str) -> None:
    archive = MUTANTS[name]().archive()
    also = IMPLIED.get(name, set())
    found = checked(archive, off=also)
    assert set(found.failed) == {name}
    assert found.findings[0]["en"] == CHECKS[name].en
    assert not found.holds
    blind = checked(archive, off={name} | also)
    assert blind.holds, blind.findings
    assert "stopped_at" not in blind.facts


@pytest.mark.parametrize(("name", "make"), OTHERS)
def test_a_check_finds_other_false_boards(name: str, make: Mutant) -> None:
    archive = make().archive()
    assert set(checked(archive).failed) == {name}
    assert checked(archive, off={name}).holds


def test_the_archive_has_one_form() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole(Prover()).archive())) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(zipfile.ZipInfo(info.filename, (2026, 1, 1, 0, 0, 0)), old.read(info))
    assert set(checked(out.getvalue()).failed) == {"archive.form"}
    assert checked(out.getvalue(), off={"archive.form"}).holds


def test_the_archive_holds_no_other_photo() -> None:
    p = whole(Prover())
    p.photos["photos/" + "0" * 64] = b"whatever"
    assert set(checked(p.archive()).failed) == {"archive.files"}
    assert checked(p.archive(), off={"archive.files"}).holds


def test_an_older_copy_is_a_beginning() -> None:
    p = whole(Prover())
    assert checked(p.archive(), older=b"".join(p.lines[:20])).holds
    other = b"".join(whole(Prover(seed=2)).lines[:20])
    assert set(checked(p.archive(), older=other).failed) == {"older.prefix"}
    assert checked(p.archive(), older=other, off={"older.prefix"}).holds


@pytest.mark.parametrize("name", COMPLAINTS)
def test_a_complaint_tells_who_was_at_fault(name: str) -> None:
    make, justified = COMPLAINTS[name]
    report = checked(make().archive())
    assert report.holds
    assert report.facts["state"] == "ended"
    assert report.facts["complaint"] == {"by": 2, "against": 3, "justified": justified}


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        (1, "preparing"),
        (16, "preparing"),
        (22, "open"),
        (30, "open"),
        (37, "closed"),
        (38, "closed"),
        (40, "counting"),
    ],
)
def test_an_unfinished_board_holds_as_far_as_it_goes(lines: int, state: str) -> None:
    p = whole(Prover())
    p.lines = p.lines[:lines]
    p.photos = p.photos if lines > 37 else {}
    report = checked(p.archive())
    assert report.holds, report.findings
    assert report.facts["state"] == state


def test_zero_scalars_are_scalars() -> None:
    """A ballot whose simulated branches are (0, 0) is as good as any: its commitments are the identity."""
    p = Prover().prepare()
    p.zero_branches = True
    sealed, opened = p.sealed(3, [[1, 0, 0], [1, 0]])
    assert sealed["contests"][0]["options"][0]["proof"][0] == ["0" * 64, "0" * 64]
    p.zero_branches = False
    p.cast(3, sealed, opened)
    assert checked(p.archive()).holds
    assert verify_archive(p.archive(), Options(pure=True)).holds
