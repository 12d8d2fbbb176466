"""What the clock does for search."""

from django.utils import timezone
from procrastinate.contrib.django import app

from search.actions import rebuild


@app.periodic(cron="40 19 * * *")  # 3:40 in Shanghai
@app.task(name="search.rebuild", queueing_lock="search.rebuild", pass_context=False)
def rebuild_nightly(timestamp: int) -> None:
    """Every night: whatever a crash kept from the index gets into it."""
    rebuild(at=timezone.now())
