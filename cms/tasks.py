"""What the clock does to reviews that nobody decides on. Takes `now`; safe to run twice."""

from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from cms.actions.overdue import escalate_review
from cms.models import Review


@app.periodic(cron="*/10 * * * *")
@app.task(name="cms.escalate_overdue", queueing_lock="cms.escalate_overdue", pass_context=False)
def escalate_overdue(timestamp: int) -> None:
    """Every ten minutes: what has turned red."""
    escalate_all(timezone.now())


def escalate_all(now: datetime) -> None:
    for review in Review.objects.waiting().filter(due_at__lte=now).order_by("pk").iterator():
        escalate_review(review=review, at=now)
