"""How numbers and devices are shown to their owner."""

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

from linli.accounts import rules

register = template.Library()


@register.filter
def national(phone: str | None) -> str:
    return rules.national(phone) if phone else ""


@register.filter
def device(user_agent: str) -> str:
    """ "Chrome, Android": what a person would call the device, from what its browser says of itself."""
    browser, system = rules.device(user_agent)
    return " · ".join(part for part in (browser, system) if part) or _("A device we cannot name")


@register.filter
def device_icon(user_agent: str) -> str:
    return "smartphone" if rules.device(user_agent)[1] in rules.PHONES else "laptop"


@register.simple_tag
def in_demo() -> bool:
    return bool(settings.DEMO)
