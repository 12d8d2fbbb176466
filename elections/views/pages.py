"""The list of votes, and a vote's own page."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.models import Elector, Option, Vote
from elections.models.votes import VoteQuerySet
from elections.words import votes as vote_words
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may

PER_PAGE = 20


def seen(request: HttpRequest, community: Community, at: datetime) -> VoteQuerySet:
    """The votes of this community that this person may see: every view looks up through it."""
    found = Vote.objects.in_community(community).visible_to(request.user, community, at)
    return found.select_related("community__division", "result__winner")


def find(request: HttpRequest, community: Community, key: str, at: datetime) -> Vote:
    return get_object_or_404(seen(request, community, at).with_turnout(), key=key)


def trail(community: Community, *steps: tuple[str, str]) -> list[dict[str, str]]:
    first = (pgettext("navigation", "Votes"), reverse("elections:votes", args=[community.code]))
    return [{"label": label, "url": url} for label, url in (first, *steps)]


@in_community(read=Permission.READ_PORTAL)
def votes(request: HttpRequest, community: Community) -> HttpResponse:
    at = timezone.now()
    mine = seen(request, community, at)
    context = {
        "drafts": mine.filter(state=Vote.State.DRAFT).order_by("opens_at"),
        "open_votes": mine.open(at).with_turnout().order_by("closes_at"),
        "upcoming": mine.upcoming().order_by("opens_at"),
        "page_obj": Paginator(mine.over(at).order_by("-closes_at", "-pk"), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "voted": voted_in(request, community, at),
        "runs": may(request.user, Permission.RUN_VOTES, community, at),
        "present": at,
    }
    return render(request, "elections/votes.html", context)


def voted_in(request: HttpRequest, community: Community, at: datetime) -> dict[int, bool]:
    """For each open vote on whose roll the person stands: whether they have voted."""
    if not request.user.is_authenticated:
        return {}
    mine = Elector.objects.filter(user=request.user, vote__in=Vote.objects.in_community(community).open(at))
    return {pk: took is not None for pk, took in mine.values_list("vote", "participation")}


@in_community(read=Permission.READ_PORTAL)
def vote(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    found = find(request, community, key, at)
    options = list(found.options.all())
    context = {
        "vote": found,
        "options": options,
        "present": at,
        "is_open": found.is_open(at),
        "is_waiting": found.is_waiting_for_result(at),
        "standing": standing(request, found),
        "facts": facts(found),
        "turnout": vote_words.turnout(found) if found.roll_size else None,
        "result": shown_result(found, options) if found.is_declared else None,
        "steps": staff_steps(found, at) if may(request.user, Permission.RUN_VOTES, community, at) else [],
        "trail": trail(community, (found.question, "")),
    }
    return render(request, "elections/vote.html", context)


def standing(request: HttpRequest, found: Vote) -> dict[str, Any]:
    """How this person stands to the vote: on the roll or not, has voted or not, and a named ballot as cast."""
    if not request.user.is_authenticated:
        return {}
    elector = Elector.objects.filter(vote=found, user=request.user).select_related("participation").first()
    if elector is None:
        return {"known": True}
    ballot = None
    if not found.is_secret:
        ballot = elector.ballots.select_related("option").order_by("-revision").first()
    return {"known": True, "elector": elector, "voted": hasattr(elector, "participation"), "ballot": ballot}


def facts(found: Vote) -> list[dict[str, str]]:
    who = _("Verified residents on the roll; it is frozen when the vote opens")
    if found.roll_size:
        who = _("%(count)s verified residents on the roll, as of %(time)s") % {
            "count": vote_words.grouped(found.roll_size),
            "time": vote_words.moment(found.opened_at),
        }
    secrecy = (
        _("Secret: voter and choice are kept apart")
        if found.is_secret
        else _("Named: residents see who chose what")
    )
    sees = str(Audience(found.audience).label)
    pairs = [
        (_("Who may vote"), who),
        (pgettext("vote", "Ballot"), secrecy),
        (_("Quorum"), vote_words.quorum_words(found)),
        (pgettext("vote", "Decision"), vote_words.passing_words(found)),
        (pgettext("vote", "From"), vote_words.moment(found.opens_at)),
        (pgettext("vote", "To"), _("%(time)s, exclusive") % {"time": vote_words.moment(found.closes_at)}),
        (pgettext("vote", "Seen by"), sees),
    ]
    return [{"term": term, "detail": capfirst(detail)} for term, detail in pairs]


def shown_result(found: Vote, options: list[Option]) -> dict[str, Any]:
    result = found.result
    counts = [
        {
            "option": option,
            "count": vote_words.grouped(result.counts[str(option.position)]),
            "value": round(100 * result.counts[str(option.position)] / max(1, result.took_part), 1),
            "percent": vote_words.percent(result.counts[str(option.position)], result.took_part),
            "won": option.pk == result.winner_id,
        }
        for option in (options if result.counts else [])
    ]
    return {
        "row": result,
        "counts": counts,
        "words": vote_words.outcome_words(found, result),
        "explained": vote_words.explained(found, result, options),
        "withheld": "" if result.counts else vote_words.withheld_words(),
    }


def staff_steps(found: Vote, at: datetime) -> list[dict[str, str]]:
    """The lawful next steps of whoever runs the vote, the natural one first."""
    state, steps = found.state, []
    if state == Vote.State.DRAFT:
        steps = ["open"] if found.opens_at <= at else ["announce"]
        steps.append("edit")
    elif state == Vote.State.ANNOUNCED and found.opens_at <= at:
        steps = ["open"]
    elif state == Vote.State.OPEN and found.closes_at <= at:
        steps = ["close"]
    elif state == Vote.State.CLOSED:
        steps = ["declare"]
    if state not in (Vote.State.DECLARED, Vote.State.CANCELLED):
        steps.append("cancel")
    return [
        {"name": name, "label": vote_words.step_label(name), "url": step_url(found, name)} for name in steps
    ]


def step_url(found: Vote, name: str) -> str:
    if name in ("edit", "cancel"):
        return reverse(f"elections:{name}", args=[found.community.code, found.key])
    return reverse("elections:step", args=[found.community.code, found.key, name])
