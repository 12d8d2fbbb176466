"""An announcement queues its own spreading, in the transaction that wrote it."""

from typing import Any

from linli.notifications.models import Notice
from linli.notifications.signals import fan_out_wanted
from linli.notifications.tasks import fan_out


def queue_fan_out(notice: Notice, **kwargs: Any) -> None:
    fan_out.defer(notice_id=notice.pk)


def connect() -> None:
    fan_out_wanted.connect(queue_fan_out, dispatch_uid="notifications.fan_out")
