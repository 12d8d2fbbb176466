"""What waits where a seat has become vacant: its by-election."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from elections.actions.running.lawful import shown
from elections.actions.vacancies import fill_by, vacancies
from elections.rules.days import midnight
from linli.communities.models import Community
from linli.core.waiting import Waiting


def due(community: Community, at: datetime) -> Iterator[Waiting]:
    """For those who run elections: a seat that nobody has drafted a by-election for."""
    for holder in vacancies(community, at):
        last = fill_by(holder)
        yield Waiting(
            room="vote",
            icon="landmark",
            kind=_("Vacant seat"),
            title=_("%(office)s: the seat of %(name)s is vacant")
            % {"office": holder.title, "name": holder.name},
            url=f"{reverse('election:new', args=[community.code])}?seat={holder.key}",
            step=_("Draft the by-election"),
            until=midnight(last + timedelta(days=1)) if last else None,
            detail=_("At the latest on %(limit)s") % {"limit": shown(last)} if last else "",
            source=str(holder.term.committee),
        )
