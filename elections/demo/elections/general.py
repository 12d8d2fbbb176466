"""Half a year ago: a whole committee, elected on paper and online, checked by whoever likes, in office since."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from elections.actions import board as verbs
from elections.actions.papers import counts_of, post_sheets_and_tally
from elections.actions.running import (
    Seats,
    close_polls,
    declare_election,
    hand_over,
    open_polls,
    publish_candidates,
    publish_proxies,
)
from elections.demo.elections import online, stations
from elections.demo.elections.people import Calendar, sunday
from elections.demo.elections.steps import (
    fill_roll,
    make,
    notify,
    object_and_freeze,
    organisers,
    staff_of,
    stand_all,
    told,
)
from elections.models import Board, Election, Registration, Station
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.demo import World

WHOLE = (
    Seats(office="chair", name="主任"),
    Seats(office="deputy", name="副主任"),
    Seats(office="member", name="委员", seats=3),
)
SHARES = {"主任": (74, 20), "副主任": (66, 27), "委员": (81, 72, 63, 40)}
NAMES = ("主任", "主任", "副主任", "副主任", "委员", "委员", "委员", "委员")
PLACES = (stations.HALL, stations.SCHOOL, stations.BOX)
ONLINE = 48  # at most
THEN = 250  # residents who lived here half a year ago


def past_general(world: World, community: Community) -> Election:
    when = Calendar(sunday(world.at - timedelta(days=180)))
    election = prepared(world, community, when)
    by, other = staff_of(world, community)
    board = online.ready_board(world, election, when, by)
    boxes = stations.set_up(election, PLACES, election.roll_size // 2, when, by)
    publish_proxies(election=election, by=by, at=when.on("proxies"))
    election = open_polls(election=election, by=by, at=when.at(0, 8))
    board = verbs.open_board(board=board, by=by, at=when.at(0, 8))
    vote(election, board, boxes, when, by)
    election = close_polls(election=election, by=by, at=when.at(0, 18))
    board = verbs.close_board(board=board, by=by, at=when.at(0, 18))
    stations.count(boxes, SHARES, (by, other), when.at(0, 19))
    finish(election, board, when, by)
    return election


def prepared(world: World, community: Community, when: Calendar) -> Election:
    """Up to the published list of candidates."""
    by, _other = staff_of(world, community)
    chair = world.staff[community.code].get("chair")
    title = f"{community.name}居民委员会第八届换届选举"
    election = make(world, community, when, title, WHOLE, key="demo-general", ballot_mode="both")
    here = world.residents[community.code]
    cast = [user for user in here if user in world.cast.values()]
    users = [u for u in [chair, *here[:THEN], *cast] if u and u != by]
    fill_roll(world, election, when, list(dict.fromkeys(users)))
    organisers(world, election, when)
    object_and_freeze(world, election, when)
    stand_all(world, election, when, NAMES, chair)
    return publish_candidates(election=election, by=by, at=when.on("candidates"))


def vote(election: Election, board: Board, boxes: Sequence[Station], when: Calendar, by: User) -> None:
    """One in five online, more than half on paper: in the hall, in the north, and a few at home."""
    entries = list(Registration.objects.of(election).on_roll().order_by("number"))
    spread = entries[4 :: min(5, 1 + len(entries) // ONLINE)][:ONLINE]
    voters = [(entry.number, hour(when, n, len(spread))) for n, entry in enumerate(spread)]
    online.cast_all(board, SHARES, voters)
    others = [entry for entry in entries if entry not in spread][: len(entries) * 11 // 20]
    hall, north, box = boxes
    stations.came(hall, [*others[12::2], spread[-1]], by, when.at(0, 12))
    stations.came(north, others[13::2], by, when.at(0, 12))
    stations.came(box, others[:12], by, when.at(0, 15))


def hour(when: Calendar, n: int, of: int) -> datetime:
    """The polls are open for ten hours."""
    return when.at(0, 8 + 10 * n // of)


def finish(election: Election, board: Board, when: Calendar, by: User) -> None:
    """Sheets and sums on the board, the trustees' shares, one result from both, the new committee in office."""
    board = post_sheets_and_tally(board=board, by=by, at=when.at(0, 20))
    online.open_result(board, when.at(0, 20))
    declare_election(election=election, counts=counts_of(election), by=by, at=when.at(0, 21))
    hand_over(election=election, by=by, at=when.at(6))
    election.refresh_from_db()
    notify(election, range(1, 18), when, by)
    told(election)
