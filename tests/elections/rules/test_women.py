"""Seats kept for women, where votes alone would not bring them in."""

from elections.rules.results import Contest, decide_election
from tests.elections.rules.making import PLAIN, changed, elect, further, lines, poll, verdicts

ONE_WOMAN = changed(PLAIN, "committee", women_least=1)


def test_no_seat_is_moved_where_votes_bring_women_in() -> None:
    assert elect(2, women=1, ann=60, wei=70, bo=55).elected == ("wei", "ann")
    assert elect(2, women=1, ann=75, wei=70, bo=55).elected == ("ann", "wei")


def test_the_best_woman_takes_the_seat_kept() -> None:
    result = elect(3, women=1, ann=80, bo=75, chen=70, wei=65, wang=10)
    assert set(result.elected) == {"ann", "bo", "wei"}
    assert result.is_complete
    assert verdicts(result)["chen"] == "not_elected"


def test_a_seat_kept_for_women_stays_open_where_none_has_a_majority() -> None:
    result = elect(2, women=1, ann=90, bo=80, wei=20, wang=10, chen=0)
    assert result.elected == ("ann",)
    assert further(result) == [("run_off", "member", 1, ("wei", "wang"), True)]


def test_a_seat_kept_for_women_needs_a_woman_to_vote_for() -> None:
    assert further(elect(2, women=1, ann=90, bo=80)) == [("nominate", "member", 1, (), True)]


def test_level_women_are_voted_on_again_for_the_seat_kept() -> None:
    result = elect(3, women=2, ann=66, bo=63, wei=60, wang=55, wen=55)
    assert set(result.elected) == {"ann", "wei"}
    assert further(result) == [("tie", "member", 1, ("wang", "wen"), True)]


def test_a_tie_that_brings_a_woman_in_anyhow_moves_nothing() -> None:
    result = elect(3, women=1, chen=75, wei=58, wang=58, wen=58, ann=51)
    assert result.elected == ("chen",)
    assert further(result) == [("tie", "member", 2, ("wei", "wang", "wen"), False)]


def test_a_tie_between_a_woman_and_a_man_goes_to_the_woman_whose_seat_it_is() -> None:
    result = elect(2, women=1, ann=80, wei=60, bo=60)
    assert set(result.elected) == {"ann", "wei"}


def test_a_seat_open_for_women_and_one_open_for_all_are_voted_on_apart() -> None:
    result = elect(3, women=1, ann=90, bo=40, chen=30, wei=20, wang=10)
    assert result.elected == ("ann",)
    assert further(result) == [
        ("run_off", "member", 1, ("wei", "wang"), True),
        ("run_off", "member", 1, ("bo", "chen"), False),
    ]


def test_the_last_post_keeps_the_seat_that_the_committee_lacks() -> None:
    chair = Contest("chair", 1, lines(ann=60, wei=30))
    member = Contest("member", 2, lines(bo=70, chen=65, wang=60))
    assert set(decide_election(ONE_WOMAN, poll(chair, member)).elected) == {"ann", "bo", "wang"}
    assert decide_election(PLAIN, poll(chair, member)).elected == ("ann", "bo", "chen")
    led_by_one = Contest("chair", 1, lines(ann=30, wei=60))
    assert decide_election(ONE_WOMAN, poll(led_by_one, member)).elected == ("wei", "bo", "chen")


def test_no_more_seats_are_kept_than_there_are() -> None:
    three = changed(PLAIN, "committee", women_least=3)
    assert decide_election(three, poll(Contest("member", 2, lines(ann=80, wei=60, wang=55)))).elected == (
        "wei",
        "wang",
    )


def test_a_related_woman_steps_back_from_the_seat_kept() -> None:
    barred = changed(PLAIN, "committee", near_relatives_barred=True)
    chair = Contest("chair", 1, lines(ann=60))
    member = Contest("member", 3, lines(bo=66, chen=62, dan=60, wei=57, wang=55), 1)
    result = decide_election(barred, poll(chair, member, kin=[("wei", "ann")]))
    assert set(result.elected) == {"ann", "wang", "bo", "chen"}
    assert verdicts(result, 1)["wei"] == "avoided"


def test_who_follows_heeds_the_woman_in_the_seat_kept() -> None:
    barred = changed(PLAIN, "committee", near_relatives_barred=True)
    result = elect(2, profile=barred, women=1, kin=[("ann", "wei")], ann=70, bo=65, wei=60)
    assert set(result.elected) == {"bo", "wei"}
    assert verdicts(result)["ann"] == "avoided"


def test_related_women_who_are_level_bring_nobody_in_for_sure() -> None:
    barred = changed(PLAIN, "committee", near_relatives_barred=True)
    result = elect(2, profile=barred, women=1, kin=[("wei", "wang")], wei=60, wang=60, ann=55)
    assert result.elected == ("ann",)
    assert further(result) == [("tie", "member", 1, ("wei", "wang"), True)]
