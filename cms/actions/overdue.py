"""What nobody decided in time: the next-higher reviewers are told, once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from cms.models import Review
from linli.accounts.models import User
from linli.audit.actions import record
from linli.notifications.actions import tell
from linli.notifications.models import Notice
from linli.roles.models import Appointment
from linli.roles.permissions import Permission


def next_higher(review: Review, at: datetime) -> list[User]:
    """Reviewers by an appointment above the community, of the nearest level that has any: street, district, city."""
    home = review.community.division
    found = (
        Appointment.objects.current(at)
        .covering(home.code)
        .with_permission(Permission.REVIEW_NOTICE)
        .filter(user__is_active=True)
        .exclude(division=home)
        .exclude(user__in=[review.author_id, review.submitted_by_id])
        .select_related("user", "division")
    )
    levels = {len(appointment.division.prefix) for appointment in found}
    return [a.user for a in found if len(a.division.prefix) == max(levels)]


@transaction.atomic
def escalate_review(*, review: Review, at: datetime) -> Review:
    """Tells those above that a notice waits past its time; a second run tells nobody."""
    review = (
        Review.objects.select_for_update(of=("self",)).select_related("community__division").get(pk=review.pk)
    )
    key = f"cms.overdue:{review.key}"
    people = next_higher(review, at)
    if review.outcome or review.due_at > at or not people or Notice.objects.filter(key=key).exists():
        return review
    tell(
        users=people,
        kind="review",
        title=gettext("Overdue, please review: %(title)s") % {"title": review.revision.object_str},
        url=review.get_absolute_url(),
        community=review.community,
        at=at,
        key=key,
    )
    detail = {"review": review.key, "told": len(people)}
    record(
        by=None,
        action="cms.escalate_review",
        obj=review.notice,
        community=review.community,
        at=at,
        detail=detail,
    )
    return review
