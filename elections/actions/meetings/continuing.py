"""An adjourned meeting goes on on another day: a sitting of its own, with what was left undecided, and called again."""

from datetime import datetime

from django.db import transaction

from elections.actions.meetings.base import State, locked, write_down
from elections.actions.meetings.drafting import check_terms
from elections.actions.meetings.refusals import GoesOnAlready, NothingLeft
from elections.models import AgendaItem, Meeting
from linli.accounts.models import User


@transaction.atomic
def continue_meeting(
    *, meeting: Meeting, place: str, starts_at: datetime, by: User | None, at: datetime
) -> Meeting:
    """A draft under the same title with the undecided items, in their order; calling it gives notice anew."""
    meeting = locked(meeting, State.ADJOURNED, State.RECORDED)
    left = list(meeting.items.filter(outcome=None)) if meeting.adjourn_reason else []
    if not left:
        raise NothingLeft
    if meeting.continuations.standing().exists():
        raise GoesOnAlready
    check_terms(meeting.community, starts_at, meeting.profile_code, at)
    words = {"title": meeting.title, "explanation": meeting.explanation, "place": place}
    about = {"profile_code": meeting.profile_code, "drafted_by": by, "drafted_at": at}
    made = Meeting.objects.create(
        community=meeting.community, continues=meeting, starts_at=starts_at, **words, **about
    )
    carry(left, made)
    detail = {"continues": meeting.key, "items": len(left)}
    write_down(meeting.community, "continue_meeting", by, at, obj=made, detail=detail)
    return made


def carry(left: list[AgendaItem], made: Meeting) -> None:
    """The items as they stood; they can neither be changed nor taken off."""
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=made, position=n, title=one.title, explanation=one.explanation, continues=one)
        for n, one in enumerate(left, 1)
    )
