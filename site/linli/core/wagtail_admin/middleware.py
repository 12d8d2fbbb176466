"""What holds for every answer below /admin/."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_update
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


class WagtailAdminMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.with_styles = csp_update(STYLES)(get_response)

    def __call__(self, request: HttpRequest) -> Any:
        inside = request.path_info.startswith(reverse("wagtailadmin_home"))
        return self.with_styles(request) if inside else self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """The root page is neither locked nor moved: 404 instead of a server error."""
        match = request.resolver_match
        if match is None or match.view_name not in NOT_FOR_ROOT:
            return
        page = kwargs.get("page_id") or kwargs.get("page_to_move_id")
        if Page.objects.filter(pk=page, depth=1).exists():
            raise Http404
