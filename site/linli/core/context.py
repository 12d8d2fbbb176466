"""What every page needs: the community it belongs to, the ways through it, elder mode."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.core.elder import in_elder_mode


def way(
    request: HttpRequest, label: str, url: str, icon: str, *more: str, exact: bool = False
) -> dict[str, Any]:
    """One room; `more` are the addresses of its other halls, which stand under the same tab."""
    current = request.path == url if exact else request.path.startswith((url, *more))
    return {"label": label, "url": url, "icon": icon, "current": current}


def ways(request: HttpRequest, community: Any) -> dict[str, dict[str, Any]]:
    """The rooms of a community's portal, by name."""

    def at(name: str) -> str:
        return reverse(name, args=[community.code])

    home = community.get_absolute_url()
    halls = (
        at(name) for name in ("election:list", "recalls:list", "offices:list", "owners:list", "meetings:list")
    )
    return {
        "home": way(request, pgettext("navigation", "Home"), home, "house", exact=True),
        "notices": way(request, pgettext("navigation", "Notices"), at("cms:notices"), "megaphone"),
        "talk": way(request, pgettext("navigation", "Talk"), at("forum:topics"), "message-circle"),
        "votes": way(request, pgettext("navigation", "Votes"), at("elections:votes"), "vote", *halls),
        "services": way(
            request, pgettext("navigation", "Services"), at("marketplace:listings"), "shopping-basket"
        ),
        "volunteers": way(
            request, pgettext("navigation", "Volunteers"), at("volunteers:shifts"), "hand-helping"
        ),
    }


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page; `nav` and `tabs` are empty outside a community."""
    community = getattr(request, "community", None)
    user: Any = getattr(request, "user", None)
    known = bool(user and user.is_authenticated)
    found: dict[str, Any] = {
        "community": community,
        "elder": in_elder_mode(request),
        "help_url": reverse("core:help"),
        "search_url": None,
        "nav": [],
        "tabs": [],
    }
    if community is not None:
        all_ways = ways(request, community)
        mine = reverse("accounts:me") if known else reverse("account_login")
        me = way(request, pgettext("navigation", "Me"), mine, "circle-user-round")
        found["nav"] = list(all_ways.values())
        found["tabs"] = [all_ways[name] for name in ("home", "talk", "votes", "services")] + [me]
        found["search_url"] = reverse("search:search", args=[community.code])
        found["search_hint"] = _("water, permit, meals, election…")
    return found
