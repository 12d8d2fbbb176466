"""The start of a widget, written as data: which of Wagtail's functions to call with what."""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}
ELEMENT = '<script type="application/json" data-controller="linli-start" data-call="{}">{}</script>'


def starting(call: str, *arguments: Any) -> SafeString:
    """`call` is "initDateChooser" or "new InlinePanel"; start.js lets through names of choosers and panels only."""
    text = json.dumps(arguments).translate(ESCAPES)
    return format_html(ELEMENT, call, mark_safe(text))  # what could end the element is escaped
