"""Many at once: a request is reached and told once, an item is decided once, a person is a representative once."""

from collections.abc import Callable
from typing import Any

from elections.actions.meetings import add_representative, declare_item, enter_signature, mark_presence
from elections.actions.meetings import refusals as no
from elections.models import ItemOutcome, MeetingRequest, MeetingSignature, Presence, Representative
from linli.notifications.models import Notice
from tests.cast import Cast
from tests.elections.meetings.scene import ASKED, STARTS, asked, day, elected, item, sitting
from tests.races import race


def test_eight_sign_at_once_and_the_committee_is_told_once(live_cast: Cast) -> None:
    request = asked(live_cast)

    def signing(one: Representative) -> Callable[[], MeetingSignature]:
        return lambda: enter_signature(request=request, representative=one, by=live_cast.bo, at=ASKED)

    answers = race([signing(one) for one in elected(live_cast)[1:] * 2])
    assert sum(isinstance(one, MeetingSignature) for one in answers) == 8
    assert sum(isinstance(one, no.SignedAlready) for one in answers) == 8
    request.refresh_from_db()
    assert (request.state, request.signatures.count()) == (MeetingRequest.State.REACHED, 9)
    assert Notice.objects.filter(title__contains="必须召开").count() == 1


def test_an_item_is_decided_once_by_those_who_are_in_the_room(live_cast: Cast) -> None:
    """While it is being decided one leaves: either they are counted and leave after it, or they are not counted."""
    meeting = sitting(live_cast, 7)
    people = elected(live_cast)

    def deciding(votes: int) -> Callable[[], ItemOutcome]:
        about = {"votes_for": votes, "votes_against": 0, "votes_abstained": 0}
        return lambda: declare_item(item=item(meeting), by=live_cast.bo, at=day(0, 10), **about)

    def leaving() -> int:
        return mark_presence(meeting=meeting, present=people[:6], by=live_cast.bo, at=STARTS)

    answers: list[Any] = race([deciding(5), leaving, deciding(4), deciding(3)])
    assert sum(isinstance(one, ItemOutcome) for one in answers) == 1
    assert sum(isinstance(one, no.AlreadyDecided) for one in answers) == 2
    outcome = ItemOutcome.objects.get()
    left = Presence.objects.exclude(left_at=None).count()
    assert (outcome.present, left) in ((7, 1), (6, 0))


def test_two_who_add_one_person_add_them_once(live_cast: Cast) -> None:
    about: dict[str, Any] = {"community": live_cast.home, "name": "郑海涛", "group": "第一居民小组"}
    about |= {"starts_on": day(0).date(), "by": live_cast.bo, "at": day(0)}
    answers = race([lambda: add_representative(**about) for _ in range(6)])
    assert sum(isinstance(one, no.NobodyTwice) for one in answers) == 5
    assert Representative.objects.get().name == "郑海涛"
