"""What accounts and sign-in say, written down: they lie below the audit and cannot call it themselves."""

from datetime import datetime
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.dispatch import Signal, receiver
from django.utils import timezone

from linli.accounts.models import User
from linli.accounts.signals import account_changed
from linli.audit.actions import record

SECURITY: dict[str, Signal] = {
    "accounts.sign_up": account.user_signed_up,
    "accounts.sign_in": account.user_logged_in,
    "accounts.reject_code": account.login_code_rejected,
    "accounts.add_email": account.email_added,
    "accounts.change_email": account.email_changed,
    "accounts.remove_email": account.email_removed,
    "accounts.change_password": account.password_changed,
    "accounts.add_second_factor": mfa.authenticator_added,
    "accounts.remove_second_factor": mfa.authenticator_removed,
    "accounts.reject_second_factor": mfa.authentication_failed,
}


@receiver(account_changed, dispatch_uid="audit.account_changed")
def write_change(*, user: User, action: str, at: datetime, detail: dict[str, Any], **kwargs: Any) -> None:
    record(by=user, action=action, obj=user, at=at, detail=detail)


class SecurityEvent:
    """Writes one kind of event; from the edge, where a signal of allauth is the moment itself."""

    def __init__(self, action: str) -> None:
        self.action = action

    def __call__(self, *, user: User, **kwargs: Any) -> None:
        kind = getattr(kwargs.get("authenticator"), "type", None)
        record(
            by=user, action=self.action, obj=user, at=timezone.now(), detail={"type": kind} if kind else {}
        )


def connect() -> None:
    for action, signal in SECURITY.items():
        signal.connect(SecurityEvent(action), dispatch_uid=action, weak=False)
