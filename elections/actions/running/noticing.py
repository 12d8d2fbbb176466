"""Issuing a numbered notice: its text is kept as it reads now, and the portal is asked for a draft of it."""

from datetime import datetime
from html import escape

from django.db import transaction
from django.db.models import Max

from elections.actions.running.base import State, day_of, locked, write_down
from elections.actions.running.refusals import NotAllowedByRules, WrongStage
from elections.models import Election, ElectionNotice
from elections.notices import Document, document
from linli.accounts.models import User
from linli.core.noticing import NoticeDraft, ask_for_notice

ISSUING = [state for state in State if state not in (State.DRAFT, State.CANCELLED)]


def as_html(found: Document) -> str:
    """The text as paragraphs, signed and dated, for the portal's editor."""
    lines = [*found.paragraphs, found.signed, found.dated]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


@transaction.atomic
def issue_notice(*, election: Election, number: int, by: User, at: datetime) -> ElectionNotice:
    """Keeps the text for good, and lays a draft on the portal's desk, where it is reviewed like any other notice."""
    election = locked(election, *ISSUING, by=by)
    try:
        found = document(election, number, day_of(at))
    except LookupError as error:
        raise NotAllowedByRules from error
    last = election.notices.filter(number=number).aggregate(last=Max("edition"))["last"] or 0
    text = f"{found.text}\n\n{found.signed}\n{found.dated}"
    if last and election.notices.get(number=number, edition=last).text == text:
        raise WrongStage
    draft = NoticeDraft(
        community=election.community,
        title=found.title.replace("\n", " "),
        html=as_html(found),
        category="election",
        issued_by=found.signed[:60],
    )
    notice = ElectionNotice.objects.create(
        election=election,
        number=number,
        edition=last + 1,
        title=found.title[:120],
        text=text,
        portal_key=ask_for_notice(draft, by=by, at=at),
        issued_by=by,
        issued_at=at,
    )
    write_down(election, "issue_notice", by, at, detail={"number": number, "edition": notice.edition})
    return notice
