"""An owners' vote from the draft to the result, and what its actions refuse."""

from datetime import timedelta

import pytest

from elections.actions.owners import (
    add_owners_question,
    announce_owners_vote,
    cancel_owners_vote,
    check_paper_ballot,
    close_owners_vote,
    copy_units,
    declare_owners_vote,
    draft_owners_vote,
    import_units,
    link_owner,
    open_owners_vote,
    refuse_paper_ballot,
    remove_owners_question,
    revise_owners_vote,
)
from elections.actions.owners import refusals as no
from elections.actions.owners.counting import decided, participation
from elections.actions.owners.registering import lines_of
from elections.models import OwnerBallot, OwnersResult
from elections.rules.owner_votes import Row, canonical, digest
from elections.rules.results import Weight
from linli.audit.models import Event
from tests.cast import Cast
from tests.elections.owners.scene import (
    AFTER,
    ANNOUNCED,
    AREA,
    CLOSES,
    OPENS,
    ROWS,
    announced,
    closed,
    day,
    drafted,
    head,
    on_paper,
    online,
    opened,
    photo,
    says,
    unit,
    voted,
)


def test_the_register_becomes_heads(cast: Cast) -> None:
    vote = opened(cast)
    heads = {str(one): one.head.number for one in vote.units.select_related("head")}
    assert heads["1-101"] == heads["1-201"]  # one buyer of two units
    assert heads["2-101"] == heads["2-102"]  # not handed over, not sold
    assert len(set(heads.values())) == vote.register_heads == 4
    assert (vote.register_area, vote.unit_count) == (AREA, 6)
    assert vote.register_hash == digest(canonical(lines_of(vote)))
    assert head(vote, "2-102").is_developer
    assert head(vote, "1-101").area == 2 * 8837


def test_what_was_published_before_is_what_is_frozen(cast: Cast) -> None:
    vote = announced(cast)
    before = lines_of(vote)
    assert lines_of(open_owners_vote(vote=vote, by=cast.bo, at=OPENS)) == before


def test_two_thirds_took_part_but_too_few_agree(cast: Cast) -> None:
    """35774 of 53775 is less than two thirds of the area: three heads of four do not make up for it."""
    vote = closed(cast)
    first, second = decided(vote)
    assert first.tally.took_part == Weight(35774, 3)
    assert first.tally.in_favour == Weight(17674, 1)
    assert not first.decision.is_carried
    assert not second.decision.is_carried
    declare_owners_vote(vote=vote, by=cast.chair, at=AFTER)
    row = OwnersResult.objects.get(question=first.question)
    assert (row.area_for, row.heads_against, row.heads_abstained) == (17674, 1, 1)
    assert Event.objects.filter(action="elections.declare_owners_vote").count() == 1


@pytest.mark.parametrize(("matter", "carried"), [(4, True), (6, False), (7, False), (8, False), (9, True)])
def test_three_quarters_for_items_six_to_eight(cast: Cast, matter: int, carried: bool) -> None:
    """Three heads agree, the developer abstains: 66.5 % of the area that took part."""
    vote = opened(cast, matter)
    online(vote, cast.ann, "1-101", "for")
    online(vote, cast.dan, "1-202", "for")
    for label, name, said in (("2-102", "开发公司", "abstain"), ("1-102", "夫", "for")):
        sheet = on_paper(vote, label, name, cast.bo, said)
        check_paper_ballot(ballot=sheet, choices=says(vote, said), by=cast.chair, at=day(3))
    vote = close_owners_vote(vote=vote, by=None, at=CLOSES)
    (found,) = decided(vote)
    assert found.tally.in_favour == Weight(
        35774, 3
    )  # 66.5 % of the area: more than half, less than three quarters
    assert found.decision.is_carried is carried


def test_silence_is_counted_with_nobody(cast: Cast) -> None:
    vote = opened(cast, 4)
    online(vote, cast.ann, "1-101", "for")
    assert participation(vote) == Weight(17674, 1)
    vote = close_owners_vote(vote=vote, by=None, at=CLOSES)
    (found,) = decided(vote)
    assert found.tally.took_part == Weight(17674, 1)
    assert not found.decision.is_carried


def test_a_question_left_open_on_paper_took_no_part(cast: Cast) -> None:
    vote = opened(cast)
    sheet = on_paper(vote, "1-102", "夫", cast.bo, "for", "none")
    check_paper_ballot(ballot=sheet, choices=says(vote, "for", "none"), by=cast.chair, at=day(3))
    first, second = decided(vote)
    assert (first.tally.took_part, second.tally.took_part) == (Weight(9050, 1), Weight(0, 0))


def test_the_last_ballot_counts(cast: Cast) -> None:
    """Online on day 4 stays the last, although a sheet of day 2 is typed in after it."""
    vote = opened(cast, 4)
    online(vote, cast.ann, "1-101", "against")
    online(vote, cast.ann, "1-201", "for", at=day(4))
    sheet = on_paper(vote, "1-101", "安", cast.bo, "against", given_at=day(2), at=day(5))
    check_paper_ballot(ballot=sheet, choices=says(vote, "against"), by=cast.chair, at=day(5))
    (found,) = decided(vote)
    assert found.tally.in_favour == Weight(17674, 1)
    assert OwnerBallot.objects.of(vote).count() == 3


def test_paper_counts_only_when_two_read_the_same(cast: Cast) -> None:
    vote = opened(cast, 4)
    sheet = on_paper(vote, "1-102", "夫", cast.bo, "for")
    assert participation(vote) == Weight(0, 0)
    with pytest.raises(no.SecondPersonWanted):
        check_paper_ballot(ballot=sheet, choices=says(vote, "for"), by=cast.bo, at=day(3))
    with pytest.raises(no.ReadingsDiffer):
        check_paper_ballot(ballot=sheet, choices=says(vote, "against"), by=cast.chair, at=day(3))
    vote = close_owners_vote(vote=vote, by=None, at=CLOSES)
    with pytest.raises(no.BallotsUnchecked):
        declare_owners_vote(vote=vote, by=cast.chair, at=AFTER)
    check_paper_ballot(ballot=sheet, choices=says(vote, "for"), by=cast.chair, at=AFTER)
    with pytest.raises(no.AlreadyChecked):
        refuse_paper_ballot(ballot=sheet, reason="x", by=cast.chair, at=AFTER)
    assert participation(vote) == Weight(9050, 1)


def test_a_refused_sheet_leaves_the_earlier_ballot(cast: Cast) -> None:
    vote = opened(cast, 4)
    online(vote, cast.ann, "1-101", "for")
    sheet = on_paper(vote, "1-101", "安", cast.bo, "against", given_at=day(4))
    with pytest.raises(no.WhyMissing):
        refuse_paper_ballot(ballot=sheet, reason=" ", by=cast.chair, at=day(5))
    refuse_paper_ballot(ballot=sheet, reason="未签名", by=cast.chair, at=day(5))
    assert decided(vote)[0].tally.in_favour == Weight(17674, 1)


def test_who_may_give_a_ballot(cast: Cast) -> None:
    vote = opened(cast)
    with pytest.raises(no.NotYourUnit):
        online(vote, cast.bo, "1-101", "for")
    with pytest.raises(no.BallotIncomplete):
        online(vote, cast.ann, "1-101", "for", "none")
    with pytest.raises(no.OwnersVotingNotOpen):
        online(vote, cast.ann, "1-101", "for", at=CLOSES)
    with pytest.raises(no.WrongSigner):
        on_paper(vote, "1-102", "安", cast.bo, "for")
    with pytest.raises(no.SignatureMissing):
        on_paper(vote, "2-102", " ", cast.bo, "for")
    with pytest.raises(no.SheetPhotoMissing):
        on_paper(vote, "1-102", "夫", cast.bo, "for", photo=None)
    with pytest.raises(no.OwnersVotingNotOpen):
        on_paper(vote, "1-102", "夫", cast.bo, "for", given_at=day(5), at=day(4))
    assert not OwnerBallot.objects.exists()


def test_paper_that_came_in_time_is_typed_afterwards(cast: Cast) -> None:
    vote = close_owners_vote(vote=opened(cast, 4), by=None, at=CLOSES)
    sheet = on_paper(vote, "1-102", "夫", cast.bo, "for", given_at=day(9), at=AFTER)
    check_paper_ballot(ballot=sheet, choices=says(vote, "for"), by=cast.chair, at=AFTER)
    with pytest.raises(no.OwnersVotingNotOpen):
        on_paper(vote, "1-202", "丹", cast.bo, "for", given_at=CLOSES, at=AFTER)
    assert participation(vote) == Weight(9050, 1)


def test_the_notice_period(cast: Cast) -> None:
    vote = drafted(cast)
    with pytest.raises(no.NoticeTooShort):
        announce_owners_vote(vote=vote, by=cast.bo, at=ANNOUNCED + timedelta(days=1))
    vote = announce_owners_vote(vote=vote, by=cast.bo, at=ANNOUNCED)
    assert (vote.notice_days, vote.profile["id"]) == (15, "cn-owners-278")
    with pytest.raises(no.TooEarlyToOpen):
        open_owners_vote(vote=vote, by=cast.bo, at=OPENS - timedelta(minutes=1))


def test_what_an_announcement_needs(cast: Cast) -> None:
    vote = draft_owners_vote(
        community=cast.home, title="x", opens_at=OPENS, closes_at=day(61), by=cast.bo, at=day(-30)
    )
    with pytest.raises(no.NoQuestion):
        announce_owners_vote(vote=vote, by=cast.bo, at=ANNOUNCED)
    with pytest.raises(no.MatterUnknown):
        add_owners_question(vote=vote, matter=10, text="?", by=cast.bo, at=ANNOUNCED)
    question = add_owners_question(vote=vote, matter=1, text="?", by=cast.bo, at=ANNOUNCED)
    with pytest.raises(no.NoUnits):
        announce_owners_vote(vote=vote, by=cast.bo, at=ANNOUNCED)
    with pytest.raises(no.NoUnits):
        copy_units(vote=vote, by=cast.bo, at=ANNOUNCED)
    import_units(vote=vote, rows=ROWS, by=cast.bo, at=ANNOUNCED)
    with pytest.raises(no.VotingTooLong):
        announce_owners_vote(vote=vote, by=cast.bo, at=ANNOUNCED)
    with pytest.raises(no.WindowWrong):
        revise_owners_vote(vote=vote, closes_at=OPENS, by=cast.bo, at=ANNOUNCED)
    revise_owners_vote(vote=vote, closes_at=CLOSES, by=cast.bo, at=ANNOUNCED)
    remove_owners_question(question=question, by=cast.bo, at=ANNOUNCED)
    with pytest.raises(no.NoQuestion):
        announce_owners_vote(vote=vote, by=cast.bo, at=ANNOUNCED)


def test_nobody_closes_early_or_cancels_without_a_word(cast: Cast) -> None:
    vote = opened(cast)
    with pytest.raises(no.TooEarlyToClose):
        close_owners_vote(vote=vote, by=cast.bo, at=CLOSES - timedelta(seconds=1))
    with pytest.raises(no.WhyMissing):
        cancel_owners_vote(vote=vote, reason=" ", by=cast.bo, at=day(1))
    vote = cancel_owners_vote(vote=vote, reason="材料有误", by=cast.bo, at=day(1))
    with pytest.raises(no.OwnersVoteMoved):
        close_owners_vote(vote=vote, by=cast.bo, at=CLOSES)


def test_the_last_register_is_copied_with_its_accounts(cast: Cast) -> None:
    opened(cast)
    later = {"opens_at": day(60), "closes_at": day(70)}
    vote = draft_owners_vote(community=cast.home, title="再次表决", by=cast.bo, at=day(20), **later)
    copy_units(vote=vote, by=cast.bo, at=day(20))
    assert vote.units.count() == 6
    assert unit(vote, "1-101").links.get().user == cast.ann
    sold = [*ROWS[:3], Row("1", "202", 9050, "sold", ("新",)), *ROWS[4:]]
    import_units(vote=vote, rows=sold, by=cast.bo, at=day(21))
    assert unit(vote, "1-101").links.exists()
    assert not unit(vote, "1-202").links.exists()  # Dan has sold


def test_who_is_linked(cast: Cast) -> None:
    vote = announced(cast)
    place = unit(vote, "1-102")
    with pytest.raises(no.NotOneself):
        link_owner(unit=place, user=cast.bo, by=cast.bo, at=ANNOUNCED)
    with pytest.raises(no.NotAResident):
        link_owner(unit=place, user=cast.eve, by=cast.bo, at=ANNOUNCED)
    with pytest.raises(no.AlreadyLinked):
        link_owner(unit=unit(vote, "1-101"), user=cast.ann, by=cast.bo, at=ANNOUNCED)


def test_owners_are_told_that_a_ballot_was_recorded(cast: Cast) -> None:
    from notifications.models import Notification

    vote = opened(cast)
    before = Notification.objects.filter(recipient=cast.ann).count()
    on_paper(vote, "1-101", "安", cast.bo, "against", photo=photo("b.jpg"))
    told = Notification.objects.filter(recipient=cast.ann)
    assert told.count() == before + 1
    latest = told.latest("timestamp")
    assert "against" not in f"{latest.verb} {latest.description} {latest.data}"


def test_voting_leaves_no_choice_in_the_audit(cast: Cast) -> None:
    voted(cast)
    events = Event.objects.filter(action__contains="owner_ballot")
    assert events.count() == 4
    assert all(not {"for", "against", "abstain"} & {str(v) for v in one.detail.values()} for one in events)
