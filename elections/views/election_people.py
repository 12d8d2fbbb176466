"""What electors do for each other: nominate, support, answer; a candidate's own page; entrusting a vote."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.running import (
    answer_nomination,
    describe_candidate,
    nominate,
    support_nomination,
    withdraw_candidate,
    withdraw_nomination,
)
from elections.actions.running.base import entry_of, law_of
from elections.actions.running.committee_facts import is_same
from elections.forms.election_committee import AcceptForm
from elections.forms.elections import ReasonForm
from elections.forms.people import CandidateForm, NominationForm
from elections.models import Candidate, Election, Nomination, Support
from elections.views.election_base import PER_PAGE, below, find, own_entry, tried, url
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


@in_community(read=Permission.READ_AS_RESIDENT)
def nominations(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = find(request, community, key, timezone.now())
    rows = Nomination.objects.of(found).with_support().select_related("post", "nominee")
    page = Paginator(rows.order_by("post__position", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    entry = own_entry(request, found)
    mine = set(Support.objects.filter(elector=entry).values_list("nomination", flat=True)) if entry else set()
    context = {
        "election": found,
        "page_obj": page,
        "rows": [nomination_row(one, entry, mine, found) for one in page],
        "self_nomination": law_of(found).election.self_nomination,
        "may_nominate": entry is not None and found.state == Election.State.NOMINATING,
        "trail": below(found, (_("Nominations"), "")),
    }
    return render(request, "elections/election/nominations.html", context)


def nomination_row(one: Any, entry: Any, mine: set[int], found: Election) -> dict[str, Any]:
    """A nomination, and what this person may do with it."""
    is_open = found.state == Election.State.NOMINATING
    is_own = entry is not None and one.nominee_id == entry.pk
    steps = []
    if is_open and is_own and one.state == Nomination.State.GATHERING:
        steps = ["accept", "decline"]
    elif is_open and is_own and one.state in Nomination.LIVE:
        steps = ["withdraw"]
    elif is_open and entry is not None and one.pk not in mine and gathers(one):
        steps = ["support"]
    return {"nomination": one, "name": shown_name(one, entry), "is_own": is_own, "steps": steps}


def gathers(one: Nomination) -> bool:
    """Whether more supporters are still looked for."""
    return one.manner == Nomination.Manner.JOINT and one.state in ("gathering", "accepted")


def shown_name(one: Nomination, entry: Any) -> str:
    """The whole name once the person is willing to stand; before that as on the roll."""
    willing = one.accepted_at is not None or (entry is not None and one.nominee_id == entry.pk)
    return str(one.nominee.name if willing else one.nominee.masked_name)


@in_community(read=Permission.VOTE, write=Permission.VOTE)
def new_nomination(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = find(request, community, key, timezone.now())
    if request.method == "GET" and found.state != Election.State.NOMINATING:
        return redirect(found)
    form = NominationForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid() and tried(form, lambda: propose(request, found, form)):
        messages.success(
            request, _("The nomination is in. The nominee is asked, and the committee reviews it.")
        )
        return redirect(url("nominations", found))
    context = {
        "form": form,
        "election": found,
        "title": _("Nominate a candidate"),
        "submit": pgettext("button", "Nominate"),
        "back": url("nominations", found),
        "trail": below(found, (_("Nominations"), url("nominations", found)), (_("Nominate a candidate"), "")),
    }
    return render(request, "elections/election/form.html", context)


def propose(request: HttpRequest, found: Election, form: NominationForm) -> Nomination:
    by: Any = request.user
    given = form.cleaned_data
    nominee = entry_of(found, by) if given["who"] == NominationForm.MYSELF else given["nominee"]
    about = {"nominee": nominee, "statement": given["statement"], "relatives": given.get("relatives")}
    return nominate(post=form.posts[given["post"]], **about, by=by, at=timezone.now())


@in_community(read=Permission.VOTE, write=Permission.VOTE)
def nomination_step(
    request: HttpRequest, community: Community, key: str, number: str, step: str
) -> HttpResponse:
    """Support, accept, decline or withdraw: asked first, then done."""
    found = find(request, community, key, timezone.now())
    rows = Nomination.objects.of(found).select_related("post__election", "nominee")
    one = get_object_or_404(rows, key=number)
    if step not in ("support", "accept", "decline", "withdraw"):
        raise Http404
    form = AcceptForm(found, one.nominee, request.POST or None) if step == "accept" else None
    if request.method == "POST" and (form is None or not form.fields or form.is_valid()):
        by: Any = request.user
        take_nomination_step(
            one, step, by, form.cleaned_data.get("relatives") if form and form.fields else None
        )
        messages.success(request, said(step))
        return redirect(url("nominations", found))
    entry = own_entry(request, found)
    context = {
        "title": nomination_label(step),
        "text": f"{shown_name(one, entry)} · {one.post.name}",
        "points": nomination_points(step) + (leaving_points(one) if step == "accept" else []),
        "form": form,
        "cancel_url": url("nominations", found),
        "danger": step in ("decline", "withdraw"),
    }
    return render(request, "elections/election/confirm.html", context)


def leaving_points(one: Nomination) -> list[str]:
    """Whoever is on the election committee leaves it with a yes (城市居民委员会组织法 (2025) art. 15)."""
    election = one.post.election
    rules = law_of(election).election_committee
    on_it = [member for member in election.committee_members.staying() if is_same(member, one.nominee)]
    if not on_it or rules is None or not rules.leaves_if_nominated:
        return []
    said = [_("You are on the election committee. With your yes you leave it, and you cannot come back.")]
    follower = election.committee_members.waiting().first()
    if follower and rules.next_steps_up:
        said.append(_("%(name)s was chosen next and steps up.") % {"name": follower.name})
    return said


def take_nomination_step(one: Nomination, step: str, by: Any, relatives: list[str] | None = None) -> None:
    at = timezone.now()
    if step == "support":
        support_nomination(nomination=one, by=by, at=at)
    elif step == "withdraw":
        withdraw_nomination(nomination=one, by=by, at=at)
    else:
        answer_nomination(nomination=one, accepts=step == "accept", relatives=relatives, by=by, at=at)


def nomination_label(step: str) -> str:
    return {
        "support": _("Support this nomination"),
        "accept": _("Accept the nomination"),
        "decline": _("Decline the nomination"),
        "withdraw": _("Withdraw from the nomination"),
    }[step]


def nomination_points(step: str) -> list[str]:
    return {
        "support": [
            _("The election committee sees that you support it; other residents see only how many do.")
        ],
        "accept": [
            _("Your whole name is shown from now on."),
            _("While you stand you cannot help to run this election, nor hold proxies."),
        ],
        "decline": [_("The nomination ends. You may still be nominated again.")],
        "withdraw": [_("You will not stand as a candidate for this post.")],
    }[step]


def said(step: str) -> str:
    return {
        "support": _("You support this nomination."),
        "accept": _("You accepted. The election committee reviews the nomination next."),
        "decline": _("You declined the nomination."),
        "withdraw": _("You withdrew."),
    }[step]


def own_candidacy(request: HttpRequest, found: Election, number: str) -> Candidate:
    rows = Candidate.objects.of(found).standing().select_related("post", "registration")
    return get_object_or_404(rows, key=number, registration__user=request.user.pk)


@in_community(read=Permission.VOTE, write=Permission.VOTE)
def edit_candidate(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    """A candidate writes the own page, until the list is published."""
    found = find(request, community, key, timezone.now())
    one = own_candidacy(request, found, number)
    own = {"about": one.about, "statement": one.statement, "photo": one.photo}
    form = CandidateForm(request.POST or None, request.FILES or None, initial=own)
    back = url("candidate", found, one.key)
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        words["photo"] = words["photo"] or ""
        by: Any = request.user
        if tried(form, lambda: describe_candidate(candidate=one, by=by, at=timezone.now(), **words)):
            messages.success(request, _("Your page is saved. It is public with the list of candidates."))
            return redirect(back)
    context = {"form": form, "election": found, "title": _("Your page as a candidate"), "back": back}
    steps = below(found, (one.name, back), (_("Your page as a candidate"), ""))
    return render(request, "elections/election/form.html", context | {"trail": steps})


@in_community(read=Permission.VOTE, write=Permission.VOTE)
def step_back(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    """A published candidate withdraws."""
    found = find(request, community, key, timezone.now())
    one = own_candidacy(request, found, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        withdraw_candidate(candidate=one, reason=form.cleaned_data["reason"], by=by, at=timezone.now())
        messages.success(request, _("You withdrew."))
        return redirect(found)
    context = {
        "title": _("Withdraw as a candidate"),
        "text": f"{one.name} · {one.post.name}",
        "points": [_("Your name is taken off the ballot. This cannot be taken back.")],
        "form": form,
        "danger": True,
        "cancel_url": url("candidate", found, one.key),
    }
    return render(request, "elections/election/confirm.html", context)
