"""A file that the calendar of a telephone reads (iCalendar, RFC 5545). Pure: no database, no web."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

LINE_OCTETS = 75  # RFC 5545, section 3.1
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, kw_only=True)
class Entry:
    uid: str
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str = ""
    text: str = ""
    url: str = ""
    is_cancelled: bool = False


def escaped(text: str) -> str:
    return text.translate(ESCAPES)


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def folded(line: str) -> str:
    """Lines of at most 75 octets, never cut inside a character."""
    parts, width = [""], 0
    for character in line:
        size = len(character.encode())
        if width + size > LINE_OCTETS:
            parts.append(" ")
            width = 1
        parts[-1] += character
        width += size
    return "\r\n".join(parts)


def event(entry: Entry, at: datetime) -> list[str]:
    state = "CANCELLED" if entry.is_cancelled else "CONFIRMED"
    optional = {"DESCRIPTION": escaped(entry.text), "URL": entry.url}
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{stamp(at)}",
        f"DTSTART:{stamp(entry.starts_at)}",
        f"DTEND:{stamp(entry.ends_at)}",
        f"SUMMARY:{escaped(entry.title)}",
        f"LOCATION:{escaped(entry.place)}",
        *(f"{name}:{value}" for name, value in optional.items() if value),
        f"STATUS:{state}",
        "END:VEVENT",
    ]


def calendar(name: str, entries: Iterable[Entry], at: datetime) -> str:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Linli//ZH", "CALSCALE:GREGORIAN"]
    named = [f"X-WR-CALNAME:{escaped(name)}"] if name else []
    body = [line for entry in entries for line in event(entry, at)]
    return "".join(folded(line) + "\r\n" for line in [*head, *named, *body, "END:VCALENDAR"])
