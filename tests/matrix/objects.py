"""For each address that names an object: one that exists, in Ann's community."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.cast import BEGINNING, Cast
from tests.matrix.urls import Address

Maker = Callable[[Cast], dict[str, Any]]

MAKERS: dict[str, Maker] = {}


def makes(*names: str) -> Callable[[Maker], Maker]:
    def register(maker: Maker) -> Maker:
        for name in names:
            MAKERS[name] = maker
        return maker

    return register


def objects_for(address: Address, cast: Cast) -> dict[str, Any]:
    """The address's arguments; KeyError where nobody has said which object belongs there."""
    kwargs: dict[str, Any] = {"code": cast.home.code} if "code" in address.params else {}
    wanted = [p for p in address.params if p != "code"]
    if wanted:
        kwargs.update(MAKERS[address.name](cast))
    return kwargs


@makes("notifications:open")
def notice(cast: Cast) -> dict[str, Any]:
    from notifications.models import Notification

    from linli.notifications.actions import tell

    tell(users=[cast.ann], kind="x", title="t", url="/design/", community=cast.home, at=BEGINNING)
    return {"pk": Notification.objects.get().pk}


@makes("residents:decide")
def verification(cast: Cast) -> dict[str, Any]:
    from linli.residents.actions import ask_to_join

    given = {"name": "客", "dwelling": "3-401", "relation": "tenant"}
    return {"key": ask_to_join(community=cast.home, by=cast.guest, at=BEGINNING, **given).key}


@makes("roles:dismiss")
def appointment(cast: Cast) -> dict[str, Any]:
    return {"number": cast.bo.appointments.get(role="committee_member").pk}


@makes("cms:edit", "cms:submit", "cms:withdraw", "cms:take_down", "cms:history", "cms:notice")
def draft(cast: Cast) -> dict[str, Any]:
    return {"key": written(cast).key}


@makes("cms:review")
def review(cast: Cast) -> dict[str, Any]:
    from cms.actions.reviews import submit_notice

    return {"key": submit_notice(notice=written(cast), by=cast.bo, at=BEGINNING).key}


def written(cast: Cast) -> Any:
    from cms.actions.notices import write_notice
    from cms.actions.portals import open_community
    from tests.cms.conftest import WATER

    open_community(division=cast.home.division, at=BEGINNING, by=None)
    cast.home.refresh_from_db()
    return write_notice(community=cast.home, wording=WATER, by=cast.bo, at=BEGINNING)


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


@makes("marketplace:listing", "marketplace:book", "marketplace:edit_listing", "marketplace:pause")
def listing(cast: Cast) -> dict[str, Any]:
    from tests.marketplace.market import meals

    return {"key": meals(cast).key}


@makes(
    "marketplace:provider",
    "marketplace:verify_one",
    "marketplace:refuse_provider",
    "marketplace:suspend_provider",
)
def provider(cast: Cast) -> dict[str, Any]:
    from tests.marketplace.market import provider as made

    return {"key": made(cast.chen, cast).key}


def in_state(state: str) -> Maker:
    def maker(cast: Cast) -> dict[str, Any]:
        from tests.marketplace.market import booking_in

        return {"key": booking_in(state, cast).key}

    return maker


makes("marketplace:booking", "marketplace:cancel", "marketplace:accept", "marketplace:refuse")(
    in_state("requested")
)
makes("marketplace:fulfil")(in_state("accepted"))
makes("marketplace:confirm", "marketplace:report")(in_state("fulfilled"))
makes("marketplace:review", "marketplace:reply")(in_state("confirmed"))
makes("marketplace:problem")(in_state("disputed"))


@makes("volunteers:about", "volunteers:opportunity", "volunteers:change_opportunity")
def opportunity(cast: Cast) -> dict[str, Any]:
    from tests.volunteers.shifts import opportunity as made

    return {"key": made(cast).key}


@makes(
    "volunteers:shift",
    "volunteers:shift_calendar",
    "volunteers:join",
    "volunteers:withdraw",
    "volunteers:check_in",
    "volunteers:check_out",
    "volunteers:roster",
    "volunteers:confirm",
    "volunteers:cancel",
)
def shift(cast: Cast) -> dict[str, Any]:
    from tests.volunteers.shifts import shift as made

    return {"key": made(cast, starts_at=timezone.now() + timedelta(days=2)).key}


@makes("volunteers:step")
def assignment_to_enter(cast: Cast) -> dict[str, Any]:
    return {"verb": "present", **assignment(cast)}


@makes("volunteers:correct")
def assignment(cast: Cast) -> dict[str, Any]:
    from tests.volunteers.shifts import served
    from tests.volunteers.shifts import shift as made

    return {"key": served(made(cast), cast.dan).key}


@makes("volunteers:certificate")
def certificate(cast: Cast) -> dict[str, Any]:
    from tests.volunteers.shifts import served
    from tests.volunteers.shifts import shift as made
    from volunteers.actions.hours import confirm_shift, issue_certificate

    done = served(made(cast), cast.dan)
    confirm_shift(shift=done.shift, by=cast.bo, at=BEGINNING + timedelta(days=3))
    about = {"volunteer": cast.dan, "community": cast.home, "by": cast.dan}
    return {"key": issue_certificate(at=BEGINNING + timedelta(days=4), **about).key}


@makes("accounts:be_demo_person")
def demo_person(cast: Cast) -> dict[str, Any]:
    return {"name": "ann"}


@makes(
    "forum:topic",
    "forum:edit",
    "forum:withdraw",
    "forum:follow",
    "forum:seen",
    "forum:report_topic",
    "forum:hide",
    "forum:restore",
    "forum:lock",
    "forum:unlock",
    "forum:pin",
    "forum:unpin",
)
def topic(cast: Cast) -> dict[str, Any]:
    from tests.forum.talk import begin

    return {"key": begin(cast).key}


@makes("forum:comment")
def topic_to_comment_on(cast: Cast) -> dict[str, Any]:
    return {"kind": "topic", **topic(cast)}


@makes(
    "forum:reply",
    "forum:edit_comment",
    "forum:withdraw_comment",
    "forum:like",
    "forum:report_comment",
    "forum:hide_comment",
    "forum:restore_comment",
)
def comment(cast: Cast) -> dict[str, Any]:
    from tests.forum.talk import begin, say

    return {"key": say(begin(cast), cast.dan).key}


@makes("forum:report")
def report(cast: Cast) -> dict[str, Any]:
    from forum.actions import report_comment
    from tests.forum.talk import NOW, begin, say

    said = say(begin(cast), cast.dan)
    return {"key": report_comment(comment=said, reason="insult", note="", by=cast.ann, at=NOW).key}


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
def election_with_ballots(cast: Cast) -> dict[str, Any]:
    from tests.elections.process.scene import listed

    return {"key": listed(cast, ballot_mode="both").key}


@makes("online:step")
def board_step(cast: Cast) -> dict[str, Any]:
    from tests.elections.board.scene import listed, named

    return {"key": named(listed(cast), cast).election.key, "step": "set-up"}


@makes("paper:station", "paper:remove", "paper:give")
def station(cast: Cast) -> dict[str, Any]:
    from tests.elections.papers.scene import hall, listed

    election = listed(cast)
    return {"key": election.key, "number": hall(election, cast).key}


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


@makes("recalls:page", "recalls:sign", "recalls:answer", "recalls:admit", "recalls:withdraw")
def recall(cast: Cast) -> dict[str, Any]:
    from tests.elections.recalls.scene import asked

    return {"key": asked(cast).key}


@makes("recalls:ask")
def officeholder(cast: Cast) -> dict[str, Any]:
    from tests.elections.recalls.scene import in_office

    return {"number": in_office(cast)[0].key}
