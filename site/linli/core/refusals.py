"""How an action says no: with a reason that a person can read, in their language."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """The action was not done, nothing was changed, and `reason` says why (不予受理)."""

    reason: Any = _("This cannot be done now.")

    def __init__(self, reason: Any = None) -> None:
        super().__init__(reason or self.reason)
        self.reason = reason or self.reason
