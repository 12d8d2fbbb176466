"""The plain text that a committee types, and the HTML that is kept of it.

An empty line parts paragraphs; a line that begins with `## ` is a heading; lines that begin with `- ` are a list.
Everything else is text. `to_text(to_html(text))` gives the text back.
"""

from html import escape, unescape
from html.parser import HTMLParser
from typing import Any

import nh3

TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "b", "strong", "i", "em", "br", "hr", "a", "blockquote"}
ATTRIBUTES = {"a": {"href", "linktype", "id"}}
SIMPLE = {"p", "h3", "ul", "li", "br"}


def sanitise(html: str) -> str:
    """What a notice may hold; scripts, styles, images from elsewhere and everything unknown are dropped."""
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, link_rel=None, url_schemes={"http", "https", "mailto", "tel"}
    )


def block(lines: list[str]) -> str:
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{escape(line[2:].strip())}</li>" for line in lines) + "</ul>"
    return "<p>" + "<br/>".join(escape(line) for line in lines) + "</p>"


def blocks(lines: list[str]) -> list[str]:
    """Splits one run of lines where a heading or a list begins or ends."""
    found: list[str] = []
    group: list[str] = []

    def close() -> None:
        if group:
            found.append(block(group))
            group.clear()

    for line in lines:
        if line.startswith("## "):
            close()
            found.append(f"<h3>{escape(line[3:].strip())}</h3>")
            continue
        if group and line.startswith("- ") != group[-1].startswith("- "):
            close()
        group.append(line)
    close()
    return found


def to_html(text: str) -> str:
    paragraphs = "\n".join(line.strip() for line in text.strip().splitlines()).split("\n\n")
    runs = [[line for line in p.split("\n") if line] for p in paragraphs]
    return "".join(html for run in runs if run for html in blocks(run))


class _Reader(HTMLParser):
    """Collects blocks of text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        self.parts.append({"br": "\n", "li": "- ", "h2": "## ", "h3": "## ", "h4": "## "}.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        ends = {"p": "\n\n", "h2": "\n\n", "h3": "\n\n", "h4": "\n\n", "li": "\n", "ul": "\n", "ol": "\n"}
        self.parts.append(ends.get(tag, ""))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def to_text(html: str) -> str:
    """The HTML as the plain text that `to_html` would make it from."""
    return "".join(read(html).parts).strip()


def is_simple(html: str) -> bool:
    """Whether the plain form shows everything that is in the text (links and bold need the full editor)."""
    return read(html).tags <= SIMPLE


def excerpt(html: str, length: int = 80) -> str:
    """The beginning, on one line."""
    text = " ".join(unescape(to_text(html)).replace("## ", "").split())
    return text if len(text) <= length else text[: length - 1] + "…"
