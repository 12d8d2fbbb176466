"""The outbox: claim rows in one transaction, speak to the mail server outside any, write down what came of it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from linli.accounts.models import User
from linli.notifications.models import Delivery

CLAIM = 50
STALE = timedelta(minutes=10)  # a sender that was killed lets go of its rows after this
ATTEMPTS = 5


@transaction.atomic
def claim(*, state: str, at: datetime, users: list[int] | None = None) -> list[Delivery]:
    """Takes up to CLAIM rows for this sender alone."""
    waiting = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).filter(state=state)
    if users is not None:
        waiting = waiting.filter(user__in=users)
    rows = list(
        waiting.select_related("notice__community", "user").order_by("pk")[: CLAIM if users is None else None]
    )
    Delivery.objects.filter(pk__in=[r.pk for r in rows]).update(state=Delivery.State.SENDING, changed_at=at)
    return rows


def release_stale(*, at: datetime) -> int:
    """Gives back what a killed sender held: it is sent again, with the same Message-ID."""
    stale = Delivery.objects.filter(state=Delivery.State.SENDING, changed_at__lt=at - STALE)
    return stale.update(state=Delivery.State.QUEUED, changed_at=at)


def message(user: User, rows: list[Delivery]) -> EmailMessage:
    """One mail in the reader's language: one notice, or the day's notices together."""
    with translation.override(user.language):
        context = {"user": user, "rows": rows, "base": settings.BASE_URL}
        body = render_to_string("notifications/mail.txt", context)
        subject = rows[0].notice.title
        if len(rows) > 1:
            subject = translation.ngettext("%(n)d notice today", "%(n)d notices today", len(rows)) % {
                "n": len(rows)
            }
    headers = {"Message-ID": f"<linli-{rows[0].notice_id}-{user.key}@{settings.BASE_URL.split('//')[-1]}>"}
    return EmailMessage(subject, body, to=[user.email or ""], headers=headers)


def send(rows: list[Delivery], *, at: datetime, together: bool = False) -> int:
    """Sends claimed rows, over one connection; a row that fails waits for its next attempt. Gives the number sent."""
    groups: dict[int, list[Delivery]] = defaultdict(list)
    for row in rows:
        groups[row.user_id if together else row.pk].append(row)
    connection, sent = get_connection(), 0
    for group in groups.values():
        try:
            mail = message(group[0].user, group)
            mail.connection = connection
            mail.send()
        except OSError as problem:  # smtplib's exceptions are OSErrors
            note_failure(group, str(problem), at)
        else:
            note(group, Delivery.State.SENT, at)
            sent += len(group)
    return sent


def note(rows: Iterable[Delivery], state: str, at: datetime, error: str = "") -> None:
    Delivery.objects.filter(pk__in=[r.pk for r in rows]).update(state=state, changed_at=at, error=error[:200])


def note_failure(rows: list[Delivery], error: str, at: datetime) -> None:
    for row in rows:
        row.attempts += 1
        row.state = Delivery.State.FAILED if row.attempts >= ATTEMPTS else Delivery.State.QUEUED
        row.error, row.changed_at = error[:200], at
    Delivery.objects.bulk_update(rows, ["attempts", "state", "error", "changed_at"])
