"""Honest boards of other shapes hold by the command; the page's tests have them as well."""

import pytest

from linli_verify.verify import Options, verify_archive
from tests.verify.honest import HONEST


@pytest.mark.parametrize("name", HONEST)
def test_it_holds(name: str) -> None:
    shape = HONEST[name]
    report = verify_archive(shape.make().archive(), Options())
    assert report.findings == []
    assert report.facts["state"] == shape.state
    outcome = report.facts.get("outcome", [])
    assert [contest["elected"] for contest in outcome] == list(shape.elected)
    assert [contest["tied"] for contest in outcome] == list(shape.tied)


@pytest.mark.parametrize("name", ["one trustee", "other trustees", "many seats"])
def test_it_holds_without_libsodium(name: str) -> None:
    assert verify_archive(HONEST[name].make().archive(), Options(pure=True)).holds
