"""Questions that some of Wagtail's admin views forget to ask, asked before them.

Found by the isolation sweep (tests/linli/roles/test_isolation.py) in Wagtail 8.0.1: the confirmation of a move prints
both pages' titles before it asks; the confirmation of a workflow's cancellation never asks; the report on page types
names the page edited last in the whole installation; choosing several pages at once takes any id; copying and moving
print the title of a destination that they then refuse. Found by the matrix (tests/matrix): the API keeps a revision of
a page before it refuses to publish it.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import policy_registry

from linli.roles.permissions import Permission
from linli.roles.rights import may

Next = Callable[[HttpRequest], HttpResponse]
Question = Callable[..., bool]


def may_move(request: HttpRequest, *, page_to_move_id: int, destination_id: int) -> bool:
    page = get_object_or_404(Page, pk=page_to_move_id).specific
    return bool(
        page.permissions_for_user(request.user).can_move_to(get_object_or_404(Page, pk=destination_id))
    )


def may_publish(request: HttpRequest, *, page_id: int) -> bool:
    return bool(get_object_or_404(Page, pk=page_id).specific.permissions_for_user(request.user).can_publish())


def may_act(request: HttpRequest, *, pk: int, action_name: str) -> bool:
    return action_name not in ("publish", "unpublish") or may_publish(request, page_id=pk)


def is_operator(request: HttpRequest, **address: Any) -> bool:
    user: Any = request.user
    return bool(user.is_superuser) or may(user, Permission.MANAGE_SITE, None, timezone.now())


def copies_own(request: HttpRequest, *, page_id: int) -> bool:
    return are_all_in(
        policy_registry.get_by_type(Page).explorable_instances(request.user), [str(page_id)]
    ) and (names_own_destination(request))


def names_own_destination(request: HttpRequest, **address: Any) -> bool:
    ids = [*request.POST.getlist("new_parent_page"), *request.POST.getlist("chooser")]
    return are_all_in(policy_registry.get_by_type(Page).explorable_instances(request.user), ids)


def names_own_pages(request: HttpRequest, **address: Any) -> bool:
    return are_all_in(
        policy_registry.get_by_type(Page).explorable_instances(request.user), request.GET.getlist("id")
    )


def are_all_in(own: Any, ids: list[str]) -> bool:
    wanted = {int(number) for number in ids if number.isdecimal()}
    return not wanted or own.filter(pk__in=wanted).count() == len(wanted)


QUESTIONS: dict[str, Question] = {
    "wagtailadmin_pages:move_confirm": may_move,
    "wagtailadmin_pages:confirm_workflow_cancellation": may_publish,
    "wagtailadmin_api:pages:action": may_act,
    "wagtailadmin_pages:copy": copies_own,
    "wagtail_bulk_action": names_own_destination,
    "wagtailadmin_choose_page_chosen_multiple": names_own_pages,
    "wagtailadmin_reports:page_types_usage": is_operator,
    "wagtailadmin_reports:page_types_usage_results": is_operator,
}


OFFERED = ("GET", "HEAD", "OPTIONS", "POST")
# allauth strikes the codes out as shown, and only then says that it takes no POST
READ_ONLY = {"mfa_download_recovery_codes", "mfa_view_recovery_codes"}


class WagtailQuestionsMiddleware:
    """403 where the answer is no. A stranger goes on to Wagtail, which sends him to sign in.

    Nothing is done here by PUT, PATCH or DELETE; some views of others would take them for a GET.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        offered = OFFERED[:3] if name in READ_ONLY else OFFERED
        if request.method not in offered:
            return HttpResponseNotAllowed(offered)
        asked = QUESTIONS.get(name)
        if asked and request.user.is_authenticated and not asked(request, **kwargs):
            raise PermissionDenied
        return None
