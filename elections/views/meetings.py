"""What residents see of the representatives' meetings: those to come, their agenda, what was decided, the minutes."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.meetings.base import day_of, in_office, law_here, law_of, own_office
from elections.actions.meetings.body import body_on
from elections.documents.pdf import as_pdf
from elections.models import Meeting, MeetingRequest
from elections.views.files import pdf_response
from elections.views.meetings_base import PER_PAGE, below, find, seen, url
from elections.words.meetings import (
    continued_words,
    explained,
    light,
    next_words,
    office_words,
    rules_of,
    sat_words,
    seats_words,
)
from elections.words.votes import grouped, moment
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may

State = Meeting.State


@in_community(read=Permission.READ_AS_RESIDENT)
def meetings(request: HttpRequest, community: Community) -> HttpResponse:
    at = timezone.now()
    found = seen(request, community, at)
    law = law_here(community)
    rows = [
        {"meeting": one, "until": next_words(one), "light": light(one)}
        for one in found.under_way().order_by("starts_at")
    ]
    asked = MeetingRequest.objects.in_community(community).under_way().select_related("community__division")
    context = {
        "drafts": found.filter(state=State.DRAFT),
        "under_way": rows,
        "asked": asked,
        "page_obj": Paginator(found.over(), PER_PAGE).get_page(request.GET.get("page")),
        "runs": may(request.user, Permission.RUN_ELECTIONS, community, at),
        "office": own_office(request.user, community, at),
        "count": in_office(community, day_of(at)).count(),
        "beside": len(body_on(community, day_of(at), law).members),
        "facts": rules_of(law),
    }
    return render(request, "elections/meetings/list.html", context)


@in_community(read=Permission.READ_AS_RESIDENT)
def page(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    meeting = find(request, community, key, at)
    context = {
        "meeting": meeting,
        "light": light(meeting),
        "next": next_words(meeting),
        "items": items_of(meeting),
        "minutes": public_minutes(meeting),
        "people": people_of(meeting),
        "facts": rules_of(law_of(meeting)),
        "numbers": numbers_of(meeting),
        "seats": seats_words(meeting),
        "sittings": sittings_of(meeting, request, at, "page"),
        "oversees": may(request.user, Permission.OVERSEE_ELECTIONS, community, at),
        "trail": below(meeting)[:1] + [{"label": meeting.title, "url": ""}],
    }
    return render(request, "elections/meetings/page.html", context)


def items_of(meeting: Meeting) -> list[dict[str, Any]]:
    return [explained(one) for one in meeting.items.select_related("outcome")]


def public_minutes(meeting: Meeting) -> Any:
    """The minutes once a second person has confirmed them."""
    return meeting.minutes if meeting.state == State.RECORDED else None


def people_of(meeting: Meeting) -> list[dict[str, Any]]:
    """Who came, and as what; published with the minutes, since they came in their office."""
    if meeting.state != State.RECORDED:
        return []
    found = meeting.presences.select_related("representative", "member")
    return [
        {"name": one.seat.name, "office": office_words(one.seat), "left_at": one.left_at} for one in found
    ]


def numbers_of(meeting: Meeting) -> list[dict[str, str]]:
    if meeting.opened_at is None:
        return []
    return [
        {"label": _("With a seat"), "value": grouped(meeting.members)},
        {"label": _("Came"), "value": grouped(meeting.presences.count())},
        {"label": _("Items adopted"), "value": adopted_of(meeting)},
    ]


def sittings_of(meeting: Meeting, request: HttpRequest, at: datetime, name: str) -> list[dict[str, Any]]:
    """The sitting that this one continues, this one, and the one that goes on with it; nothing where it is the only one."""
    rest = seen(request, meeting.community, at).standing().filter(continues=meeting)
    found = [one for one in (meeting.continues, meeting, *rest) if one is not None]
    if len(found) == 1:
        return []
    return [sitting_row(one, "" if one == meeting else url(name, one)) for one in found]


def sitting_row(meeting: Meeting, there: str) -> dict[str, Any]:
    """One sitting in the list; the one that is being read has no address."""
    note = "" if there else pgettext("meeting", "This sitting")
    return {
        "meeting": meeting,
        "url": there,
        "note": note,
        "light": light(meeting),
        "said": sat_words(meeting),
    }


def adopted_of(meeting: Meeting) -> str:
    """So many adopted, of so many on the agenda."""
    return f"{meeting.items.filter(outcome__is_carried=True).count()} / {meeting.items.count()}"


@in_community(read=Permission.READ_AS_RESIDENT)
def pdf(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The minutes to print and file."""
    meeting = find(request, community, key, timezone.now())
    minutes = public_minutes(meeting)
    if minutes is None:
        raise Http404
    return pdf_response(as_pdf(*paper(meeting, minutes)), f"minutes-{meeting.key}")


def paper(meeting: Meeting, minutes: Any) -> tuple[str, list[str], list[str]]:
    """Title, lines and signatures of the minutes on paper: the text, then each decision with its numbers."""
    lines = [*continued_words(meeting), *minutes.text.splitlines(), _("Decisions")]
    for row in items_of(meeting):
        lines.append(f"{row['item'].position}. {row['item'].title}")
        lines.append("".join(row.get("reasons", [_("Not decided.")])))
    came = pgettext("between names", ", ").join(
        f"{one['name']}（{one['office']}）" for one in people_of(meeting)
    )
    lines.append(_("Present: %(names)s") % {"names": came})
    signed = [
        _("Chaired by %(name)s") % {"name": minutes.chaired_by},
        _("Written by %(name)s") % {"name": minutes.written_by},
        _("Confirmed by %(name)s") % {"name": minutes.confirmed_by},
        moment(minutes.confirmed_at),
    ]
    title = _("Minutes of the residents' representatives' meeting")
    return f"{meeting.community.name}\n{meeting.title}\n{title}", lines, signed
