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

from elections.actions.meetings import add_representative, end_office, enter_sexes, link_representative
from elections.actions.meetings.base import day_of, in_office, law_here
from elections.actions.meetings.body import Body, body_on, women_in
from elections.forms.meetings import AccountForm, EndForm, RepresentativeForm, SexesForm
from elections.models import Representative
from elections.rules.profiles import Profile
from elections.views.election_base import acted, tried
from elections.views.meetings_base import FORM, PER_LIST, trail
from elections.words.meetings import women_words
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
    law = law_here(community)
    body = body_on(community, day_of(at), law) if not q and page.number == 1 else Body(())
    context = {
        "q": q,
        "page_obj": page,
        "beside": body.members,
        "women": women_of(body, law),
        "runs": may(request.user, Permission.RUN_ELECTIONS, community, at),
        "trail": trail(community, (pgettext("office", "Residents' representatives"), "")),
    }
    return render(request, "elections/meetings/representatives.html", context)


def women_of(body: Body, law: Profile) -> dict[str, Any] | None:
    """Whether enough of the meeting are women who are representatives; nothing where the rules ask for no share."""
    check = women_in(body, law)
    if not check.rule:
        return None
    return {"words": women_words(check, body.unknown), "is_met": check.is_met, "unknown": body.unknown}


def warn_of_women(request: HttpRequest, community: Community) -> None:
    """The list is kept as the groups have chosen: a share that is not met is said at once, and refused at the meeting."""
    law = law_here(community)
    women = women_of(body_on(community, day_of(timezone.now()), law), law)
    if women and not women["is_met"]:
        messages.warning(request, women["words"])


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
            warn_of_women(request, community)
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
def sexes(request: HttpRequest, community: Community) -> HttpResponse:
    """Who of those on the list is a woman, where it does not say so yet: all on one page."""
    at = timezone.now()
    missing = Representative.objects.in_community(community).not_over(day_of(at)).without_sex()
    form = SexesForm(list(missing.by_group()), request.POST or None)
    if request.method == "POST" and form.is_valid():
        about: dict[str, Any] = {"sexes": form.sexes(), "by": request.user, "at": at}
        if tried(form, lambda: enter_sexes(community=community, **about)):
            messages.success(request, _("It is entered."))
            warn_of_women(request, community)
            return redirect(here(community))
    text = _("The law asks for a share of women. What you enter here is counted and not published.")
    return show_form(request, community, form, _("Women and men among the representatives"), text=text)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def end(request: HttpRequest, community: Community, number: str) -> HttpResponse:
    at = timezone.now()
    one = find(community, number, at)
    form = EndForm(request.POST or None, initial={"ends_on": day_of(at)})
    if acted(request, form, end_office, _("The office ends on that day."), representative=one):
        warn_of_women(request, community)
        return redirect(here(community))
    title, text = _("End the office"), f"{one.name} · {one.group}"
    return show_form(request, community, form, title, text=text, submit=title, kind="danger")
