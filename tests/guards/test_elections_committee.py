"""The committee that runs an election: what its guards refuse under their names, and the damage without each."""

from typing import Any

import pytest

from elections.actions.running import describe_member, leave_committee
from tests.cast import Cast
from tests.elections.process.scene import announced, entry, nominating, stand
from tests.elections.process.test_election_committee import ACCEPTED, member, one, proposed, seated
from tests.guards.elections import Damage, change, run, shown, twice

TABLE = "elections_electioncommitteemember"
STANDS, RUNS = "elections_electioncommitteemember_stands_not", "elections_nomination_runs_not"
STAYS, PLACE = "elections_electioncommitteemember_stays", "elections_electioncommitteemember_place"
ONCE, ENTRY = "elections_electioncommitteemember_once", "elections_electioncommitteemember_entry"
CHAIR = "elections_electioncommitteemember_chair"
BOTH = (
    f"SELECT count(*) FROM {TABLE} m JOIN elections_registration r ON r.user_id = m.user_id"
    " JOIN elections_nomination n ON n.nominee_id = r.id"
    " WHERE m.left_at IS NULL AND n.state IN ('accepted', 'approved')"
)


def chosen(cast: Cast) -> None:
    seated(cast)


def chaired(cast: Cast) -> None:
    """The newest is in the chair, without an account."""
    member(announced(cast), "周建民", office="chair")


def linked(cast: Cast) -> None:
    election = seated(cast)
    last, number = member(election, "郑奶奶"), entry(election, "郑奶奶").number
    describe_member(member=last, office="member", number=number, by=cast.bo, at=ACCEPTED)


def gone(cast: Cast) -> None:
    election = seated(cast)
    leave_committee(member=one(election, "安"), leaving="other", reason="住院", by=cast.bo, at=ACCEPTED)


def asked(cast: Cast) -> None:
    """Dan is on the committee and nominated, and has not answered."""
    proposed(seated(cast), cast)


def standing(cast: Cast) -> None:
    """Dan stands, and a member without an account bears his name."""
    election = nominating(cast)
    stand(election, cast, "丹")
    member(election, "丹")


def named_as_dan() -> Damage:
    """The member without an account is given that of the candidate."""
    candidate = (
        "SELECT r.user_id FROM elections_registration r JOIN elections_nomination n ON n.nominee_id = r.id"
    )
    sql = f"UPDATE {TABLE} SET user_id = ({candidate})"
    return run(STANDS, standing, sql, BOTH)


DAMAGES = [
    twice(PLACE, chosen, "election_id, position", ONCE, STANDS),
    twice(ONCE, chosen, "election_id, user_id", STANDS, position="99"),
    twice(ENTRY, linked, "", STANDS, position="99")._replace(
        seen=f"SELECT count(*) FROM {TABLE} GROUP BY registration_id HAVING count(registration_id) > 1"
    ),
    twice(CHAIR, chaired, "election_id, office", STANDS, position="99"),
    change("elections_electioncommitteemember_left", chosen, "left_at IS NOT NULL", STAYS, left_at="now()"),
    change(
        "elections_electioncommitteemember_why", gone, "leaving = 'other' AND reason = ''", STAYS, reason="''"
    ),
    run(STAYS, chosen, f"DELETE FROM {TABLE}", f"SELECT (count(*) = 0)::int FROM {TABLE}"),
    change(STAYS, gone, "reason = 'x'", reason="'x'"),
    change(STAYS, chosen, "name = 'x'", name="'x'"),
    named_as_dan(),
    run(
        RUNS,
        asked,
        "UPDATE elections_nomination SET state = 'accepted', accepted_at = now()",
        BOTH,
    ),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.guard)
def test_a_guard_of_the_election_committee_stops_what_happens_without_it(
    damage: Damage, cast: Cast, owner: Any
) -> None:
    shown(damage, cast, owner)
