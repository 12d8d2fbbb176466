"""Where a person belongs, for their own page: accounts stand below residents and cannot ask."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils import timezone

from linli.communities.models import Community
from linli.residents.models import Verification
from linli.residents.rules import level
from linli.roles.rights import appointments_of

register = template.Library()


@register.inclusion_tag("residents/_my_communities.html", takes_context=True)
def my_communities(context: RequestContext) -> dict[str, Any]:
    """Communities I hold a role in, with the roles' names; requests under way; offices over wider areas."""
    at, user = timezone.now(), context["request"].user
    roles: dict[str, list[Any]] = {}
    for appointment in appointments_of(user, at):
        roles.setdefault(appointment.division_id, []).append(appointment.role)
    communities = {c.code: c for c in Community.objects.open(at).filter(division__in=roles)}
    wider = [a for a in appointments_of(user, at) if a.division_id not in communities]
    known = level(
        has_confirmed_phone=user.is_phone_verified,
        is_resident=any(role.pk == "resident" for held in roles.values() for role in held),
    )
    return {
        "level": known.value,
        "homes": [
            {"community": communities[code], "roles": held}
            for code, held in roles.items()
            if code in communities
        ],
        "wider": [{"division": a.division, "role": a.role} for a in wider],
        "asked": Verification.objects.of(user).requested().select_related("community"),
        "LANGUAGE_CODE": context.get("LANGUAGE_CODE"),
    }
