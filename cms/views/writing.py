"""Writing a notice at the desk: draft, hand in, withdraw, take down; what became of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.actions.notices import edit_notice, take_down_notice, write_notice
from cms.actions.reviews import submit_notice, withdraw_notice
from cms.forms import NoticeForm, TakeDownForm
from cms.models import NoticePage
from cms.rules.text import is_simple
from cms.sections import day
from cms.views.people import person
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles.guards import in_community
from linli.roles.permissions import Permission

PER_PAGE = 20


def found(community: Community, key: str) -> NoticePage:
    """A notice of this community, published or not; 404 for those of others."""
    notice: NoticePage = get_object_or_404(NoticePage.objects.in_community(community), key=key)
    return notice


@in_community(read=Permission.WRITE_NOTICE)
def drafts(request: HttpRequest, community: Community) -> HttpResponse:
    """What I wrote, or what everybody here wrote, and where each stands."""
    at, everybody = timezone.now(), request.GET.get("show") == "all"
    listed = (
        NoticePage.objects.in_community(community)
        .prefetch_related("reviews")
        .order_by("-latest_revision_created_at", "-pk")
    )
    if not everybody:
        listed = listed.filter(owner=request.user)
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    own = reverse("cms:drafts", args=[community.code])
    filters = [
        {"label": pgettext("notices", "Mine"), "url": own, "current": not everybody},
        {"label": pgettext("notices", "Everybody's"), "url": own + "?show=all", "current": everybody},
    ]
    rows = [draft_row(notice, community, at) for notice in page]
    return render(
        request,
        "cms/drafts.html",
        {"page_obj": page, "rows": rows, "filters": filters, "trail": trail(community)},
    )


def trail(community: Community, *more: dict[str, str]) -> list[dict[str, str]]:
    """The way back to the desk."""
    first = {"label": pgettext("navigation", "Desk"), "url": reverse("cms:desk", args=[community.code])}
    own = {"label": pgettext("desk", "My notices"), "url": reverse("cms:drafts", args=[community.code])}
    return [first, own, *more] if more else [first, {"label": own["label"]}]


def draft_row(notice: NoticePage, community: Community, at: Any) -> dict[str, Any]:
    """State, and the one next step, in words."""
    state, light, step, name = stages()[notice.stage]
    review, detail = notice.last_review, ""
    if notice.stage == "waiting":
        light, detail = review.light(at), _("to be decided by %(day)s") % {"day": day(review.due_at)}
    if notice.stage == "returned":
        detail = review.reason
    url = reverse(f"cms:{name}", args=[community.code, notice.key])
    return {
        "title": notice.draft_title,
        "state": state,
        "light": light,
        "detail": detail,
        "step": step,
        "url": url,
    }


def stages() -> dict[str, tuple[str, str, str, str]]:
    """Of each stage: its name, its lamp, the next step, and where that is done."""
    return {
        "draft": (pgettext("notice", "Draft"), "", _("Finish and hand in"), "edit"),
        "waiting": (_("Waits for review"), "", _("See the review"), "history"),
        "returned": (_("Returned for changes"), "red", _("Change and hand in"), "edit"),
        "published": (pgettext("notice", "Published"), "green", _("See what became of it"), "history"),
        "changed": (_("Published; changes not handed in"), "yellow", _("Finish and hand in"), "edit"),
        "taken_down": (_("Taken down"), "", _("Change and hand in"), "edit"),
    }


@in_community(read=Permission.WRITE_NOTICE, write=Permission.WRITE_NOTICE)
def write(request: HttpRequest, community: Community) -> HttpResponse:
    initial = {
        "audience": "public",
        "category": "other",
        "issued_by": _("Residents' committee of %(name)s") % {"name": community.name},
    }
    form = NoticeForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        words, files, at = form.wording(), form.cleaned_data["uploads"], timezone.now()
        try:
            notice = write_notice(community=community, wording=words, files=files, by=person(request), at=at)
            return after_saving(request, community, notice)
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
    context = {"form": form, "trail": trail(community, {"label": _("Write a notice")})}
    return render(request, "cms/write.html", context, status=422 if form.errors else 200)


@in_community(read=Permission.WRITE_NOTICE, write=Permission.WRITE_NOTICE)
def edit(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    notice = found(community, key)
    draft = notice.get_latest_revision_as_object()
    attached = list(draft.attachments.all())
    form = NoticeForm(
        request.POST or None, request.FILES or None, initial=NoticeForm.initial_of(draft), attached=attached
    )
    if request.method == "POST" and form.is_valid():
        words, files, by = form.wording(), form.cleaned_data["uploads"], person(request)
        try:
            edit_notice(notice=notice, wording=words, files=files, keep=form.kept(), by=by, at=timezone.now())
            return after_saving(request, community, notice)
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
    context = {
        "form": form,
        "notice": notice,
        "review": notice.last_review,
        "is_rich": not is_simple(draft.body),
        "trail": trail(community, {"label": notice.draft_title}),
    }
    return render(request, "cms/write.html", context, status=422 if form.errors else 200)


def after_saving(request: HttpRequest, community: Community, notice: NoticePage) -> HttpResponse:
    """Saved as a draft, or handed in at once where that button was pressed."""
    if "hand_in" in request.POST:
        return hand_in(request, community, notice)
    messages.success(request, _("Saved. Nobody reads it yet: hand it in when it is ready."))
    return redirect("cms:edit", community.code, notice.key)


def hand_in(request: HttpRequest, community: Community, notice: NoticePage) -> HttpResponse:
    try:
        review = submit_notice(notice=notice, by=person(request), at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("cms:edit", community.code, notice.key)
    words = _("Handed in. It is decided by %(day)s at the latest, then published or returned to you.")
    messages.success(request, words % {"day": day(review.due_at)})
    return redirect("cms:history", community.code, notice.key)


@in_community(write=Permission.WRITE_NOTICE)
def submit(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    return hand_in(request, community, found(community, key))


@in_community(write=Permission.WRITE_NOTICE)
def withdraw(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    notice = found(community, key)
    if review := notice.open_review:
        withdraw_notice(review=review, by=person(request), at=timezone.now())
        messages.success(request, _("Withdrawn. You can change it now and hand it in again."))
    return redirect("cms:edit", community.code, key)


@in_community(read=Permission.REVIEW_NOTICE, write=Permission.REVIEW_NOTICE)
def take_down(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Asks first, and for the reason."""
    notice = found(community, key)
    form = TakeDownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        take_down_notice(
            notice=notice, reason=form.cleaned_data["reason"], by=person(request), at=timezone.now()
        )
        messages.success(request, _("Taken down. Its address answers “not found” from now on."))
        return redirect("cms:history", community.code, key)
    context = {"form": form, "notice": notice, "back": reverse("cms:history", args=[community.code, key])}
    return render(request, "cms/take_down.html", context, status=422 if form.errors else 200)


@in_community(read=Permission.READ_AS_STAFF)
def history(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Who did what with this notice, the latest first, and its next step."""
    notice, at = found(community, key), timezone.now()
    reviews = notice.reviews.select_related("author", "submitted_by", "decided_by", "community")
    context = {
        "notice": notice,
        "row": draft_row(notice, community, at),
        "review": notice.open_review,
        "entries": [entry for review in reviews for entry in review_entries(review)],
        "may_withdraw": (r := notice.open_review) and request.user.pk in (r.author_id, r.submitted_by_id),
        "trail": trail(community, {"label": notice.draft_title}),
    }
    return render(request, "cms/history.html", context)


def review_entries(review: Any) -> list[dict[str, Any]]:
    """The decision, then the handing in."""
    if review.outcome:
        state = "done" if review.outcome == "approved" else "now"
        decided = {
            "title": review.get_outcome_display(),
            "text": review.reason,
            "at": review.decided_at,
            "by": review.decided_by,
            "state": state,
        }
    else:
        words = _("To be decided by %(day)s") % {"day": day(review.due_at)}
        decided = {
            "title": _("Waits for review"),
            "text": words,
            "state": "now",
            "url": review.get_absolute_url(),
        }
    handed_in = {
        "title": _("Handed in for review"),
        "at": review.submitted_at,
        "by": review.submitted_by,
        "state": "done",
    }
    return [decided, handed_in]
