"""The minutes: written when the meeting is over, sent back or confirmed by somebody else, published; then they stay."""

from datetime import datetime

from django.db import transaction

from elections.actions.meetings.base import State, locked, save, write_down
from elections.actions.meetings.refusals import CommentMissing, NoMinutes, SecondPersonConfirms, SentBack
from elections.actions.meetings.telling import tell_recorded, tell_returned
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
    values = words | {"entered_by": by, "entered_at": at, "is_returned": False}
    minutes, _is_new = Minutes.objects.update_or_create(meeting=meeting, defaults=values)
    write_down(meeting.community, "write_minutes", by, at, obj=meeting, detail={"length": len(text)})
    return minutes


@transaction.atomic
def confirm_minutes(*, meeting: Meeting, by: User, at: datetime) -> Meeting:
    """A member of the oversight committee, or another of the committee, has read them: they are published."""
    meeting = locked(meeting, *Meeting.TO_RECORD)
    minutes = submitted(meeting, by)
    save(minutes, confirmed_by=by, confirmed_at=at)
    save(meeting, state=State.RECORDED, recorded_at=at)
    write_down(meeting.community, "confirm_minutes", by, at, obj=meeting)
    tell_recorded(meeting, by, at)
    changed(meeting)
    return meeting


def submitted(meeting: Meeting, by: User) -> Minutes:
    """The minutes that wait for a second person, who is not whoever entered them."""
    minutes = Minutes.objects.select_for_update().filter(meeting=meeting).first()
    if minutes is None:
        raise NoMinutes
    if minutes.is_returned:
        raise SentBack
    if minutes.entered_by_id == by.pk:
        raise SecondPersonConfirms
    return minutes


@transaction.atomic
def return_minutes(*, meeting: Meeting, comment: str, by: User, at: datetime) -> Minutes:
    """Whoever would confirm them says what is wrong instead; they wait until they are written again."""
    meeting = locked(meeting, *Meeting.TO_RECORD)
    minutes = submitted(meeting, by)
    if not comment.strip():
        raise CommentMissing
    words = {"is_returned": True, "return_comment": comment.strip()[:500]}
    save(minutes, returned_by=by, returned_at=at, **words)
    detail = {"comment": minutes.return_comment}
    write_down(meeting.community, "return_minutes", by, at, obj=meeting, detail=detail)
    tell_returned(minutes, by, at)
    return minutes
