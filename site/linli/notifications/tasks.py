"""What the queue does for notices. Each is safe to run twice, and to be killed at any point."""

from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from linli.core.tasks import RETRY
from linli.notifications.actions import fan_out_batch
from linli.notifications.actions.sending import claim, release_stale, send
from linli.notifications.models import Delivery, Notice


@app.task(name="notifications.fan_out", retry=RETRY)
def fan_out(*, notice_id: int) -> None:
    """Tells everybody of an announcement, batch by batch; each batch is its own transaction."""
    notice = Notice.objects.get(pk=notice_id)
    while fan_out_batch(notice=notice, at=timezone.now()):
        pass


@app.periodic(cron="* * * * *")
@app.task(name="notifications.send_outbox", queueing_lock="notifications.send_outbox", pass_context=False)
def send_outbox(timestamp: int) -> None:
    """Every minute: sends what waits."""
    empty_outbox(now=timezone.now())


@app.periodic(cron="0 10 * * *")  # 18:00 in Shanghai
@app.task(name="notifications.send_digests", queueing_lock="notifications.send_digests", pass_context=False)
def send_digests(timestamp: int) -> None:
    """Every evening: one mail to each who wants the day's notices together."""
    empty_digests(now=timezone.now())


def empty_outbox(*, now: datetime) -> int:
    release_stale(at=now)
    sent = 0
    while rows := claim(state=Delivery.State.QUEUED, at=now):
        done = send(rows, at=now)
        sent += done
        if not done:  # the mail server is away: the next minute tries again
            break
    return sent


def empty_digests(*, now: datetime) -> int:
    waiting = Delivery.objects.filter(state=Delivery.State.DIGEST).order_by("user")
    readers = list(waiting.values_list("user", flat=True).distinct())
    return sum(
        send(claim(state=Delivery.State.DIGEST, at=now, users=[r]), at=now, together=True) for r in readers
    )
