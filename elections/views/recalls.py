"""Recalls: who is in office, a petition with its reasons, answer and signatures, and its admission to a vote."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.petition_law import law_for, petition_of, representatives_for, ways_of
from elections.actions.petitions import sign_recall
from elections.actions.recalls import (
    admit_recall,
    answer_recall,
    ask_recall,
    may_be_admitted,
    withdraw_recall,
)
from elections.actions.running.base import day_of
from elections.actions.running.lawful import shown
from elections.forms.recalls import AdmitForm, AnswerForm, ReasonsForm
from elections.models import Election, Officeholder, Recall
from elections.rules.offices import recall_vote_by
from elections.views.election_base import PER_PAGE, acted, tried
from elections.views.election_base import trail as of_elections
from elections.words.petitions import either_words, measures
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may

LIGHTS = {"signing": "yellow", "admitted": "yellow", "carried": "green", "failed": "", "withdrawn": ""}


def trail(community: Community, *steps: tuple[str, str]) -> list[dict[str, str]]:
    first = (pgettext("navigation", "Recalls"), reverse("recalls:list", args=[community.code]))
    return of_elections(community, first, *steps)


def find(community: Community, key: str) -> Recall:
    rows = Recall.objects.in_community(community).select_related(
        "community__division",
        "officeholder__term__committee__community",
        "officeholder__election",
        "election",
    )
    return get_object_or_404(rows, key=key)


@in_community(read=Permission.READ_AS_RESIDENT)
def recalls(request: HttpRequest, community: Community) -> HttpResponse:
    at = timezone.now()
    rows = Recall.objects.in_community(community).select_related("community__division", "officeholder")
    held = Officeholder.objects.in_community(community).in_office(day_of(at)).by_body()
    pages = Paginator(rows.order_by("-asked_at", "-pk"), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "rows": [{"recall": one, "light": LIGHTS[one.state]} for one in page],
        "officeholders": list(held),
        "may_ask": may(request.user, Permission.VOTE, community, at),
        "trail": of_elections(community, (pgettext("navigation", "Recalls"), "")),
    }
    return render(request, "elections/recalls/list.html", context)


@in_community(read=Permission.READ_AS_RESIDENT)
def recall(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    found = find(community, key)
    counted = found.signatures.counted()
    ways = ways_of(found, at)
    user: Any = request.user
    signing = found.state == Recall.State.SIGNING
    runs = may(user, Permission.RUN_ELECTIONS, community, at)
    context = {
        "recall": found,
        "light": LIGHTS[found.state],
        "measures": measures(ways),
        "either": either_words(ways),
        "on_paper": counted.filter(sheet__isnull=False).count(),
        "online": counted.filter(sheet=None).count(),
        "own": counted.filter(user=user.pk).select_related("sheet").first(),
        "is_representative": representatives_for(found, at).filter(user=user.pk).exists(),
        "oversees": may(user, Permission.OVERSEE_ELECTIONS, community, at),
        "may_sign": signing and may(user, Permission.VOTE, community, at),
        "may_answer": found.state in Recall.UNDER_WAY
        and not found.answer
        and found.officeholder.user_id == user.pk,
        "may_withdraw": signing and found.asked_by_id == user.pk,
        "may_admit": runs and may_be_admitted(found, at),
        "runs": runs,
        "signing": signing,
        "next": next_words(found, at),
        "trail": trail(community, (str(found.officeholder), "")),
    }
    return render(request, "elections/recalls/page.html", context)


def next_words(found: Recall, at: datetime) -> str:
    """The one thing that comes next."""
    if found.state == Recall.State.WITHDRAWN and found.officeholder.ended_on:
        return _("The office has ended, and the petition with it.")
    if found.state == Recall.State.SIGNING:
        if petition_of(found, at).is_carried:
            return _("Enough have signed. The committee admits the petition and sets the day of the vote.")
        return _("Signatures are being gathered. With enough of them the electors vote.")
    if found.state == Recall.State.ADMITTED and found.election.state == Election.State.CANCELLED:
        return _("The vote was cancelled: %(reason)s. The committee sets another day.") % {
            "reason": found.election.cancel_reason
        }
    if found.state == Recall.State.ADMITTED:
        day = shown(found.election.election_day)
        return _("The petition is admitted. The electors vote on %(day)s.") % {"day": day}
    return ""


def show_form(
    request: HttpRequest, community: Community, form: forms.Form, title: str, back: str, submit: str
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "back": back,
        "submit": submit,
        "trail": trail(community, (title, "")),
    }
    return render(request, "elections/recalls/form.html", context)


@in_community(read=Permission.VOTE, write=Permission.VOTE)
def ask(request: HttpRequest, community: Community, number: str) -> HttpResponse:
    """Begins a petition about somebody in office."""
    at = timezone.now()
    held = Officeholder.objects.in_community(community).in_office(day_of(at))
    holder = get_object_or_404(held.select_related("term__committee__community", "election"), key=number)
    form = ReasonsForm(request.POST or None)
    words = _("The petition is begun, and you have signed it.")
    if made := acted(request, form, ask_recall, words, officeholder=holder):
        return redirect(made)
    title = _("Ask for the recall of %(name)s") % {"name": holder.name}
    back = reverse("recalls:list", args=[community.code])
    return show_form(request, community, form, title, back, _("Begin the petition"))


@in_community(read=Permission.READ_AS_RESIDENT, write=Permission.READ_AS_RESIDENT)
def answer(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The person concerned answers."""
    found = find(community, key)
    get_object_or_404(Recall.objects.filter(officeholder__user=request.user.pk), pk=found.pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        text = form.cleaned_data["answer"]
        if tried(form, lambda: answer_recall(recall=found, text=text, by=by, at=timezone.now())):
            messages.success(request, _("Your answer is published."))
            return redirect(found)
    return show_form(request, community, form, _("Your answer"), found.get_absolute_url(), _("Publish"))


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def admit(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The committee admits a petition and sets the day of the vote."""
    at = timezone.now()
    found = find(community, key)
    last = recall_vote_by(law_for(found.officeholder), day_of(at))
    form = AdmitForm(last, request.POST or None, initial={"election_day": last})
    words = _("The vote is drafted. Announce it next.")
    if made := acted(request, form, admit_recall, words, recall=found):
        return redirect("election:desk", community.code, made.key)
    title = _("Admit the petition")
    return show_form(request, community, form, title, found.get_absolute_url(), title)


STEPS: dict[str, Callable[..., Any]] = {"sign": sign_recall, "withdraw": withdraw_recall}


def done(step: str) -> str:
    return {"sign": _("You have signed."), "withdraw": _("The petition is withdrawn.")}[step]


def take(request: HttpRequest, community: Community, key: str, step: str, at: datetime) -> HttpResponse:
    found = find(community, key)
    try:
        STEPS[step](recall=found, by=request.user, at=at)
        messages.success(request, done(step))
    except Refused as refused:
        messages.error(request, str(refused.reason))
    return redirect(found)


@in_community(write=Permission.VOTE)
def sign(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    return take(request, community, key, "sign", timezone.now())


@in_community(write=Permission.VOTE)
def withdraw(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    return take(request, community, key, "withdraw", timezone.now())
