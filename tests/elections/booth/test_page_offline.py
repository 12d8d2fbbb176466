"""A copy of the booth on a device without a connection; the ballot is cast from a file elsewhere."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.elections.booth.conftest import LyingBoard
from tests.elections.booth.hands import choose, receipt
from tests.elections.booth.node import BOOTH

pytestmark = pytest.mark.browser


def test_a_ballot_made_offline_is_cast_from_its_file(
    board: LyingBoard, visit: Callable[..., Page], tmp_path: Path
) -> None:
    setup, copy = tmp_path / "setup.json", tmp_path / "booth.html"
    setup.write_bytes(urlopen(f"{board.url}/setup.json", timeout=10).read())
    copy.write_bytes((BOOTH / "booth.html").read_bytes())
    page = visit()
    page.context.set_offline(True)
    page.goto(copy.as_uri())
    page.locator("input[type=file]").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": b"{}"}
    )
    expect(page.get_by_text("这个文件读不出选举内容")).to_be_visible()
    page.locator("input[type=file]").set_input_files(setup)
    page.locator("#code").fill(board.cards[0]["code"])
    page.locator("button[type=submit]").click()
    choose(page, "李文波")
    choose(page, "弃权")
    with page.expect_download() as saved:
        page.get_by_role("button", name="把选票存成文件").click()
    expect(page.get_by_text("还没有投出：请在联网的投票间")).to_be_visible()
    tracker = page.locator("#tracker").inner_text()
    ballot = tmp_path / "ballot.json"
    saved.value.save_as(ballot)
    assert set(json.loads(ballot.read_text())) == {
        "contests",
        "credential",
        "election",
        "revision",
        "signature",
    }

    online = visit()
    online.goto(f"{board.url}/booth.html")
    expect(online.locator("#code")).to_be_visible()
    online.locator("input[type=file]").set_input_files(ballot)
    expect(online.locator("#tracker")).to_have_text(tracker)
    online.locator("#cast").click()
    assert receipt(online) == tracker
