"""SMS goes through one interface; the local sink keeps messages where the demo can show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.module_loading import import_string


class Gateway(Protocol):
    """What an operator's own gateway class offers; named in LINLI_SMS_GATEWAY by its dotted path."""

    def send(self, phone: str, text: str) -> None: ...


@dataclass(frozen=True)
class Message:
    phone: str
    text: str
    at: datetime


class LocalSink:
    """Keeps the last messages in the cache; for the demo and for tests, never for production."""

    KEY, KEPT, SECONDS = "linli.sms", 50, 3600

    def send(self, phone: str, text: str) -> None:
        message = Message(phone, text, timezone.now())
        cache.set(self.KEY, [message, *self.messages()][: self.KEPT], self.SECONDS)

    def messages(self) -> list[Message]:
        return list(cache.get(self.KEY, []))


def gateway() -> Gateway:
    found: Gateway = import_string(settings.SMS_GATEWAY)()
    return found
