"""`{% start "initDateChooser" widget.attrs.id %}`: a widget's start as data (see starting.py)."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString

from linli.core.wagtail_admin.starting import starting

register = template.Library()


@register.simple_tag
def start(call: str, *arguments: Any, options: str = "") -> SafeString:
    """`options` is JSON already, and the last argument."""
    return starting(call, *arguments, *([json.loads(options)] if options else []))
