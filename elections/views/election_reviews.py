"""The office of an election, continued: nominations to review, nominations and proxies that came on paper."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from elections.actions.running import (
    answer_nomination,
    answer_proxy,
    ask_proxy,
    nominate,
    review_nomination,
    revoke_proxy,
)
from elections.actions.running.nominating import enough_supporters
from elections.forms.election_committee import ask_relatives
from elections.forms.elections import ReasonForm
from elections.forms.people import PaperNominationForm, PaperProxyForm, SexForm
from elections.models import Election, Nomination, Proxy, Registration
from elections.views.election_base import PER_PAGE, below, find, tried, url
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may


@in_community(read=Permission.OVERSEE_ELECTIONS)
def reviews(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = find(request, community, key, timezone.now())
    rows = Nomination.objects.of(found).with_support().select_related("post", "nominee")
    page = Paginator(rows.order_by("post__position", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "election": found,
        "page_obj": page,
        "is_open": found.state == Election.State.NOMINATING,
        "runs": may(request.user, Permission.RUN_ELECTIONS, community, timezone.now()),
        "trail": below(found, (_("Election desk"), url("desk", found)), (_("Nominations"), "")),
    }
    return render(request, "elections/election/reviews.html", context)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def review(request: HttpRequest, community: Community, key: str, number: str, verdict: str) -> HttpResponse:
    """Approve or refuse; or enter the written answer of a nominee without an account."""
    found = find(request, community, key, timezone.now())
    rows = Nomination.objects.of(found).select_related("post__election", "nominee__user")
    one = get_object_or_404(rows, key=number)
    if verdict not in ("approve", "refuse", "accepted", "declined"):
        raise Http404
    form = review_form(one, verdict, request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        decide(one, verdict, form.cleaned_data if form else {}, request.user)
        messages.success(request, _("Written down; the nominee is told."))
        return redirect(url("reviews", found))
    context = {
        "title": verdict_label(verdict),
        "text": f"{one.nominee.name} · {one.nominee.household} · {one.post.name}",
        "points": review_points(one, verdict),
        "form": form,
        "danger": verdict in ("refuse", "declined"),
        "cancel_url": url("reviews", found),
    }
    return render(request, "elections/election/confirm.html", context)


def review_form(one: Nomination, verdict: str, data: Any) -> forms.Form | None:
    """A refusal has a reason; of a candidate the sex is asked where the roll does not say it, and near relatives."""
    if verdict in ("refuse", "declined"):
        return ReasonForm(data) if verdict == "refuse" else None
    form = SexForm(data) if verdict == "approve" and not one.nominee.sex else forms.Form(data)
    ask_relatives(form, one.post.election, one.nominee)
    return form if form.fields else None


def decide(one: Nomination, verdict: str, said: dict[str, Any], by: Any) -> None:
    at = timezone.now()
    if verdict in ("approve", "refuse"):
        about: dict[str, Any] = {"reason": said.get("reason", ""), "by": by, "at": at}
        about["is_woman"] = said["sex"] == Registration.Sex.FEMALE if "sex" in said else None
        about["relatives"] = said.get("relatives")
        review_nomination(nomination=one, approve=verdict == "approve", **about)
    else:
        about = {"on_behalf": True, "relatives": said.get("relatives"), "by": by, "at": at}
        answer_nomination(nomination=one, accepts=verdict == "accepted", **about)


def verdict_label(verdict: str) -> str:
    return {
        "approve": _("Approve the nomination"),
        "refuse": _("Refuse the nomination"),
        "accepted": _("Enter a written yes"),
        "declined": _("Enter a written no"),
    }[verdict]


def review_points(one: Nomination, verdict: str) -> list[str]:
    if verdict != "approve":
        return []
    points = [_("The nominee becomes a candidate and stands last on the ballot of this post.")]
    if not enough_supporters(one):
        least = one.post.election.supporters_least
        points.append(_("There are too few supporters yet: it takes %(least)s.") % {"least": least})
    return points


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def paper_nomination(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = find(request, community, key, timezone.now())
    form = PaperNominationForm(found, request.POST or None)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and tried(form, lambda: enter_nomination(form, request.user)):
        messages.success(request, _("The nomination is entered."))
        return redirect(url("reviews", found))
    return render(
        request, "elections/election/form.html", office(found, form, _("Nomination on paper"), "reviews")
    )


def enter_nomination(form: PaperNominationForm, by: Any) -> Nomination:
    given = form.cleaned_data
    nominee = given["proposer"] if given["who"] == form.MYSELF else given["nominee"]
    about = {"nominee": nominee, "proposer": given["proposer"], "statement": given["statement"]}
    about |= {"from_party": given["who"] == form.PARTY, "relatives": given.get("relatives")}
    return nominate(post=form.posts[given["post"]], by=by, at=timezone.now(), **about)


@in_community(read=Permission.OVERSEE_ELECTIONS)
def papers(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """All proxies with whole names, for whoever runs or oversees the election."""
    found = find(request, community, key, timezone.now())
    rows = (
        Proxy.objects.of(found).select_related("principal", "holder").order_by("holder__number", "slot", "pk")
    )
    context = {
        "election": found,
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "runs": may(request.user, Permission.RUN_ELECTIONS, community, timezone.now()),
        "trail": below(found, (_("Election desk"), url("desk", found)), (_("Proxies"), "")),
    }
    return render(request, "elections/election/papers.html", context)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def paper_proxy(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = find(request, community, key, timezone.now())
    form = PaperProxyForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        names = ("holder", "principal", "relation", "reason", "paper_number")
        given = {name: form.cleaned_data[name] for name in names}
        by: Any = request.user
        if tried(form, lambda: ask_proxy(election=found, by=by, at=timezone.now(), **given)):
            messages.success(request, _("The proxy is entered. Enter the holder's signature next."))
            return redirect(url("papers", found))
    return render(request, "elections/election/form.html", office(found, form, _("Proxy on paper"), "papers"))


@in_community(write=Permission.RUN_ELECTIONS)
def paper_proxy_step(
    request: HttpRequest, community: Community, key: str, number: str, step: str
) -> HttpResponse:
    """The holder's signature on the paper, or a revocation in writing."""
    found = find(request, community, key, timezone.now())
    rows = Proxy.objects.of(found).select_related("principal", "holder", "election")
    one = get_object_or_404(rows, key=number)
    by: Any = request.user
    if step == "revoke":
        revoke_proxy(proxy=one, on_behalf=True, by=by, at=timezone.now())
    elif step == "accept":
        answer_proxy(proxy=one, accepts=True, on_behalf=True, by=by, at=timezone.now())
    else:
        raise Http404
    messages.success(request, _("Written down."))
    return redirect(url("papers", found))


def office(found: Election, form: Any, title: str, back: str) -> dict[str, Any]:
    steps = below(found, (_("Election desk"), url("desk", found)), (title, ""))
    return {"form": form, "election": found, "title": title, "back": url(back, found), "trail": steps}
