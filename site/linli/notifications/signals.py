"""`fan_out_wanted(notice)`: an announcement was written; the task that spreads it must be queued in its transaction."""

from django.dispatch import Signal

fan_out_wanted = Signal()
