"""All profiles side by side, in Markdown: the table of docs/election-law.md (`python -m elections.rules.profiles --table`)."""

from collections.abc import Sequence
from dataclasses import fields

from elections.rules.profiles.sections import SECTIONS
from elections.rules.profiles.shape import Profile


def table(profiles: Sequence[Profile]) -> str:
    """One row for each value; a question mark where its article has not been read."""
    head = ["value", *(f"`{profile.id}`" for profile in profiles)]
    lines = [row(head), row(["---"] * len(head))]
    data = [profile.as_data() for profile in profiles]
    for section, cls in SECTIONS.items():
        for slot in fields(cls):
            cells = [cell(one.get(section, {}).get(slot.name)) for one in data]
            lines.append(row([f"`{section}.{slot.name}`", *cells]))
    return "\n".join(lines)


def cell(entry: dict[str, object] | None) -> str:
    if entry is None:
        return "–"
    value = entry["value"]
    shown = ", ".join(value) if isinstance(value, list) else str(value).lower()
    return f"{shown}{'' if entry['verified'] else ' ?'}"


def row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
