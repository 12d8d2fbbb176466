"""One test for each article of the villagers' law as amended in 2025 that its profile cites, named after the article."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from elections.rules.blockers import Unmet, blockers, overdue
from elections.rules.days import midnight, window
from elections.rules.election_committee import Leaving, asks_relatives, must_leave, steps_up
from elections.rules.electorate import is_of_age
from elections.rules.meetings import meets_again
from elections.rules.offices import (
    Ground,
    by_election_by,
    ended_by_appraisals,
    grounds,
    resigns_by,
    term_ends,
)
from elections.rules.profiles import Assurance, Consent, Holder, Mode, Phase
from elections.rules.proxies import Flaw, Judged, Mandate, judge
from elections.rules.results import (
    Contest,
    Petition,
    RecallVote,
    Show,
    candidates_check,
    committee_sits,
    composition,
    decide_election,
    decide_meeting,
    decide_petition,
    decide_recall,
    decide_run_off,
    may_call_meeting,
    women_share,
)
from elections.rules.timeline import plan
from elections.rules.votes import Base
from tests.elections.rules.making import VILLAGE, elect, lines, one_post, poll
from tests.elections.rules.making import VILLAGE_2026 as LAW
from tests.elections.rules.test_articles import DAY, POLLS, cites


def cited(section: str, article: str, *keys: str) -> None:
    for key in keys:
        cites(LAW, f"{section}.{key}", "village", article)


def test_8_three_to_seven_members_with_a_woman_and_no_near_relatives() -> None:
    cited("committee", "第八条", "least", "most", "women_least", "near_relatives_barred")
    committee = LAW.committee
    assert committee is not None
    assert (committee.least, committee.most, committee.women_least) == (3, 7, 1)
    assert [post.key for post in LAW.posts] == ["chair", "deputy", "member"]
    assert all(post.source.verified for post in LAW.posts)
    result = elect(3, profile=LAW, ann=75, bo=70, chen=65, wei=60, dan=20)
    assert set(result.elected) == {"ann", "bo", "wei"}
    assert set(elect(2, profile=LAW, kin=[("wei", "wang")], wei=80, wang=65, ann=55).elected) == {
        "wei",
        "ann",
    }


def test_14_elected_directly_for_five_years() -> None:
    cited("electorate", "第十四条", "modes", "default")
    cited("committee", "第十四条", "term_years")
    assert LAW.electorate.modes == (Mode.ELECTORS,)
    assert term_ends(LAW, date(2026, 6, 1)) == date(2031, 6, 1)


def test_15_who_stands_leaves_the_election_committee_and_so_does_a_near_relative() -> None:
    """New in 2025: the law of 2018 spoke of the member alone."""
    cited(
        "election_committee",
        "第十五条",
        "leaves_if_nominated",
        "leaves_if_relative_nominated",
        "next_steps_up",
    )
    assert must_leave(LAW, is_nominee=True, is_relative=False) is Leaving.NOMINATED
    assert must_leave(LAW, is_nominee=False, is_relative=True) is Leaving.RELATIVE
    assert must_leave(VILLAGE, is_nominee=False, is_relative=True) is None
    assert asks_relatives(LAW)
    assert steps_up(LAW, [9, 8]) == 8


def test_16_eighteen_years() -> None:
    cited("electorate", "第十六条", "least_age")
    assert is_of_age(date(2008, 6, 21), DAY, LAW.electorate.least_age)
    assert not is_of_age(date(2008, 6, 22), DAY, LAW.electorate.least_age)


def test_16_who_lives_here_or_works_for_the_village_for_a_year_is_registered_with_consent() -> None:
    """New in 2025: whoever works for the village."""
    assert all((one.source.article, one.source.verified) == ("第十六条", True) for one in LAW.entitled)
    assert [one.title.zh[:6] for one in LAW.entitled] == ["户籍在本村并", "户籍在本村，", "户籍不在本村"]
    assert "居住或者从事村务工作一年以上" in LAW.entitled[-1].title.zh
    assert "同意" in LAW.entitled[-1].title.zh


def test_17_roll_20_days_before_objections_5_days_rulings_3_days() -> None:
    cited("deadlines", "第十七条", "roll_published_before", "objections_within", "rulings_within")
    announced = replace(POLLS, announced_at=midnight(DAY - timedelta(days=40)))
    late = blockers(LAW, announced, midnight(DAY - timedelta(days=19)), Phase.ROLL)
    assert blockers(LAW, announced, midnight(DAY - timedelta(days=20)), Phase.ROLL) == []
    assert late[0].code is Unmet.TOO_LATE
    published = replace(announced, roll_published_at=midnight(DAY - timedelta(days=20)))
    fifth = midnight(DAY - timedelta(days=15))
    assert blockers(LAW, published, fifth, Phase.FREEZE)[0].code is Unmet.TOO_EARLY
    assert blockers(LAW, published, fifth + timedelta(days=1), Phase.FREEZE) == []
    objected = replace(published, objections_waiting=(fifth,))
    assert overdue(LAW, objected, fifth + timedelta(days=3)) == []
    assert overdue(LAW, objected, fifth + timedelta(days=4))[0].step is Phase.RULINGS


def test_18_1_villagers_or_the_party_organisation_nominate_more_candidates_than_seats() -> None:
    cited("election", "第十八条", "nominators_least", "differential", "party_nomination")
    assert LAW.election.party_nomination
    assert LAW.election.nominators_least is None
    assert not LAW.source("election.self_nomination").verified
    assert not candidates_check(LAW, [Contest("chair", 1, lines(ann=0))])[0].is_met
    assert candidates_check(LAW, [Contest("chair", 1, lines(ann=0, bo=0))])[0].is_met


def test_18_2_valid_and_elected_by_more_than_half_then_by_most_with_a_third() -> None:
    cited("election", "第十八条", "turnout", "turnout_of", "majority", "majority_of", "run_off_share")
    cited("committee", "第十八条", "enough_elected")
    assert (LAW.election.turnout_of, LAW.election.majority_of) == (Base.ROLL, Base.TOOK_PART)
    assert not decide_election(LAW, poll(roll=200, returned=100)).is_valid
    assert decide_election(LAW, poll(roll=200, returned=101)).is_valid
    assert elect(1, profile=LAW, wei=50, bo=50).elected == ()
    assert elect(1, profile=LAW, wei=51, bo=49).elected == ("wei",)
    first = elect(1, profile=LAW, wei=40, wang=35, wen=25)
    assert [(str(one.kind), one.people) for one in first.further] == [("run_off", ("wei", "wang"))]
    assert decide_run_off(LAW, poll(*one_post(1, wei=34, wang=30))).elected == ("wei",)
    assert decide_run_off(LAW, poll(*one_post(1, wei=33, wang=30))).elected == ()


@pytest.mark.parametrize("ballots", range(1, 200))
def test_18_2_at_every_size_half_is_not_more_than_half(ballots: int) -> None:
    half = ballots // 2
    for votes, is_elected in ((half, False), (half + 1, True)):
        result = decide_election(LAW, poll(*one_post(1, wei=votes), roll=ballots, returned=ballots))
        assert (result.elected == ("wei",)) is is_elected


def test_18_3_secret_ballot_announced_on_the_spot() -> None:
    cited("ballots", "第十八条", "levels")
    cited("deadlines", "第十八条", "result_within")
    assert Assurance.NAMED not in LAW.ballots.levels
    result = next(stage for stage in plan(LAW, DAY) if stage.phase is Phase.RESULT)
    assert result.last == DAY


def judged(*mandates: Mandate, candidates: tuple[str, ...] = ()) -> list[Judged]:
    roll = {one.principal for one in mandates} | {"bo"}
    return judge(LAW, mandates, roll=roll, candidates=candidates, election_day=DAY, at=midnight(DAY))


def entrusted(number: int, *, is_near_relative: bool) -> Mandate:
    asked, published = midnight(DAY - timedelta(days=9)), midnight(DAY - timedelta(days=5))
    return Mandate(
        number, f"villager {number}", "bo", is_near_relative, asked_at=asked, published_at=published
    )


def test_18_4_three_proxies_for_a_near_relative_or_another_villager_no_candidate() -> None:
    """New in 2025: another villager too, three at the most, no candidate."""
    cited(
        "proxies",
        "第十八条",
        *("most_per_holder", "holders", "candidate_may_hold", "must_be_published", "modes"),
    )
    assert LAW.proxies.holders == (Holder.NEAR_RELATIVE, Holder.ELECTOR)
    four = [entrusted(number, is_near_relative=number == 1) for number in range(1, 5)]
    assert [one.flaws for one in judged(*four)] == [(), (), (), (Flaw.TOO_MANY,)]
    assert judged(four[1], candidates=("bo",))[0].flaws == (Flaw.CANDIDATE,)
    assert judged(replace(four[1], published_at=None))[0].flaws == (Flaw.NOT_PUBLISHED,)
    assert judged(replace(four[1], holder="stranger"))[0].flaws == (Flaw.HOLDER_NOT_ON_ROLL,)


def test_19_recall_asked_by_a_fifth_or_a_third_and_carried_by_halves() -> None:
    cited("recall", "第十九条", "electors_share", "representatives_share", "turnout", "majority")
    cited("recall", "第十九条", "turnout_representatives")
    assert decide_petition(LAW, Petition(1000, 200, 30, 0), DAY).is_carried
    assert decide_petition(LAW, Petition(1000, 0, 30, 10), DAY).is_carried
    assert not decide_petition(LAW, Petition(1000, 199, 30, 9), DAY).is_carried
    assert decide_recall(LAW, RecallVote(1000, 501, 501, 251)).is_carried
    assert not decide_recall(LAW, RecallVote(1000, 500, 500, 500)).is_carried
    assert not decide_recall(LAW, RecallVote(1000, 502, 502, 251)).is_carried


def test_20_a_resignation_takes_the_consent_of_a_meeting() -> None:
    """New in 2025: the law of 2018 did not speak of resigning."""
    cited("endings", "第二十条", "resignation")
    assert resigns_by(LAW) is Consent.MEETING
    assert Ground.RESIGNED in grounds(LAW)
    assert not VILLAGE.source("endings.resignation").verified


def test_22_incapacity_and_a_sentence_end_an_office_by_themselves() -> None:
    cited("endings", "第二十二条", "incapacity", "sentence")
    assert {Ground.INCAPABLE, Ground.SENTENCED} <= set(grounds(LAW))


def test_23_a_by_election_follows_article_18_and_has_no_term() -> None:
    cited("deadlines", "第二十三条", "by_election_within")
    assert by_election_by(LAW, DAY) is None
    vacant = poll(*one_post(1, ann=51, bo=49), sitting=("wei", "chen"), sitting_women=1)
    assert decide_election(LAW, vacant).elected == ("ann",)


def test_24_hand_over_within_ten_days() -> None:
    cited("deadlines", "第二十四条", "handover_within")
    declared = replace(POLLS, declared_at=POLLS.polls_close_at)
    assert overdue(LAW, declared, midnight(DAY + timedelta(days=11)) - timedelta(seconds=1)) == []
    assert overdue(LAW, declared, midnight(DAY + timedelta(days=11)))[0].step is Phase.HANDOVER


def test_29_four_fifths_of_the_meeting_are_representatives_the_rest_of_the_committee() -> None:
    cited("meeting", "第二十九条", "representatives_share")
    assert committee_sits(LAW)
    assert composition(LAW, 28, 7).is_met
    assert not composition(LAW, 27, 7).is_met


def test_29_a_third_of_the_meeting_are_women_who_are_representatives() -> None:
    """Of the whole meeting: with seven of the committee beside twenty-eight representatives it takes twelve women."""
    cited("meeting", "第二十九条", "women_share")
    short = women_share(LAW, 11, 35)
    assert (short.is_met, short.count, short.of, short.needed) == (False, 11, 35, 12)
    assert women_share(LAW, 12, 35).is_met


def test_30_representatives_meet_with_two_thirds_and_decide_by_more_than_half() -> None:
    cited("meeting", "第三十条", "quorum", "decision", "call_rule", "every_months")
    assert meets_again(LAW, date(2026, 2, 10)) == window(date(2026, 4, 1), date(2026, 6, 30))
    assert decide_meeting(LAW, Show(30, 20, 11)).is_carried
    assert not decide_meeting(LAW, Show(30, 19, 19)).is_carried
    assert not decide_meeting(LAW, Show(30, 20, 10)).is_carried
    assert may_call_meeting(LAW, 30, 6).is_carried
    assert not may_call_meeting(LAW, 30, 5).is_carried


def test_38_two_appraisals_in_a_row_found_unfit_end_an_office() -> None:
    cited("endings", "第三十八条", "unfit_appraisals")
    first, second = date(2026, 12, 20), date(2027, 12, 19)
    assert ended_by_appraisals(LAW, [first, second]) == second
    assert ended_by_appraisals(LAW, [first]) is None
