"""What communities say to the floors above them."""

from django.dispatch import Signal

# Sent inside the transaction of an import that wrote. sender: None; by: User | None; at: datetime; report: Report
divisions_imported = Signal()
