"""Writing notices and taking them down. Publishing is the reviews' (cms.actions.reviews)."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.models import ColumnPage, CommunityPage, NoticeAttachment, NoticePage
from cms.rules.text import sanitise
from linli.accounts.models import User
from linli.audit.actions import record
from linli.communities.models import Community
from linli.core.refusals import Refused


class UnderReview(Refused):
    reason = _("This notice is being reviewed. Withdraw it from review to change it.")


class NotPublished(Refused):
    reason = _("This notice is not published.")


class NoPortal(Refused):
    reason = _("This community has no portal yet.")


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What a notice says, for whom and from when to when; `body` is HTML."""

    title: str
    body: str
    category: str
    audience: str
    issued_by: str
    valid_from: datetime | None = None
    valid_until: datetime | None = None

    def safe(self) -> "Wording":
        return replace(self, body=sanitise(self.body))


@transaction.atomic
def write_notice(
    *, community: Community, wording: Wording, files: Sequence[File[Any]] = (), by: User, at: datetime
) -> NoticePage:
    """A new draft, read by nobody yet."""
    column = ColumnPage.objects.filter(community=community, kind=ColumnPage.Kind.INFORMATION).first()
    if column is None:
        raise NoPortal
    Page.objects.select_for_update().get(pk=column.pk)
    notice = NoticePage(community=community, owner=by, live=False, **asdict(wording.safe()))
    notice.slug = f"{timezone.localtime(at):%Y%m%d}-{notice.key}"
    column.refresh_from_db()
    column.add_child(instance=notice)
    attach(notice, files, by)
    notice.save_revision(user=by, log_action="wagtail.create", clean=False)
    record(
        by=by,
        action="cms.write_notice",
        obj=notice,
        community=community,
        at=at,
        detail={"title": wording.title},
    )
    return notice


@transaction.atomic
def edit_notice(
    *,
    notice: NoticePage,
    wording: Wording,
    files: Sequence[File[Any]] = (),
    keep: Collection[int] | None = None,
    by: User,
    at: datetime,
) -> NoticePage:
    """Changes the draft; what is published stays until the change has passed review. `keep`: documents that stay."""
    notice = locked(notice)
    if notice.is_under_review:
        raise UnderReview
    draft = notice.get_latest_revision_as_object()
    for name, value in asdict(wording.safe()).items():
        setattr(draft, name, value)
    if keep is not None:
        draft.attachments.set([a for a in draft.attachments.all() if a.document_id in keep])
    attach(draft, files, by)
    draft.save_revision(user=by, log_action=True, clean=False)
    detail = {"title": wording.title}
    record(by=by, action="cms.edit_notice", obj=notice, community=notice.community, at=at, detail=detail)
    return locked(notice)


@transaction.atomic
def take_down_notice(*, notice: NoticePage, reason: str, by: User, at: datetime) -> NoticePage:
    """Takes a published notice off the portal; it can be handed in for review again."""
    notice = locked(notice)
    if not notice.live:
        raise NotPublished
    UnpublishPageAction(notice, user=by).execute(skip_permission_checks=True)
    detail = {"title": notice.title, "reason": reason}
    record(by=by, action="cms.take_down_notice", obj=notice, community=notice.community, at=at, detail=detail)
    return notice


def locked(notice: NoticePage) -> NoticePage:
    """The notice as it is now, its row locked: what is decided on it is decided one by one."""
    found: NoticePage = NoticePage.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    return found


def attach(notice: NoticePage, files: Sequence[File[Any]], by: User) -> None:
    """Keeps the files as documents in the community's own collection."""
    if not files:
        return
    collection = CommunityPage.objects.get(community=notice.community_id).collection
    for file in files:
        name = (file.name or "").rsplit("/", 1)[-1]
        document = get_document_model()(
            title=name[:255], file=file, file_size=file.size, collection=collection, uploaded_by_user=by
        )
        document.save()
        notice.attachments.add(NoticeAttachment(document=document))
