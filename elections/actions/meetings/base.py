"""What every action of a representatives' meeting begins with: the meeting held as it is now, its law, who is in office."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import models

from elections.actions.meetings.refusals import MeetingMoved
from elections.models import Meeting, Representative
from elections.models.representatives import RepresentativeQuerySet
from elections.rules.days import day_of
from elections.rules.in_force import current
from elections.rules.in_force import in_force as law_in_force
from elections.rules.profiles import Profile, load, of_data
from linli.accounts.models import User
from linli.audit.actions import record
from linli.communities.models import Community

State = Meeting.State
__all__ = [
    "State",
    "code_here",
    "day_of",
    "in_office",
    "law_here",
    "law_of",
    "locked",
    "own_office",
    "save",
    "write_down",
]


def locked(meeting: Meeting, *states: str) -> Meeting:
    """Held until this transaction ends, refused where it has moved on."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related(
        "community__division", "request", "continues"
    )
    found = rows.get(pk=meeting.pk)
    if found.state not in states:
        raise MeetingMoved
    return found


def law_of(meeting: Meeting) -> Profile:
    """The rules as they were frozen when the meeting was called; of a draft, as they are now."""
    return of_data(meeting.profile) if meeting.profile else load(meeting.profile_code)


def code_here(community: Community) -> str:
    """The rules that the community's last meeting was called under, or what has replaced them; else the law in force."""
    called = Meeting.objects.in_community(community).filter(called_at__isnull=False)
    last = called.values_list("profile_code", flat=True).order_by("-called_at").first()
    return current(last) if last else law_in_force(is_village=community.is_village)


def law_here(community: Community) -> Profile:
    return load(code_here(community))


def in_office(community: Community, day: date) -> RepresentativeQuerySet:
    return Representative.objects.in_community(community).in_office(day)


def own_office(user: Any, community: Community, at: datetime) -> Representative | None:
    """The office that this account holds here today."""
    return in_office(community, day_of(at)).filter(user=user.pk).first() if user.pk else None


def save(obj: models.Model, **values: Any) -> None:
    for name, value in values.items():
        setattr(obj, name, value)
    obj.save(update_fields=list(values))


def write_down(
    community: Community,
    verb: str,
    by: User | None,
    at: datetime,
    *,
    obj: models.Model,
    detail: Mapping[str, Any] | None = None,
) -> None:
    record(by=by, action=f"elections.{verb}", obj=obj, community=community, at=at, detail=detail)
