"""The minutes: written when the meeting is over, confirmed by somebody else, published; then nothing of them changes."""

from datetime import datetime

from django.db import transaction

from elections.actions.meetings.base import State, locked, save, write_down
from elections.actions.meetings.refusals import NoMinutes, SecondPersonConfirms
from elections.actions.meetings.telling import tell_recorded
from elections.models import Meeting, Minutes
from linli.accounts.models import User
from linli.core.searching import changed


@transaction.atomic
def write_minutes(
    *, meeting: Meeting, text: str, chaired_by: str, written_by: str, by: User | None, at: datetime
) -> Minutes:
    """Written, or written anew until they are confirmed; whoever wrote last is not who confirms."""
    meeting = locked(meeting, *Meeting.TO_RECORD)
    words = {"text": text, "chaired_by": chaired_by, "written_by": written_by}
    values = words | {"entered_by": by, "entered_at": at}
    minutes, _is_new = Minutes.objects.update_or_create(meeting=meeting, defaults=values)
    write_down(meeting.community, "write_minutes", by, at, obj=meeting, detail={"length": len(text)})
    return minutes


@transaction.atomic
def confirm_minutes(*, meeting: Meeting, by: User, at: datetime) -> Meeting:
    """A member of the oversight committee, or another of the committee, has read them: they are published."""
    meeting = locked(meeting, *Meeting.TO_RECORD)
    minutes = Minutes.objects.select_for_update().filter(meeting=meeting).first()
    if minutes is None:
        raise NoMinutes
    if minutes.entered_by_id == by.pk:
        raise SecondPersonConfirms
    save(minutes, confirmed_by=by, confirmed_at=at)
    save(meeting, state=State.RECORDED, recorded_at=at)
    write_down(meeting.community, "confirm_minutes", by, at, obj=meeting)
    tell_recorded(meeting, by, at)
    changed(meeting)
    return meeting
