"""Each step reaches the other side, once, in their own language, with a way to the page."""

import pytest

from linli.accounts.models import User
from marketplace.actions import bookings as acts
from marketplace.actions.providers import apply_as_provider, verify_provider
from tests.cast import Cast
from tests.marketplace.market import NOW, booking_in


def told(user: User) -> list[str]:
    return [notice.verb for notice in user.notifications.order_by("pk")]


@pytest.mark.parametrize(
    ("state", "anns", "chens"),
    [
        ("requested", 0, 1),
        ("accepted", 1, 1),
        ("refused", 1, 1),
        ("cancelled", 0, 2),
        ("expired", 1, 2),
        ("fulfilled", 2, 1),
        ("confirmed", 2, 2),
        ("disputed", 2, 2),
    ],
)
def test_the_other_side_is_told(cast: Cast, state: str, anns: int, chens: int) -> None:
    booking_in(state, cast)
    assert (len(told(cast.ann)), len(told(cast.chen))) == (anns, chens)


def test_in_their_own_language(cast: Cast) -> None:
    cast.ann.language = "en"
    cast.ann.save()
    made = booking_in("accepted", cast)
    acts.cancel_booking(booking=made, reason="病了", by=cast.chen, at=NOW)
    assert any("想预约" in words for words in told(cast.chen))
    assert any("has cancelled" in words for words in told(cast.ann))


def test_the_committee_hears_of_problems_and_applications(cast: Cast) -> None:
    booking_in("disputed", cast)
    profile = {"name": "丹修家电", "about": "x", "phone": "1", "qualifications": "x"}
    applied = apply_as_provider(community=cast.home, **profile, by=cast.dan, at=NOW)
    for verifier in (cast.bo, cast.chair):
        assert len(told(verifier)) == 2
    assert told(cast.eves_chair) == []
    verify_provider(provider=applied, by=cast.bo, at=NOW)
    assert told(cast.dan) == ["您已通过核验，成为服务商。请发布第一项服务。"]
