"""One row at least in each table that a constraint guards, put there by the actions themselves."""

from datetime import timedelta

from cms.actions.notices import Wording, write_notice
from cms.actions.portals import open_community
from cms.actions.reviews import submit_notice
from forum import actions as forum
from linli.notifications.models import Preference
from marketplace.actions.reviews import review_booking
from tests.cast import BEGINNING, Cast
from tests.forum.talk import NOW, begin, say
from tests.marketplace.market import booking_in
from tests.volunteers.shifts import served, shift
from volunteers.actions.hours import confirm_shift, correct_hours, issue_certificate


def portal(cast: Cast) -> None:
    """A notice that waits for its review."""
    open_community(division=cast.home.division, at=BEGINNING, by=None)
    words = {"title": "停水", "body": "<p>1 月 8 日</p>", "category": "utilities", "audience": "public"}
    wording = Wording(
        **words, issued_by="物业", valid_from=BEGINNING, valid_until=BEGINNING + timedelta(days=1)
    )
    notice = write_notice(community=cast.home, wording=wording, by=cast.bo, at=BEGINNING)
    submit_notice(notice=notice, by=cast.bo, at=BEGINNING)


def talk(cast: Cast) -> None:
    """A topic with a comment, both reported, and the topic closed."""
    topic = begin(cast)
    comment = say(topic, cast.dan)
    forum.report_comment(comment=comment, reason="advert", note="", by=cast.ann, at=NOW)
    forum.report_topic(topic=topic, reason="advert", note="", by=cast.dan, at=NOW)
    forum.lock_topic(topic=topic, reason="说完了", by=cast.bo, at=NOW)


def market(cast: Cast) -> None:
    """A booking fulfilled, confirmed and reviewed."""
    booking = booking_in("confirmed", cast)
    review_booking(booking=booking, grade=5, text="好", by=cast.ann, at=booking.ends_at + timedelta(hours=1))


def shifts(cast: Cast) -> None:
    """A shift that was served, hours confirmed and corrected, a certificate; and one to come."""
    done = shift(cast)
    assignment = served(done, cast.dan)
    after = done.ends_at + timedelta(hours=1)
    confirm_shift(shift=done, by=cast.bo, at=after)
    correct_hours(assignment=assignment, minutes=90, reason="早走", by=cast.bo, at=after)
    issue_certificate(volunteer=cast.dan, community=cast.home, by=cast.dan, at=after)
    shift(cast, starts_at=done.starts_at + timedelta(days=3), about=done.opportunity)


def nothing(cast: Cast) -> None:
    """The cast is enough."""


def preference(cast: Cast) -> None:
    Preference.objects.create(user=cast.ann, email="daily")
