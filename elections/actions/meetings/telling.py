"""Who is told what about a meeting: the representatives that it is asked for, everybody with a seat that it is called,
the residents what it decided."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from elections.actions.meetings.base import day_of, in_office
from elections.actions.meetings.body import body_of
from elections.actions.telling import clock
from elections.models import ItemOutcome, Meeting, MeetingRequest, Minutes
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.notifications.actions import announce, tell
from linli.roles.permissions import Permission
from linli.roles.rights import holders


def representatives(community: Community, at: datetime) -> QuerySet[User]:
    return User.objects.filter(pk__in=in_office(community, day_of(at)).values("user"), is_active=True)


def _tell(meeting: Meeting, step: str, title: str, body: str, by: User | None, at: datetime) -> None:
    tell(
        users=User.objects.filter(pk__in=body_of(meeting).accounts, is_active=True),
        kind="meeting",
        title=title,
        body=body,
        url=meeting.get_absolute_url(),
        community=meeting.community,
        key=f"meeting-{meeting.key}-{step}",
        by=by,
        at=at,
    )


def tell_called(meeting: Meeting, by: User | None, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        body = _("%(time)s, %(place)s. The agenda is on the page; nobody can come in your place.") % {
            "time": clock(meeting.starts_at),
            "place": meeting.place,
        }
        title = _("Representatives' meeting: %(title)s") % {"title": meeting.title}
        if meeting.continues:
            title = _("The adjourned meeting goes on: %(title)s") % {"title": meeting.title}
        _tell(meeting, "called", title, body, by, at)


def tell_not_held(meeting: Meeting, by: User | None, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        title = _("Representatives' meeting cancelled: %(title)s") % {"title": meeting.title}
        _tell(meeting, "cancelled", title, meeting.cancel_reason, by, at)


def tell_recorded(meeting: Meeting, by: User | None, at: datetime) -> None:
    """To all residents: what was decided."""
    with override(settings.LANGUAGE_CODE):
        found = ItemOutcome.objects.filter(item__meeting=meeting).select_related("item")
        body = "；".join(
            f"{one.item.title}：{pgettext('agenda', 'adopted') if one.is_carried else pgettext('agenda', 'not adopted')}"
            for one in found.order_by("item__position")
        )
        announce(
            community=meeting.community,
            audience=Audience.RESIDENTS,
            kind="meeting",
            title=_("Minutes of the representatives' meeting: %(title)s") % {"title": meeting.title},
            body=body or meeting.adjourn_reason,
            url=meeting.get_absolute_url(),
            key=f"meeting-{meeting.key}-recorded",
            by=by,
            at=at,
        )


def tell_returned(minutes: Minutes, by: User, at: datetime) -> None:
    """To whoever entered the minutes: what has to be corrected."""
    meeting = minutes.meeting
    with override(settings.LANGUAGE_CODE):
        tell(
            users=User.objects.filter(pk__in=[minutes.entered_by_id], is_active=True),
            kind="meeting",
            title=_("Minutes sent back: %(title)s") % {"title": meeting.title},
            body=minutes.return_comment,
            url=reverse("meetings:minutes", args=[meeting.community.code, meeting.key]),
            community=meeting.community,
            by=by,
            at=at,
        )


def tell_asked(request: MeetingRequest, by: User | None, at: datetime) -> None:
    """To the other representatives: they can sign."""
    with override(settings.LANGUAGE_CODE):
        title = _("A meeting is asked for: %(subject)s") % {"subject": request.subject}
        body = _("%(name)s asks for a representatives' meeting. You can sign the request.") % {
            "name": request.asked_by.name
        }
        others = representatives(request.community, at).exclude(pk=request.asked_by.user_id)
        to_request(request, others, title, body, by, at)


def tell_reached(request: MeetingRequest, at: datetime) -> None:
    """To the committee: it must call the meeting now."""
    with override(settings.LANGUAGE_CODE):
        title = _("A meeting must be called: %(subject)s") % {"subject": request.subject}
        body = _("So many representatives have signed that the committee is obliged to call the meeting.")
        committee = holders(Permission.RUN_ELECTIONS, request.community, at)
        to_request(request, committee, title, body, None, at)


def to_request(
    request: MeetingRequest, users: QuerySet[User], title: str, body: str, by: User | None, at: datetime
) -> None:
    url, about = request.get_absolute_url(), {"community": request.community, "by": by, "at": at}
    tell(users=users, kind="meeting", title=title, body=body, url=url, **about)
