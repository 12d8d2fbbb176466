"""举报: asking the committee to look, and its answer."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_comments.models import CommentFlag
from django_comments.signals import comment_was_flagged

from forum.actions.moderating import OwnCase, hide_comment, hide_topic, said
from forum.actions.permits import Gone, require, seen_comment, seen_target
from forum.models import Comment, Report, Topic
from forum.rules.text import tidy
from forum.rules.workdays import decide_by
from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.refusals import Refused
from linli.notifications.actions import tell
from linli.roles.permissions import Permission


class AlreadyReported(Refused):
    reason = gettext_lazy("You have reported this already. The committee will answer within one working day.")


class OwnWordsReported(Refused):
    reason = gettext_lazy("These are your own words: you can withdraw them yourself.")


class AlreadyDecided(Refused):
    reason = gettext_lazy("Somebody has decided this report already.")


@transaction.atomic
def report_topic(*, topic: Topic, reason: str, note: str, by: User, at: datetime) -> Report:
    require(by, Permission.TALK, topic.community, at)
    topic = seen_target(topic, by, at)
    if topic.hidden_at or topic.withdrawn_at:
        raise Gone
    quoted = f"{topic.title}\n{topic.text}"
    return file_report({"topic": topic}, topic.author, quoted, topic.community, reason, note, by, at)


@transaction.atomic
def report_comment(*, comment: Comment, reason: str, note: str, by: User, at: datetime) -> Report:
    require(by, Permission.TALK, comment.community, at)
    comment = seen_comment(comment, by, at)
    if not comment.is_standing:
        raise Gone
    report = file_report(
        {"comment": comment}, comment.user, comment.comment, comment.community, reason, note, by, at
    )
    flag, is_new = CommentFlag.objects.get_or_create(
        comment_id=comment.pk, user=by, flag=CommentFlag.SUGGEST_REMOVAL, defaults={"flag_date": at}
    )
    comment_was_flagged.send(sender=Comment, comment=comment, flag=flag, created=is_new, request=None)
    return report


def file_report(
    about: dict[str, Any],
    author: User | None,
    quoted: str,
    community: Any,
    reason: str,
    note: str,
    by: User,
    at: datetime,
) -> Report:
    """The topic or comment is locked by now, so a second report of the same person waits and is then found."""
    if author is not None and author.pk == by.pk:
        raise OwnWordsReported
    if Report.objects.open().filter(reporter=by, **about).exists():
        raise AlreadyReported
    report = Report.objects.create(
        **about,
        community=community,
        author=author,
        reporter=by,
        reason=Report.Reason(reason),
        note=tidy(note)[:300],
        quoted=quoted,
        reported_at=at,
        due_at=decide_by(at),
    )
    name = "topic" if "topic" in about else "comment"
    record(
        by=by,
        action=f"forum.report_{name}",
        obj=report,
        community=community,
        at=at,
        detail={"reason": str(reason)},
    )
    return report


def open_report(report: Report, by: User, at: datetime) -> Report:
    """The report under lock, still open, and neither from nor about `by`."""
    require(by, Permission.MODERATE, report.community, at)
    found = (
        Report.objects.select_for_update(of=("self",), no_key=True)
        .select_related("community__division")
        .get(pk=report.pk)
    )
    if found.outcome:
        raise AlreadyDecided
    if by.pk in (found.author_id, found.reporter_id):
        raise OwnCase
    return found


def decide(report: Report, outcome: str, answer: str, by: User, at: datetime) -> None:
    """Closes this report and every other open one about the same words, and answers those who reported."""
    same = Report.objects.open().filter(topic=report.topic_id, comment=report.comment_id)
    reporters = list(User.objects.filter(pk__in=same.values("reporter")).exclude(pk=by.pk))
    same.update(outcome=outcome, answer=answer, decided_at=at, decided_by=by)
    report.outcome, report.answer, report.decided_at, report.decided_by = outcome, answer, at, by
    titles = {
        "hidden": _("Your report was right: the text is hidden"),
        "kept": _("Your report was looked at: the text stays"),
    }
    url = report.subject.get_absolute_url()
    tell(
        users=reporters,
        kind="moderation",
        title=titles[outcome],
        body=answer,
        url=url,
        community=report.community,
        by=by,
        at=at,
    )


@transaction.atomic
def uphold_report(*, report: Report, answer: str, by: User, at: datetime) -> Report:
    """Hides what was reported, with the answer as its reason; where it is gone already, only answers."""
    report, why = open_report(report, by, at), said(answer)
    decide(report, Report.Outcome.HIDDEN, why, by, at)
    thing = report.subject
    if thing.hidden_at is None and thing.withdrawn_at is None:
        hide: Any = hide_topic if isinstance(thing, Topic) else hide_comment
        hide(**{thing._meta.model_name: thing}, reason=why, by=by, at=at)
    record(by=by, action="forum.uphold_report", obj=report, community=report.community, at=at)
    return report


@transaction.atomic
def dismiss_report(*, report: Report, answer: str, by: User, at: datetime) -> Report:
    """Leaves standing what was reported, and says why."""
    report, why = open_report(report, by, at), said(answer)
    decide(report, Report.Outcome.KEPT, why, by, at)
    record(
        by=by,
        action="forum.dismiss_report",
        obj=report,
        community=report.community,
        at=at,
        detail={"reason": why},
    )
    return report
