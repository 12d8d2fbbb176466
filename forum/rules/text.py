"""Plain text in, harmless HTML out: paragraphs, line breaks, and links to web addresses that are written out."""

import re
import unicodedata
from html import escape
from urllib.parse import urlsplit

import nh3

SCHEMES = frozenset({"http", "https"})
REL = "nofollow ugc noopener noreferrer"
# What ends an address in Chinese text: white space, brackets and quotes, and every full-width mark.
ADDRESS = re.compile(
    r"(?<![0-9A-Za-z_/:.@-])https?://[^\s<>\"'`\\|{}^\[\]\u2018-\u201f\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]+",
    re.I,
)
TRAILING = ".,;:!?)&"
# Marks that turn the direction of what follows, so that a text reads other than it is.
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
CLEANER = nh3.Cleaner(
    tags={"p", "br", "a"},
    attributes={"a": {"href"}},
    url_schemes=set(SCHEMES),
    url_relative="deny",  # `//host` counts as relative, and would lead away
    link_rel=REL,
)


def tidy(text: str) -> str:
    """The text as it is kept: one kind of line break, no control marks, at most one empty line in a row."""
    text = unicodedata.normalize("NFC", BREAKS.sub("\n", text))
    text = TURNING.sub("", text)
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def is_safe_address(address: str) -> bool:
    """A web address with a host and without a name before it: `https://bank@elsewhere` shows what it is not."""
    try:
        parts = urlsplit(address)
        return parts.scheme.lower() in SCHEMES and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def linked(line: str) -> str:
    """One line, escaped, its web addresses as links."""
    found, end = [], 0
    for match in ADDRESS.finditer(line):
        address = match.group().rstrip(TRAILING)
        if is_safe_address(address):
            found += [escape(line[end : match.start()]), f'<a href="{escape(address)}">{escape(address)}</a>']
            end = match.start() + len(address)
    return "".join([*found, escape(line[end:])])


def render(text: str) -> str:
    """The HTML of a text. Escaped first, then cleaned as if it had not been."""
    paragraphs = (p for p in tidy(text).split("\n\n") if p)
    html = "".join(f"<p>{'<br>'.join(linked(line) for line in p.split(chr(10)))}</p>" for p in paragraphs)
    return CLEANER.clean(html)
