"""Who runs an election does not stand in it: members leave, relatives leave, the next steps up (art. 15 of the law of 2025)."""

from typing import Any

import pytest
from django.urls import reverse

from elections.actions.running import (
    add_member,
    answer_nomination,
    cancel_election,
    describe_member,
    leave_committee,
    nominate,
    publish_candidates,
    review_nomination,
)
from elections.actions.running import refusals as no
from elections.actions.running.committee_facts import candidates_on_committee
from elections.documents.notices import document
from elections.models import Election, ElectionCommitteeMember, Nomination
from linli.roles.actions import appoint
from tests.cast import Cast
from tests.elections.owners.test_people import told
from tests.elections.papers.test_pages import at, signed_in
from tests.elections.process.scene import (
    DAY,
    day,
    drafted,
    entry,
    listed,
    nominating,
    post,
    with_candidates,
)

ACCEPTED, REVIEWED = day(-19), day(-12)


def member(election: Election, name: str, user: Any = None, **about: Any) -> ElectionCommitteeMember:
    return add_member(election=election, name=name, user=user, **{"by": None, "at": day(-21)} | about)


def seated(cast: Cast, **terms: Any) -> Election:
    """Dan in the chair, somebody without an account, and Ann, who was chosen next."""
    election = nominating(cast, **terms)
    member(election, "丹", cast.dan, office="chair")
    member(election, "周建民")
    member(election, "安", cast.ann, is_waiting=True)
    return election


def proposed(election: Election, cast: Cast, name: str = "丹", **manner: Any) -> Nomination:
    """By the Party organisation, where nobody else is named."""
    about = {"post": post(election), "nominee": entry(election, name)}
    return nominate(**about | (manner or {"from_party": True}), by=cast.bo, at=day(-20))


def say_yes(nomination: Nomination, relatives: Any = (), **about: Any) -> Nomination:
    values = {"relatives": relatives, "by": nomination.nominee.user, "at": ACCEPTED} | about
    return answer_nomination(nomination=nomination, accepts=True, **values)


def one(election: Election, name: str) -> ElectionCommitteeMember:
    return ElectionCommitteeMember.objects.get(election=election, name=name)


def test_a_yes_ends_the_seat_and_the_next_steps_up(cast: Cast) -> None:
    election = seated(cast)
    nomination = say_yes(proposed(election, cast))
    gone, follower = one(election, "丹"), one(election, "安")
    assert (gone.leaving, gone.left_at, gone.nomination) == ("nominated", ACCEPTED, nomination)
    assert (follower.seated_at, follower.office) == (ACCEPTED, "member")
    assert "被提名为候选人" in told(cast.dan)[0]
    assert "由您递补" in told(cast.ann)[0]
    assert one(election, "周建民").left_at is None


def test_a_no_and_a_nomination_alone_end_nothing(cast: Cast) -> None:
    election = seated(cast)
    nomination = proposed(election, cast)
    answer_nomination(nomination=nomination, accepts=False, by=cast.dan, at=ACCEPTED)
    assert ElectionCommitteeMember.objects.staying().count() == 3


def test_a_near_relative_leaves_and_silence_is_no_answer(cast: Cast) -> None:
    election = seated(cast)
    nomination = proposed(election, cast, "邻居00")
    with pytest.raises(no.RelativesUnsaid):
        say_yes(nomination, None)
    assert Nomination.objects.get().state == Nomination.State.GATHERING
    say_yes(nomination, [one(election, "周建民").key])
    assert one(election, "周建民").leaving == "relative"
    assert one(election, "丹").left_at is None


def test_the_desk_is_asked_again_at_the_review(cast: Cast) -> None:
    election = seated(cast)
    nomination = say_yes(proposed(election, cast, "邻居00"))
    about: dict[str, Any] = {"nomination": nomination, "approve": True, "by": cast.chair, "at": REVIEWED}
    with pytest.raises(no.RelativesUnsaid):
        review_nomination(**about)
    review_nomination(**about, relatives=[one(election, "丹").key])
    assert one(election, "丹").leaving == "relative"
    refused = say_yes(proposed(election, cast, "邻居01"))
    review_nomination(nomination=refused, approve=False, reason="不足", by=cast.chair, at=REVIEWED)


def test_whoever_stands_up_oneself_leaves_too(cast: Cast) -> None:
    election = seated(cast)
    about: dict[str, Any] = {"post": post(election), "nominee": entry(election, "丹"), "by": cast.dan}
    with pytest.raises(no.RelativesUnsaid):
        nominate(**about, at=day(-20))
    nomination = nominate(**about, relatives=[], at=day(-20))
    assert nomination.state == Nomination.State.ACCEPTED
    assert one(election, "丹").leaving == "nominated"


def test_under_the_villagers_law_of_2018_relatives_stay(cast: Cast) -> None:
    election = seated(cast, profile_code="cn-village-2018")
    elector = {"proposer": entry(election, "郑奶奶")}
    say_yes(proposed(election, cast, "邻居00", **elector), None)
    assert ElectionCommitteeMember.objects.staying().count() == 3
    say_yes(proposed(election, cast, **elector), None)
    assert one(election, "丹").leaving == "nominated"


def test_under_that_of_2025_they_leave(cast: Cast) -> None:
    election = seated(cast, profile_code="cn-village-2026", supporters_least=1)
    nomination = proposed(election, cast, "邻居00")
    with pytest.raises(no.RelativesUnsaid):
        say_yes(nomination, None)
    say_yes(nomination, [one(election, "丹").key])
    assert one(election, "丹").leaving == "relative"


def test_a_club_keeps_its_organisers(cast: Cast) -> None:
    election = seated(cast, profile_code="club-simple")
    say_yes(proposed(election, cast), None)
    assert ElectionCommitteeMember.objects.staying().count() == 3


def test_whoever_stands_is_not_chosen(cast: Cast) -> None:
    election = seated(cast)
    say_yes(proposed(election, cast))
    with pytest.raises(no.StandsThemselves):
        member(election, "丹", cast.dan)
    stranger = member(election, "丹")
    with pytest.raises(no.StandsThemselves):
        describe_member(
            member=stranger, office="member", number=entry(election, "丹").number, by=cast.bo, at=ACCEPTED
        )


def test_nobody_is_on_it_twice_and_it_has_one_chair(cast: Cast) -> None:
    election = seated(cast)
    with pytest.raises(no.AlreadyOnCommittee):
        member(election, "安", cast.ann)
    with pytest.raises(no.ChairTaken):
        member(election, "吴", office="chair")
    with pytest.raises(no.ChairTaken):
        describe_member(member=one(election, "周建民"), office="chair", by=cast.bo, at=ACCEPTED)
    describe_member(member=one(election, "丹"), office="deputy", by=cast.bo, at=ACCEPTED)
    describe_member(member=one(election, "周建民"), office="chair", by=cast.bo, at=ACCEPTED)


def test_a_member_leaves_for_another_reason_and_says_which(cast: Cast) -> None:
    election = seated(cast)
    about: dict[str, Any] = {"member": one(election, "丹"), "leaving": "other", "by": cast.bo, "at": ACCEPTED}
    with pytest.raises(no.LeavingUnexplained):
        leave_committee(**about)
    leave_committee(**about, reason="住院")
    assert one(election, "安").seated_at == ACCEPTED
    with pytest.raises(no.WrongStage):
        leave_committee(**about, reason="住院")


def test_whoever_has_left_takes_no_step_any_more(cast: Cast) -> None:
    election = seated(cast)
    appoint(user=cast.dan, role="committee_member", division=cast.home.division, by=None, at=day(-60))
    leave_committee(member=one(election, "丹"), leaving="relative", by=cast.bo, at=ACCEPTED)
    with pytest.raises(no.LeftCommittee):
        cancel_election(election=election, reason="不办了", by=cast.dan, at=ACCEPTED)
    member(election, "丹", cast.dan)  # chosen again
    cancel_election(election=election, reason="不办了", by=cast.dan, at=ACCEPTED)


def test_a_name_on_both_lists_stops_the_list_and_the_polls(cast: Cast) -> None:
    election = with_candidates(cast)
    namesake = member(election, "邻居00", at=REVIEWED)
    with pytest.raises(no.NotYetLawful, match="同名"):
        publish_candidates(election=election, by=cast.chair, at=day(-8))
    about: dict[str, Any] = {"member": namesake, "office": "member", "by": cast.bo, "at": REVIEWED}
    with pytest.raises(no.NotOnRoll):
        describe_member(**about, number=999)
    describe_member(**about, number=entry(election, "郑奶奶").number)  # another person of that name
    assert candidates_on_committee(election) == ()
    publish_candidates(election=election, by=cast.chair, at=day(-8))


def test_after_the_result_nobody_joins(cast: Cast) -> None:
    election = listed(cast)
    member(election, "周建民", at=day(-7))
    election = cancel_election(election=election, reason="停办", by=cast.chair, at=day(-7))
    with pytest.raises(no.WrongStage):
        member(election, "吴秀英")


def test_the_second_notice_names_them(cast: Cast) -> None:
    election = drafted(cast)
    member(election, "周建民", office="chair", at=day(-62))
    member(election, "吴秀英", at=day(-62))
    member(election, "郑海燕", is_waiting=True, at=day(-62))
    text = document(election, 2, DAY.date()).text
    assert "主任：周建民" in text
    assert "委员：吴秀英" in text
    assert "郑海燕" not in text
    assert "或者其近亲属被提名为候选人的，应当退出" in text


def url(name: str, election: Election, *more: str) -> str:
    return reverse(f"election:{name}", args=[election.community.code, election.key, *more])


def test_the_page_says_it_before_the_yes_and_asks_for_relatives(cast: Cast, monkeypatch: Any) -> None:
    election = seated(cast)
    nomination = proposed(election, cast)
    at(monkeypatch, ACCEPTED)
    dan = signed_in(cast.dan)
    there = url("nomination_step", election, nomination.key, "accept")
    page = dan.get(there).content.decode()
    assert "您即退出选举委员会" in page
    assert "由安递补" in page
    assert "周建民" in page
    silent = dan.post(there, {}).content.decode()
    assert 'name="relatives"' in silent
    both = dan.post(there, {"relatives": ["nobody", one(election, "周建民").key]}).content.decode()
    assert "或者勾选" in both
    assert Nomination.objects.get().state == Nomination.State.GATHERING
    dan.post(there, {"relatives": ["nobody"]})
    assert Nomination.objects.get().state == Nomination.State.ACCEPTED
    assert one(election, "丹").left_at == ACCEPTED


def test_whoever_stands_up_is_asked_on_the_form(cast: Cast, monkeypatch: Any) -> None:
    election = seated(cast)
    at(monkeypatch, ACCEPTED)
    said = {"post": post(election).key, "who": "self", "number": "", "statement": ""}
    dan, there = signed_in(cast.dan), url("nominate", election)
    assert "先回答这一项" in dan.post(there, said).content.decode()
    dan.post(there, said | {"relatives": ["nobody"]})
    assert Nomination.objects.get().nominee.user == cast.dan
    other = said | {"who": "other", "number": entry(election, "邻居00").number}
    dan.post(there, other)  # of somebody else nobody is asked here
    assert Nomination.objects.count() == 2


def test_the_desk_enters_the_committee_and_the_review_asks(cast: Cast, monkeypatch: Any) -> None:
    election = nominating(cast)
    at(monkeypatch, ACCEPTED)
    bo, there = signed_in(cast.bo), url("committee", election)
    bo.post(there, {"name": "丹", "user": cast.dan.key, "office": "chair"})
    bo.post(there, {"name": "周建民", "office": "member"})
    bo.post(there, {"name": "安", "user": cast.ann.key, "office": "member", "is_waiting": "on"})
    page = bo.get(there).content.decode()
    assert page.index("现任成员") < page.index("周建民") < page.index("候补</h2>")
    assert "周建民" in bo.get(election.get_absolute_url()).content.decode()
    nomination = say_yes(proposed(election, cast, "邻居00"))
    review = url("review", election, nomination.key, "approve")
    assert 'name="relatives"' in bo.get(review).content.decode()
    bo.post(review, {"relatives": [one(election, "周建民").key]})
    assert one(election, "周建民").leaving == "relative"
    assert one(election, "安").seated_at == ACCEPTED
    last = one(election, "丹")
    bo.post(url("committee_leave", election, last.key), {"leaving": "other", "reason": ""})
    assert one(election, "丹").left_at is None
    bo.post(url("committee_leave", election, last.key), {"leaving": "other", "reason": "住院"})
    assert one(election, "丹").reason == "住院"
    own = {"office": "chair", "number": ""}
    bo.post(url("committee_member", election, one(election, "安").key), own)
    assert one(election, "安").office == "chair"
