"""What the rooms say has changed is looked up again as soon as their transaction is committed."""

from typing import Any

from django.db import models, transaction
from django.dispatch import receiver
from django.utils import timezone

from linli.core.searching import object_changed
from search.actions import forget_object, refresh_object


@receiver(object_changed, dispatch_uid="search.object_changed")
def note_change(sender: type[models.Model], obj: models.Model, removed: bool, **kwargs: Any) -> None:
    """The act itself never fails because of search: a fault is logged, and the nightly rebuild mends it."""
    object_id = obj.pk

    def follow() -> None:
        if removed:
            forget_object(model=sender, object_id=object_id)
        else:
            refresh_object(model=sender, object_id=object_id, at=timezone.now())

    transaction.on_commit(follow, robust=True)
