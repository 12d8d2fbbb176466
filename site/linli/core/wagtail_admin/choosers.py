"""Wagtail's choosers (of pages, images, documents, tasks) end in an inline script that no template holds."""

import json
import re
from typing import Any

from django.utils.safestring import SafeString
from wagtail.admin.widgets.chooser import BaseChooser

from linli.core.wagtail_admin.starting import starting

CALL = re.compile(r"((?:new )?\w+)\((.*)\);", re.DOTALL)


def render(self: Any, name: str, value: Any, attrs: dict[str, str], renderer: Any = None) -> SafeString:
    """BaseChooser.render of Wagtail 8.0.1, with the last line as data. A script of another form is an error."""
    data = self.get_value_data(value)
    script = CALL.fullmatch(self.render_js_init(attrs["id"], name, data))
    if script is None:
        raise ValueError(f"{type(self).__name__} starts by a script that cannot be written as data")
    html: SafeString = self.render_html(name, data, attrs)
    return html + starting(script[1], *json.loads(f"[{script[2]}]"))


def replace_render() -> None:
    BaseChooser.render = render
