"""What waits for a volunteer, what the community needs hands for, what an organiser must do."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from linli.communities.models import Community
from linli.core.waiting import Waiting
from linli.roles.permissions import Permission
from linli.roles.rights import may
from volunteers.models import Assignment, Shift
from volunteers.rules.windows import check_out_window, next_step

MINE, COMING = 2, 3
SOON = timedelta(days=2)


def waiting(*, user: Any, community: Community, at: datetime) -> Iterator[Waiting]:
    """My next shifts, and checking in or out while I am there."""
    if not user.is_authenticated:
        return
    ours = Assignment.objects.in_community(community).of(user).to_come(at).with_shift()
    for assignment in ours.order_by("shift__starts_at")[:MINE]:
        if found := own_step(assignment, at):
            yield found


def own_step(assignment: Assignment, at: datetime) -> Waiting | None:
    shift = assignment.shift
    steps = {
        "wait": (_("See the shift"), shift.starts_at),
        "check_in": (_("Check in"), shift.ends_at if at >= shift.starts_at else shift.starts_at),
        "check_out": (_("Check out"), check_out_window(shift.window).ends_at),
    }
    step = next_step(assignment.state, shift.window, at)
    if step not in steps:
        return None
    words, until = steps[step]
    return about(shift, words, until, detail=shift.opportunity.place)


def about(shift: Shift, step: str, until: datetime, detail: str) -> Waiting:
    return Waiting(
        room="help",
        icon="hand-helping",
        kind=pgettext("today", "Volunteering"),
        title=shift.opportunity.title,
        url=shift.get_absolute_url(),
        step=step,
        until=until,
        detail=detail,
    )


def upcoming(*, community: Community, at: datetime) -> Iterator[Waiting]:
    """The next shifts that are short of people."""
    short = Shift.objects.in_community(community).needing_people(at).with_opportunity()
    for shift in short.order_by("starts_at")[:COMING]:
        words = ngettext("%(left)d place left", "%(left)d places left", shift.left) % {"left": shift.left}
        yield about(shift, _("I'll come"), shift.starts_at, detail=f"{shift.opportunity.place} · {words}")


def due(*, user: Any, community: Community, at: datetime) -> Iterator[Waiting]:
    """For organisers: hours to confirm within three days, shifts short of people that begin soon."""
    if not may(user, Permission.ORGANISE_SHIFTS, community, at):
        return
    unconfirmed = Shift.objects.in_community(community).with_unconfirmed_hours(at).with_opportunity()
    for shift in unconfirmed.order_by("ends_at")[:20]:
        yield desk_row(shift, _("Confirm hours"), shift.confirm_until)
    short = Shift.objects.in_community(community).needing_people(at).filter(starts_at__lt=at + SOON)
    for shift in short.with_opportunity().order_by("starts_at")[:20]:
        yield desk_row(shift, _("Find people"), shift.starts_at)


def desk_row(shift: Shift, step: str, until: datetime) -> Waiting:
    return Waiting(
        room="help",
        icon="hand-helping",
        kind=pgettext("today", "Volunteering"),
        title=shift.opportunity.title,
        url=reverse("volunteers:roster", args=[shift.opportunity.community.code, shift.key]),
        step=step,
        until=until,
        detail=_("%(taken)d of %(places)d places taken") % {"taken": shift.taken, "places": shift.places},
        source=str(shift.opportunity.organised_by),
    )
