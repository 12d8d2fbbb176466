"""What holds for every answer below /admin/."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_update
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.urls import reverse
from wagtail.models import Page

Next = Callable[[HttpRequest], Any]

# The rich text editor writes a <style> of its own for each field, never twice the same. Styles only: scripts stay strict.
STYLES: dict[str, Any] = {"style-src-elem": ["'self'", "'unsafe-inline'"]}

# Wagtail 8.0.1 looks for the root page's parent here, and falls.
NOT_FOR_ROOT = {
    "wagtailadmin_pages:lock",
    "wagtailadmin_pages:unlock",
    "wagtailadmin_pages:set_page_position",
}

# It falls, too, over a form sent without this field, which no browser does.
NEEDED_FIELDS = {
    "wagtailadmin_choose_page_external_link": "external-link-chooser-url",
    "wagtailredirects:process_import": "import_file_name",
    "wagtailadmin_pages:copy": "new_parent_page",
}


class WagtailAdminMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.with_styles = csp_update(STYLES)(get_response)

    def __call__(self, request: HttpRequest) -> Any:
        inside = request.path_info.startswith(reverse("wagtailadmin_home"))
        return self.with_styles(request) if inside else self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Where Wagtail would answer with a server error: the root page is not found, half a form is a bad request."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in NOT_FOR_ROOT and is_root(kwargs.get("page_id") or kwargs.get("page_to_move_id")):
            raise Http404
        needed = NEEDED_FIELDS.get(name)
        if request.method == "POST" and needed and not request.POST.get(needed):
            raise BadRequest


def is_root(pk: Any) -> bool:
    return Page.objects.filter(pk=pk, depth=1).exists()
