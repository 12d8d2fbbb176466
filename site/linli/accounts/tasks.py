"""What the clock does for accounts."""

from django.utils import timezone
from procrastinate.contrib.django import app

from linli.accounts.actions import remove_unconfirmed


@app.periodic(cron="17 20 * * *")  # 4:17 in Shanghai
@app.task(name="accounts.remove_unconfirmed", queueing_lock="accounts.remove_unconfirmed", pass_context=False)
def forget_unconfirmed(timestamp: int) -> None:
    """Every night: numbers that were typed in and never confirmed are forgotten."""
    remove_unconfirmed(at=timezone.now())
