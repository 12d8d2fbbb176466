"""The page in real Chromium, from a file: what it finds is what the command finds."""

import json
import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from linli_verify.archive import UnreadableError, build
from linli_verify.checks import CHECKS
from linli_verify.hashing import tracker
from linli_verify.verify import Options, verify_archive
from tests.browsing import CHROMIUM
from tests.elections.booth.node import node
from tests.verify.falsifying import Mutant, ballot_at
from tests.verify.honest import HONEST
from tests.verify.mutants import MUTANTS, OTHERS
from tests.verify.prover import COMPLAINTS, Prover, whole
from tests.verify.test_archives import LINES, UNREADABLE, headers_spoiled
from tests.verify.test_vectors import VECTORS, published_archive

PAGE = Path(__file__).parents[2] / "verify" / "page"
ID_OF = {check.zh: check.id for check in CHECKS.values()}
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM and not os.environ.get("CI"), reason="!!! NO CHROMIUM: the browser tests did NOT run"
    ),
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    assert said == []  # no error, and nothing that the policy refused
    assert all(url.startswith(("file://", "blob:")) for url in asked)
    page.close()


def check(page: Page, archive: bytes, older: bytes | None = None, name: str = "election.zip") -> set[str]:
    """The ids of the checks that the page says do not hold; `unreadable` by itself."""
    page.goto((PAGE / "linli-verify.html").as_uri())
    if older is not None:
        page.locator("summary").click()
        page.set_input_files("#older", {"name": "older.jsonl", "mimeType": "", "buffer": older})
    page.set_input_files("#archive", {"name": name, "mimeType": "", "buffer": archive})
    page.wait_for_selector(".verdict", timeout=60_000)
    if "无法读取" in page.inner_text(".verdict"):
        return {"unreadable"}
    failed = {ID_OF[text] for text in page.locator("li.bad > span").all_inner_texts()}
    assert page.locator(".verdict.bad" if failed else ".verdict.good").count() == 1
    return failed


def found_by_command(archive: bytes) -> set[str]:
    try:
        return set(verify_archive(archive, Options()).failed)
    except UnreadableError:
        return {"unreadable"}


def test_a_true_election_holds(page: Page) -> None:
    assert check(page, whole(Prover()).archive()) == set()
    text = page.inner_text("main")
    assert "核验通过" in text
    assert "换届选举" in text
    assert page.locator("tbody tr").first.inner_text().split() == ["候选人a", "当选", "9", "1", "10"]
    counts = page.locator(".checks li.good").count()
    assert counts == len(CHECKS) - 2  # no older copy, no complaint
    page.get_by_role("button", name="English").click()
    assert "It holds" in page.inner_text("main")


def test_the_published_board_holds(page: Page) -> None:
    assert check(page, published_archive()) == set()


@pytest.mark.parametrize("vector", VECTORS["time"]["ballots"], ids=lambda v: f"{v['at']} after {v['before']}")
def test_times_of_ballots(page: Page, vector: dict[str, Any]) -> None:
    assert (check(page, ballot_at(vector).archive()) == set()) == vector["good"]


def test_the_rules_of_the_vectors() -> None:
    done = node("--test", "--test-reporter=tap", Path(__file__).with_name("page_rules.test.mjs"))
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "# pass 3" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("name", MUTANTS)
def test_false_boards_are_found_as_the_command_finds_them(page: Page, name: str) -> None:
    archive = MUTANTS[name]().archive()
    found = check(page, archive)
    assert name in found
    assert found == found_by_command(archive)


@pytest.mark.parametrize(("name", "make"), OTHERS)
def test_other_false_boards_are_found(page: Page, name: str, make: Mutant) -> None:
    assert check(page, make().archive()) == {name}


@pytest.mark.parametrize("name", HONEST)
def test_honest_boards_of_other_shapes_hold(page: Page, name: str) -> None:
    assert check(page, HONEST[name].make().archive()) == set()


@pytest.mark.parametrize("place", random.Random(360).sample(range(60_000 * 8), 12))
def test_one_bit_is_found(page: Page, place: int) -> None:
    flipped = bytearray(whole(Prover()).archive())
    flipped[place // 8] ^= 1 << place % 8
    found = check(page, bytes(flipped))
    assert found == found_by_command(bytes(flipped)) != set()


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read(page: Page, name: str) -> None:
    assert check(page, UNREADABLE[name]) == {"unreadable"}


def test_what_can_be_taken_out_is_read(page: Page) -> None:
    for name, data in headers_spoiled(whole(Prover()).archive()).items():
        assert check(page, data) == {"archive.form"}, name


@pytest.mark.parametrize("name", LINES)
def test_boards_that_are_wrong(page: Page, name: str) -> None:
    archive = b"".join(build({"board.jsonl": LINES[name], "roll.txt": b"", "booth.html": b""}))
    assert check(page, archive) == found_by_command(archive) != set()


def test_older_copies_and_boards_by_themselves(page: Page) -> None:
    p = whole(Prover())
    assert check(page, p.archive(), older=b"".join(p.lines[:25])) == set()
    assert check(page, p.archive(), older=b"x" + b"".join(p.lines[:25])) == {"older.prefix"}
    assert check(page, b"".join(p.lines[:30]), name="board.jsonl") == set()
    assert "投票进行中" in page.inner_text("main")


def test_what_became_of_a_receipt(page: Page) -> None:
    p = whole(Prover())
    assert check(page, p.archive()) == set()
    fates = {0: "新票代替", 1: "纸质票而不计", 2: "最后一票", 12: "最后一票"}
    for number, told in fates.items():
        page.locator("#tracker").fill(tracker(p.trackers[number]).lower())
        assert told in page.locator("output").inner_text()
    page.locator("#tracker").fill(tracker(p.trackers[0])[:-1] + "=")
    assert "不在这份公告板上" in page.locator("output").inner_text()
    page.locator("#tracker").fill("ABCD")
    assert page.locator("output").inner_text() == ""


@pytest.mark.parametrize("name", COMPLAINTS)
def test_a_complaint_is_told(page: Page, name: str) -> None:
    make, justified = COMPLAINTS[name]
    assert check(page, make().archive()) == set()
    assert f"保管人 2 投诉保管人 3：投诉{'属实' if justified else '不属实'}。" in page.inner_text("main")


def test_zero_scalars_are_scalars(page: Page) -> None:
    p = Prover().prepare()
    p.zero_branches = True
    p.vote(3, [[1, 0, 0], [1, 0]])
    assert check(page, p.archive()) == set()


def test_text_of_strangers_stays_text(page: Page) -> None:
    assert check(page, whole(Prover(title="<img src=x onerror=alert(1)>")).archive()) == set()
    assert page.locator("img").count() == 0
    assert "<img" in page.inner_text("main")


@pytest.mark.parametrize("stage", ["start", "good", "bad"])
@pytest.mark.parametrize("large", [False, True])
def test_anyone_can_use_it(page: Page, stage: str, large: bool) -> None:
    archive = bytearray(whole(Prover()).archive())
    if stage == "bad":
        archive[40_000] ^= 1
    if stage == "start":
        page.goto((PAGE / "linli-verify.html").as_uri())
    else:
        check(page, bytes(archive))
    if large:
        page.get_by_role("button", name="大字").click()
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def saved_report(page: Page) -> Any:
    with page.expect_download() as saved:
        page.get_by_role("button", name="保存报告").click()
    return json.loads(saved.value.path().read_text())


def common(data: Any) -> Any:
    """What every verifier's report says of a board (section 11 of docs/protocol.md)."""
    facts = {key: data["facts"].get(key) for key in ("complaint", "entries", "fingerprint", "stage")}
    findings = sorted((found["line"], found["check"]) for found in data["findings"])
    return data["exit"], data["holds"], facts, findings


@pytest.mark.parametrize(
    "make",
    [MUTANTS[name] for name in ("roll.digest", "ballot.option", "paper.once")]
    + [lambda: whole(Prover()), COMPLAINTS["a good box"][0]],
)
def test_its_report_says_what_the_command_says(page: Page, make: Mutant) -> None:
    archive = make().archive()
    check(page, archive)
    assert common(saved_report(page)) == common(verify_archive(archive, Options()).as_data())


def test_the_report_can_be_printed_and_saved(page: Page) -> None:
    check(page, whole(Prover()).archive())
    data = saved_report(page)
    assert data["holds"] is True
    assert {c["id"] for group in data["groups"] for c in group["checks"]} == CHECKS.keys()
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="打印报告").is_visible()
    assert page.get_by_text("每行都是规范写法的 JSON").is_visible()
    page.emulate_media(media="screen")


def test_without_workers_it_proves_by_itself(page: Page) -> None:
    page.goto((PAGE / "linli-verify.html").as_uri())
    page.evaluate("delete window.Worker")
    flipped = whole(Prover()).archive()
    page.set_input_files("#archive", {"name": "e.zip", "mimeType": "", "buffer": flipped})
    page.wait_for_selector(".verdict.good", timeout=60_000)


def test_the_checked_in_page_is_what_its_sources_make(tmp_path: Path) -> None:
    if subprocess.run(["sh", PAGE / "install.sh"], capture_output=True, check=False).returncode:
        pytest.skip("npm's registry cannot be reached, and the packages are not here")
    built = tmp_path / "page.html"
    subprocess.run(["sh", PAGE / "build.sh", built], capture_output=True, check=True)
    assert built.read_bytes() == (PAGE / "linli-verify.html").read_bytes()


def test_its_packages_are_pinned() -> None:
    lock = json.loads((PAGE / "package-lock.json").read_text())["packages"]
    assert all("integrity" in package for path, package in lock.items() if path)
    asked = json.loads((PAGE / "package.json").read_text())
    wanted = asked["dependencies"] | asked["devDependencies"]
    assert all(version[0].isdigit() for version in wanted.values())
