"""The committee that runs an election: who was chosen, who waits to step up, who left and why."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from elections.actions.running import add_member, describe_member, leave_committee
from elections.forms.election_committee import DescribeForm, LeaveForm, MemberForm
from elections.models import Election, ElectionCommitteeMember
from elections.views.election_base import acted, below, find, url
from linli.accounts.models import User
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import holders, may


def accounts(community: Community, found: Election, at: Any) -> QuerySet[User]:
    """Verified residents and colleagues who are not on it yet."""
    taken = ElectionCommitteeMember.objects.of(found).staying().exclude(user=None).values("user")
    here = holders(Permission.VOTE, community, at) | holders(Permission.RUN_ELECTIONS, community, at)
    return here.exclude(pk__in=taken).distinct().order_by("name")


def way(found: Election, title: str) -> list[dict[str, str]]:
    desk = (_("Election desk"), url("desk", found))
    committee = (_("Election committee"), url("committee", found))
    return below(found, desk, committee, (title, "")) if title else below(found, desk, (committee[0], ""))


@in_community(read=Permission.OVERSEE_ELECTIONS, write=Permission.RUN_ELECTIONS)
def committee(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The committee; posting adds the next who was chosen."""
    at = timezone.now()
    found = find(request, community, key, at)
    is_open = found.state in Election.BEFORE_RESULT
    form = MemberForm(accounts(community, found, at), request.POST or None)
    if acted(request, form, add_member, _("The member is entered."), election=found):
        return redirect(url("committee", found))
    rows = list(ElectionCommitteeMember.objects.of(found).select_related("user", "registration"))
    runs = may(request.user, Permission.RUN_ELECTIONS, community, at) and is_open
    context = {
        "election": found,
        "serving": [one for one in rows if one.seated_at and not one.left_at],
        "waiting": [one for one in rows if not one.seated_at and not one.left_at],
        "left": [one for one in rows if one.left_at],
        "form": form if runs else None,
        "runs": runs,
        "trail": way(found, ""),
    }
    return render(request, "elections/election/committee.html", context)


def member_of(found: Election, number: str) -> ElectionCommitteeMember:
    rows = ElectionCommitteeMember.objects.of(found).staying().select_related("election", "registration")
    return get_object_or_404(rows, key=number)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def describe(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    at = timezone.now()
    found = find(request, community, key, at)
    one = member_of(found, number)
    entry = one.registration
    form = DescribeForm(
        request.POST or None, initial={"office": one.office, "number": entry.number if entry else None}
    )
    if acted(request, form, describe_member, _("Written down."), member=one):
        return redirect(url("committee", found))
    context = {
        "election": found,
        "form": form,
        "title": one.name,
        "back": url("committee", found),
        "trail": way(found, one.name),
    }
    return render(request, "elections/election/form.html", context)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def leave(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    at = timezone.now()
    found = find(request, community, key, at)
    one = member_of(found, number)
    form = LeaveForm(request.POST or None)
    if acted(request, form, leave_committee, _("Written down."), member=one):
        return redirect(url("committee", found))
    follower = ElectionCommitteeMember.objects.of(found).waiting().exclude(pk=one.pk).first()
    context = {
        "title": _("Leaves the election committee"),
        "text": one.name,
        "points": leave_points(one, follower),
        "form": form,
        "danger": True,
        "cancel_url": url("committee", found),
    }
    return render(request, "elections/election/confirm.html", context)


def leave_points(one: ElectionCommitteeMember, follower: ElectionCommitteeMember | None) -> list[str]:
    said = [_("Whoever has left does not come back by itself; another choice may be entered.")]
    if one.seated_at and follower:
        said.append(_("%(name)s was chosen next and steps up.") % {"name": follower.name})
    elif one.seated_at:
        said.append(_("Nobody waits to step up: the seat stays empty until another is chosen."))
    return said
