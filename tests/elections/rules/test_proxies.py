"""Which written mandates count, and what is wrong with the others."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections.rules.days import midnight
from elections.rules.profiles import Holder, Profile
from elections.rules.proxies import Flaw, Judged, Mandate, judge, places_left
from tests.elections.rules.making import CLUB, OWNERS, RESIDENTS, VILLAGE, changed

DAY = date(2026, 6, 21)
ROLL = {"ann", "bo", "chen", "dan", "eve", "fu", "gu", "han"}
ASKED = midnight(DAY - timedelta(days=5))
SEEN = midnight(DAY - timedelta(days=3))


def mandate(number: int, principal: str, holder: str, **more: object) -> Mandate:
    plain = Mandate(number, principal, holder, is_near_relative=True, asked_at=ASKED, published_at=SEEN)
    return replace(plain, **more)  # type: ignore[arg-type]  # single values of the test


def judged(
    *mandates: Mandate, profile: Profile = VILLAGE, candidates: tuple[str, ...] = ("han",)
) -> list[Judged]:
    return judge(profile, mandates, roll=ROLL, candidates=candidates, election_day=DAY, at=midnight(DAY))


def flaws(*mandates: Mandate, profile: Profile = VILLAGE) -> list[tuple[Flaw, ...]]:
    return [one.flaws for one in judged(*mandates, profile=profile)]


def test_a_mandate_in_order_counts() -> None:
    found = judged(mandate(1, "ann", "bo"))
    assert found[0].is_valid
    assert found[0].flaws == ()


def test_three_a_holder_and_no_fourth() -> None:
    four = [mandate(n, who, "han") for n, who in enumerate(("ann", "bo", "chen", "dan"), 1)]
    found = judge(VILLAGE, reversed(four), roll=ROLL, candidates=(), election_day=DAY, at=midnight(DAY))
    assert [(one.mandate.number, one.flaws) for one in found] == [
        (1, ()),
        (2, ()),
        (3, ()),
        (4, (Flaw.TOO_MANY,)),
    ]
    assert places_left(VILLAGE, found, "han") == 0
    assert places_left(VILLAGE, found[:1], "han") == 2
    assert places_left(VILLAGE, found, "fu") == 3


def test_what_is_void_takes_no_place() -> None:
    late = [mandate(n, who, "fu", published_at=None) for n, who in enumerate(("ann", "bo", "chen"), 1)]
    assert flaws(*late, mandate(4, "dan", "fu")) == [(Flaw.NOT_PUBLISHED,)] * 3 + [()]


@pytest.mark.parametrize(
    ("wrong", "flaw"),
    [
        (mandate(1, "ann", "bo", is_written=False), Flaw.NOT_WRITTEN),
        (mandate(1, "stranger", "bo"), Flaw.PRINCIPAL_NOT_ON_ROLL),
        (mandate(1, "ann", "stranger"), Flaw.HOLDER_NOT_ON_ROLL),
        (mandate(1, "ann", "bo", is_near_relative=False), Flaw.RELATION),
        (mandate(1, "ann", "han"), Flaw.CANDIDATE),
        (mandate(1, "ann", "bo", published_at=None), Flaw.NOT_PUBLISHED),
        (mandate(1, "ann", "bo", published_at=midnight(DAY - timedelta(days=1))), Flaw.PUBLISHED_LATE),
        (mandate(1, "ann", "bo", asked_at=midnight(DAY - timedelta(days=2))), Flaw.ASKED_LATE),
    ],
)
def test_each_fault_voids_a_mandate(wrong: Mandate, flaw: Flaw) -> None:
    assert flaws(wrong) == [(flaw,)]


def test_nobody_votes_for_themselves_by_proxy() -> None:
    assert Flaw.SELF in flaws(mandate(1, "ann", "ann"))[0]


def test_published_at_the_last_moment_is_in_time() -> None:
    last = midnight(DAY - timedelta(days=1)) - timedelta(microseconds=1)
    assert flaws(mandate(1, "ann", "bo", published_at=last)) == [()]
    assert flaws(
        mandate(1, "ann", "bo", asked_at=midnight(DAY - timedelta(days=2)) - timedelta(seconds=1))
    ) == [()]


def test_no_mandate_is_passed_on() -> None:
    assert flaws(mandate(1, "ann", "bo"), mandate(2, "bo", "chen")) == [(Flaw.CHAIN,), ()]
    assert flaws(mandate(1, "ann", "bo"), mandate(2, "bo", "ann")) == [(Flaw.CHAIN,), (Flaw.CHAIN,)]
    void = mandate(2, "bo", "chen", is_written=False)  # then Bo votes himself, and for Ann
    assert flaws(mandate(1, "ann", "bo"), void) == [(), (Flaw.NOT_WRITTEN,)]


def test_the_first_mandate_of_a_principal_counts() -> None:
    assert flaws(mandate(1, "ann", "bo"), mandate(2, "ann", "chen")) == [(), (Flaw.TWICE,)]
    void = mandate(1, "ann", "bo", is_written=False)
    assert flaws(void, mandate(2, "ann", "chen")) == [(Flaw.NOT_WRITTEN,), ()]


def test_a_mandate_revoked_before_the_poll_is_none() -> None:
    revoked = mandate(1, "ann", "bo", revoked_at=midnight(DAY))
    later = mandate(1, "ann", "bo", revoked_at=midnight(DAY) + timedelta(seconds=1))
    assert flaws(revoked, mandate(2, "ann", "chen")) == [()]
    assert flaws(later) == [()]


def test_profiles_differ() -> None:
    neighbour = mandate(1, "ann", "bo", is_near_relative=False)
    assert flaws(neighbour, profile=RESIDENTS) == [()]
    assert flaws(mandate(1, "ann", "stranger"), profile=OWNERS) == [()]
    assert flaws(mandate(1, "ann", "han", published_at=None), profile=CLUB) == [()]
    either = changed(VILLAGE, "proxies", holders=(Holder.NEAR_RELATIVE, Holder.ELECTOR))
    assert flaws(neighbour, profile=either) == [()]
    assert flaws(mandate(1, "ann", "bo"), profile=changed(VILLAGE, "proxies", most_per_holder=0)) == [
        (Flaw.NOT_ALLOWED,)
    ]
    no_clock = changed(VILLAGE, "deadlines", proxies_published_before=None, proxies_asked_before=None)
    assert flaws(
        mandate(1, "ann", "bo", published_at=midnight(DAY), asked_at=midnight(DAY)), profile=no_clock
    ) == [()]


def test_a_mandate_both_late_and_unpublished_says_both() -> None:
    late = mandate(1, "ann", "bo", asked_at=midnight(DAY), published_at=None)
    assert flaws(late) == [(Flaw.ASKED_LATE, Flaw.NOT_PUBLISHED)]
    assert flaws(late, profile=changed(VILLAGE, "proxies", must_be_published=False)) == [(Flaw.ASKED_LATE,)]


PAIRS = st.lists(
    st.tuples(st.sampled_from(sorted(ROLL)), st.sampled_from(sorted(ROLL)), st.booleans(), st.booleans()),
    max_size=30,
)


@settings(max_examples=100)
@given(PAIRS, st.integers(0, 4))
def test_whatever_is_handed_in_the_rules_hold(pairs: list[tuple[str, str, bool, bool]], most: int) -> None:
    profile = changed(VILLAGE, "proxies", most_per_holder=most)
    given_in = [
        mandate(n, who, whom, is_written=written, revoked_at=ASKED if gone else None)
        for n, (who, whom, written, gone) in enumerate(pairs)
    ]
    good = [one.mandate for one in judged(*given_in, profile=profile) if one.is_valid]
    holders = [one.holder for one in good]
    assert all(holders.count(holder) <= most for holder in holders)
    assert not set(holders) & {one.principal for one in good}
    assert len({one.principal for one in good}) == len(good)
    assert "han" not in holders
