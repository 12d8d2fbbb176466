"""Issuing a numbered notice: its text is kept as it reads now, and the portal is asked for a draft of it."""

from datetime import datetime
from html import escape

from django.db import transaction

from elections.actions.running.base import State, day_of, locked, write_down
from elections.actions.running.refusals import NotAllowedByRules, WrongStage
from elections.documents.notices import Document, document, numbers
from elections.models import Election, ElectionNotice
from elections.rules.profiles import Phase
from linli.accounts.models import User
from linli.core.noticing import NoticeDraft, ask_for_notice

ISSUING = [state for state in State if state not in (State.DRAFT, State.CANCELLED)]


def as_html(found: Document) -> str:
    """The text as paragraphs, signed and dated, for the portal's editor."""
    lines = [*found.paragraphs, found.signed, found.dated]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def portal_draft(election: Election, found: Document) -> NoticeDraft:
    return NoticeDraft(
        community=election.community,
        title=found.title.replace("\n", " "),
        html=as_html(found),
        category="election",
        issued_by=found.signed[:60],
    )


def reads_otherwise(last: ElectionNotice, found: Document) -> bool:
    """Whether more than the day has changed since the last edition."""
    return last.text.rpartition("\n")[0] != f"{found.text}\n\n{found.signed}"


def keep(
    election: Election, found: Document, by: User | None, at: datetime, portal_key: str = ""
) -> ElectionNotice:
    """The next edition, where the text has changed."""
    last = election.notices.filter(number=found.number).order_by("-edition").first()
    if last and not reads_otherwise(last, found):
        raise WrongStage
    return ElectionNotice.objects.create(
        election=election,
        number=found.number,
        edition=1 + (last.edition if last else 0),
        title=found.title[:120],
        text=f"{found.text}\n\n{found.signed}\n{found.dated}",
        portal_key=portal_key,
        issued_by=by,
        issued_at=at,
    )


def reissue(election: Election, phase: Phase, by: User, at: datetime) -> None:
    """The notices of a stage as they read now, where the rules know any: the earlier edition stays."""
    for one in numbers(election):
        if one.phase is phase:
            issue_notice(election=election, number=one.number, by=by, at=at)


@transaction.atomic
def issue_notice(*, election: Election, number: int, by: User, at: datetime) -> ElectionNotice:
    """Keeps the text for good, and lays a draft on the portal's desk, where it is reviewed like any other notice."""
    election = locked(election, *ISSUING, by=by)
    try:
        found = document(election, number, day_of(at))
    except LookupError as error:
        raise NotAllowedByRules from error
    portal_key = ask_for_notice(portal_draft(election, found), by=by, at=at)
    notice = keep(election, found, by, at, portal_key)
    write_down(election, "issue_notice", by, at, detail={"number": number, "edition": notice.edition})
    return notice
