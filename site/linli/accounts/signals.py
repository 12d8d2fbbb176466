"""What happens to accounts, for the floors above: audit lies there and cannot be called from here."""

from django.dispatch import Signal

# user: User; action: str ("accounts.change_profile"); at: datetime; detail: dict. Sent inside the transaction.
account_changed = Signal()
