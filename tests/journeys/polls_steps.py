"""The polls of an election: stations, the trustees' ceremony, voting on paper and online, counting, the result."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from elections.actions import board as verbs
from elections.actions.board import lines, manifests
from elections.actions.papers import give_ballot
from elections.crypto import ballots
from elections.crypto.cards import read_card
from elections.models import Attendance, Board, Station
from tests.elections.booth import test_journey as online
from tests.elections.process.scene import AFTER, CLOSES, OPENS, day
from tests.journeys.election_steps import Course

NOON = OPENS + timedelta(hours=4)


def photo(names: str) -> dict[str, Any]:
    return {
        "name": f"{names}.jpg",
        "mimeType": "image/jpeg",
        "buffer": b"\xff\xd8\xff\xe0 sheet of " + names.encode(),
    }


def name_seats(course: Course) -> online.Ceremony:
    """D-7: three trustees of whom two suffice; the oversight committee makes the cards."""
    course.people.day(day(-7))
    chair, town = course.chair, course.town
    chair.go(f"{course.url}desk/").press("/online/").look("40-online-empty").press("/online/seats/").look(
        "41-seats"
    )
    chair.send(trustees=[one.key for one in town.trustees], threshold=2, authority=town.oversight.key)
    chair.look("42-online-named")
    scene = SimpleNamespace(election=course.election, people=town.trustees, oversight=town.oversight)
    return online.Ceremony(scene, course.people.open_page)


def make_key_and_cards(course: Course, ceremony: online.Ceremony) -> tuple[list[str], list[str], list[str]]:
    """Authority's key, board, trustees' key in their browsers, cards printed. (seeds, cards, cancel codes)"""
    seed = online.make_authority_key(ceremony)
    chair = course.chair.go(f"{course.url}online/").press("/online/step/set-up/").look("43-set-up")
    chair.send().look("44-online-set-up")
    seeds = online.make_key(ceremony)
    codes, cancels = online.make_cards(ceremony, seed)
    chair.go(f"{course.url}online/").look("45-online-ready")
    return seeds, codes, cancels


def set_up_stations(course: Course) -> None:
    """D-5: a hall and a travelling box with their books; an old neighbour asks for a visit."""
    course.people.day(day(-5))
    bo = course.bo.go(f"{course.url}desk/").press("/paper/").look("50-paper-empty")
    bo.press("/paper/new/").look("51-new-station")
    bo.send(name="社区大厅", manner="hall", place="1 号楼一层", supervisors="周监票\n吴监票")
    bo.look("52-station").send(first=1, last=30, received_by="周监票").reads("30")
    bo.go(f"{course.url}paper/").press("/paper/new/")
    bo.send(name="流动票箱", manner="box", place="上门", supervisors="周监票\n吴监票\n郑监票")
    bo.send(first=31, last=35, received_by="郑监票")
    asks = course.elector(12).go(course.url).press("/paper/visit/").look("53-visit")
    asks.send(reason="腿脚不便", address="3 号楼 1 单元 102")
    bo.go(f"{course.url}paper/").reads("腿脚不便").look("54-paper-desk")


def open_all(course: Course) -> None:
    course.people.day(OPENS)
    course.step(course.chair, "open").look("55-desk-polling")
    course.chair.go(f"{course.url}online/").press("/online/step/open/").send().look("56-online-open")


def vote_online(course: Course, ceremony: online.Ceremony, codes: list[str]) -> None:
    """Three in the booth, from the page of the election; the others' devices talk to the server as theirs do."""
    course.people.day(NOON)
    board = Board.objects.get()
    contests = online.contests(board)
    chosen = [[one["label"] for one in contest["options"][: contest["max"]]] for contest in contests]
    ann = course.people(course.town.cast.ann).go(course.url).look("57-polling")
    ann.press("/online/booth.html")
    for n, code in enumerate(codes[:3]):
        page = course.people.open_page(width=360, elder=n == 1)
        online.vote(page, f"{course.people.origin}{ceremony.base}booth.html", code, chosen)
    for code in codes[3:]:
        cast_from_afar(board, code)


def cast_from_afar(board: Board, code: str) -> None:
    card = read_card(manifests.name_of(board), code)
    setting = lines.setting_of(board.pk)
    choices = [[int(i < one.most) for i in range(len(one.options))] for one in setting.contests]
    bare, _ = ballots.unsigned(setting, card.public, 1, choices)
    verbs.accept_ballot(board=board, ballot=ballots.sign(bare, card.key), at=NOON)


def vote_on_paper(course: Course, cancel_code: str) -> None:
    """Two at the desk, one of them for a neighbour too; one hands in the card first; others came while nobody looked."""
    bo = course.bo.go(f"{course.url}paper/").look("58-paper-polling").press(f"/paper/{hall(course).key}/")
    bo.press("/give/").look("59-give")
    hand_in(course, cancel_code)
    for name in (course.town.electors[13].name, "冯德海"):
        bo.go(f"{course.url}paper/{hall(course).key}/give/?q={course.entry(name).number}").look(
            f"60-give-{name}"
        )
        bo.send("main li form")
    bo.go(f"{course.url}paper/{hall(course).key}/give/?q=冯德海").send("main li:has([name=proxy]) form")
    for n in range(14, 19):
        give_ballot(
            station=hall(course), registration=course.entry(course.town.electors[n].name), by=bo.user, at=NOON
        )
    give_ballot(
        station=box(course), registration=course.entry(course.town.electors[12].name), by=bo.user, at=NOON
    )
    assert Attendance.objects.count() == 9


def hand_in(course: Course, cancel_code: str) -> None:
    """At the table beside: the card's cancel code takes the online ballot back."""
    page = course.people.open_page(course.town.oversight)
    page.goto(f"{course.url}online/station.html")
    page.locator("#cancel").fill(cancel_code)
    page.locator("#do").click()
    page.locator("#answer .note").wait_for()
    assert page.locator("#cancel").input_value() == "", page.locator("#answer").inner_text()


def hall(course: Course) -> Station:
    return Station.objects.of(course.election).get(manner="hall")


def box(course: Course) -> Station:
    return Station.objects.of(course.election).get(manner="box")


def close_all(course: Course) -> None:
    course.people.day(CLOSES)
    course.step(course.chair, "close").look("61-desk-closed")
    course.chair.go(f"{course.url}online/").press("/online/step/close/").send()


def type_sheets(course: Course) -> None:
    """Each sheet twice; the chair mistypes the hall's, is told where, and mends it."""
    course.people.day(AFTER)
    bo, chair = course.bo, course.chair
    for station, books, found, names in ((hall(course), 30, 8, "hall"), (box(course), 5, 1, "box")):
        figures = {
            "books": books,
            "unused": books - found,
            "spoiled": 0,
            "found": found,
            "blank": 0,
            "invalid": 0,
        }
        sheet = f"{course.url}paper/{station.key}/"
        bo.go(sheet).press("/sheet/").look(f"62-sheet-{names}").send(
            **figures | votes(course, found), photo=photo(names)
        )
        chair.go(sheet).press("/sheet/")
        if names == "hall":
            chair.send(**figures | votes(course, found - 1)).look("63-differ")
            chair.go(f"{sheet}sheet/").look("64-sheet-differ")
        chair.send(**figures | votes(course, found)).reads("本站计票完成")
    chair.go(f"{course.url}paper/").look("65-paper-counted")


def votes(course: Course, number: int) -> dict[str, Any]:
    """All for the first of each post, as many as it has seats."""
    found: dict[str, Any] = {}
    for post in course.election.posts.all():
        rows = course.election.candidates.on_ballot().filter(post=post).order_by("position")
        found |= {f"for-{one.key}": number if n < post.seats else 0 for n, one in enumerate(rows)}
    return found


def tally(course: Course, ceremony: online.Ceremony, seeds: list[str]) -> None:
    chair = course.chair.go(f"{course.url}online/").press("/online/step/tally/").look("66-tally").send()
    online.open_count(ceremony, seeds, [2, 0])
    chair.go(f"{course.url}online/").look("67-online-declared")


def declare(course: Course) -> None:
    chair = course.chair.go(f"{course.url}online/").press("/paper/declare/").look("68-declare").send()
    chair.reads("当选").look("69-result")
    ann = course.people(course.town.cast.ann).go(course.url).reads("当选")
    ann.press("/paper/counts/").look("70-counts")


def hand_over(course: Course) -> None:
    course.people.day(day(5))
    course.step(course.chair, "hand-over").look("71-desk-over")
    ann = course.people(course.town.cast.ann).go(f"{course.town.base}elections/")
    ann.reads("赵国华").look("72-list-over")
