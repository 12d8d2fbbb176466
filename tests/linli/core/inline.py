"""What a strict Content-Security-Policy would refuse in a page, and which foreign hosts it asks."""

import json
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

LOADING = {
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("link", "href"),
    ("source", "src"),
    ("form", "action"),
}


class Scanner(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        data = "json" in given.get("type", "")
        if (tag == "script" and "src" not in given and not data) or tag == "style":
            self.found.append(f"<{tag}> inline")
        for name, value in given.items():
            if name.startswith("on") or name == "style" or value.lower().startswith("javascript:"):
                self.found.append(f"<{tag} {name}={value!r}>")
            if (tag, name) in LOADING and urlsplit(value).netloc:
                self.found.append(f"<{tag}> of {urlsplit(value).netloc}")


def refused(html: str) -> list[str]:
    scanner = Scanner()
    scanner.feed(html)
    return scanner.found


def html_of(answer: Any) -> str:
    """The page; or what a modal's JSON carries."""
    kind = answer.get("Content-Type", "")
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "html" in kind:
        return str(text.decode())
    if "json" in kind and text:
        found = json.loads(text)
        return str(found.get("html", "")) if isinstance(found, dict) else ""
    return ""
