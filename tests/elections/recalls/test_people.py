"""Whom a recall is about: told, heard, kept from running it; and a vote that is cancelled does not end the petition."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from elections import today
from elections.actions.recalls import admit_recall, answer_recall, declare_recall
from elections.actions.running import announce_election, cancel_election, hand_over
from elections.actions.running.refusals import NothingToHandOver, OwnRecall
from elections.models import Recall
from linli.accounts.models import User
from linli.roles.actions import appoint
from tests.cast import Cast
from tests.elections.owners.test_people import told
from tests.elections.papers.test_pages import at, signed_in
from tests.elections.process.scene import day
from tests.elections.recalls.scene import ADMITTED, ASKED, VOTE, admitted, asked, closed, hour, signed


def in_charge(recall: Recall, cast: Cast) -> User:
    """The person concerned, who runs elections here besides."""
    person: Any = recall.officeholder.user
    appoint(user=person, role="chair", division=cast.home.division, by=None, at=ASKED)
    return person  # type: ignore[no-any-return]  # a foreign key


def steps(cast: Cast, user: User, moment: Any) -> list[str]:
    return [str(one.step) for one in today.due(user=user, community=cast.home, at=moment)]


def test_the_person_is_told_and_may_answer(cast: Cast) -> None:
    recall = asked(cast)
    person: Any = recall.officeholder.user
    assert "申辩" in told(person)[0]
    waiting = [str(one.step) for one in today.waiting(user=person, community=cast.home, at=ASKED)]
    assert waiting == ["申辩"]
    answer_recall(recall=recall, text="已公开。", by=person, at=ASKED)
    assert not list(today.waiting(user=person, community=cast.home, at=ASKED))


def test_the_committee_admits_and_the_person_does_not(cast: Cast) -> None:
    recall = signed(cast)
    person = in_charge(recall, cast)
    assert steps(cast, cast.chair, ASKED) == ["受理罢免动议"]
    assert steps(cast, person, ASKED) == []
    with pytest.raises(OwnRecall):
        admit_recall(recall=recall, election_day=VOTE.date(), by=person, at=ADMITTED)


def test_the_person_does_not_run_the_vote_on_it(cast: Cast) -> None:
    recall, election = admitted(cast)
    person = in_charge(recall, cast)
    with pytest.raises(OwnRecall):
        announce_election(election=election, by=person, at=ADMITTED)
    with pytest.raises(OwnRecall):
        cancel_election(election=election, reason="不必了", by=person, at=ADMITTED)


def test_nor_declares_it(cast: Cast) -> None:
    recall, election = closed(cast)
    with pytest.raises(OwnRecall):
        declare_recall(election=election, by=in_charge(recall, cast), at=hour(0, 20))


def test_a_cancelled_vote_takes_another_day_with_the_same_signatures(cast: Cast) -> None:
    recall, election = admitted(cast)
    cancel_election(election=election, reason="场地停电", by=cast.chair, at=ADMITTED)
    assert steps(cast, cast.chair, ADMITTED) == ["受理罢免动议"]
    later = VOTE.date() + timedelta(days=1)
    second = admit_recall(recall=recall, election_day=later, by=cast.chair, at=ADMITTED + timedelta(days=1))
    recall.refresh_from_db()
    assert (recall.state, recall.election) == (Recall.State.ADMITTED, second)
    assert recall.signatures.count() == 4


def test_nothing_is_handed_over_after_a_recall(cast: Cast) -> None:
    _recall, election = closed(cast)
    declare_recall(election=election, by=cast.chair, at=hour(0, 20))
    with pytest.raises(NothingToHandOver):
        hand_over(election=election, by=cast.chair, at=hour(1))


def test_the_lawful_day_is_filled_in(cast: Cast, monkeypatch: Any) -> None:
    recall = signed(cast)
    at(monkeypatch, ADMITTED)
    there = reverse("recalls:admit", args=[cast.home.code, recall.key])
    page = signed_in(cast.chair).get(there).content.decode()
    assert f'value="{VOTE.date().isoformat()}"' in page  # a browser drops any other way to write it
    assert "最迟 2026 年" in page


def test_the_result_shows_the_three_answers(cast: Cast, monkeypatch: Any) -> None:
    recall, election = closed(cast, came=9, for_=5, against=3, abstained=1)
    declare_recall(election=election, by=cast.chair, at=hour(0, 20))
    at(monkeypatch, day(60))
    client = signed_in(cast.ann)
    page = client.get(election.get_absolute_url()).content.decode()
    assert "罢免通过" in page
    assert recall.get_absolute_url() in page
    sheets = client.get(reverse("paper:counts", args=[cast.home.code, election.key])).content.decode()
    for said in ("赞成罢免", "反对", "弃权"):
        assert said in sheets
