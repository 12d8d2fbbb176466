"""For each address that names an object: one that exists, in Ann's community."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.cast import BEGINNING, Cast
from tests.matrix import election_objects, meeting_objects, owner_objects
from tests.matrix.registry import MAKERS, Maker, makes, objects_for

__all__ = ["MAKERS", "election_objects", "meeting_objects", "objects_for", "owner_objects"]


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
