"""The desk: what this person's office must do, in the order of the lights."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cms.models import NoticePage, Review
from cms.rules.notices import greeting
from linli.communities.models import Community
from linli.core.waiting import gather
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import permissions_in

LIGHTS = ("red", "yellow", "green")
SHOWN = 50


@in_community(read=Permission.READ_AS_STAFF)
def desk(request: HttpRequest, community: Community) -> HttpResponse:
    at, user = timezone.now(), request.user
    found = gather("due", user=user, community=community, at=at)
    items = sorted(({"item": w, "light": w.light(at)} for w in found), key=lambda i: LIGHTS.index(i["light"]))
    counts = Counter(str(i["light"]) for i in items)
    held = permissions_in(user, community, at)
    context = {
        "hello": hello(timezone.localtime(at).hour, user),
        "agenda": agenda(counts),
        "items": items[:SHOWN],
        "more": max(0, len(items) - SHOWN),
        "sums": sums(counts, held, community, user),
        "buttons": buttons(held, community),
    }
    return render(request, "cms/desk.html", context)


def hello(hour: int, user: Any) -> str:
    words = {
        "morning": _("Good morning, %(name)s."),
        "noon": _("Good day, %(name)s."),
        "afternoon": _("Good afternoon, %(name)s."),
        "evening": _("Good evening, %(name)s."),
    }
    return words[greeting(hour)] % {"name": user}


def agenda(counts: Counter[str]) -> str:
    due = counts["red"] + counts["yellow"]
    if due:
        return ngettext("%(count)d thing is due.", "%(count)d things are due.", due) % {"count": due}
    if counts["green"]:
        return _("Nothing is due today.")
    return _("Everything is done.")


def sums(counts: Counter[str], held: frozenset[str], community: Community, user: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"value": counts["red"], "label": _("Red: overdue"), "light": "red"},
        {"value": counts["yellow"], "label": _("Yellow: due soon"), "light": "yellow"},
        {"value": counts["green"], "label": _("Green: in hand"), "light": "green"},
    ]
    if Permission.REVIEW_NOTICE in held:
        waiting = Review.objects.in_community(community).decidable_by(user).count()
        url = reverse("cms:reviews", args=[community.code])
        found.append({"value": waiting, "label": _("Notices to review"), "room": "talk", "url": url})
    if Permission.WRITE_NOTICE in held:
        mine = (
            NoticePage.objects.in_community(community)
            .filter(owner=user, has_unpublished_changes=True)
            .count()
        )
        url = reverse("cms:drafts", args=[community.code])
        found.append({"value": mine, "label": _("My unpublished notices"), "room": "help", "url": url})
    return found


def buttons(held: frozenset[str], community: Community) -> list[dict[str, str]]:
    """The acts that begin at the desk; the rooms' own pages offer the rest."""
    offered = [
        (Permission.WRITE_NOTICE, "cms:write", "square-pen", _("Write a notice"), ""),
        (Permission.REVIEW_NOTICE, "cms:reviews", "file-check", pgettext("notice", "Reviews"), "quiet"),
        (Permission.WRITE_NOTICE, "cms:drafts", "files", pgettext("desk", "My notices"), "quiet"),
        (Permission.APPOINT, "roles:staff", "users", pgettext("desk", "Who works here"), "quiet"),
    ]
    return [
        {"url": reverse(name, args=[community.code]), "icon": icon, "text": text, "kind": kind}
        for permission, name, icon, text, kind in offered
        if permission in held
    ]
