"""Review before publication: hand in, withdraw, approve (which publishes), return with a reason."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.actions.notices import UnderReview, locked
from cms.models import NoticePage, Review
from cms.rules.notices import may_decide, review_time
from cms.rules.workdays import add_working_time
from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.refusals import Refused
from linli.notifications.actions import announce, tell
from linli.roles.permissions import Permission
from linli.roles.rights import holders, may

Outcome = Review.Outcome


class NothingToReview(Refused):
    reason = _("Nothing has changed since this notice was published.")


class Incomplete(Refused):
    reason = _("The notice is not complete: give it a title, a text and who issues it.")


class NoReviewer(Refused):
    reason = _("Nobody but you may review notices here. Ask the street office to appoint a reviewer.")


class NotAReviewer(Refused):
    reason = _("Reviewing notices of this community is not among your duties.")


class OwnWork(Refused):
    reason = _("You wrote or handed in this notice: somebody else must decide on it.")


class AlreadyDecided(Refused):
    reason = _("This review has been decided meanwhile.")


class NotYours(Refused):
    reason = _("Only who wrote or handed in a notice may withdraw it.")


class NoReason(Refused):
    reason = _("Say what has to be changed, so that the author can do it.")


@transaction.atomic
def submit_notice(*, notice: NoticePage, by: User, at: datetime) -> Review:
    """Hands in the latest draft. A fresh revision is made of it, which no editor's open window can overwrite."""
    notice = locked(notice)
    if notice.is_under_review:
        raise UnderReview
    if notice.live and not notice.has_unpublished_changes:
        raise NothingToReview
    latest = notice.get_latest_revision()
    author = latest.user or by
    if not reviewers(notice, author, by, at).exists():
        raise NoReviewer
    try:
        revision = notice.get_latest_revision_as_object().save_revision(user=author)
    except ValidationError as problem:
        raise Incomplete from problem
    review = Review.objects.create(
        notice=notice,
        community=notice.community,
        revision=revision,
        author=author,
        submitted_by=by,
        submitted_at=at,
        due_at=add_working_time(at, review_time(revision.as_object().category)),
    )
    record(
        by=by,
        action="cms.submit_notice",
        obj=notice,
        community=notice.community,
        at=at,
        detail={"review": review.key},
    )
    ask_reviewers(review, at)
    return review


def reviewers(notice: NoticePage, author: User, submitter: User, at: datetime) -> QuerySet[User]:
    """Who may decide: by appointment over this community, however far up, and not on their own work."""
    return holders(Permission.REVIEW_NOTICE, notice.community, at).exclude(pk__in=[author.pk, submitter.pk])


def ask_reviewers(review: Review, at: datetime) -> None:
    tell(
        users=reviewers(review.notice, review.author, review.submitted_by, at),
        kind="review",
        title=gettext("Please review: %(title)s") % {"title": review.revision.object_str},
        url=review.get_absolute_url(),
        community=review.community,
        at=at,
        by=review.submitted_by,
    )


@transaction.atomic
def withdraw_notice(*, review: Review, by: User, at: datetime) -> Review:
    """Takes it back to work on it again."""
    review = waiting(review)
    if by.pk not in (review.author_id, review.submitted_by_id):
        raise NotYours
    decide(review, Outcome.WITHDRAWN, by, at)
    record(by=by, action="cms.withdraw_notice", obj=review.notice, community=review.community, at=at)
    return review


@transaction.atomic
def approve_notice(*, review: Review, by: User, at: datetime) -> Review:
    """Publishes exactly what was handed in."""
    review = judged(review, by, at)
    decide(review, Outcome.APPROVED, by, at)
    is_first = review.notice.first_published_at is None
    review.revision.publish(user=by, skip_permission_checks=True)
    times = {"last_published_at": at} | ({"first_published_at": at} if is_first else {})
    NoticePage.objects.filter(pk=review.notice_id).update(**times)
    notice = locked(review.notice)
    record(
        by=by,
        action="cms.approve_notice",
        obj=notice,
        community=review.community,
        at=at,
        detail={"review": review.key},
    )
    answer_author(review, gettext("Published: %(title)s"), notice.link, by, at)
    announce(
        community=review.community,
        audience=notice.audience,
        kind="notice",
        title=notice.title,
        url=notice.link,
        key=f"notice:{notice.pk}",
        at=at,
        by=by,
    )
    return review


@transaction.atomic
def return_notice(*, review: Review, reason: str, by: User, at: datetime) -> Review:
    """Gives it back to its author, who is told what to change."""
    review = judged(review, by, at)
    if not reason.strip():
        raise NoReason
    decide(review, Outcome.RETURNED, by, at, reason.strip())
    detail = {"review": review.key}
    record(
        by=by, action="cms.return_notice", obj=review.notice, community=review.community, at=at, detail=detail
    )
    answer_author(review, gettext("Returned for changes: %(title)s"), edit_link(review), by, at)
    return review


def waiting(review: Review) -> Review:
    """The review, its notice's row locked first: two who decide at once decide one after the other."""
    locked(review.notice)
    found = (
        Review.objects.select_for_update(of=("self",))
        .select_related("notice", "community", "author")
        .get(pk=review.pk)
    )
    if found.outcome:
        raise AlreadyDecided
    return found


def judged(review: Review, by: User, at: datetime) -> Review:
    """A waiting review that `by` may decide."""
    review = waiting(review)
    if not may(by, Permission.REVIEW_NOTICE, review.community, at):
        raise NotAReviewer
    if not may_decide(by.pk, author=review.author_id, submitter=review.submitted_by_id):
        raise OwnWork
    return review


def decide(review: Review, outcome: Review.Outcome, by: User, at: datetime, reason: str = "") -> None:
    review.outcome, review.decided_by, review.decided_at, review.reason = outcome, by, at, reason
    review.save(update_fields=["outcome", "decided_by", "decided_at", "reason"])


def answer_author(review: Review, title: str, url: str, by: User, at: datetime) -> None:
    people = {review.author_id: review.author, review.submitted_by_id: review.submitted_by}
    words = title % {"title": review.revision.object_str}
    tell(
        users=people.values(),
        kind="review",
        title=words,
        url=url,
        community=review.community,
        at=at,
        by=by,
        body=review.reason,
    )


def edit_link(review: Review) -> str:
    return reverse("cms:edit", args=[review.community.code, review.notice.key])
