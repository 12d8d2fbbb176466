"""Review: exactly what will be published, and two buttons."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.actions.reviews import approve_notice, return_notice
from cms.forms import ReturnForm
from cms.models import Review
from cms.rules.notices import may_decide
from cms.sections import day
from cms.views.people import person
from linli.communities.models import Community
from linli.core.refusals import Refused
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


@in_community(read=Permission.REVIEW_NOTICE)
def reviews(request: HttpRequest, community: Community) -> HttpResponse:
    """What waits, the most pressing first; or what was decided."""
    at, is_past = timezone.now(), request.GET.get("show") == "past"
    listed = Review.objects.in_community(community).select_related(
        "revision", "author", "submitted_by", "decided_by", "community"
    )
    listed = (
        listed.exclude(outcome="").order_by("-decided_at") if is_past else listed.waiting().order_by("due_at")
    )
    page = Paginator(listed, 20).get_page(request.GET.get("page"))
    own = reverse("cms:reviews", args=[community.code])
    filters = [
        {"label": pgettext("reviews", "Waiting"), "url": own, "current": not is_past},
        {"label": pgettext("reviews", "Decided"), "url": own + "?show=past", "current": is_past},
    ]
    rows = [review_row(r, request.user, at) for r in page]
    context = {
        "page_obj": page,
        "rows": rows,
        "filters": filters,
        "trail": trail(community, {"label": pgettext("notice", "Reviews")}),
    }
    return render(request, "cms/reviews.html", context)


def trail(community: Community, *more: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"label": pgettext("navigation", "Desk"), "url": reverse("cms:desk", args=[community.code])},
        *more,
    ]


def review_row(review: Review, user: Any, at: Any) -> dict[str, Any]:
    own = not may_decide(user.pk, author=review.author_id, submitter=review.submitted_by_id)
    step = _("You wrote it: somebody else decides") if own else _("Read, then publish or return")
    return {
        "review": review,
        "title": review.revision.object_str,
        "url": review.get_absolute_url(),
        "light": "" if review.outcome else review.light(at),
        "own": own,
        "step": review.reason if review.outcome else step,
    }


@in_community(read=Permission.REVIEW_NOTICE, write=Permission.REVIEW_NOTICE)
def review(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    scoped = Review.objects.in_community(community).select_related(
        "notice", "revision", "author", "submitted_by", "decided_by", "community"
    )
    review = get_object_or_404(scoped, key=key)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return decide(request, community, review, form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error("reason" if "return" in request.POST else None, str(refusal.reason))
    return render(
        request, "cms/review.html", shown(review, form, request), status=422 if form.errors else 200
    )


def decide(request: HttpRequest, community: Community, review: Review, reason: str) -> HttpResponse:
    by, at = person(request), timezone.now()
    if "return" in request.POST:
        return_notice(review=review, reason=reason, by=by, at=at)
        messages.success(request, _("Returned. The author has been told what to change."))
    else:
        approve_notice(review=review, by=by, at=at)
        messages.success(request, _("Published. Its readers are being told."))
    return redirect("cms:reviews", community.code)


def shown(review: Review, form: ReturnForm, request: HttpRequest) -> dict[str, Any]:
    at, notice = timezone.now(), review.as_submitted()
    facts = [
        {"term": _("Category"), "detail": notice.get_category_display()},
        {"term": pgettext("notice", "Who may read it"), "detail": notice.get_audience_display()},
        {"term": _("Holds from"), "detail": day(notice.valid_from) if notice.valid_from else _("at once")},
        {"term": _("Holds until"), "detail": day(notice.valid_until) if notice.valid_until else _("no end")},
        {"term": _("Written by"), "detail": review.author},
        {"term": _("Handed in by"), "detail": review.submitted_by},
    ]
    return {
        "review": review,
        "notice": notice,
        "attachments": [a.document for a in notice.attachments.all()],
        "facts": facts,
        "form": form,
        "light": review.light(at),
        "is_own": not may_decide(
            person(request).pk, author=review.author_id, submitter=review.submitted_by_id
        ),
        "trail": trail(
            review.community,
            {
                "label": pgettext("notice", "Reviews"),
                "url": reverse("cms:reviews", args=[review.community.code]),
            },
            {"label": notice.title},
        ),
    }
