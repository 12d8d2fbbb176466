"""A station's sheet is refused where no verifier would hold it."""

import pytest

from elections.crypto import manifest, paper
from elections.crypto.faults import Malformed
from elections.crypto.vectors_board import manifest_body, sheet


@pytest.mark.parametrize(("unused", "fine"), [(10**9 - 3, True), (10**9 - 2, False), (2**53, False)])
def test_the_books_of_a_station_are_bounded(unused: int, fine: bool) -> None:
    asked = manifest.read(manifest_body(), bytes(32))
    body = sheet() | {"unused": unused, "books": unused + sheet()["issued"]}
    if fine:
        paper.check_sheet(asked, body)
    else:
        with pytest.raises(Malformed):
            paper.check_sheet(asked, body)
