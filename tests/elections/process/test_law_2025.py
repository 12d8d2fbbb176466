"""What the Organic Law of the Urban Residents' Committees (2025) asks of the actions: nominators, representatives, proxies."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from elections.actions.meetings import add_representative
from elections.actions.running import (
    announce_election,
    answer_nomination,
    ask_proxy,
    import_electors,
    nominate,
    review_nomination,
    support_nomination,
)
from elections.actions.running import refusals as no
from elections.actions.running.drafting import freeze_rules
from elections.actions.running.rolls import register_of
from elections.forms.elections import ElectionForm
from elections.models import Candidate, Election, Nomination, Registration
from elections.rules.profiles import load
from tests.cast import Cast
from tests.elections.process.scene import announced, day, drafted, entry, nominating, post

AT = day(-20)


def test_a_draft_below_ten_nominators_is_not_announced(cast: Cast) -> None:
    election = drafted(cast, supporters_least=9)
    with pytest.raises(no.TooFewNominators):
        announce_election(election=election, by=cast.bo, at=day(-60))
    form = ElectionForm({"profile_code": "cn-residents-2026", "supporters_least": 9})
    assert "10" in str(form.errors["supporters_least"])
    ten = drafted(cast, supporters_least=10)
    assert announce_election(election=ten, by=cast.bo, at=day(-60)).supporters_least == 10


def test_whoever_stands_up_looks_for_nine_others(cast: Cast) -> None:
    election = nominating(cast)
    one = nominate(post=post(election), nominee=entry(election, "丹"), by=cast.dan, at=AT)
    assert (one.manner, one.state) == (Nomination.Manner.JOINT, Nomination.State.ACCEPTED)
    others = Registration.objects.of(election).on_roll().exclude(user=cast.dan)
    for elector in others[:8]:
        support_nomination(nomination=one, supporter=elector, by=cast.chair, at=AT)
    with pytest.raises(no.TooFewSupporters):
        review_nomination(nomination=one, approve=True, by=cast.chair, at=AT)
    support_nomination(nomination=one, supporter=others[8], by=cast.chair, at=AT)
    review_nomination(nomination=one, approve=True, by=cast.chair, at=AT)
    assert Candidate.objects.get().name == "丹"


def test_under_the_villages_rules_ones_own_word_is_enough(cast: Cast) -> None:
    election = nominating(cast, profile_code="cn-village-2018")
    one = nominate(post=post(election), nominee=entry(election, "丹"), by=cast.dan, at=AT)
    assert (one.manner, one.supports.count()) == (Nomination.Manner.SELF, 0)
    review_nomination(nomination=one, approve=True, by=cast.chair, at=AT)
    assert Candidate.objects.get().name == "丹"


def test_the_party_organisation_recommends_and_the_nominee_answers(cast: Cast) -> None:
    election = nominating(cast)
    about: dict[str, Any] = {"post": post(election), "nominee": entry(election, "丹"), "from_party": True}
    one = nominate(**about, by=cast.chair, at=AT)
    assert (one.manner, one.state) == (Nomination.Manner.PARTY, Nomination.State.GATHERING)
    with pytest.raises(no.WrongStage):
        review_nomination(nomination=one, approve=True, by=cast.chair, at=AT)
    answer_nomination(nomination=one, accepts=True, by=cast.dan, at=AT)
    review_nomination(nomination=one, approve=True, by=cast.chair, at=AT)
    assert one.supports.count() == 0


def by_representatives(cast: Cast) -> Election:
    """Announced, with two representatives in office on the day and one whose office is over."""
    about: dict[str, Any] = {"community": cast.home, "group": "第一居民小组", "by": None, "at": day(-70)}
    since, until = day(-80).date(), day(-1).date()
    add_representative(name="安", user=cast.ann, starts_on=since, **about)
    add_representative(name="丹", user=cast.dan, starts_on=since, **about)
    add_representative(name="前任", starts_on=since, ends_on=until, **about)
    election = drafted(cast, electorate_mode=Election.Mode.REPRESENTATIVES)
    return announce_election(election=election, by=cast.bo, at=day(-60))


def test_where_representatives_elect_they_are_the_roll(cast: Cast) -> None:
    election = by_representatives(cast)
    people = register_of(election, day(-55))
    assert [(one.name, one.user) for one in people] == [("安", cast.ann), ("丹", cast.dan)]
    added = import_electors(election=election, people=people, source="register", by=cast.bo, at=day(-55))
    assert len(added) == 2
    everybody = drafted(cast)
    assert len(register_of(announce_election(election=everybody, by=cast.bo, at=day(-60)), day(-55))) > 2


def test_where_representatives_elect_nobody_votes_by_proxy(cast: Cast) -> None:
    election = nominating(cast, electorate_mode=Election.Mode.REPRESENTATIVES)
    assert election.most_per_holder == 0
    about: dict[str, Any] = {"holder": entry(election, "丹"), "relation": "other", "by": cast.ann, "at": AT}
    with pytest.raises(no.ProxiesNotAllowed):
        ask_proxy(election=election, **about)
    assert announced(cast, electorate_mode=Election.Mode.HOUSEHOLDS).most_per_holder == 3


def test_the_database_knows_in_which_electorates_there_are_proxies(cast: Cast) -> None:
    election = drafted(cast, electorate_mode=Election.Mode.REPRESENTATIVES)
    freeze_rules(election, load("cn-residents-2026"))
    election.state, election.announced_at, election.most_per_holder = "announced", day(-60), 3
    with pytest.raises(IntegrityError, match="the terms of its profile"), transaction.atomic():
        election.save()
    election.most_per_holder = 0
    election.save()
