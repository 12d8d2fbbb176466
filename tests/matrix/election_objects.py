"""For each address of votes and elections that names an object: one that exists, in Ann's community."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from tests.matrix.registry import makes


@makes("elections:vote", "elections:booth", "elections:cast", "elections:receipt")
def open_vote(cast: Cast) -> dict[str, Any]:
    from tests.elections.ballots import live

    return {"key": live(cast, timezone.now()).key}


@makes("elections:ballots", "elections:ballots_csv", "elections:ballots_json", "elections:roll")
def declared_vote(cast: Cast) -> dict[str, Any]:
    from tests.elections.ballots import cast_all, declared, named

    vote = named(cast)
    cast_all(vote, [cast.ann, cast.dan])
    declared(vote, cast)
    return {"key": vote.key}


@makes("elections:edit", "elections:cancel")
def drafted_vote(cast: Cast) -> dict[str, Any]:
    from tests.elections.ballots import draft as drafted

    return {"key": drafted(cast).key}


OF_ELECTION = [
    "page",
    "roll",
    "roll_file",
    "register",
    "object",
    "nominations",
    "nominate",
    "proxies",
    "entrust",
    "notices",
    "desk",
    "edit",
    "cancel",
    "postpone",
    "committee",
    "registrations",
    "from_register",
    "from_list",
    "new_entry",
    "objections",
    "reviews",
    "paper_nomination",
    "papers",
    "paper_proxy",
]


@makes(*(f"election:{name}" for name in OF_ELECTION))
def election(cast: Cast) -> dict[str, Any]:
    from tests.elections.process.scene import nominating

    return {"key": nominating(cast).key}


@makes("election:notice", "election:notice_pdf", "election:issue")
def election_notice(cast: Cast) -> dict[str, Any]:
    return {"number": 1, **election(cast)}


@makes("election:step")
def election_step(cast: Cast) -> dict[str, Any]:
    return {"step": "publish-candidates", **election(cast)}


@makes("election:rule")
def election_objection(cast: Cast) -> dict[str, Any]:
    from elections.actions.running import raise_objection
    from tests.elections.process.scene import day, published

    found = published(cast)
    about = {"ground": "missing", "text": "漏了", "by": cast.ann, "at": day(-48)}
    return {"key": found.key, "number": raise_objection(election=found, **about).key}


@makes("election:committee_member", "election:committee_leave")
def committee_member(cast: Cast) -> dict[str, Any]:
    from elections.actions.running import add_member
    from tests.elections.process.scene import announced, day

    found = announced(cast)
    return {
        "key": found.key,
        "number": add_member(election=found, name="周建民", by=cast.bo, at=day(-50)).key,
    }


@makes("election:strike")
def election_entry(cast: Cast) -> dict[str, Any]:
    from tests.elections.process.scene import entry, published

    found = published(cast)
    return {"key": found.key, "number": entry(found, "郑奶奶").key}


@makes("election:candidate", "election:edit_candidate", "election:withdraw_candidate")
def election_candidate(cast: Cast) -> dict[str, Any]:
    from tests.elections.process.scene import nominating, stand

    found = nominating(cast)
    return {"key": found.key, "number": stand(found, cast, "丹").key}


def nominated(cast: Cast) -> dict[str, Any]:
    from elections.actions.running import nominate
    from tests.elections.process.scene import day, entry, nominating, post

    found = nominating(cast)
    one = nominate(post=post(found), nominee=entry(found, "丹"), by=cast.ann, at=day(-20))
    return {"key": found.key, "number": one.key}


@makes("election:nomination_step")
def election_support(cast: Cast) -> dict[str, Any]:
    return {"step": "support", **nominated(cast)}


@makes("election:review")
def election_review(cast: Cast) -> dict[str, Any]:
    return {"verdict": "approve", **nominated(cast)}


@makes("election:proxy_step", "election:paper_proxy_step")
def election_proxy(cast: Cast) -> dict[str, Any]:
    from elections.actions.running import ask_proxy
    from tests.elections.process.scene import day, entry, nominating

    found = nominating(cast)
    about = {"relation": "other", "by": cast.ann, "at": day(-20)}
    one = ask_proxy(election=found, holder=entry(found, "丹"), **about)
    return {"key": found.key, "number": one.key, "step": "revoke"}


@makes("elections:step")
def vote_to_open(cast: Cast) -> dict[str, Any]:
    from tests.elections.ballots import draft as drafted

    now = timezone.now()
    return {
        "key": drafted(cast, opens_at=now - timedelta(minutes=5), closes_at=now + timedelta(days=1)).key,
        "step": "open",
    }


@makes(
    *(
        f"online:{name}"
        for name in ["booth", "setup", "ballot", "challenge", "cancel", "board", "archive", "station_page"]
    )
)
def online_board(cast: Cast) -> dict[str, Any]:
    from tests.elections.board.scene import opened

    return {"key": opened(cast).election.key}


@makes("online:slot")
def online_slot(cast: Cast) -> dict[str, Any]:
    from tests.elections.board.scene import opened

    scene = opened(cast)
    return {"key": scene.election.key, "pk": scene.cards[0].public.hex()}


SEATS = "trustee_page trustee_state trustee authority_page authority_state authority_key credentials"


@makes(*(f"online:{name}" for name in SEATS.split()))
def online_seats(cast: Cast) -> dict[str, Any]:
    from tests.elections.board.scene import listed, named

    return {"key": named(listed(cast), cast).election.key}


@makes("online:desk", "online:seats", "paper:desk", "paper:new", "paper:visit")
@makes("paper:print", "paper:ballots_pdf", "paper:sample_pdf", "paper:proxy_pdf")
@makes("paper:register_pdf", "paper:cards_pdf", "paper:roll_pdf")
def election_with_ballots(cast: Cast) -> dict[str, Any]:
    from tests.elections.process.scene import listed

    return {"key": listed(cast, ballot_mode="both").key}


@makes("online:step")
def board_step(cast: Cast) -> dict[str, Any]:
    from tests.elections.board.scene import listed, named

    return {"key": named(listed(cast), cast).election.key, "step": "set-up"}


@makes("paper:station", "paper:remove", "paper:give", "paper:count_sheet_pdf")
def station(cast: Cast) -> dict[str, Any]:
    from tests.elections.papers.scene import hall, listed

    election = listed(cast)
    return {"key": election.key, "number": hall(election, cast).key}


@makes("paper:visits_pdf")
def asked_for_a_visit(cast: Cast) -> dict[str, Any]:
    from elections.actions.papers import ask_for_visit
    from tests.elections.papers.scene import electors, hall, listed
    from tests.elections.process.scene import day

    election = listed(cast)
    hall(election, cast)
    entry = electors(election)[0]
    ask_for_visit(registration=entry, reason="腿脚不便", address="3号楼502", by=entry.user, at=day(-4))
    return {"key": election.key}


@makes("paper:sheet")
def sheet(cast: Cast) -> dict[str, Any]:
    from tests.elections.papers.scene import closed

    election, first, _ = closed(cast)
    return {"key": election.key, "number": first.key}


@makes("paper:counts", "paper:declare")
def counted_election(cast: Cast) -> dict[str, Any]:
    from tests.elections.papers.scene import counted

    return {"key": counted(cast).key}


@makes("paper:photo")
def sheet_photo(cast: Cast) -> dict[str, Any]:
    from elections.actions.papers import counts_of
    from elections.actions.running import declare_election
    from tests.elections.papers.scene import counted
    from tests.elections.process.scene import AFTER

    election = counted(cast)
    declare_election(election=election, counts=counts_of(election), by=cast.chair, at=AFTER)
    return {"key": election.key, "number": election.stations.first().key}


OF_RECALL = "page sign answer admit withdraw take_back blank_sheet sheets"


@makes(*(f"recalls:{name}" for name in OF_RECALL.split()))
def recall(cast: Cast) -> dict[str, Any]:
    from tests.elections.recalls.scene import asked

    return {"key": asked(cast).key}


@makes("recalls:ask")
def officeholder(cast: Cast) -> dict[str, Any]:
    from tests.elections.recalls.scene import in_office

    return {"number": in_office(cast)[0].key}


@makes("offices:choose")
def office(cast: Cast) -> dict[str, Any]:
    return officeholder(cast)


@makes("offices:end")
def office_to_end(cast: Cast) -> dict[str, Any]:
    return {"ground": "resigned", **officeholder(cast)}


@makes("offices:ending", "offices:take_back")
def office_ended(cast: Cast) -> dict[str, Any]:
    from elections.actions.offices import end_term_early
    from tests.elections.offices.scene import resignation
    from tests.elections.process.scene import day
    from tests.elections.recalls.scene import in_office

    holder, days = in_office(cast)[0], {"ended_on": day(12).date(), "applied_on": day(10).date()}
    about = {"why": resignation(**days), "by": cast.bo, "at": day(14)}
    return {"key": end_term_early(officeholder=holder, **about).key}


@makes("offices:resign")
def own_office(cast: Cast) -> dict[str, Any]:
    """Ann's: the one address that nobody else gets."""
    from elections.models import Officeholder

    found = officeholder(cast)
    Officeholder.objects.filter(key=found["number"]).update(user=cast.ann)
    return found


@makes("offices:resignation", "offices:withdraw", "offices:refuse")
def resignation_filed(cast: Cast) -> dict[str, Any]:
    from elections.actions.resignations import file_resignation
    from elections.models import Officeholder
    from tests.elections.process.scene import day

    holder = Officeholder.objects.get(key=own_office(cast)["number"])
    about = {"reason": "家人病重，需要照料", "by": cast.ann, "at": day(12)}
    return {"key": file_resignation(officeholder=holder, **about).key}


@makes("recalls:sheet", "recalls:sheet_photo")
def petition_sheet(cast: Cast) -> dict[str, Any]:
    from tests.elections.recalls.test_petitions import entered

    sheet = entered(cast)
    return {"key": sheet.recall.key, "number": sheet.number}


@makes("recalls:strike")
def petition_line(cast: Cast) -> dict[str, Any]:
    from tests.elections.recalls.test_petitions import entered, lines

    sheet = entered(cast)
    entry = lines(sheet)[0].registration.key
    return {"key": sheet.recall.key, "number": sheet.number, "entry": entry}
