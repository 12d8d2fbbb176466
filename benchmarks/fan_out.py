"""An announcement to 50,000 residents, against one bare INSERT … SELECT of the very same rows."""

import time
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from notifications.models import Notification

from linli.accounts.models import User
from linli.communities.models import Community, Division
from linli.core.audience import Audience
from linli.core.models import new_key
from linli.notifications.actions import announce, fan_out_batch
from linli.notifications.models import Delivery, Notice
from linli.roles.models import Appointment

NAME = "万人社区"


@dataclass(frozen=True)
class Spreading:
    told: int
    batches: int
    seconds: float
    bare_seconds: float
    told_by_second_run: int


def town(count: int) -> Community:
    """A community of its own, whose residents all have a telephone and an e-mail address; made once."""
    if found := Community.objects.filter(name=NAME).first():
        return found
    now = timezone.now()
    street = Division.objects.filter(level="street").order_by("code")[0]
    division = Division.objects.create(
        code=f"{street.code[:9]}899", level="community", name=f"{NAME}居委会", parent=street
    )
    users = User.objects.bulk_create(
        (User(name=f"居民{n}", phone=f"+86170{n:08d}", email=f"r{n}@example.org") for n in range(count)),
        batch_size=5000,
    )
    Appointment.objects.bulk_create(
        (
            Appointment(user=u, role_id="resident", division=division, starts_at=now - timedelta(1))
            for u in users
        ),
        batch_size=5000,
    )
    return Community.objects.create(
        division=division, name=NAME, opened_at=now, portal_path=f"/x/{division.code}/"
    )


def spread(notice: Notice) -> int:
    """All batches, one transaction each, as the worker runs them; gives how many."""
    batches = 1
    while fan_out_batch(notice=notice, at=timezone.now()):
        batches += 1
    return batches


def tell_town(community: Community, key: str) -> Notice:
    return announce(
        community=community,
        audience=Audience.RESIDENTS,
        kind="notice",
        title="停水通知",
        url="/",
        key=key,
        at=timezone.now(),
    )


def bare(notice: Notice, copy: Notice) -> float:
    """Seconds for the same rows once more, by the database alone, in one transaction."""
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for model, condition, changed in (
            (Delivery, "notice_id = %s", {"notice_id": "%s"}),
            (Notification, "(data::jsonb->>'notice')::bigint = %s", {"verb": "verb || %s::text"}),
        ):
            columns = [f.column for f in model._meta.local_fields if not f.primary_key]
            values = ", ".join(changed.get(c, f'"{c}"') for c in columns)
            names = ", ".join(f'"{c}"' for c in columns)
            table = model._meta.db_table
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {condition}",
                [copy.pk, notice.pk],
            )
    return time.perf_counter() - began


def measure(count: int) -> Spreading:
    community, key = town(count), new_key()
    notice = tell_town(community, key)
    before = Notification.objects.count()
    began = time.perf_counter()
    batches = spread(notice)
    seconds = time.perf_counter() - began
    told = Notification.objects.count() - before
    spread(tell_town(community, key))
    again = Notification.objects.count() - before - told
    return Spreading(told, batches, seconds, bare(notice, tell_town(community, new_key())), again)


def report(count: int) -> None:
    found = measure(count)
    print(f"\nan announcement to {found.told} residents, in {found.batches} batches of the background:")
    print(f"{'seconds':38} {found.seconds:8.1f}")
    print(f"{'÷ one bare INSERT … SELECT':38} {found.seconds / found.bare_seconds:8.2f}")
    print(f"{'told by a second run':38} {found.told_by_second_run:8}")
