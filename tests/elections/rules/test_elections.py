"""Who is elected, who is voted on again, and the reason that each line carries."""

from dataclasses import replace

import pytest

from elections.rules.results import (
    Again,
    Code,
    Contest,
    Line,
    Reason,
    Verdict,
    decide_again,
    decide_election,
    decide_run_off,
    decide_tie,
)
from elections.rules.votes import Base
from tests.elections.rules.making import (
    CLUB,
    PLAIN,
    RESIDENTS,
    VILLAGE,
    changed,
    elect,
    further,
    lines,
    one_post,
    poll,
    reasons,
    verdicts,
)


def test_more_than_half_of_all_who_took_part_elects() -> None:
    result = elect(1, ann=51, bo=49)
    assert result.elected == ("ann",)
    assert result.is_complete
    assert result.posts[0].standings[0].reason == Reason(Code.MAJORITY, True, 51, 100, 51, "> 1/2")
    assert result.posts[0].standings[1].reason == Reason(Code.MAJORITY, False, 49, 100, 51, "> 1/2")


def test_half_is_not_enough_and_the_best_go_into_a_run_off() -> None:
    result = elect(1, ann=50, bo=30, chen=10, dan=0)
    assert result.is_valid
    assert result.elected == ()
    assert further(result) == [("run_off", "member", 1, ("ann", "bo"), False)]
    assert verdicts(result) == {
        "ann": "run_off",
        "bo": "run_off",
        "chen": "not_elected",
        "dan": "not_elected",
    }


def test_blank_and_invalid_ballots_stay_in_the_denominator() -> None:
    ballots = poll(*one_post(1, ann=50, bo=10), blank=20, invalid=20)
    assert decide_election(PLAIN, ballots).elected == ()
    of_decided = changed(PLAIN, "election", majority_of=Base.DECIDED)
    assert decide_election(of_decided, ballots).posts[0].standings[0].reason.of == 60
    assert decide_election(of_decided, ballots).elected == ("ann",)
    of_roll = changed(PLAIN, "election", majority_of=Base.ROLL)
    assert decide_election(of_roll, poll(*one_post(1, ann=60), roll=120)).elected == ()
    assert decide_election(of_roll, poll(*one_post(1, ann=61), roll=120)).elected == ("ann",)


def test_most_votes_first_where_more_have_a_majority_than_seats() -> None:
    result = elect(2, ann=60, bo=80, chen=55, dan=5)
    assert result.elected == ("bo", "ann")
    assert reasons(result) == {"bo": "majority", "ann": "majority", "chen": "seats", "dan": "majority"}
    assert result.posts[0].standings[2].reason == Reason(Code.SEATS, False, 55, 2)
    assert [one.rank for one in result.posts[0].standings] == [1, 2, 3, 4]
    assert result.is_complete


def test_a_tie_at_the_last_seat_is_voted_on_again() -> None:
    result = elect(2, ann=66, bo=55, chen=55, dan=20)
    assert result.elected == ("ann",)
    assert further(result) == [("tie", "member", 1, ("bo", "chen"), False)]
    assert not result.is_complete
    assert verdicts(result)["bo"] == verdicts(result)["chen"] == "run_off"
    assert verdicts(result)["dan"] == "not_elected"
    assert result.posts[0].standings[1].reason == Reason(Code.TIE, False, 55, 2, 1)


def test_a_tie_that_has_seats_enough_is_none() -> None:
    result = elect(3, ann=70, bo=60, chen=60, dan=51)
    assert result.elected == ("ann", "bo", "chen")
    assert result.is_complete


def test_those_level_with_the_last_go_into_the_run_off_too() -> None:
    result = elect(2, ann=60, bo=30, chen=20, dan=20, eve=10)
    assert further(result) == [("run_off", "member", 1, ("bo", "chen", "dan"), False)]


def test_a_run_off_takes_as_many_more_as_the_profile_says() -> None:
    none_more = changed(PLAIN, "election", run_off_extra=0)
    assert further(elect(2, profile=none_more, ann=60, bo=30, chen=20))[0][3] == ("bo",)
    two_more = changed(PLAIN, "election", run_off_extra=2)
    assert further(elect(2, profile=two_more, ann=60, bo=30, chen=20, dan=10, eve=5))[0][3] == (
        "bo",
        "chen",
        "dan",
    )


def test_nobody_left_with_a_vote_means_new_candidates() -> None:
    result = elect(2, ann=60, bo=0)
    assert further(result) == [("nominate", "member", 1, (), False)]
    assert verdicts(result)["bo"] == "not_elected"


def test_a_single_vote_is_enough_to_go_into_a_run_off() -> None:
    assert further(elect(1, ann=50, bo=1)) == [("run_off", "member", 1, ("ann", "bo"), False)]


def test_a_line_is_a_man_and_a_candidate_unless_said() -> None:
    assert Line("ann", 1) == Line("ann", 1, 0, 0, False, False)


def test_a_run_off_takes_most_votes_and_a_third_of_the_ballots() -> None:
    assert decide_run_off(PLAIN, poll(*one_post(1, ann=34, bo=33))).elected == ("ann",)
    short = decide_run_off(PLAIN, poll(*one_post(1, ann=33, bo=20)))
    assert short.elected == ()
    assert further(short) == [("nominate", "member", 1, (), False)]
    assert short.posts[0].standings[0].reason == Reason(Code.RUN_OFF_SHARE, False, 33, 100, 34, ">= 1/3")
    assert decide_run_off(PLAIN, poll(*one_post(1, ann=1), roll=100, returned=3)).elected == ("ann",)


def test_a_run_off_asks_for_no_turnout_but_for_an_honest_box() -> None:
    few = poll(*one_post(1, ann=3, bo=1), roll=100, returned=4)
    assert not decide_election(PLAIN, few).is_valid
    assert decide_run_off(PLAIN, few).is_valid
    stuffed = poll(*one_post(1, ann=3, bo=1), roll=100, returned=4, issued=3)
    assert not decide_run_off(PLAIN, stuffed).is_valid
    assert not decide_tie(PLAIN, stuffed).is_valid
    assert decide_run_off(changed(PLAIN, "ballots", no_more_than_voters=False), stuffed).is_valid
    over = poll(*one_post(1, ann=3), roll=3, returned=4)
    assert not decide_run_off(PLAIN, over).is_valid


def test_a_tie_voted_on_again_needs_most_votes_only() -> None:
    result = decide_tie(PLAIN, poll(*one_post(1, bo=4, chen=3)))
    assert result.elected == ("bo",)
    assert result.posts[0].standings[0].reason == Reason(Code.MOST_VOTES, True, 4, 100, 1, "> 0/1")
    assert further(decide_tie(PLAIN, poll(*one_post(1, bo=4, chen=4)))) == [
        ("tie", "member", 1, ("bo", "chen"), False)
    ]
    assert decide_tie(PLAIN, poll(*one_post(1, bo=0))).elected == ()


def test_each_post_of_a_further_vote_is_decided_by_its_kind() -> None:
    contests = (Contest("chair", 1, lines(ann=30, bo=20)), Contest("member", 1, lines(chen=30, dan=20)))
    result = decide_again(PLAIN, poll(*contests), [Again.RUN_OFF, Again.TIE])
    assert result.elected == ("chen",)
    assert decide_again(PLAIN, poll(*contests), [Again.TIE, Again.NOMINATE]).elected == ("ann",)
    with pytest.raises(ValueError, match="shorter"):
        decide_again(PLAIN, poll(*contests), [Again.TIE])


def test_an_invalid_election_elects_nobody_and_says_why() -> None:
    result = decide_election(PLAIN, poll(*one_post(1, ann=50), roll=100, returned=50))
    assert not result.is_valid
    assert not result.is_complete
    assert result.posts == ()
    assert result.elected == ()
    assert result.checks[-1] == Reason(Code.TURNOUT, False, 50, 100, 51, "> 1/2")
    assert decide_election(PLAIN, poll(*one_post(1, ann=50), roll=100, returned=51)).is_valid


def test_more_ballots_than_were_handed_out_void_the_election() -> None:
    stuffed = poll(*one_post(1, ann=80), returned=80, issued=79)
    result = decide_election(PLAIN, stuffed)
    assert not result.is_valid
    assert result.checks[1] == Reason(Code.ISSUED, False, 80, 79)
    assert decide_election(PLAIN, poll(*one_post(1, ann=80), returned=80, issued=80)).is_valid
    assert decide_election(changed(PLAIN, "ballots", no_more_than_voters=False), stuffed).is_valid


def test_more_ballots_than_people_entitled_void_the_election() -> None:
    result = decide_election(PLAIN, poll(*one_post(1, ann=101), roll=100, returned=101))
    assert not result.is_valid
    assert result.checks[0] == Reason(Code.ROLL, False, 101, 100)


def test_who_is_elected_further_up_stands_in_no_lower_post() -> None:
    contests = (Contest("chair", 1, lines(ann=60, bo=40)), Contest("member", 2, lines(ann=90, bo=55, dan=54)))
    result = decide_election(PLAIN, poll(*contests))
    assert result.posts[0].elected == ("ann",)
    assert result.posts[1].elected == ("bo", "dan")
    assert result.posts[1].standings[0].reason == Reason(Code.OTHER_POST, False, who=("ann",))
    assert reasons(result, 0)["bo"] == "majority"  # not "elected elsewhere": there he lacked votes


def test_who_is_level_for_a_higher_post_keeps_a_lower_seat_open_until_that_is_decided() -> None:
    deputy = Contest("deputy", 2, lines(ann=60, bo=60, chen=60))
    result = decide_election(PLAIN, poll(deputy, Contest("member", 2, lines(ann=80, dan=55, eve=52))))
    assert result.posts[1].elected == ("dan",)
    assert result.posts[1].standings[0].verdict is Verdict.RUN_OFF
    assert result.posts[1].standings[0].reason == Reason(Code.LEVEL_ABOVE, False, 80, who=("ann",))
    assert further(result) == [
        ("tie", "deputy", 2, ("ann", "bo", "chen"), False),
        ("run_off", "member", 1, ("ann", "eve"), False),
    ]
    seats = Contest("deputy", 2, lines(ann=30, bo=50, chen=60)), Contest("member", 1, lines(ann=40, eve=39))
    lost = decide_again(PLAIN, replace(poll(*seats), sitting=("dan",)), [Again.TIE, Again.RUN_OFF])
    assert [post.elected for post in lost.posts] == [("chen", "bo"), ("ann",)]
    seats = Contest("deputy", 2, lines(ann=70, bo=50, chen=60)), seats[1]
    won = decide_again(PLAIN, replace(poll(*seats), sitting=("dan",)), [Again.TIE, Again.RUN_OFF])
    assert [post.elected for post in won.posts] == [("ann", "chen"), ("eve",)]


def test_who_is_elected_further_down_is_in_no_run_off_further_up() -> None:
    contests = (Contest("chair", 1, lines(ann=45, bo=40, chen=15)), Contest("member", 1, lines(bo=80)))
    result = decide_election(PLAIN, poll(*contests))
    assert further(result) == [("run_off", "chair", 1, ("ann", "chen"), False)]


def test_a_written_in_neighbour_is_elected_like_a_candidate() -> None:
    contest = Contest("chair", 1, (Line("ann", 40), Line("eve", 60, is_write_in=True)))
    assert decide_election(PLAIN, poll(contest)).elected == ("eve",)


def test_near_relatives_step_back_and_the_next_takes_the_seat() -> None:
    barred = changed(PLAIN, "committee", near_relatives_barred=True)
    votes = {"ann": 75, "bo": 65, "chen": 60}
    result = elect(2, profile=barred, kin=[("ann", "bo")], **votes)
    assert result.elected == ("ann", "chen")
    assert verdicts(result)["bo"] == "avoided"
    assert result.posts[0].standings[1].reason == Reason(Code.NEAR_RELATIVE, False, who=("ann",))
    assert elect(2, kin=[("ann", "bo")], **votes).elected == ("ann", "bo")  # where the profile bars nobody
    assert elect(2, profile=barred, kin=[("ann", "ann")], **votes).elected == ("ann", "bo")


def test_a_near_relative_of_the_chair_steps_back_from_a_lower_post() -> None:
    barred = changed(PLAIN, "committee", near_relatives_barred=True)
    chair = Contest("chair", 1, lines(ann=60))
    kin = [("bo", "ann"), ("dan", "ann")]
    members = Contest("member", 2, lines(bo=70, chen=60, eve=55, dan=10))
    assert decide_election(barred, poll(chair, members, kin=kin)).elected == ("ann", "chen", "eve")
    alone = decide_election(barred, poll(chair, Contest("member", 1, lines(bo=70, dan=20)), kin=kin))
    assert further(alone) == [("nominate", "member", 1, (), False)]


def test_level_near_relatives_are_voted_on_again() -> None:
    barred = changed(PLAIN, "committee", near_relatives_barred=True)
    result = elect(2, profile=barred, kin=[("ann", "bo")], ann=60, bo=60, chen=55)
    assert result.elected == ()
    assert further(result) == [("tie", "member", 2, ("ann", "bo"), False)]


def test_a_by_election_heeds_those_who_stay() -> None:
    barred = changed(PLAIN, "committee", near_relatives_barred=True, women_least=1)
    contest = Contest("member", 2, lines(ann=80, dan=60, wei=55))
    result = decide_election(
        barred, poll(contest, sitting=("bo", "xia"), sitting_women=1, kin=[("ann", "bo")])
    )
    assert result.elected == ("dan", "wei")
    assert decide_election(barred, poll(contest, sitting=("bo", "xia"), sitting_women=1)).elected == (
        "ann",
        "dan",
    )
    assert set(decide_election(barred, poll(contest, sitting=("bo",))).elected) == {"ann", "wei"}
    assert decide_election(barred, poll(contest, sitting=("ann",), sitting_women=1)).elected == ("dan", "wei")


def test_the_committee_as_a_whole_is_noted() -> None:
    result = decide_election(
        VILLAGE, poll(Contest("member", 3, lines(wei=80, ann=70, bo=60)), sitting=("chen",))
    )
    assert result.notes == (Reason(Code.WOMEN, True, 1, 4, 1), Reason(Code.ENOUGH_ELECTED, True, 4, 7, 3))
    few = decide_election(VILLAGE, poll(Contest("member", 2, lines(wei=80, ann=70)), sitting_women=1))
    assert few.notes == (Reason(Code.WOMEN, True, 2, 2, 1), Reason(Code.ENOUGH_ELECTED, False, 2, 7, 3))
    assert decide_election(RESIDENTS, poll(Contest("member", 2, lines(wei=80, ann=70)))).notes[1].needed == 5
    two_will_do = changed(VILLAGE, "committee", enough_elected=2)
    both = decide_election(two_will_do, poll(Contest("member", 2, lines(wei=80, ann=70))))
    assert both.notes[1] == Reason(Code.ENOUGH_ELECTED, True, 2, 7, 2)


def test_a_club_without_a_committee_needs_no_notes() -> None:
    bare = replace(CLUB, committee=None)
    result = decide_election(bare, poll(*one_post(1, ann=60, bo=20), kin=[("ann", "bo")]))
    assert result.elected == ("ann",)
    assert result.notes == ()


def test_a_result_is_plain_data_for_pages_and_verifiers() -> None:
    data = elect(1, ann=51, bo=49).as_data()
    assert data["posts"][0]["standings"][0]["reason"]["code"] == "majority"
    assert data["posts"][0]["standings"][0]["verdict"] == Verdict.ELECTED
