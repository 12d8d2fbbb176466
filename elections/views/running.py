"""Running a vote: draft, preview, announce, open, close, declare, cancel. For those who hold `RUN_VOTES`."""

import csv
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from elections.actions import (
    announce_vote,
    cancel_vote,
    close_vote,
    declare_result,
    draft_vote,
    open_vote,
    revise_vote,
)
from elections.forms import CancelForm, VoteForm, blank, filled
from elections.models import Vote
from elections.views.pages import find, trail
from elections.words import votes as vote_words
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import holders

STEPS: dict[str, Callable[..., object]] = {
    "announce": announce_vote,
    "open": open_vote,
    "close": close_vote,
    "declare": declare_result,
}


def save(request: HttpRequest, form: VoteForm, act: Callable[..., Vote], **about: Any) -> HttpResponse | None:
    """Runs the action on a valid form and goes to the preview; what it refuses is shown on the form."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        vote = act(**form.terms(), **about, by=request.user, at=timezone.now())
    except Refused as refused:
        form.add_error(None, str(refused.reason))
        return None
    messages.success(request, _("The draft is saved. Only those who run votes see it."))
    return redirect(vote)


@in_community(read=Permission.RUN_VOTES, write=Permission.RUN_VOTES)
def new(request: HttpRequest, community: Community) -> HttpResponse:
    form = VoteForm(request.POST or None, initial=blank(timezone.now()))
    saved = save(request, form, draft_vote, community=community)
    back = reverse("elections:votes", args=[community.code])
    context = {
        "form": form,
        "trail": trail(community, (_("New vote"), "")),
        "title": _("New vote"),
        "back": back,
    }
    return saved or render(request, "elections/edit.html", context)


@in_community(read=Permission.RUN_VOTES, write=Permission.RUN_VOTES)
def edit(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    vote = find(request, community, key, timezone.now())
    if vote.state != Vote.State.DRAFT:
        return redirect(vote)
    form = VoteForm(request.POST or None, initial=filled(vote))
    saved = save(request, form, revise_vote, vote=vote)
    steps = trail(community, (vote.question, vote.get_absolute_url()), (_("Edit the draft"), ""))
    context = {"form": form, "trail": steps, "title": _("Edit the draft"), "back": vote.get_absolute_url()}
    return saved or render(request, "elections/edit.html", context)


@in_community(read=Permission.RUN_VOTES, write=Permission.RUN_VOTES)
def step(request: HttpRequest, community: Community, key: str, step: str) -> HttpResponse:
    """Asks before a step that cannot be taken back, and takes it."""
    vote = find(request, community, key, timezone.now())
    if step not in STEPS:
        raise Http404
    if request.method == "POST":
        STEPS[step](vote=vote, by=request.user, at=timezone.now())
        messages.success(request, vote_words.step_done(step))
        return redirect(vote)
    points = vote_words.step_points(vote, step, holders(Permission.VOTE, community, timezone.now()).count())
    context = {
        "vote": vote,
        "points": points,
        "title": vote_words.step_label(step),
        "cancel_url": vote.get_absolute_url(),
    }
    return render(request, "elections/step.html", context)


@in_community(read=Permission.RUN_VOTES, write=Permission.RUN_VOTES)
def cancel(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    vote = find(request, community, key, timezone.now())
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        cancel_vote(vote=vote, reason=form.cleaned_data["reason"], by=by, at=timezone.now())
        messages.success(request, _("The vote is cancelled."))
        return redirect(vote)
    points = [
        _("It ends without a result; ballots already cast are never counted."),
        _("This cannot be taken back."),
    ]
    context = {
        "vote": vote,
        "form": form,
        "points": points,
        "danger": True,
        "cancel_url": vote.get_absolute_url(),
    }
    return render(request, "elections/step.html", context | {"title": vote_words.step_label("cancel")})


@in_community(read=Permission.RUN_VOTES)
def roll(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The frozen roll, for whoever checks its hash: `sort roll | sha256sum` over number, key and name."""
    vote = find(request, community, key, timezone.now())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="roll-{vote.key}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(["number", "key", "name"])
    for elector in vote.electors.select_related("user").order_by("number"):
        writer.writerow(elector.line.split("\t"))
    return response
