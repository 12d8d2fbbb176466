"""What waits in elections: an answer to a nomination or a proxy, the next public step, the desk's work and its deadlines."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.running.lawful import shown
from elections.models import Election, Nomination, Objection, Proxy
from elections.rules.days import midnight
from elections.today import offices, recalls
from elections.words.calendar import next_words
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.waiting import Waiting
from linli.roles.permissions import Permission
from linli.roles.rights import may

State = Election.State
REVIEWS_WITHIN = timedelta(days=3)


def entry(
    election: Election, title: str, step: str, name: str, until: datetime | None, detail: str = ""
) -> Waiting:
    return Waiting(
        room="vote",
        icon="landmark",
        kind=pgettext("room", "Election"),
        title=title,
        url=reverse(f"election:{name}", args=[election.community.code, election.key]),
        step=step,
        until=until,
        detail=detail,
        source=election.title,
    )


def polls_day(election: Election) -> datetime:
    return midnight(election.election_day)


def waiting(user: User, community: Community, at: datetime) -> Iterator[Waiting]:
    """Nominations and proxies that wait for this person's answer."""
    asked = Nomination.objects.filter(
        nominee__user=user,
        state=Nomination.State.GATHERING,
        post__election__community=community,
        post__election__state=State.NOMINATING,
    )
    for one in asked.select_related("post__election__community__division"):
        election = one.post.election
        title = _("You have been nominated: %(post)s") % {"post": one.post.name}
        yield entry(election, title, pgettext("button", "Answer"), "nominations", polls_day(election))
    proxies = Proxy.objects.filter(
        holder__user=user,
        state=Proxy.State.ASKED,
        election__community=community,
        election__proxies_published_at=None,
        election__state__in=[State.NOMINATING, State.CANDIDATES_PUBLISHED],
    )
    for proxy in proxies.select_related("principal", "election__community__division"):
        title = _("%(name)s asks you to vote for them") % {"name": proxy.principal.name}
        until = polls_day(proxy.election) - timedelta(days=proxy.election.proxies_published_before)
        yield entry(proxy.election, title, pgettext("button", "Answer"), "proxies", until)
    yield from recalls.waiting(user, community)


def upcoming(community: Community, at: datetime) -> Iterator[Waiting]:
    """Elections under way: what everybody may do next, and until when."""
    found = Election.objects.in_community(community).under_way().select_related("community__division")
    for election in found:
        step, until = next_words(election, at)
        deadline = election.polls_close_at
        if election.state == State.ROLL_PUBLISHED and not election.is_roll_frozen:
            deadline = midnight(election.objections_end_on + timedelta(days=1))
        yield entry(election, election.title, step, "page", deadline, until)


def due(user: User, community: Community, at: datetime) -> Iterator[Waiting]:
    """The desk: objections to rule on, nominations to review, steps that must be taken by a day."""
    if not may(user, Permission.RUN_ELECTIONS, community, at):
        return
    waits = Count("posts__nominations", filter=Q(posts__nominations__state="accepted"))
    found = Election.objects.in_community(community).under_way().annotate(to_review=waits)
    elections: dict[int, Any] = {one.pk: one for one in found.select_related("community__division")}
    for objection in Objection.objects.waiting().filter(election__in=elections):
        title = _("Objection to the roll: %(ground)s") % {"ground": objection.get_ground_display()}
        election = elections[objection.election_id]
        yield entry(election, title, pgettext("button", "Rule"), "objections", objection.rule_by)
    for election in elections.values():
        if election.to_review and election.state == State.NOMINATING:
            title = _("%(count)s nominations to review") % {"count": election.to_review}
            last = polls_day(election) - timedelta(days=election.candidates_published_before)
            yield entry(
                election, title, pgettext("button", "Review"), "reviews", min(last, at + REVIEWS_WITHIN)
            )
        yield from step_due(election, at)
    yield from recalls.due(user, community, at)
    yield from offices.due(user, community, at)


def step_due(election: Election, at: datetime) -> Iterator[Waiting]:
    """The step that the calendar wants next, where it has a last day."""
    steps = {
        State.ANNOUNCED: (_("Publish the roll"), election.roll_published_before),
        State.NOMINATING: (_("Publish the candidates"), election.candidates_published_before),
        State.CANDIDATES_PUBLISHED: (_("Open the polls"), 0),
        State.POLLING: (_("Close the polls"), 0),
        State.CLOSED: (_("Declare the result"), 0),
    }
    if election.state not in steps:
        return
    label, days = steps[election.state]
    last = election.election_day - timedelta(days=days)
    if election.state in (State.POLLING, State.CLOSED):
        last = election.last_day
    until = {State.CANDIDATES_PUBLISHED: election.polls_open_at, State.POLLING: election.polls_close_at}
    detail = _("At the latest on %(limit)s") % {"limit": shown(last)}
    deadline = until.get(election.state, midnight(last + timedelta(days=1)))
    yield entry(election, election.title, label, "desk", deadline, detail)
