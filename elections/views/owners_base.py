"""What every page of an owners' vote begins with: the vote that this person may see, the way back."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from elections.models import OwnersVote
from elections.models.owners import OwnersVoteQuerySet
from linli.communities.models import Community

PER_PAGE = 20


def seen(request: HttpRequest, community: Community, at: datetime) -> OwnersVoteQuerySet:
    found = OwnersVote.objects.in_community(community).visible_to(request.user, community, at)
    return found.select_related("community__division")


def find(request: HttpRequest, community: Community, key: str, at: datetime) -> OwnersVote:
    return get_object_or_404(seen(request, community, at), key=key)


def url(name: str, vote: OwnersVote, *more: Any) -> str:
    return reverse(f"owners:{name}", args=[vote.community.code, vote.key, *more])


def trail(community: Community, *steps: tuple[str, str]) -> list[dict[str, str]]:
    first = (_("Owners' votes"), reverse("owners:list", args=[community.code]))
    return [{"label": label, "url": url} for label, url in (first, *steps)]


def below(vote: OwnersVote, *steps: tuple[str, str]) -> list[dict[str, str]]:
    return trail(vote.community, (vote.title, vote.get_absolute_url()), *steps)
