"""The numbered notices: what has been issued, to read and to print; and for the committee, what is still to be issued."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.running import issue_notice
from elections.actions.running.base import day_of
from elections.actions.running.lawful import step_name
from elections.actions.running.noticing import reads_otherwise
from elections.documents.notices import Document, document, numbers
from elections.documents.pdf import as_pdf
from elections.forms.elections import titled
from elections.models import Election, ElectionNotice
from elections.views.election_base import below, find, url
from elections.views.files import pdf_response
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may


@in_community(read=Permission.READ_PORTAL)
def notices(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    found = find(request, community, key, at)
    issued = {one.number: one for one in found.notices.order_by("edition")}
    runs = may(request.user, Permission.OVERSEE_ELECTIONS, community, at)
    rows = [
        {
            "number": one.number,
            "title": titled(one.title),
            "phase": step_name(one.phase),
            "issued": issued.get(one.number),
        }
        for one in numbers(found)
        if runs or one.number in issued
    ]
    context = {
        "election": found,
        "rows": rows,
        "runs": runs,
        "trail": below(found, (pgettext("election", "Notices"), "")),
    }
    return render(request, "elections/election/notices.html", context)


def stored(election: Election, number: int) -> ElectionNotice | None:
    """The last edition that was issued."""
    return election.notices.filter(number=number).select_related("issued_by").order_by("-edition").first()


def now(election: Election, number: int) -> Document:
    try:
        return document(election, number, day_of(timezone.now()))
    except LookupError as error:
        raise Http404 from error


@in_community(read=Permission.READ_PORTAL)
def notice(request: HttpRequest, community: Community, key: str, number: int) -> HttpResponse:
    """A notice as issued; those who run the election also see how it would read now."""
    at = timezone.now()
    found = find(request, community, key, at)
    last = stored(found, number)
    oversees = may(request.user, Permission.OVERSEE_ELECTIONS, community, at)
    if last is None and not oversees:
        raise Http404
    draft = now(found, number) if oversees else None
    title, lines, signed = parts(last, draft)
    context = {
        "election": found,
        "number": number,
        "issued": last,
        "heading": title,
        "lines": lines,
        "signed": signed,
        "runs": may(request.user, Permission.RUN_ELECTIONS, community, at) and bool(found.announced_at),
        "is_changed": bool(last and draft and reads_otherwise(last, draft)),
        "trail": below(found, (pgettext("election", "Notices"), url("notices", found)), (title[-1], "")),
    }
    return render(request, "elections/election/notice.html", context)


def parts(last: ElectionNotice | None, draft: Document | None) -> tuple[list[str], list[str], list[str]]:
    """Title, lines, signature and date: of the issued text, else of the draft."""
    if last is not None:
        lines = [line for line in last.text.splitlines() if line.strip()]
        return last.title.splitlines(), lines[:-2], lines[-2:]
    assert draft is not None
    return draft.title.splitlines(), draft.paragraphs, [draft.signed, draft.dated]


@in_community(read=Permission.READ_PORTAL)
def notice_pdf(request: HttpRequest, community: Community, key: str, number: int) -> HttpResponse:
    """To print and post. What has not been issued yet can be printed by those who run the election only."""
    found = find(request, community, key, timezone.now())
    last = stored(found, number)
    oversees = may(request.user, Permission.OVERSEE_ELECTIONS, community, timezone.now())
    if last is None and not oversees:
        raise Http404
    title, lines, signed = parts(last, None if last else now(found, number))
    return pdf_response(as_pdf("\n".join(title), lines, signed), f"notice-{number:02d}")


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def issue(request: HttpRequest, community: Community, key: str, number: int) -> HttpResponse:
    """Asks first: an issued text stays."""
    found = get_object_or_404(Election, pk=find(request, community, key, timezone.now()).pk)
    draft = now(found, number)
    if request.method == "POST":
        by: Any = request.user
        made = issue_notice(election=found, number=number, by=by, at=timezone.now())
        messages.success(request, issued_words(made))
        return redirect(url("notice", found, number))
    context = {
        "title": _("Issue notice %(number)s") % {"number": number},
        "text": draft.title.splitlines()[-1],
        "points": [
            _("The text is kept as it reads now, and is public on the election's page."),
            _(
                "A draft for the portal's notices is written; fill in its blanks there and hand it in for review."
            ),
        ],
        "cancel_url": url("notice", found, number),
    }
    return render(request, "elections/election/confirm.html", context)


def issued_words(made: ElectionNotice) -> str:
    if made.portal_key:
        return _("Notice %(number)s is issued; its draft waits on the notices' desk.") % {
            "number": made.number
        }
    return _("Notice %(number)s is issued.") % {"number": made.number}
