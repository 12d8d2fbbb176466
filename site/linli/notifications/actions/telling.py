"""Who is told what: writes the notice, its deliveries, and the rows of the inbox."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from notifications.models import Notification

from linli.accounts.models import User
from linli.audit.actions import record
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.models import new_key
from linli.notifications.models import Delivery, Notice, Preference
from linli.notifications.signals import fan_out_wanted
from linli.roles.rights import audience_members

BATCH = 2000


@transaction.atomic
def tell(
    *,
    users: Iterable[User],
    kind: str,
    title: str,
    url: str,
    community: Community | None,
    at: datetime,
    by: User | None = None,
    body: str = "",
    key: str = "",
) -> Notice:
    """Tells each of a few people, in site and by the channels they chose; with a `key`, the second call tells nobody."""
    people = sorted({u.pk: u for u in users if u.is_active}.values(), key=lambda u: u.pk)
    values = {
        "community": community,
        "kind": kind,
        "title": title[:200],
        "body": body,
        "url": url,
        "created_by": by,
        "created_at": at,
        "told_count": len(people),
        "total_count": len(people),
        "finished_at": at,
    }
    notice, is_new = Notice.objects.get_or_create(key=key or f"personal:{new_key()}", defaults=values)
    if is_new:
        deliver(notice, people, at)
    return notice


@transaction.atomic
def announce(
    *,
    community: Community,
    audience: Audience,
    kind: str,
    title: str,
    url: str,
    key: str,
    at: datetime,
    by: User | None = None,
    body: str = "",
) -> Notice:
    """Tells every member of `audience` once, in the background; a second call with the same `key` tells nobody."""
    values = {
        "community": community,
        "audience": audience,
        "kind": kind,
        "title": title[:200],
        "body": body,
        "url": url,
        "created_by": by,
        "created_at": at,
        "total_count": audience_members(audience, community, at).count(),
    }
    notice, is_new = Notice.objects.get_or_create(key=key, defaults=values)
    if is_new:
        record(by=by, action="notifications.announce", obj=notice, community=community, at=at)
        fan_out_wanted.send(sender=Notice, notice=notice)
    return notice


@transaction.atomic
def fan_out_batch(*, notice: Notice, at: datetime, size: int = BATCH) -> bool:
    """Tells the next `size` people of an announcement; True while somebody may be left."""
    notice = Notice.objects.select_for_update(of=("self",)).select_related("community").get(pk=notice.pk)
    if notice.finished_at:
        return False
    members = audience_members(notice.audience, notice.community, at)
    people = list(members.filter(pk__gt=notice.last_user_id).order_by("pk")[:size])
    deliver(notice, people, at)
    notice.told_count += len(people)
    if len(people) < size:
        notice.finished_at = at
    else:
        notice.last_user_id = people[-1].pk
    notice.save(update_fields=["told_count", "last_user_id", "finished_at"])
    return notice.finished_at is None


def deliver(notice: Notice, people: list[User], at: datetime) -> None:
    """The inbox rows, and the outbox rows of those who want e-mail. The unique constraint refuses a second time."""
    inbox = [delivery(notice, u, Delivery.Channel.INBOX, Delivery.State.SENT, at) for u in people]
    Delivery.objects.bulk_create(inbox + email_deliveries(notice, people, at), batch_size=5000)
    Notification.objects.bulk_create([inbox_row(notice, u, at) for u in people], batch_size=2000)


def delivery(notice: Notice, user: User, channel: str, state: str, at: datetime) -> Delivery:
    return Delivery(notice=notice, user=user, channel=channel, state=state, changed_at=at)


def email_deliveries(notice: Notice, people: list[User], at: datetime) -> list[Delivery]:
    chosen = dict(Preference.objects.filter(user__in=people).values_list("user", "email"))
    states: dict[str, str] = {
        Preference.Email.AT_ONCE: Delivery.State.QUEUED,
        Preference.Email.DAILY: Delivery.State.DIGEST,
    }
    wanted = [(u, states.get(chosen.get(u.pk, Preference.Email.AT_ONCE))) for u in people if u.email]
    return [delivery(notice, u, Delivery.Channel.EMAIL, state, at) for u, state in wanted if state]


def inbox_row(notice: Notice, user: User, at: datetime) -> Any:
    actor = notice.created_by or notice.community or user
    target = notice.community
    return Notification(
        recipient=user,
        actor_content_type=ContentType.objects.get_for_model(actor),
        actor_object_id=str(actor.pk),
        verb=notice.title,
        description=notice.body,
        target_content_type=ContentType.objects.get_for_model(target) if target else None,
        target_object_id=str(target.pk) if target else None,
        timestamp=at,
        data={"url": notice.url, "kind": notice.kind, "notice": notice.pk},
    )
