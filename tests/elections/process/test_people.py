"""Nominations, candidates and proxies: who may do what, and why not."""

import pytest

from elections.actions.running import (
    answer_nomination,
    answer_proxy,
    ask_proxy,
    describe_candidate,
    nominate,
    publish_proxies,
    review_nomination,
    revoke_proxy,
    support_nomination,
    withdraw_candidate,
    withdraw_nomination,
)
from elections.actions.running import refusals as no
from elections.models import Candidate, Proxy
from linli.audit.models import Event
from tests.cast import Cast
from tests.elections.process.scene import (
    CANDIDATES,
    day,
    entry,
    listed,
    nominating,
    post,
    stand,
    with_candidates,
)

AT = day(-20)


def test_a_nomination_needs_its_supporters_its_nominee_and_its_review(cast: Cast) -> None:
    election = nominating(cast, profile_code="cn-village-2018", supporters_least=3)
    one = nominate(post=post(election), nominee=entry(election, "丹"), by=cast.ann, at=AT)
    with pytest.raises(no.AlreadyNominated):
        nominate(post=post(election), nominee=entry(election, "丹"), by=cast.bo, at=AT)
    with pytest.raises(no.AlreadySupported):
        support_nomination(nomination=one, by=cast.ann, at=AT)
    with pytest.raises(no.NotOnRoll):
        support_nomination(nomination=one, by=cast.eve, at=AT)
    with pytest.raises(no.NotTheNominee):
        answer_nomination(nomination=one, accepts=True, by=cast.ann, at=AT)
    with pytest.raises(no.NotTheNominee):  # who has an account answers alone
        answer_nomination(nomination=one, accepts=True, on_behalf=True, by=cast.chair, at=AT)
    with pytest.raises(no.WrongStage):
        review_nomination(nomination=one, approve=True, by=cast.chair, at=AT)
    answer_nomination(nomination=one, accepts=True, by=cast.dan, at=AT)
    with pytest.raises(no.TooFewSupporters):
        review_nomination(nomination=one, approve=True, by=cast.chair, at=AT)
    for name in ("邻居00", "邻居01"):
        support_nomination(nomination=one, by=entry(election, name).user, at=AT)
    with pytest.raises(no.ReasonMissing):
        review_nomination(nomination=one, approve=False, by=cast.chair, at=AT)
    review_nomination(nomination=one, approve=True, by=cast.chair, at=AT)
    assert Candidate.objects.get().name == "丹"


def test_somebody_without_an_account_answers_on_paper(cast: Cast) -> None:
    election = nominating(cast)
    one = nominate(post=post(election), nominee=entry(election, "郑奶奶"), by=cast.ann, at=AT)
    assert (
        answer_nomination(nomination=one, accepts=True, on_behalf=True, by=cast.bo, at=AT).accepted_at == AT
    )
    assert Event.objects.filter(action="elections.answer_nomination", detail__on_behalf=True).exists()


def test_nobody_reviews_while_standing(cast: Cast) -> None:
    election = nominating(cast)
    other = nominate(post=post(election), nominee=entry(election, "丹"), by=cast.dan, at=AT)
    nominate(post=post(election), nominee=entry(election, "波"), by=cast.bo, at=AT)
    with pytest.raises(no.ConflictOfInterest):
        review_nomination(nomination=other, approve=False, reason="不合适", by=cast.bo, at=AT)


def test_nobody_stands_for_two_posts(cast: Cast) -> None:
    election = nominating(cast)
    stand(election, cast, "丹", "chair")
    with pytest.raises(no.OtherPost):
        stand(election, cast, "丹", "member")


def test_a_nominee_withdraws_and_is_off_the_ballot(cast: Cast) -> None:
    election = nominating(cast)
    mine = stand(election, cast, "丹")
    with pytest.raises(no.NotTheNominee):
        withdraw_nomination(nomination=mine.nomination, by=cast.ann, at=AT)
    withdraw_nomination(nomination=mine.nomination, by=cast.dan, at=AT)
    assert not Candidate.objects.standing().exists()


def test_a_candidate_describes_oneself_before_and_withdraws_after_the_list(cast: Cast) -> None:
    election = nominating(cast)
    mine = stand(election, cast, "丹")
    with pytest.raises(no.NotYours):
        describe_candidate(candidate=mine, statement="别人写的", by=cast.ann, at=AT)
    with pytest.raises(TypeError):
        describe_candidate(candidate=mine, name="丹二", by=cast.dan, at=AT)
    with pytest.raises(no.WrongStage):
        withdraw_candidate(candidate=mine, by=cast.dan, at=AT)
    shown = listed_of(cast, election)
    with pytest.raises(no.WrongStage):
        describe_candidate(candidate=mine, statement="太晚", by=cast.dan, at=CANDIDATES)
    with pytest.raises(no.NotYours):
        withdraw_candidate(candidate=mine, by=cast.ann, at=CANDIDATES)
    assert withdraw_candidate(candidate=mine, reason="生病", by=cast.dan, at=CANDIDATES).withdrawn_at
    assert shown.candidates.standing().count() == 5


def listed_of(cast: Cast, election: object) -> object:
    """The list published, with everybody else of the scene on it too."""
    from elections.actions.running import publish_candidates
    from tests.elections.process.scene import STANDING

    for name, office in STANDING:
        stand(election, cast, name, office)  # type: ignore[arg-type]
    return publish_candidates(election=election, by=cast.chair, at=CANDIDATES)  # type: ignore[arg-type]


def test_a_proxy_is_asked_accepted_published_and_taken_back(cast: Cast) -> None:
    election = nominating(cast)
    holder = entry(election, "丹")
    one = ask_proxy(election=election, holder=holder, relation="child", by=cast.ann, at=AT)
    with pytest.raises(no.AlreadyEntrusted):
        ask_proxy(election=election, holder=entry(election, "波"), relation="child", by=cast.ann, at=AT)
    with pytest.raises(no.NotYours):
        answer_proxy(proxy=one, accepts=True, by=cast.ann, at=AT)
    assert not Proxy.objects.effective().exists()
    answer_proxy(proxy=one, accepts=True, by=cast.dan, at=AT)
    assert not Proxy.objects.effective().exists()  # not before the list
    publish_proxies(election=election, by=cast.chair, at=day(-3))
    assert list(Proxy.objects.effective()) == [one]
    with pytest.raises(no.NotYours):
        revoke_proxy(proxy=one, by=cast.dan, at=day(-2))
    revoke_proxy(proxy=one, by=cast.ann, at=day(-2))
    assert not Proxy.objects.effective().exists()


@pytest.mark.parametrize(
    ("relation", "at", "reason"),
    [("other", day(-2), no.TooLateForProxies), ("other", day(-20), None)],
)
def test_a_proxy_is_asked_in_time(
    cast: Cast, relation: str, at: object, reason: type[Exception] | None
) -> None:
    election = nominating(cast)
    about = {
        "election": election,
        "holder": entry(election, "丹"),
        "relation": relation,
        "by": cast.ann,
        "at": at,
    }
    if reason is None:
        assert ask_proxy(**about).pk  # type: ignore[arg-type]
        return
    with pytest.raises(reason):
        ask_proxy(**about)  # type: ignore[arg-type]


def test_where_only_relatives_hold_nobody_else_does(cast: Cast) -> None:
    election = nominating(cast, profile_code="cn-village-2018")
    with pytest.raises(no.NotARelative):
        ask_proxy(election=election, holder=entry(election, "丹"), relation="other", by=cast.ann, at=AT)
    assert ask_proxy(
        election=election, holder=entry(election, "丹"), relation="spouse", by=cast.ann, at=AT
    ).pk


def test_no_chain_no_candidate_no_fourth(cast: Cast) -> None:
    election = nominating(cast)
    dan, about = entry(election, "丹"), {"election": election, "relation": "other", "at": AT}
    for name in ("邻居00", "邻居01", "邻居02"):
        one = ask_proxy(holder=dan, by=entry(election, name).user, **about)
        answer_proxy(proxy=one, accepts=True, by=cast.dan, at=AT)
    with pytest.raises(no.NoSlotLeft):
        ask_proxy(holder=dan, by=cast.ann, **about)
    with pytest.raises(no.NoChain):
        ask_proxy(holder=entry(election, "邻居05"), by=cast.dan, **about)
    with pytest.raises(no.NoChain):
        ask_proxy(holder=entry(election, "邻居00"), by=cast.ann, **about)
    stand(election, cast, "邻居06")
    with pytest.raises(no.CandidateHolds):
        ask_proxy(holder=entry(election, "邻居06"), by=cast.ann, **about)
    with pytest.raises(no.HoldsProxies):
        stand(election, cast, "丹")


def test_a_paper_proxy_has_its_number_and_is_entered_by_the_committee(cast: Cast) -> None:
    election = nominating(cast)
    about = {
        "election": election,
        "holder": entry(election, "丹"),
        "relation": "parent",
        "by": cast.bo,
        "at": AT,
    }
    with pytest.raises(no.NotYours):
        ask_proxy(principal=entry(election, "郑奶奶"), **about)
    one = ask_proxy(principal=entry(election, "郑奶奶"), paper_number="2026-07", **about)
    assert answer_proxy(proxy=one, accepts=True, on_behalf=True, by=cast.bo, at=AT).slot == 1


def test_no_proxy_after_the_list(cast: Cast) -> None:
    election = with_candidates(cast)
    publish_proxies(election=election, by=cast.chair, at=day(-12))
    with pytest.raises(no.TooLateForProxies):
        ask_proxy(election=election, holder=entry(election, "丹"), relation="other", by=cast.ann, at=day(-11))


def test_what_waits_for_whom(cast: Cast) -> None:
    from elections.today.elections import due, upcoming, waiting

    election = nominating(cast)
    nominate(post=post(election), nominee=entry(election, "丹"), by=cast.ann, at=AT)
    ask_proxy(election=election, holder=entry(election, "丹"), relation="other", by=cast.ann, at=AT)
    stand_alone = nominate(
        post=post(election), nominee=entry(election, "邻居01"), by=entry(election, "邻居01").user, at=AT
    )
    assert stand_alone.state == "accepted"
    assert len(list(waiting(cast.dan, cast.home, AT))) == 2
    assert list(waiting(cast.ann, cast.home, AT)) == list(waiting(cast.dan, cast.other, AT)) == []
    assert [one.title for one in upcoming(cast.home, AT)] == [election.title]
    assert len(list(due(cast.bo, cast.home, AT))) == 2  # one to review, the list to publish
    assert list(due(cast.ann, cast.home, AT)) == []


def test_a_search_finds_it_once_announced(cast: Cast) -> None:
    from elections.searchable import entry_of
    from tests.elections.process.scene import drafted

    assert entry_of(drafted(cast)) is None
    found = entry_of(listed(cast))
    assert found is not None
    assert "邻居00" in found.body
