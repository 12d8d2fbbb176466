"""The neighbours' mutual aid club elects its board: the polls are open now, online and on paper, and for days to come."""

from datetime import datetime, timedelta
from typing import Any

from elections.actions import board as verbs
from elections.actions.running import Seats, issue_notice, open_polls, publish_candidates
from elections.demo.elections import online, stations
from elections.demo.elections.people import CLUB, Calendar, day_in_china
from elections.demo.elections.steps import (
    fill_roll,
    make,
    notify,
    object_and_freeze,
    staff_of,
    stand_all,
    told,
)
from elections.models import Board, Election, Registration, Station
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.demo import World

BOARD = (Seats(office="chair", name="会长"), Seats(office="member", name="理事", seats=3))
SHARES = {"会长": (58, 38), "理事": (72, 64, 55, 48, 31)}
NAMES = ("会长", "会长", "理事", "理事", "理事", "理事", "理事")
MEMBERS, DAYS_OPEN, LAST_DAY = 90, 2, 9  # polls opened two days ago, and close on the tenth day


def polling(world: World, community: Community) -> Election:
    when = Calendar(day_in_china(world.at) - timedelta(days=DAYS_OPEN), CLUB)
    election = prepared(world, community, when)
    by, _other = staff_of(world, community)
    board = online.ready_board(world, election, when, by)
    rooms = stations.set_up(election, (stations.HALL,), 100, when, by)
    election = open_polls(election=election, by=by, at=when.at(0, 8))
    board = verbs.open_board(board=board, by=by, at=when.at(0, 8))
    vote(world, election, board, rooms[0], by)
    notify(election, (1, 2), when, by)
    issue_notice(election=election, number=3, by=by, at=when.on("candidates", 10))
    told(election)
    return election


def prepared(world: World, community: Community, when: Calendar) -> Election:
    """Members are ninety residents, and those whom a visitor of the demo may be."""
    by, _other = staff_of(world, community)
    terms: dict[str, Any] = {
        "profile_code": "club-simple",
        "ballot_mode": "both",
        "assurance": Election.Assurance.VERIFIABLE,
        "polls_close_at": when.at(LAST_DAY, 20),
        "term_years": 2,
    }
    title = f"{community.name}邻里互助会理事会选举"
    election = make(world, community, when, title, BOARD, key="demo-club", **terms)
    here = world.residents[community.code]
    cast = [user for user in here if user in world.cast.values()]
    fill_roll(world, election, when, list(dict.fromkeys([*here[:MEMBERS], *cast])))
    object_and_freeze(world, election, when)
    stand_all(world, election, when, NAMES)
    return publish_candidates(election=election, by=by, at=when.on("candidates"))


def vote(world: World, election: Election, board: Board, room: Station, by: User) -> None:
    """Some have voted; those whom a visitor may be have not."""
    cast = [user.pk for user in world.cast.values()]
    rest = Registration.objects.of(election).on_roll().exclude(user__in=cast).order_by("number")
    entries = list(rest)
    spread = entries[3::4][:18]
    online.cast_all(
        board, SHARES, [(entry.number, moment(world, election, n)) for n, entry in enumerate(spread)]
    )
    others = [entry for entry in entries if entry not in spread]
    yesterday = election.polls_open_at + timedelta(days=1, hours=7)  # an afternoon in the hours of the paper
    stations.came(room, [spread[0], *others[::7]], by, yesterday)


def moment(world: World, election: Election, n: int) -> datetime:
    """Spread over the hours since the polls opened."""
    return election.polls_open_at + (world.at - election.polls_open_at) * n / 20
