"""Where Wagtail asks: serving pages and files, and the notice's way through its admin."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem

from cms.access import may_read
from cms.actions.reviews import submit_notice
from cms.models import ColumnPage, NoticePage
from cms.models.base import enter
from cms.presenters import PRESENTERS
from linli.accounts.models import User
from linli.core.refusals import Refused
from linli.roles.permissions import Permission
from linli.roles.rights import may

SUBMIT = "action-hand-in"


@hooks.register("before_serve_page")
def fill(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    """Fills portal pages with what the rooms say."""
    presenter = PRESENTERS.get(type(page).__name__)
    if presenter is None:
        return None
    if hasattr(page, "community") and (elsewhere := enter(request, page)):
        return elsewhere
    if isinstance(page, NoticePage):
        page.check_reader(request)
    if isinstance(page, ColumnPage) and page.kind == ColumnPage.Kind.INFORMATION:
        return redirect("cms:notices", page.community.code)
    context = page.get_context(request) | presenter(page, request)
    return TemplateResponse(request, page.get_template(request), context)


@hooks.register("before_serve_document")
def guard_document(document: Any, request: HttpRequest) -> None:
    """A file answers 404 to those who may read no page that it stands on."""
    if not may_read(document, request.user, timezone.now()):
        raise Http404


class HandIn(ActionMenuItem):
    """In the place of Wagtail's "Publish": hands the notice in for review."""

    label = pgettext_lazy("notice", "Hand in for review")
    name = SUBMIT
    icon_name = "check"

    def is_shown(self, context: Any) -> bool:
        page = context.get("page")
        parent = context.get("parent_page")
        return isinstance(page, NoticePage) or is_information_centre(parent)


def is_information_centre(page: Any) -> bool:
    return page is not None and isinstance(page.specific, ColumnPage) and page.specific.kind == "information"


@hooks.register("register_page_action_menu_item")
def hand_in_item() -> HandIn:
    return HandIn(order=5)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def hand_in(request: HttpRequest, page: Any) -> HttpResponse | None:
    """The same action as on the desk, so the same rules hold."""
    if SUBMIT not in request.POST or not isinstance(page, NoticePage):
        return None
    at = timezone.now()
    if not may(request.user, Permission.WRITE_NOTICE, page.community, at):
        return None
    try:
        submit_notice(notice=page, by=cast(User, request.user), at=at)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return None
    return redirect(reverse("cms:drafts", args=[page.community.code]))
