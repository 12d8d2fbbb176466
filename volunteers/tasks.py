"""What the clock does for volunteers."""

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from volunteers.actions.planning import remind_of_shift
from volunteers.models import Shift

AHEAD = timedelta(hours=24)


@app.periodic(cron="*/10 * * * *")
@app.task(name="volunteers.remind", queueing_lock="volunteers.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Every ten minutes: a reminder a day before."""
    remind_volunteers(now=timezone.now())


def remind_volunteers(*, now: datetime) -> int:
    """How many shifts were reminded of; running it twice reminds nobody twice."""
    due = Shift.objects.to_come(now).filter(starts_at__lte=now + AHEAD, reminded_at=None, taken__gt=0)
    soon = list(due.order_by("pk"))
    for shift in soon:
        remind_of_shift(shift=shift, at=now)
    return len(soon)
