"""An election on paper alone, from the books to the declared result."""

from dataclasses import replace
from typing import Any

import pytest

from elections.actions.papers import (
    ask_for_visit,
    counts_of,
    give_ballot,
    give_out_book,
    paper_total,
    remove_station,
)
from elections.actions.papers.refusals import (
    AlreadyAsked,
    AlreadyCounted,
    AlreadyTaken,
    BooksEmpty,
    HandTaken,
    NameTaken,
    NoPaper,
    NoProxy,
    OnlineNotCounted,
    PhotoMissing,
    PhotoTwice,
    SerialsTaken,
    SheetWrong,
    TooFewWatching,
)
from elections.actions.running import (
    Person,
    answer_proxy,
    ask_proxy,
    declare_election,
    import_electors,
    open_polls,
    publish_proxies,
)
from elections.actions.running.refusals import NotOnRoll, WrongStage
from elections.models import Attendance, CountEntry, Proxy, Standing, StationCount
from elections.rules.papers import FaultCode, Votes
from linli.audit.models import Event
from linli.roles.actions import appoint
from tests.cast import BEGINNING, Cast
from tests.elections.papers.scene import (
    NOON,
    box,
    box_sheet,
    closed,
    counted,
    electors,
    hall,
    photo,
    polling,
    sheet,
    typed,
)
from tests.elections.process.scene import AFTER, OPENS, announced, day, listed


def test_a_box_needs_three_who_watch(cast: Cast) -> None:
    election = listed(cast)
    with pytest.raises(TooFewWatching):
        hall(election, cast, manner="box")
    with pytest.raises(TooFewWatching):
        hall(election, cast, supervisors=["周监", "周监"])
    assert box(election, cast).manner == "box"


def test_names_of_stations_differ(cast: Cast) -> None:
    election = listed(cast)
    hall(election, cast)
    with pytest.raises(NameTaken):
        hall(election, cast)


def test_a_station_is_taken_back_until_it_has_books(cast: Cast) -> None:
    election = listed(cast)
    first, second = hall(election, cast), box(election, cast)
    remove_station(station=second, by=cast.bo, at=day(-4))
    give_out_book(station=first, first=1, last=9, received_by="周", by=cast.bo, at=day(-2))
    with pytest.raises(SerialsTaken):
        remove_station(station=first, by=cast.bo, at=day(-2))
    assert list(election.stations.all()) == [first]


def test_no_serial_is_in_two_books(cast: Cast) -> None:
    _, first, second = polling(cast)
    for serials in ((20, 30), (15, 16), (1, 1)):
        with pytest.raises(SerialsTaken):
            give_out_book(
                station=second, first=serials[0], last=serials[1], received_by="周", by=cast.bo, at=NOON
            )
    give_out_book(station=first, first=26, last=30, received_by="周", by=cast.bo, at=NOON)
    assert first.ballots == 25


def test_an_online_election_has_no_stations(cast: Cast) -> None:
    election = listed(cast, ballot_mode="online")
    with pytest.raises(NoPaper):
        hall(election, cast)


def test_an_elector_takes_one_ballot(cast: Cast) -> None:
    election, first, second = polling(cast)
    entry = electors(election)[0]
    give_ballot(station=first, registration=entry, by=cast.bo, at=NOON)
    with pytest.raises(AlreadyTaken):
        give_ballot(station=second, registration=entry, by=cast.bo, at=NOON)


def test_who_took_a_ballot_bears_no_time_and_no_name_in_the_record(cast: Cast) -> None:
    election, first, _ = polling(cast)
    entry = electors(election)[0]
    give_ballot(station=first, registration=entry, by=cast.bo, at=NOON)
    assert {field.name for field in Attendance._meta.fields} == {"registration", "station", "proxy"}
    event = Event.objects.get(action="elections.give_ballot")
    assert entry.key not in str(event.__dict__)


def test_strangers_to_the_roll_take_nothing(cast: Cast) -> None:
    _, first, _ = polling(cast)
    other = announced(cast, title="另一次选举")
    people = [Person(name="外人", household="8-1", birth_year=1970)]
    foreign = import_electors(election=other, people=people, source="import", by=cast.bo, at=day(-34))[0]
    with pytest.raises(NotOnRoll):
        give_ballot(station=first, registration=foreign, by=cast.bo, at=NOON)


def test_books_run_out(cast: Cast) -> None:
    election, _, second = polling(cast)
    roll = electors(election)
    for entry in roll[:5]:
        give_ballot(station=second, registration=entry, by=cast.bo, at=NOON)
    with pytest.raises(BooksEmpty):
        give_ballot(station=second, registration=roll[5], by=cast.bo, at=NOON)


def test_before_and_after_the_polls_nobody_takes_a_ballot(cast: Cast) -> None:
    election, first, _ = closed(cast)
    with pytest.raises(WrongStage):
        give_ballot(station=first, registration=electors(election)[14], by=cast.bo, at=AFTER)


def with_proxy(cast: Cast, publish: bool = True) -> Any:
    election = listed(cast)
    ann, dan = (election.registrations.get(user=user) for user in (cast.ann, cast.dan))
    about = {"holder": dan, "relation": Proxy.Relation.OTHER, "reason": "出差"}
    asked = ask_proxy(election=election, **about, by=cast.ann, at=day(-7))
    proxy = answer_proxy(proxy=asked, accepts=True, by=cast.dan, at=day(-6))
    if publish:
        publish_proxies(election=election, by=cast.bo, at=day(-3))
        proxy.refresh_from_db()
    return election, ann, dan, proxy


def test_a_holder_takes_the_ballot_of_a_published_proxy(cast: Cast) -> None:
    election, ann, dan, proxy = with_proxy(cast)
    first = hall(election, cast)
    give_out_book(station=first, first=1, last=9, received_by="周", by=cast.bo, at=day(-2))
    open_polls(election=election, by=cast.chair, at=OPENS)
    give_ballot(station=first, registration=ann, proxy=proxy, by=cast.bo, at=NOON)
    with pytest.raises(NoProxy):
        give_ballot(station=first, registration=dan, proxy=proxy, by=cast.bo, at=NOON)
    with pytest.raises(AlreadyTaken):  # the principal comes after all
        give_ballot(station=first, registration=ann, by=cast.bo, at=NOON)


def test_a_visit_is_asked_for_once_and_in_time(cast: Cast) -> None:
    election = listed(cast)
    ann = election.registrations.get(user=cast.ann)
    asked = {"registration": ann, "reason": "腿脚不便", "address": "1-201", "by": cast.ann}
    ask_for_visit(**asked, at=day(-3))
    with pytest.raises(AlreadyAsked):
        ask_for_visit(**asked, at=day(-3))


def test_two_entries_that_agree_are_the_count(cast: Cast) -> None:
    election, first, _ = closed(cast)
    typed(first, sheet(election), cast.bo, photo=photo())
    assert not StationCount.objects.filter(station=first).exists()
    typed(first, sheet(election), cast.chair)
    assert first.count.figures["found"] == 12
    with pytest.raises(AlreadyCounted):
        typed(first, sheet(election), cast.bo)


def test_a_mistyped_number_blocks_until_it_is_corrected(cast: Cast) -> None:
    election, first, _ = closed(cast)
    typed(first, sheet(election), cast.bo, photo=photo())
    typed(first, sheet(election, 8, 3, 9, 6, 4), cast.chair)
    assert not StationCount.objects.filter(station=first).exists()
    entry = typed(first, sheet(election), cast.chair)
    assert entry.revision == 2
    assert StationCount.objects.filter(station=first).exists()


def test_one_person_alone_never_makes_a_count(cast: Cast) -> None:
    election, first, _ = closed(cast)
    typed(first, sheet(election), cast.bo, photo=photo())
    typed(first, sheet(election), cast.bo)
    assert {entry.hand for entry in CountEntry.objects.all()} == {1}
    assert not StationCount.objects.exists()


def test_a_third_person_corrects_nobody(cast: Cast) -> None:
    election, first, _ = closed(cast)
    typed(first, sheet(election), cast.bo, photo=photo())
    typed(first, sheet(election, 8, 3, 9, 6, 4), cast.chair)
    appoint(user=cast.dan, role="committee_member", division=cast.home.division, by=cast.chair, at=BEGINNING)
    with pytest.raises(HandTaken):
        typed(first, sheet(election), cast.dan)


def test_the_first_hand_brings_the_photo(cast: Cast) -> None:
    election, first, _ = closed(cast)
    with pytest.raises(PhotoMissing):
        typed(first, sheet(election), cast.bo)
    assert not CountEntry.objects.exists()


def test_a_photo_shows_one_stations_sheet(cast: Cast) -> None:
    election, first, second = closed(cast)
    typed(first, sheet(election), cast.bo, photo=photo())
    typed(first, sheet(election), cast.bo, photo=photo())  # one's own entry once more
    with pytest.raises(PhotoTwice):
        typed(second, box_sheet(election), cast.bo, photo=photo())
    assert not CountEntry.objects.filter(station=second).exists()


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ({"books": 21}, FaultCode.BOOKS),
        ({"unused": 8}, FaultCode.ISSUED),
        ({"found": 13, "unused": 6}, FaultCode.ATTENDED),
        ({"blank": 12}, FaultCode.VALID),
        ({"invalid": -1}, FaultCode.NUMBER),
        ({"votes": {}}, FaultCode.LINES),
        ({"others": {("chair", 999): 1}}, FaultCode.LINES),
    ],
)
def test_a_sheet_that_does_not_add_up_is_refused(cast: Cast, numbers: Any, code: FaultCode) -> None:
    election, first, _ = closed(cast)
    with pytest.raises(SheetWrong) as refused:
        typed(first, replace(sheet(election), **numbers), cast.bo, photo=photo())
    assert code in {fault.code for fault in refused.value.faults}


def test_no_line_has_more_votes_than_ballots(cast: Cast) -> None:
    election, first, _ = closed(cast)
    with pytest.raises(SheetWrong):
        typed(first, sheet(election, 12, 0, 0, 0, 0), cast.bo, photo=photo())  # eleven ballots are valid
    with pytest.raises(SheetWrong):
        typed(first, sheet(election, 8, 4, 0, 0, 0), cast.bo, photo=photo())  # one seat, twelve votes


def test_all_stations_add_up(cast: Cast) -> None:
    election = counted(cast)
    total = paper_total(election)
    assert (total.issued, total.found, total.invalid, total.taken_away) == (15, 14, 1, 0)
    assert [total.votes[one.key] for one in election.candidates.on_ballot()] == [
        Votes(10),
        Votes(3),
        Votes(11),
        Votes(8),
        Votes(4),
    ]


def test_the_result_is_declared_from_paper(cast: Cast) -> None:
    election = counted(cast)
    result = declare_election(election=election, counts=counts_of(election), by=cast.chair, at=AFTER)
    assert result.is_valid
    assert result.took_part == 14
    elected = Standing.objects.filter(verdict="elected").values_list("name", flat=True)
    assert set(elected) == {"邻居00", "邻居02", "邻居03"}


def test_no_result_before_the_online_ballots_are_opened(cast: Cast) -> None:
    election = counted(cast, ballot_mode="both")
    with pytest.raises(OnlineNotCounted):
        counts_of(election)


def test_write_ins_are_people_of_the_roll(cast: Cast) -> None:
    election, first, second = closed(cast)
    number = election.registrations.get(name="邻居09").number
    chair = election.posts.get(office="chair")
    keys = [one.key for one in election.candidates.on_ballot()]
    figures = sheet(election, 0, 0, 0, 0, 0, others={(chair.key, number): 11})
    typed(first, figures, cast.bo, photo=photo())
    typed(first, figures, cast.chair)
    empty = sheet(election, 0, 0, 0, 0, 0, books=5, unused=3, spoiled=0, found=2, invalid=0)
    typed(second, empty, cast.bo, photo=photo("b.jpg", b"b"))
    typed(second, empty, cast.chair)
    declare_election(election=election, counts=counts_of(election), by=cast.chair, at=AFTER)
    assert Standing.objects.get(verdict="elected").name == "邻居09"
    assert len(keys) == 5
