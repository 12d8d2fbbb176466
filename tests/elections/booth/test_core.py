"""The modules of the browser, tested in Node."""

import pytest

from tests.elections.booth.node import HERE, node, with_packages

FILES = sorted(path.name for path in HERE.glob("*.test.mjs"))


@pytest.mark.parametrize("name", FILES)
def test_modules(name: str) -> None:
    with_packages()
    done = node("--test", "--test-reporter=tap", HERE / name)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "# fail 0" in done.stdout
    assert "# pass 0" not in done.stdout
