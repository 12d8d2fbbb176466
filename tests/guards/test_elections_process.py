"""The way of an election, its people and its offices; with the guard off the damage is done."""

from typing import Any

import pytest

from tests.cast import Cast
from tests.elections.process.scene import drafted
from tests.guards import elections as made
from tests.guards.elections import Damage, change, copy, run, shown, twice

CLOSED = "elections_electionresult_after_close"
RANKED = "elections_standing_after_close"
PROXY = "elections_proxy_lawful"
ANOTHER = "(SELECT min(id) FROM elections_registration WHERE id NOT IN ({}))"
STANDING = """INSERT INTO elections_standing (election_id, post_id, candidate_id, registration_id, name, votes_for,
 votes_against, abstentions, rank, verdict) SELECT election_id, post_id, id, registration_id, name, 99, 0, 0, 1, 'elected'
 FROM elections_candidate"""


def households(cast: Cast) -> None:
    made.one_entry(cast, electorate_mode="households")


ELECTION = [
    change("elections_election_cancelled", drafted, "state = 'cancelled'", state="'cancelled'"),
    change(
        "elections_election_online_level",
        drafted,
        "ballot_mode = 'both' AND assurance = 'L1'",
        ballot_mode="'both'",
        assurance="'L1'",
    ),
    change("elections_election_predecessor", drafted, "kind = 'run_off'", kind="'run_off'"),
    change("elections_election_profile", drafted, "announced_at IS NOT NULL", announced_at="now()"),
    change(
        "elections_election_window",
        drafted,
        "polls_close_at = polls_open_at",
        polls_close_at="polls_open_at",
    ),
    twice("elections_post_name", drafted, "election_id, name", position="9"),
    twice("elections_post_position", drafted, "election_id, position", name="'副主任'"),
    change("elections_post_seats", drafted, "seats = 0", seats="0"),
    change("elections_post_seats", drafted, "seats_for_women > seats", seats_for_women="seats + 1"),
    copy("elections_electionnotice_number", made.noticed, "number = 31", number="31"),
    twice("elections_electionnotice_once", made.noticed, "election_id, number, edition"),
    run(
        "elections_electionnotice_append_only",
        made.noticed,
        "UPDATE elections_electionnotice SET text = '改了'; DELETE FROM elections_electionnotice",
        "SELECT (count(*) = 0)::int FROM elections_electionnotice",
    ),
]
ROLL = [
    twice("elections_registration_household", households, "election_id, stands_for", name="'李四'"),
    change("elections_registration_masked", made.one_entry, "masked_name = name", masked_name="name"),
    twice("elections_registration_number", made.numbered, "election_id, number", name="'李四'"),
    change("elections_registration_numbered", made.one_entry, "number = 1", number="1"),
    change("elections_registration_struck_reason", made.one_entry, "state = 'struck'", state="'struck'"),
    change(
        "elections_objection_ruled",
        made.objected,
        "ruling = 'upheld' AND reason = ''",
        ruling="'upheld'",
        ruled_at="raised_at + interval '1 day'",
    ),
    change("elections_objection_ruled", made.objected, "ruled_at IS NOT NULL", ruled_at="raised_at"),
    change(
        "elections_objection_not_by_oneself",
        made.objected,
        "ruled_by_id = raised_by_id",
        ruling="'upheld'",
        reason="'确有遗漏'",
        ruled_at="raised_at + interval '1 day'",
        ruled_by_id="raised_by_id",
    ),
    copy("elections_objection_target", made.objected, "ground = 'mistake'", ground="'mistake'"),
]
PEOPLE = [
    twice("elections_nomination_once", made.nominated, "post_id, nominee_id"),
    change("elections_nomination_refusal_has_reason", made.nominated, "state = 'refused'", state="'refused'"),
    change("elections_nomination_willing", made.nominated, "state = 'approved'", state="'approved'"),
    twice("elections_support_once", made.nominated, "nomination_id, elector_id"),
    run(
        "elections_support_in_time",
        made.nominated,
        "UPDATE elections_support SET elector_id = (SELECT id FROM elections_registration WHERE name = '郑奶奶')",
        "SELECT count(*) FROM elections_support s JOIN elections_registration r ON r.id = s.elector_id"
        " WHERE r.name = '郑奶奶'",  # her name stands under a proposal that she never saw
    ),
    twice(
        "elections_candidate_one_post",
        made.standing,
        "election_id, registration_id",
        post_id="(SELECT id FROM elections_post WHERE office = 'chair')",
        nomination_id="NULL",
    ),
    twice(
        "elections_candidate_position",
        made.standing,
        "post_id, position",
        registration_id=ANOTHER.format("registration_id"),
        nomination_id="NULL",
    ),
    change(
        "elections_proxy_accepted_has_slot",
        made.entrusted,
        "state = 'accepted' AND slot IS NULL",
        state="'accepted'",
    ),
    change(
        "elections_proxy_not_oneself",
        made.entrusted,
        "holder_id = principal_id",
        PROXY,
        holder_id="principal_id",
    ),
    twice(
        "elections_proxy_one",
        made.entrusted,
        "principal_id",
        holder_id=ANOTHER.format("principal_id, holder_id"),
    ),
    change(
        "elections_proxy_published", made.entrusted, "state = 'asked'", PROXY, published_at="now()"
    )._replace(
        seen="SELECT count(*) FROM elections_proxy WHERE state = 'asked' AND published_at IS NOT NULL"
    ),
    copy(
        "elections_proxy_written",
        made.entrusted,
        "form = 'paper' AND paper_number = ''",
        principal_id=ANOTHER.format("principal_id, holder_id"),
        form="'paper'",
    ),
]
OUTCOME = [
    change(
        "elections_electionresult_sums",
        made.resulted,
        "blank + invalid > took_part",
        CLOSED,
        "elections_electionresult_append_only",
        blank="took_part",
    ),
    run(
        "elections_electionresult_append_only",
        made.resulted,
        "UPDATE elections_electionresult SET took_part = 99; DELETE FROM elections_electionresult",
        "SELECT (count(*) = 0)::int FROM elections_electionresult",
        CLOSED,
    ),
    run(RANKED, made.standing, STANDING, "SELECT count(*) FROM elections_standing"),
    twice("elections_standing_once", made.ranked, "candidate_id", RANKED, rank="2"),
    twice("elections_standing_rank", made.ranked, "post_id, rank", RANKED, candidate_id="NULL"),
    run(
        "elections_standing_append_only",
        made.ranked,
        "UPDATE elections_standing SET votes_for = 99; DELETE FROM elections_standing",
        "SELECT (count(*) = 0)::int FROM elections_standing",
        RANKED,
    ),
]
ENDS = "elections_officeholder_ends"
OFFICE = [
    twice("elections_committee_once", made.in_office, "community_id, kind, name"),
    twice("elections_term_number", made.in_office, "committee_id, number"),
    change("elections_term_window", made.in_office, "ends_on = starts_on", ends_on="starts_on"),
    twice("elections_officeholder_once", made.in_office, "term_id, registration_id"),
    change("elections_officeholder_ended", made.in_office, "ending = 'recalled'", ending="'recalled'"),
    change(
        "elections_officeholder_ended", made.in_office, "ended_on IS NOT NULL", ENDS, ended_on="starts_on + 9"
    ),
    change(
        "elections_officeholder_window",
        made.in_office,
        "ended_on < starts_on",
        ENDS,
        ended_on="starts_on - 1",
        ending="'left'",
    ),
]


@pytest.mark.parametrize(
    "damage", ELECTION + ROLL + PEOPLE + OUTCOME + OFFICE, ids=lambda damage: damage.guard
)
def test_a_guard_of_elections_stops_what_happens_without_it(damage: Damage, cast: Cast, owner: Any) -> None:
    shown(damage, cast, owner)
