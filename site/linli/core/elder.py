"""Elder mode (长辈版): what this device chose, else what the person chose elsewhere."""

from typing import Any

from django.http import HttpRequest

COOKIE = "linli_elder"


def in_elder_mode(request: HttpRequest) -> bool:
    chosen = request.COOKIES.get(COOKIE)
    user: Any = getattr(request, "user", None)
    if chosen in ("0", "1"):
        return chosen == "1"
    return bool(user and user.is_authenticated and user.is_elder_mode)
