"""Entrusting a vote: the published list, the written form, the holder's answer, taking it back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from elections.actions.running import answer_proxy, ask_proxy, revoke_proxy
from elections.forms.people import ProxyForm
from elections.models import Election, Proxy
from elections.views.election_base import PER_PAGE, below, find, has_proxies, own_entry, tried, url
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


@in_community(read=Permission.READ_AS_RESIDENT)
def proxies(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The published list with masked names; and this person's own, whatever their state."""
    found = find(request, community, key, timezone.now())
    rows = Proxy.objects.of(found).effective().select_related("principal", "holder")
    entry = own_entry(request, found)
    own = Proxy.objects.live().of(found).select_related("principal", "holder")
    context = {
        "election": found,
        "page_obj": Paginator(rows.order_by("holder__number", "slot"), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "given": own.filter(principal=entry).first() if entry else None,
        "held": list(own.filter(holder=entry)) if entry else [],
        "may_entrust": entry is not None and takes_proxies(found),
        "has_form": found.ballot_mode != "online" and has_proxies(found) and not found.proxies_published_at,
        "trail": below(found, (_("Proxies"), "")),
    }
    return render(request, "elections/election/proxies.html", context)


def takes_proxies(found: Election) -> bool:
    states = (Election.State.NOMINATING, Election.State.CANDIDATES_PUBLISHED)
    return found.is_roll_frozen and found.state in states and not found.proxies_published_at


@in_community(read=Permission.VOTE, write=Permission.VOTE)
def entrust(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = find(request, community, key, timezone.now())
    form = ProxyForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("holder", "relation", "reason")}
        by: Any = request.user
        if tried(form, lambda: ask_proxy(election=found, by=by, at=timezone.now(), **given)):
            messages.success(
                request, _("The other elector is asked now. You can take it back until the polls open.")
            )
            return redirect(url("proxies", found))
    context = {
        "form": form,
        "election": found,
        "title": _("Entrust your vote"),
        "hint": _("The list of proxies is published with masked names."),
        "submit": _("Entrust"),
        "back": url("proxies", found),
        "trail": below(found, (_("Proxies"), url("proxies", found)), (_("Entrust your vote"), "")),
    }
    return render(request, "elections/election/form.html", context)


@in_community(read=Permission.VOTE, write=Permission.VOTE)
def proxy_step(request: HttpRequest, community: Community, key: str, number: str, step: str) -> HttpResponse:
    """Accept or decline as the holder, revoke as the principal: asked first, then done."""
    found = find(request, community, key, timezone.now())
    entry = own_entry(request, found)
    rows = Proxy.objects.of(found).select_related("principal", "holder", "election")
    one = get_object_or_404(rows, key=number)
    mine = {"accept": one.holder, "decline": one.holder, "revoke": one.principal}
    if step not in mine or entry is None or mine[step].pk != entry.pk:
        raise Http404
    if request.method == "POST":
        by: Any = request.user
        if step == "revoke":
            revoke_proxy(proxy=one, by=by, at=timezone.now())
        else:
            answer_proxy(proxy=one, accepts=step == "accept", by=by, at=timezone.now())
        messages.success(request, _("Done. The other elector is told."))
        return redirect(url("proxies", found))
    context = {
        "title": proxy_label(step),
        "text": _("%(principal)s entrusts the vote to %(holder)s.")
        % {"principal": one.principal.name, "holder": one.holder.name},
        "points": proxy_points(step, found),
        "cancel_url": url("proxies", found),
        "danger": step != "accept",
    }
    return render(request, "elections/election/confirm.html", context)


def proxy_label(step: str) -> str:
    return {
        "accept": _("Vote for this elector"),
        "decline": _("Decline the proxy"),
        "revoke": _("Take back the proxy"),
    }[step]


def proxy_points(step: str, found: Election) -> list[str]:
    if step == "accept":
        return [
            _("You vote as they want it, with their ballot, beside your own."),
            _("One elector holds %(most)s proxies at most, and cannot entrust the own vote on.")
            % {"most": found.most_per_holder},
        ]
    if step == "revoke":
        return [_("You vote yourself. The other elector is told.")]
    return [_("The other elector is told and can ask somebody else.")]
