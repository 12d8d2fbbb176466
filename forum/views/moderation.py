"""Reporting and the committee's decision; the record of moderation that residents read."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from forum import actions, targets
from forum.forms import DecisionForm, ReportForm
from forum.models import ModerationEntry, Report, Topic
from forum.views.scoped import attempt, comment_or_404, topic_or_404
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission

DECIDE = {Report.Outcome.HIDDEN: actions.uphold_report, Report.Outcome.KEPT: actions.dismiss_report}
Act = Callable[..., Any]


@in_community(read=Permission.READ_AS_RESIDENT)
def log(request: Any, community: Community) -> HttpResponse:
    """Every act with its reason; the hidden words themselves are not shown."""
    at = timezone.now()
    entries = ModerationEntry.objects.filter(community=community).select_related("by", "topic", "comment")
    page = Paginator(entries.prefetch_related("comment__content_object"), 20).get_page(
        request.GET.get("page")
    )
    rows = [{"entry": e, **place_of(e.topic or e.comment, community)} for e in page]
    return render(request, "forum/log.html", {"page": page, "rows": rows, "at": at})


def place_of(thing: Any, community: Community) -> dict[str, Any]:
    """What the thing is called without showing what it says, and where it stands."""
    targets.placed(thing, community)
    target = thing if isinstance(thing, Topic) else targets.placed(thing.content_object, community)
    if target is None:
        return {"title": "", "url": ""}
    title = _("Hidden topic") if getattr(target, "hidden_at", None) else str(target)
    return {"title": title, "url": thing.get_absolute_url(), "is_comment": target is not thing}


@in_community(read=Permission.MODERATE)
def reports(request: Any, community: Community) -> HttpResponse:
    is_open = request.GET.get("show") != "decided"
    found = Report.objects.in_community(community).shown()
    decided = found.exclude(outcome="").order_by("-decided_at", "-pk")
    listed = found.open().order_by("due_at", "pk") if is_open else decided
    page = Paginator(listed, 20).get_page(request.GET.get("page"))
    return render(request, "forum/reports.html", {"page": page, "is_open": is_open})


@in_community(read=Permission.MODERATE, write=Permission.MODERATE)
def report(request: Any, community: Community, key: str) -> HttpResponse:
    found = get_object_or_404(Report.objects.in_community(community).shown(), key=key)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = DECIDE[Report.Outcome(form.cleaned_data.pop("outcome"))]
        if attempt(form, act, report=found, by=request.user, at=timezone.now()):
            messages.success(request, _("Decided. Whoever reported it has been answered."))
            return redirect("forum:reports", community.code)
    context = {
        "report": found,
        "form": form,
        "is_own": request.user.pk in (found.author_id, found.reporter_id),
        **place_of(found.subject, community),
    }
    return render(request, "forum/report.html", context)


@in_community(read=Permission.TALK, write=Permission.TALK)
def report_topic(request: Any, community: Community, key: str) -> HttpResponse:
    topic = topic_or_404(request.user, community, key, timezone.now())
    return take_report(request, topic, actions.report_topic)


@in_community(read=Permission.TALK, write=Permission.TALK)
def report_comment(request: Any, community: Community, key: str) -> HttpResponse:
    comment = comment_or_404(request.user, community, key, timezone.now())
    return take_report(request, comment, actions.report_comment)


def take_report(request: Any, thing: Any, act: Act) -> HttpResponse:
    form = ReportForm(request.POST or None)
    about = {thing._meta.model_name: thing}
    if request.method == "POST" and attempt(form, act, **about, by=request.user, at=timezone.now()):
        messages.success(request, _("Thank you. The committee decides by the end of the next working day."))
        return redirect(thing.get_absolute_url())
    return render(request, "forum/report_form.html", context_of(thing, form))


def context_of(thing: Any, form: Any) -> dict[str, Any]:
    """What a page about one topic or comment shows of it."""
    is_topic = isinstance(thing, Topic)
    return {
        "form": form,
        "target": thing if is_topic else thing.content_object,
        "is_topic": is_topic,
        "author": str((thing.author if is_topic else thing.user) or ""),
        "html": thing.html,
        "back": thing.get_absolute_url(),
    }
