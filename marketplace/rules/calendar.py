"""An iCalendar file (RFC 5545) of a person's appointments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Entry:
    uid: str
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    text: str
    is_cancelled: bool = False


def escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
    return plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", r"\n")


def folded(line: str) -> str:
    """At most 75 bytes a line, never cutting a character (RFC 5545, 3.1)."""
    lines: list[str] = []
    current = ""
    for letter in line:
        if len((current + letter).encode()) > (74 if lines else 75):
            lines.append(current)
            current = ""
        current += letter
    return "\r\n ".join([*lines, current])


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def event(entry: Entry, at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{stamp(at)}",
        f"DTSTART:{stamp(entry.starts_at)}",
        f"DTEND:{stamp(entry.ends_at)}",
        f"SUMMARY:{escaped(entry.title)}",
        f"LOCATION:{escaped(entry.place)}",
        f"DESCRIPTION:{escaped(entry.text)}",
        f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def calendar(name: str, entries: Iterable[Entry], at: datetime) -> str:
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Linli//Services//ZH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    body = [line for entry in entries for line in event(entry, at)]
    return "\r\n".join(folded(line) for line in [*head, *body, "END:VCALENDAR"]) + "\r\n"
