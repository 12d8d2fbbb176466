"""SMS goes through one interface; the local sink keeps messages where the demo can show them."""

from typing import Protocol

from django.conf import settings
from django.core.cache import cache
from django.utils.module_loading import import_string


class Gateway(Protocol):
    def send(self, phone: str, text: str) -> None: ...


class LocalSink:
    """Keeps the last messages in the cache; for the demo and for tests, never for production."""

    KEY = "linli.sms"

    def send(self, phone: str, text: str) -> None:
        cache.set(self.KEY, [(phone, text), *self.messages()][:50], 3600)

    def messages(self) -> list[tuple[str, str]]:
        return list(cache.get(self.KEY, []))


def gateway() -> Gateway:
    found: Gateway = import_string(settings.SMS_GATEWAY)()
    return found
