"""What waits around offices: a resignation that the meeting decides on, a vacant seat and its by-election."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from elections.actions.running.base import day_of
from elections.actions.running.lawful import shown
from elections.actions.vacancies import fill_by, vacancies
from elections.models import Resignation
from elections.rules.days import midnight
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.waiting import Waiting


def due(user: User, community: Community, at: datetime) -> Iterator[Waiting]:
    """For those who run elections: resignations but their own, and seats that nobody has drafted a by-election for."""
    yield from resignations(user, community, at)
    yield from vacant(community, at)


def resignations(user: User, community: Community, at: datetime) -> Iterator[Waiting]:
    found = Resignation.objects.in_community(community).waiting(day_of(at)).exclude(filed_by=user)
    for letter in found.select_related("officeholder__term__committee__community"):
        holder = letter.officeholder
        yield Waiting(
            room="vote",
            icon="file-pen-line",
            kind=_("Resignation"),
            title=_("%(name)s has filed a resignation") % {"name": holder.name},
            url=letter.get_absolute_url(),
            step=_("Put it to the meeting"),
            detail=_("Filed on %(day)s") % {"day": shown(letter.filed_on)},
            source=str(holder.term.committee),
        )


def vacant(community: Community, at: datetime) -> Iterator[Waiting]:
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
