"""Who the residents' representatives are: the published list, and its keeping by the committee."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.meetings import add_representative, end_office, link_representative
from elections.actions.meetings.base import day_of, in_office, law_here
from elections.actions.meetings.body import body_on
from elections.forms.meetings import AccountForm, EndForm, RepresentativeForm
from elections.models import Representative
from elections.views.election_base import acted, tried
from elections.views.meetings_base import FORM, PER_LIST, trail
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import holders, may


def here(community: Community) -> str:
    return reverse("meetings:representatives", args=[community.code])


@in_community(read=Permission.READ_AS_RESIDENT)
def representatives(request: HttpRequest, community: Community) -> HttpResponse:
    """In office today, by residents' group; a part of a name or a group finds them. Who sits beside them, before them."""
    at = timezone.now()
    q = request.GET.get("q", "").strip()
    found = in_office(community, day_of(at)).by_group()
    if q:
        found = found.filter(Q(name__contains=q) | Q(group__contains=q))
    page = Paginator(found, PER_LIST).get_page(request.GET.get("page"))
    is_first = not q and page.number == 1
    context = {
        "q": q,
        "page_obj": page,
        "beside": body_on(community, day_of(at), law_here(community)).members if is_first else (),
        "runs": may(request.user, Permission.RUN_ELECTIONS, community, at),
        "trail": trail(community, (pgettext("office", "Residents' representatives"), "")),
    }
    return render(request, "elections/meetings/representatives.html", context)


def show_form(request: HttpRequest, community: Community, form: Any, title: str, **more: Any) -> HttpResponse:
    way = trail(community, (pgettext("office", "Residents' representatives"), here(community)), (title, ""))
    context = {"form": form, "title": title, "back": here(community), "trail": way}
    return render(request, FORM, context | more)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def add(request: HttpRequest, community: Community) -> HttpResponse:
    at = timezone.now()
    users = free_accounts(community, at)
    form = RepresentativeForm(users, request.POST or None, initial={"starts_on": day_of(at)})
    if request.method == "POST" and form.is_valid():
        terms = form.cleaned_data | {"by": request.user, "at": at}
        if made := tried(form, lambda: add_representative(community=community, **terms)):
            messages.success(request, _("%(name)s is a representative.") % {"name": made})
            return redirect(here(community))
    return show_form(request, community, form, _("Add a representative"))


def free_accounts(community: Community, at: Any) -> Any:
    """Verified residents who do not hold the office yet."""
    taken = in_office(community, day_of(at)).exclude(user=None).values("user")
    return holders(Permission.VOTE, community, at).exclude(pk__in=taken).order_by("name")


def find(community: Community, number: str, at: Any) -> Representative:
    return get_object_or_404(in_office(community, day_of(at)), key=number)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def link(request: HttpRequest, community: Community, number: str) -> HttpResponse:
    at = timezone.now()
    one = find(community, number, at)
    form = AccountForm(free_accounts(community, at), request.POST or None)
    if acted(request, form, link_representative, _("The account is linked."), representative=one):
        return redirect(here(community))
    text = f"{one.name} · {one.group}"
    return show_form(request, community, form, _("Link an account"), text=text, submit=_("Link this account"))


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def end(request: HttpRequest, community: Community, number: str) -> HttpResponse:
    at = timezone.now()
    one = find(community, number, at)
    form = EndForm(request.POST or None, initial={"ends_on": day_of(at)})
    if acted(request, form, end_office, _("The office ends on that day."), representative=one):
        return redirect(here(community))
    title, text = _("End the office"), f"{one.name} · {one.group}"
    return show_form(request, community, form, title, text=text, submit=title, kind="danger")
