"""Lists as people keep them in a spreadsheet, saved as CSV: text, lines, columns by their titles."""

import csv
import io
from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _


def decoded(raw: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def lines_of(raw: bytes) -> list[list[str]]:
    """The cells of the file; ValidationError where it is no text."""
    text = decoded(raw)
    try:
        if text is not None and "\0" not in text:
            return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        pass
    raise forms.ValidationError(_("The file is no text that can be read. Save it as CSV (UTF-8)."))


def places(header: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Where each column stands, by the first of its titles that the header has."""
    titles = [cell.strip().lower() for cell in header]
    return {
        key: titles.index(name)
        for key, known in columns.items()
        for name in reversed(known)
        if name in titles
    }


def numbered(lines: list[list[str]], header: dict[str, int]) -> list[tuple[int, dict[str, str]]]:
    """Each line that is not empty, with its number in the file."""
    return [
        (n, {key: cells[place] if place < len(cells) else "" for key, place in header.items()})
        for n, cells in enumerate(lines[1:], 2)
        if any(cell.strip() for cell in cells)
    ]
