"""Translations: finds every catalogue of ours and compiles it, on machines without gettext too."""

from collections.abc import Iterator
from pathlib import Path

import polib


def catalogues(root: Path) -> Iterator[Path]:
    """Every zh_Hans catalogue below the checkout."""
    for folder in ("site/linli", "cms", "forum", "elections", "marketplace", "volunteers", "search"):
        yield from sorted((root / folder).rglob("locale/zh_Hans/LC_MESSAGES/django.po"))


def stale(root: Path) -> list[Path]:
    """Every .po without a .mo beside it that is as new."""

    def is_stale(source: Path) -> bool:
        target = source.with_suffix(".mo")
        return not target.exists() or target.stat().st_mtime < source.stat().st_mtime

    return [source for source in catalogues(root) if is_stale(source)]


def compile_stale(root: Path) -> int:
    """Writes the .mo beside each .po that is newer than it; gives how many."""
    written = stale(root)
    for source in written:
        polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
    return len(written)


def faults(root: Path) -> Iterator[str]:
    """Every message that is missing or fuzzy in Chinese."""
    for source in catalogues(root):
        found = polib.pofile(str(source))
        for entry in (*found.untranslated_entries(), *found.fuzzy_entries()):
            yield f"{source.relative_to(root)}:{entry.linenum}: {entry.msgid[:60]}"
