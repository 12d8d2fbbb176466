"""The desk of an owners' vote: its draft, its questions, its steps."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.owners import (
    add_owners_question,
    announce_owners_vote,
    cancel_owners_vote,
    close_owners_vote,
    copy_units,
    declare_owners_vote,
    draft_owners_vote,
    open_owners_vote,
    remove_owners_question,
    revise_owners_vote,
)
from elections.actions.owners.base import law_of
from elections.actions.owners.registering import BEFORE_OPENING, last_register
from elections.actions.owners.running import in_the_way
from elections.forms.owners import OwnersVoteForm, QuestionForm, ReasonForm
from elections.models import OwnerBallot, OwnersVote
from elections.views.confirming import ask_first, ask_step
from elections.views.election_base import acted
from elections.views.owners import questions_of, taking_part
from elections.views.owners_base import below, find, trail, url
from elections.words.owners import light, next_words
from elections.words.votes import grouped
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may

State = OwnersVote.State
FORM = "elections/owners/form.html"
ACTS: dict[str, Callable[..., Any]] = {
    "announce": announce_owners_vote,
    "open": open_owners_vote,
    "close": close_owners_vote,
    "declare": declare_owners_vote,
    "copy": copy_units,
}
NEXT = {State.DRAFT: "announce", State.ANNOUNCED: "open", State.OPEN: "close", State.CLOSED: "declare"}


def step_label(step: str) -> str:
    return {
        "announce": pgettext("owners' vote", "Announce"),
        "open": pgettext("owners' vote", "Open the vote"),
        "close": pgettext("owners' vote", "Close the vote"),
        "declare": pgettext("owners' vote", "Declare the result"),
        "copy": _("Copy the last register"),
    }[step]


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def new(request: HttpRequest, community: Community) -> HttpResponse:
    form = OwnersVoteForm(request.POST or None)
    if made := acted(
        request,
        form,
        draft_owners_vote,
        _("The draft is saved. Only those who run elections see it."),
        community=community,
    ):
        return redirect(url("desk", made))
    back = reverse("owners:list", args=[community.code])
    title = _("New owners' vote")
    context = {"form": form, "title": title, "back": back, "trail": trail(community, (title, ""))}
    return render(request, FORM, context)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def edit(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    vote = find(request, community, key, timezone.now())
    if request.method == "GET" and vote.state != State.DRAFT:
        return redirect(url("desk", vote))
    names = ("title", "explanation", "opens_at", "closes_at")
    form = OwnersVoteForm(request.POST or None, initial={name: getattr(vote, name) for name in names})
    if acted(
        request,
        form,
        revise_owners_vote,
        _("The draft is saved. Only those who run elections see it."),
        vote=vote,
    ):
        return redirect(url("desk", vote))
    return form_page(request, vote, form, _("Edit the draft"))


def form_page(
    request: HttpRequest, vote: OwnersVote, form: Any, title: str, back: str = "", **more: Any
) -> HttpResponse:
    back = back or url("desk", vote)
    desk_step = (_("Desk of the vote"), url("desk", vote))
    context = {"form": form, "title": title, "back": back, "trail": below(vote, desk_step, (title, ""))}
    return render(request, FORM, context | more)


@in_community(read=Permission.OVERSEE_ELECTIONS)
def desk(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    vote = find(request, community, key, at)
    step = NEXT.get(State(vote.state))
    context = {
        "vote": vote,
        "light": light(vote),
        "next": next_words(vote),
        "step": {"name": step, "label": step_label(step)} if step else None,
        "blockers": [str(one.reason) for one in in_the_way(vote, at)],
        "questions": questions_of(vote),
        "taking_part": taking_part(vote),
        "figures": figures(vote),
        "runs": may(request.user, Permission.RUN_ELECTIONS, community, at),
        "is_draft": vote.state == State.DRAFT,
        "is_before": vote.state in BEFORE_OPENING,
        "may_copy": vote.state in BEFORE_OPENING and last_register(vote) is not None,
        "may_cancel": vote.state not in (State.DECLARED, State.CANCELLED),
        "trail": below(vote, (_("Desk of the vote"), "")),
    }
    return render(request, "elections/owners/desk.html", context)


def figures(vote: OwnersVote) -> list[dict[str, str]]:
    """How far the register and the ballots are, with the way to each."""
    ballots = OwnerBallot.objects.of(vote)
    unchecked = ballots.unchecked().count()
    sums = [
        (_("Units in the register"), vote.units.count(), "units", ""),
        (_("Ballots"), ballots.values("head").distinct().count(), "units", ""),
        (_("To be checked"), unchecked, "unchecked", "yellow" if unchecked else ""),
    ]
    return [
        {"label": label, "value": grouped(value), "url": url(name, vote), "light": light}
        for label, value, name, light in sums
    ]


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def question(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    vote = find(request, community, key, timezone.now())
    form = QuestionForm(law_of(vote), request.POST or None)
    if acted(request, form, add_owners_question, _("The question is on the ballot."), vote=vote):
        return redirect(url("desk", vote))
    return form_page(request, vote, form, _("Add a question"))


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def remove_question(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    vote = find(request, community, key, timezone.now())
    found = get_object_or_404(vote.questions, key=number)
    return ask_first(
        request,
        remove_owners_question,
        {"question": found},
        done=_("The question is removed."),
        back=url("desk", vote),
        title=_("Remove this question?"),
        text=found.text,
        danger=True,
        submit=pgettext("question", "Remove"),
    )


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def step(request: HttpRequest, community: Community, key: str, step: str) -> HttpResponse:
    """Asks before a step that cannot be taken back, and takes it."""
    vote = find(request, community, key, timezone.now())
    if step not in ACTS:
        raise Http404
    words = {"back": url("desk", vote), "text": vote.title, "points": points(step)}
    return ask_step(request, ACTS[step], {"vote": vote}, step_label(step), **words)


def points(step: str) -> list[str]:
    return {
        "announce": [
            _("Questions and times cannot be changed any more; the register can, until the vote opens."),
            _("All residents are told."),
        ],
        "open": [
            _("The register is frozen, and its fingerprint is published."),
            _("All residents are told."),
        ],
        "close": [_("No owner can vote any more. Paper that came in before can still be typed in.")],
        "declare": [_("The result is published with every unit's ballot. It cannot be taken back.")],
        "copy": [_("The register of this vote is replaced; linked accounts are taken over.")],
    }[step]


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def cancel(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    vote = find(request, community, key, timezone.now())
    form = ReasonForm(request.POST or None)
    if acted(request, form, cancel_owners_vote, _("The vote is cancelled."), vote=vote):
        return redirect(url("desk", vote))
    return form_page(
        request, vote, form, _("Cancel this owners' vote"), submit=_("Cancel the vote"), kind="danger"
    )
