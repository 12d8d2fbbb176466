"""What the home shows of the other rooms: talk, shifts, services, figures."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from linli.communities.models import Community
from linli.core.discovery import faces
from linli.core.figures import Figure


def of(request: HttpRequest, community: Community, at: datetime) -> dict[str, Any]:
    return {"figures": figures(community, at)[:4]}


def figures(community: Community, at: datetime) -> list[Figure]:
    """Every room's figures about this community."""
    known = [module.figures for module in faces("figures") if hasattr(module, "figures")]
    return [figure for ask in known for figure in ask(community=community, at=at)]
