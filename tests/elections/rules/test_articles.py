"""One test for each article that a profile cites, named after it: the profile says it, and the rules obey it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from elections.rules import profiles
from elections.rules.blockers import Facts, Unmet, blockers, overdue
from elections.rules.days import midnight
from elections.rules.election_committee import Leaving, must_leave, steps_up
from elections.rules.electorate import is_of_age
from elections.rules.offices import Ground, ended_by_appraisals, grounds, resigns_by
from elections.rules.profiles import Assurance, Body, Consent, Mode, Phase, Profile
from elections.rules.proxies import Flaw, Mandate, judge
from elections.rules.results import (
    Contest,
    Petition,
    RecallVote,
    Show,
    Weight,
    candidates_check,
    committee_sits,
    composition,
    decide_election,
    decide_meeting,
    decide_owners,
    decide_petition,
    decide_recall,
    decide_run_off,
    matter_of,
    may_call_meeting,
    women_share,
)
from elections.rules.timeline import plan
from tests.elections.rules.making import OWNERS, RESIDENTS, elect, lines, one_post, poll

DAY = date(2026, 6, 21)
POLLS = Facts(DAY, midnight(DAY) + timedelta(hours=8), midnight(DAY) + timedelta(hours=18))


def cites(profile: Profile, key: str, law: str, article: str) -> None:
    """The value's source is this article, read."""
    source = profile.source(key)
    assert (source.law, source.verified) == (law, True)
    assert article in source.article


ALL = Weight(900, 90)


@pytest.mark.parametrize("number", range(1, 10))
def test_civil_code_278_two_thirds_take_part_whatever_the_matter(number: int) -> None:
    cites(OWNERS, "owners.participation_area", "code", "第二百七十八条")
    cites(OWNERS, "owners.participation_heads", "code", "第二百七十八条")
    matter = matter_of(OWNERS, number)
    assert matter.source.article.endswith(f"第{'一二三四五六七八九'[number - 1]}项")
    for took_part, is_carried in (
        (Weight(600, 60), True),
        (Weight(599, 90), False),
        (Weight(900, 59), False),
    ):
        decision = decide_owners(OWNERS, matter, register=ALL, took_part=took_part, in_favour=took_part)
        assert decision.is_carried is is_carried


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 9])
def test_civil_code_278_more_than_half_of_area_and_heads_for_ordinary_matters(number: int) -> None:
    cites(OWNERS, "owners.ordinary_area", "code", "第二百七十八条")
    for favour, is_carried in ((Weight(451, 46), True), (Weight(450, 90), False), (Weight(900, 45), False)):
        decision = decide_owners(
            OWNERS, matter_of(OWNERS, number), register=ALL, took_part=ALL, in_favour=favour
        )
        assert decision.is_carried is is_carried


@pytest.mark.parametrize("number", [6, 7, 8])
def test_civil_code_278_three_quarters_of_area_and_heads_for_items_6_to_8(number: int) -> None:
    cites(OWNERS, "owners.special_heads", "code", "第二百七十八条")
    for favour, is_carried in ((Weight(675, 68), True), (Weight(674, 90), False), (Weight(900, 67), False)):
        decision = decide_owners(
            OWNERS, matter_of(OWNERS, number), register=ALL, took_part=ALL, in_favour=favour
        )
        assert decision.is_carried is is_carried


def test_civil_code_278_is_signed_and_silence_is_not_consent() -> None:
    assert OWNERS.body is Body.OWNERS
    assert OWNERS.ballots.levels == (Assurance.NAMED,)
    quiet = decide_owners(
        OWNERS, matter_of(OWNERS, 4), register=ALL, took_part=Weight(500, 50), in_favour=Weight(500, 50)
    )
    assert not quiet.is_carried


def test_interpretation_9_counts_buyers() -> None:
    cites(OWNERS, "owners.heads", "interpretation", "第九条")


def test_residents_law_8_five_to_nine_members_with_a_woman_no_near_relatives() -> None:
    for key in ("least", "most", "women_least", "near_relatives_barred"):
        cites(RESIDENTS, f"committee.{key}", "residents", "第八条")
    committee = RESIDENTS.committee
    assert committee is not None
    assert (committee.least, committee.most, committee.women_least) == (5, 9, 1)
    assert [post.key for post in RESIDENTS.posts] == ["chair", "deputy", "member"]
    assert all(post.source.verified for post in RESIDENTS.posts)
    result = elect(2, profile=RESIDENTS, kin=[("wei", "wang")], wei=80, wang=65, ann=55)
    assert set(result.elected) == {"wei", "ann"}


def test_residents_law_14_electors_households_or_representatives_for_five_years() -> None:
    cites(RESIDENTS, "electorate.modes", "residents", "第十四条")
    cites(RESIDENTS, "committee.term_years", "residents", "第十四条")
    assert RESIDENTS.electorate.modes == (Mode.ELECTORS, Mode.HOUSEHOLDS, Mode.REPRESENTATIVES)
    assert RESIDENTS.committee is not None
    assert RESIDENTS.committee.term_years == 5


def test_residents_law_15_who_stands_leaves_the_election_committee_and_so_does_a_near_relative() -> None:
    for key in ("leaves_if_nominated", "leaves_if_relative_nominated", "next_steps_up"):
        cites(RESIDENTS, f"election_committee.{key}", "residents", "第十五条")
    assert must_leave(RESIDENTS, is_nominee=True, is_relative=False) is Leaving.NOMINATED
    assert must_leave(RESIDENTS, is_nominee=False, is_relative=True) is Leaving.RELATIVE
    assert must_leave(RESIDENTS, is_nominee=False, is_relative=False) is None
    assert steps_up(RESIDENTS, [9, 8]) == 8
    assert steps_up(RESIDENTS, []) is None
    mixed = replace(POLLS, roll_frozen_at=midnight(DAY), candidates_on_committee=("王芳",))
    for step in (Phase.CANDIDATES, Phase.VOTING):
        found = [one for one in blockers(RESIDENTS, mixed, midnight(DAY), step) if one.about == "王芳"]
        assert [one.code for one in found] == [Unmet.ON_COMMITTEE]


def test_residents_law_16_eighteen_years() -> None:
    cites(RESIDENTS, "electorate.least_age", "residents", "第十六条")
    assert is_of_age(date(2008, 6, 21), DAY, RESIDENTS.electorate.least_age)
    assert not is_of_age(date(2008, 6, 22), DAY, RESIDENTS.electorate.least_age)


def test_residents_law_16_who_lives_or_works_here_is_registered() -> None:
    assert all((one.source.article, one.source.verified) == ("第十六条", True) for one in RESIDENTS.entitled)
    live, dwell, work = (one.title.zh for one in RESIDENTS.entitled)
    assert "户籍在本社区" in live
    assert "常住" in dwell
    assert "六个月以上" in work


def test_residents_law_17_roll_20_days_before_objections_5_days_rulings_3_days() -> None:
    for key in ("roll_published_before", "objections_within", "rulings_within"):
        cites(RESIDENTS, f"deadlines.{key}", "residents", "第十七条")
    announced = replace(POLLS, announced_at=midnight(DAY - timedelta(days=40)))
    late = blockers(RESIDENTS, announced, midnight(DAY - timedelta(days=19)), Phase.ROLL)
    assert blockers(RESIDENTS, announced, midnight(DAY - timedelta(days=20)), Phase.ROLL) == []
    assert late[0].code is Unmet.TOO_LATE
    published = replace(announced, roll_published_at=midnight(DAY - timedelta(days=20)))
    fifth = midnight(DAY - timedelta(days=15))
    assert blockers(RESIDENTS, published, fifth, Phase.FREEZE)[0].code is Unmet.TOO_EARLY
    assert blockers(RESIDENTS, published, fifth + timedelta(days=1), Phase.FREEZE) == []
    objected = replace(published, objections_waiting=(fifth,))
    assert overdue(RESIDENTS, objected, fifth + timedelta(days=3)) == []
    assert overdue(RESIDENTS, objected, fifth + timedelta(days=4))[0].step is Phase.RULINGS


def test_residents_law_18_ten_electors_nominate_together_and_more_candidates_than_seats() -> None:
    assert RESIDENTS.election.party_nomination
    for key in ("nominators_least", "self_nomination", "differential", "party_nomination"):
        cites(RESIDENTS, f"election.{key}", "residents", "第十八条")
    assert (RESIDENTS.election.nominators_least, RESIDENTS.election.self_nomination) == (10, False)
    assert not candidates_check(RESIDENTS, [Contest("chair", 1, lines(ann=0))])[0].is_met
    assert candidates_check(RESIDENTS, [Contest("chair", 1, lines(ann=0, bo=0))])[0].is_met


def test_residents_law_19_1_half_of_the_electors_or_two_thirds_of_the_representatives_vote() -> None:
    for key in ("turnout", "turnout_representatives", "turnout_of"):
        cites(RESIDENTS, f"election.{key}", "residents", "第十九条")
    for mode in (Mode.ELECTORS, Mode.HOUSEHOLDS):
        assert not decide_election(RESIDENTS, poll(roll=300, returned=150, mode=mode)).is_valid
        assert decide_election(RESIDENTS, poll(roll=300, returned=151, mode=mode)).is_valid
    few = {"roll": 300, "mode": Mode.REPRESENTATIVES}
    assert not decide_election(
        RESIDENTS, poll(returned=200, **few)
    ).is_valid  # 超过: two thirds are not enough
    assert decide_election(RESIDENTS, poll(returned=201, **few)).is_valid


def test_residents_law_19_2_elected_by_more_than_half_of_those_voting_then_by_most_with_a_third() -> None:
    for key in ("majority", "majority_of", "run_off_share"):
        cites(RESIDENTS, f"election.{key}", "residents", "第十九条")
    cites(RESIDENTS, "committee.enough_elected", "residents", "第十九条")
    assert elect(1, profile=RESIDENTS, wei=50, bo=50).elected == ()
    assert elect(1, profile=RESIDENTS, wei=51, bo=49).elected == ("wei",)
    first = elect(1, profile=RESIDENTS, wei=40, wang=35, wen=25)
    assert [(str(one.kind), one.people) for one in first.further] == [("run_off", ("wei", "wang"))]
    assert decide_run_off(RESIDENTS, poll(*one_post(1, wei=34, wang=30))).elected == ("wei",)
    assert decide_run_off(RESIDENTS, poll(*one_post(1, wei=33, wang=30))).elected == ()


def test_residents_law_19_3_secret_ballot_announced_on_the_spot() -> None:
    cites(RESIDENTS, "ballots.levels", "residents", "第十九条")
    cites(RESIDENTS, "deadlines.result_within", "residents", "第十九条")
    assert Assurance.NAMED not in RESIDENTS.ballots.levels
    result = next(stage for stage in plan(RESIDENTS, DAY) if stage.phase is Phase.RESULT)
    assert result.last == DAY


def test_residents_law_19_4_three_proxies_for_another_elector_published_none_of_representatives() -> None:
    for key in ("most_per_holder", "modes", "holders", "candidate_may_hold", "must_be_published"):
        cites(RESIDENTS, f"proxies.{key}", "residents", "第十九条")
    asked = midnight(DAY - timedelta(days=9))
    mandate = Mandate(1, "ann", "bo", is_near_relative=False, asked_at=asked)
    about = {"roll": {"ann", "bo"}, "election_day": DAY, "at": midnight(DAY)}

    def flaws(candidates: tuple[str, ...] = (), mode: Mode = Mode.ELECTORS) -> tuple[Flaw, ...]:
        found = judge(RESIDENTS, [mandate], candidates=candidates, mode=mode, **about)
        return found[0].flaws

    assert RESIDENTS.proxies.most_per_holder == 3
    assert flaws() == flaws(mode=Mode.HOUSEHOLDS) == (Flaw.NOT_PUBLISHED,)
    assert flaws(candidates=("bo",)) == (Flaw.CANDIDATE, Flaw.NOT_PUBLISHED)
    assert flaws(mode=Mode.REPRESENTATIVES) == (Flaw.NOT_ALLOWED, Flaw.NOT_PUBLISHED)


def test_residents_law_20_recall_asked_by_a_tenth_or_a_third_and_carried_as_elected() -> None:
    for key in ("electors_share", "representatives_share", "turnout", "turnout_representatives", "majority"):
        cites(RESIDENTS, f"recall.{key}", "residents", "第二十条")
    assert decide_petition(RESIDENTS, Petition(1000, 100, 30, 0), DAY).is_carried
    assert decide_petition(RESIDENTS, Petition(1000, 0, 30, 10), DAY).is_carried
    assert not decide_petition(RESIDENTS, Petition(1000, 99, 30, 9), DAY).is_carried
    assert decide_recall(RESIDENTS, RecallVote(1000, 501, 501, 251)).is_carried
    assert not decide_recall(RESIDENTS, RecallVote(1000, 500, 500, 500)).is_carried
    assert not decide_recall(RESIDENTS, RecallVote(1000, 502, 502, 251)).is_carried
    assert not decide_recall(RESIDENTS, RecallVote(30, 20, 20, 20, Mode.REPRESENTATIVES)).is_carried
    assert decide_recall(RESIDENTS, RecallVote(30, 21, 21, 11, Mode.REPRESENTATIVES)).is_carried


def test_residents_law_21_a_resignation_takes_the_consent_of_a_meeting() -> None:
    cites(RESIDENTS, "endings.resignation", "residents", "第二十一条")
    assert resigns_by(RESIDENTS) is Consent.MEETING
    assert Ground.RESIGNED in grounds(RESIDENTS)


def test_residents_law_23_incapacity_and_a_sentence_end_an_office_by_themselves() -> None:
    for key in ("incapacity", "sentence"):
        cites(RESIDENTS, f"endings.{key}", "residents", "第二十三条")
    assert {Ground.INCAPABLE, Ground.SENTENCED} <= set(grounds(RESIDENTS))


def test_residents_law_25_hand_over_within_ten_days() -> None:
    cites(RESIDENTS, "deadlines.handover_within", "residents", "第二十五条")
    declared = replace(POLLS, declared_at=POLLS.polls_close_at)
    assert overdue(RESIDENTS, declared, midnight(DAY + timedelta(days=11)) - timedelta(seconds=1)) == []
    assert overdue(RESIDENTS, declared, midnight(DAY + timedelta(days=11)))[0].step is Phase.HANDOVER


def test_residents_law_28_a_fifth_of_the_representatives_may_call_their_meeting() -> None:
    cites(RESIDENTS, "meeting.call_rule", "residents", "第二十八条")
    cites(RESIDENTS, "meeting.every_months", "residents", "第二十八条")
    assert may_call_meeting(RESIDENTS, 30, 6).is_carried
    assert not may_call_meeting(RESIDENTS, 30, 5).is_carried


def test_residents_law_28_four_fifths_of_the_meeting_are_representatives_the_rest_of_the_committee() -> None:
    cites(RESIDENTS, "meeting.representatives_share", "residents", "第二十八条")
    assert committee_sits(RESIDENTS)
    assert composition(RESIDENTS, 20, 5).is_met
    short = composition(RESIDENTS, 19, 5)
    assert (short.is_met, short.count, short.of, short.needed) == (False, 19, 24, 20)
    cites(RESIDENTS, "meeting.women_share", "residents", "第二十八条")
    assert women_share(RESIDENTS, 0, 25).is_met  # this law asks for no share of women
    assert decide_meeting(RESIDENTS, Show(25, 17, 9)).is_carried
    assert not decide_meeting(RESIDENTS, Show(25, 16, 16)).is_carried


def test_residents_law_29_representatives_meet_with_two_thirds_and_decide_by_more_than_half() -> None:
    for key in ("quorum", "decision"):
        cites(RESIDENTS, f"meeting.{key}", "residents", "第二十九条")
    assert decide_meeting(RESIDENTS, Show(30, 20, 11)).is_carried
    assert not decide_meeting(RESIDENTS, Show(30, 19, 19)).is_carried
    assert not decide_meeting(RESIDENTS, Show(30, 20, 10)).is_carried


def test_residents_law_37_two_appraisals_in_a_row_found_unfit_end_an_office() -> None:
    cites(RESIDENTS, "endings.unfit_appraisals", "residents", "第三十七条")
    first, second = date(2026, 12, 20), date(2027, 12, 19)
    assert ended_by_appraisals(RESIDENTS, [first, second]) == second
    assert ended_by_appraisals(RESIDENTS, [first]) is None
    assert ended_by_appraisals(RESIDENTS, [second, first]) is None
    assert ended_by_appraisals(RESIDENTS, [second, second]) is None


# the villagers' in test_village_articles and test_village_2018_articles
TESTED = {
    ("cn-residents-2026", "residents"): {
        *("第八条", "第十四条", "第十五条", "第十六条", "第十七条", "第十八条", "第十九条"),
        *("第二十条", "第二十一条", "第二十三条", "第二十五条", "第二十八条", "第二十九条", "第三十七条"),
    },
    ("cn-village-2018", "village"): {
        *("第六条", "第十一条", "第十二条", "第十三条", "第十四条", "第十五条", "第十六条"),
        *("第十八条", "第十九条", "第二十条", "第二十五条", "第二十六条", "第三十三条"),
    },
    ("cn-village-2026", "village"): {
        *("第八条", "第十四条", "第十五条", "第十六条", "第十七条", "第十八条", "第十九条", "第二十条"),
        *("第二十二条", "第二十三条", "第二十四条", "第二十九条", "第三十条", "第三十八条"),
    },
    ("cn-owners-278", "code"): {"第二百七十八条"},
    ("cn-owners-278", "interpretation"): {"第九条"},
}


@pytest.mark.parametrize("name", profiles.names())
def test_every_article_marked_as_read_has_its_test(name: str) -> None:
    """Who marks another article as read writes a test for it."""
    profile = profiles.load(name)
    rows = [*profile.entitled, *profile.posts, *profile.matters, *profile.notices]
    for source in [*profile.sources.values(), *(row.source for row in rows)]:
        if source.verified:
            assert any(article in source.article for article in TESTED[name, source.law]), source
