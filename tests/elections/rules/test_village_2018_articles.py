"""One test for each article of the villagers' law of 2018, no longer in force, that its profile cites, named after the article."""

from dataclasses import replace
from datetime import date, timedelta

from elections.rules.blockers import Unmet, blockers, overdue
from elections.rules.days import midnight
from elections.rules.election_committee import Leaving, must_leave, steps_up
from elections.rules.electorate import is_of_age
from elections.rules.offices import Ground, ended_by_appraisals, grounds
from elections.rules.profiles import Assurance, Holder, Mode, Phase
from elections.rules.proxies import Flaw, Mandate, judge
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
    women_share,
)
from elections.rules.timeline import plan
from elections.rules.votes import Base
from tests.elections.rules.making import VILLAGE, elect, lines, one_post, poll
from tests.elections.rules.test_articles import DAY, POLLS, cites


def test_village_law_6_three_to_seven_members_with_a_woman() -> None:
    for key in ("committee.least", "committee.most", "committee.women_least"):
        cites(VILLAGE, key, "village", "第六条")
    assert VILLAGE.committee is not None
    assert (VILLAGE.committee.least, VILLAGE.committee.most, VILLAGE.committee.women_least) == (3, 7, 1)
    assert [post.key for post in VILLAGE.posts] == ["chair", "deputy", "member"]
    result = elect(3, profile=VILLAGE, ann=75, bo=70, chen=65, wei=60, dan=20)
    assert set(result.elected) == {"ann", "bo", "wei"}
    assert result.notes[0].is_met


def test_village_law_11_a_term_of_five_years_elected_directly() -> None:
    cites(VILLAGE, "committee.term_years", "village", "第十一条")
    assert VILLAGE.committee is not None
    assert VILLAGE.committee.term_years == 5
    assert VILLAGE.electorate.modes == (Mode.ELECTORS,)


def test_village_law_12_who_stands_leaves_the_election_committee_a_near_relative_does_not() -> None:
    for key in ("leaves_if_nominated", "leaves_if_relative_nominated", "next_steps_up"):
        cites(VILLAGE, f"election_committee.{key}", "village", "第十二条")
    assert must_leave(VILLAGE, is_nominee=True, is_relative=False) is Leaving.NOMINATED
    assert must_leave(VILLAGE, is_nominee=False, is_relative=True) is None
    assert steps_up(VILLAGE, [9, 8]) == 8


def test_village_law_13_eighteen_years() -> None:
    cites(VILLAGE, "electorate.least_age", "village", "第十三条")
    assert is_of_age(date(2008, 6, 21), DAY, VILLAGE.electorate.least_age)
    assert not is_of_age(date(2008, 6, 22), DAY, VILLAGE.electorate.least_age)


def test_village_law_13_who_lives_here_for_a_year_is_registered_with_the_meetings_consent() -> None:
    assert all((one.source.article, one.source.verified) == ("第十三条", True) for one in VILLAGE.entitled)
    assert [one.title.zh[:6] for one in VILLAGE.entitled] == ["户籍在本村并", "户籍在本村，", "户籍不在本村"]
    assert "居住一年以上" in VILLAGE.entitled[-1].title.zh
    assert "同意" in VILLAGE.entitled[-1].title.zh


def test_village_law_14_roll_20_days_before_objections_5_days_rulings_3_days() -> None:
    for key in ("roll_published_before", "objections_within", "rulings_within"):
        cites(VILLAGE, f"deadlines.{key}", "village", "第十四条")
    announced = replace(POLLS, announced_at=midnight(DAY - timedelta(days=40)))
    assert blockers(VILLAGE, announced, midnight(DAY - timedelta(days=20)), Phase.ROLL) == []
    assert (
        blockers(VILLAGE, announced, midnight(DAY - timedelta(days=19)), Phase.ROLL)[0].code is Unmet.TOO_LATE
    )
    published = replace(announced, roll_published_at=midnight(DAY - timedelta(days=20)))
    fifth = midnight(DAY - timedelta(days=15))
    assert blockers(VILLAGE, published, fifth, Phase.FREEZE)[0].code is Unmet.TOO_EARLY
    assert blockers(VILLAGE, published, fifth + timedelta(days=1), Phase.FREEZE) == []
    objected = replace(published, objections_waiting=(fifth,))
    assert overdue(VILLAGE, objected, fifth + timedelta(days=3)) == []
    assert overdue(VILLAGE, objected, fifth + timedelta(days=4))[0].step is Phase.RULINGS


def test_village_law_15_1_more_candidates_than_seats() -> None:
    cites(VILLAGE, "election.differential", "village", "第十五条")
    cites(VILLAGE, "election.party_nomination", "village", "第十五条")
    assert VILLAGE.election.party_nomination is False  # 直接提名: villagers alone
    assert not candidates_check(VILLAGE, [Contest("chair", 1, lines(ann=0))])[0].is_met
    assert candidates_check(VILLAGE, [Contest("chair", 1, lines(ann=0, bo=0))])[0].is_met


def test_village_law_15_2_valid_and_elected_by_more_than_half() -> None:
    for key in ("turnout", "turnout_of", "majority", "majority_of", "run_off_share"):
        cites(VILLAGE, f"election.{key}", "village", "第十五条")
    assert (VILLAGE.election.turnout_of, VILLAGE.election.majority_of) == (Base.ROLL, Base.TOOK_PART)
    assert not decide_election(VILLAGE, poll(roll=200, returned=100)).is_valid
    assert decide_election(VILLAGE, poll(roll=200, returned=101)).is_valid
    assert elect(1, profile=VILLAGE, wei=50, bo=50).elected == ()
    assert elect(1, profile=VILLAGE, wei=51, bo=49).elected == ("wei",)


def test_village_law_15_2_a_run_off_of_the_best_losers_with_a_third_of_the_ballots() -> None:
    first = elect(1, profile=VILLAGE, wei=40, wang=35, wen=25)
    assert [(str(one.kind), one.people) for one in first.further] == [("run_off", ("wei", "wang"))]
    assert decide_run_off(VILLAGE, poll(*one_post(1, wei=34, wang=30))).elected == ("wei",)
    assert decide_run_off(VILLAGE, poll(*one_post(1, wei=33, wang=30))).elected == ()


def test_village_law_15_3_secret_ballot_announced_on_the_spot() -> None:
    cites(VILLAGE, "ballots.levels", "village", "第十五条")
    cites(VILLAGE, "deadlines.result_within", "village", "第十五条")
    assert Assurance.NAMED not in VILLAGE.ballots.levels
    result = next(stage for stage in plan(VILLAGE, DAY) if stage.phase is Phase.RESULT)
    assert result.last == DAY


def test_village_law_15_4_written_proxy_to_a_near_relative_published() -> None:
    cites(VILLAGE, "proxies.holders", "village", "第十五条")
    cites(VILLAGE, "proxies.must_be_published", "village", "第十五条")
    assert VILLAGE.proxies.holders == (Holder.NEAR_RELATIVE,)
    asked = midnight(DAY - timedelta(days=9))
    mandate = Mandate(1, "ann", "bo", is_near_relative=True, asked_at=asked)
    found = judge(VILLAGE, [mandate], roll={"ann", "bo"}, candidates=(), election_day=DAY, at=midnight(DAY))
    assert found[0].flaws == (Flaw.NOT_PUBLISHED,)


def test_village_law_16_recall_asked_by_a_fifth_or_a_third_and_carried_by_halves() -> None:
    for key in ("electors_share", "representatives_share", "turnout", "majority"):
        cites(VILLAGE, f"recall.{key}", "village", "第十六条")
    assert decide_petition(VILLAGE, Petition(1000, 200, 30, 0), DAY).is_carried
    assert decide_petition(VILLAGE, Petition(1000, 0, 30, 10), DAY).is_carried
    assert not decide_petition(VILLAGE, Petition(1000, 199, 30, 9), DAY).is_carried
    assert decide_recall(VILLAGE, RecallVote(1000, 501, 501, 251)).is_carried
    assert not decide_recall(VILLAGE, RecallVote(1000, 500, 500, 500)).is_carried
    assert not decide_recall(VILLAGE, RecallVote(1000, 502, 502, 251)).is_carried


def test_village_law_18_incapacity_and_a_sentence_end_an_office_by_themselves() -> None:
    for key in ("incapacity", "sentence"):
        cites(VILLAGE, f"endings.{key}", "village", "第十八条")
    assert {Ground.INCAPABLE, Ground.SENTENCED} <= set(grounds(VILLAGE))


def test_village_law_19_a_by_election_follows_article_15() -> None:
    cites(VILLAGE, "deadlines.by_election_within", "village", "第十九条")
    vacant = poll(*one_post(1, ann=51, bo=49), sitting=("wei", "chen"), sitting_women=1)
    assert decide_election(VILLAGE, vacant).elected == ("ann",)


def test_village_law_20_hand_over_within_ten_days() -> None:
    cites(VILLAGE, "deadlines.handover_within", "village", "第二十条")
    declared = replace(POLLS, declared_at=POLLS.polls_close_at)
    assert overdue(VILLAGE, declared, midnight(DAY + timedelta(days=11)) - timedelta(seconds=1)) == []
    assert overdue(VILLAGE, declared, midnight(DAY + timedelta(days=11)))[0].step is Phase.HANDOVER


def test_village_law_25_four_fifths_of_the_meeting_are_representatives_the_rest_of_the_committee() -> None:
    cites(VILLAGE, "meeting.representatives_share", "village", "第二十五条")
    assert committee_sits(VILLAGE)
    assert composition(VILLAGE, 28, 7).is_met
    assert not composition(VILLAGE, 27, 7).is_met


def test_village_law_25_a_third_of_the_meeting_are_women_who_are_representatives() -> None:
    cites(VILLAGE, "meeting.women_share", "village", "第二十五条")
    assert women_share(VILLAGE, 12, 35).is_met
    assert not women_share(VILLAGE, 11, 35).is_met


def test_village_law_26_representatives_meet_with_two_thirds_and_decide_by_more_than_half() -> None:
    for key in ("quorum", "decision", "call_rule", "every_months"):
        cites(VILLAGE, f"meeting.{key}", "village", "第二十六条")
    assert decide_meeting(VILLAGE, Show(30, 20, 11)).is_carried
    assert not decide_meeting(VILLAGE, Show(30, 19, 19)).is_carried
    assert not decide_meeting(VILLAGE, Show(30, 20, 10)).is_carried


def test_village_law_33_two_appraisals_in_a_row_found_unfit_end_an_office() -> None:
    cites(VILLAGE, "endings.unfit_appraisals", "village", "第三十三条")
    first, second = date(2024, 12, 22), date(2025, 12, 21)
    assert ended_by_appraisals(VILLAGE, [first, second]) == second
    assert ended_by_appraisals(VILLAGE, [second]) is None
