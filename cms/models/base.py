"""What all pages of one community's portal have in common."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.models import Page

from linli.communities.models import Community

COMMUNITY_DEPTH = 5  # root, site, district, street, community
STEP = 4  # characters of the tree path for each level


def community_path(path: str) -> str:
    """The tree path of the community page above (or at) a page."""
    return path[: COMMUNITY_DEPTH * STEP]


class InCommunity(Page):
    """A page below a community's; `community` repeats what the tree says, so that one filter finds its pages."""

    community: Any = models.ForeignKey(Community, models.PROTECT, related_name="+", editable=False)

    preview_modes: Any = Page.DEFAULT_PREVIEW_MODES

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        own: Any = self
        if own.community_id is None:
            own.community_id = self.community_of_tree()
        return super().save(*args, **kwargs)

    def community_of_tree(self) -> int | None:
        from cms.models.portal import CommunityPage  # the page above; portal.py builds on this file

        found = CommunityPage.objects.filter(path=community_path(self.path))
        return found.values_list("community_id", flat=True).first()

    def with_content_json(self, content: Any) -> Any:
        """A revision never carries a page into another community."""
        page = super().with_content_json(content)
        page.community_id = self.community_id
        return page

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return enter(request, self) or super().serve(request, *args, **kwargs)


def enter(request: Any, page: Any) -> HttpResponse | None:
    """Puts the page's community on the request; sends readers of a closed one to the street's portal."""
    community, at = page.community, timezone.now()
    if community.closed_at is not None and community.closed_at <= at:
        street = Page.objects.filter(path=page.path[: (COMMUNITY_DEPTH - 1) * STEP]).first()
        return redirect(street.get_url(request) if street else "/")
    request.community = community
    return None
