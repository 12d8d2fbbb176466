"""Translations: finds every catalogue of ours and compiles it, on machines without gettext too."""

from collections.abc import Iterator
from pathlib import Path

import polib

from linli.core.sources import Message, messages

FOLDERS = ("site/linli", "cms", "forum", "elections", "marketplace", "volunteers", "search")


def catalogues(root: Path) -> Iterator[Path]:
    """Every zh_Hans catalogue below the checkout."""
    for folder in FOLDERS:
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
    """Every message that is missing or fuzzy in Chinese, or said in two ways: Django merges all catalogues into one."""
    said: dict[Message, dict[str, Path]] = {}
    for source in catalogues(root):
        found, place = polib.pofile(str(source)), source.relative_to(root)
        for entry in (*found.untranslated_entries(), *found.fuzzy_entries()):
            yield f"{place}:{entry.linenum}: {entry.msgid[:60]}"
        for entry in found:
            saying = entry.msgstr or str(entry.msgstr_plural.get(0, ""))
            said.setdefault((entry.msgctxt, entry.msgid), {}).setdefault(saying, place)
    yield from ambiguous(said)
    yield from unlisted(root, set(said))


def ambiguous(said: dict[Message, dict[str, Path]]) -> Iterator[str]:
    for (context, msgid), sayings in said.items():
        if len({saying for saying in sayings if saying}) > 1:
            ways = ", ".join(f"“{saying}” in {place.parts[-5]}" for saying, place in sayings.items())
            yield f"two translations of “{msgid[:60]}”{f' ({context})' if context else ''}: {ways}"


def unlisted(root: Path, listed: set[Message]) -> Iterator[str]:
    """What code or a template says and no catalogue holds: somebody forgot to run makemessages."""
    for folder in FOLDERS:
        for file, message in messages(root / folder):
            if message not in listed and "settings" not in file.parts:  # names of languages: Django's own
                yield f"{file.relative_to(root)}: in no catalogue: {message[1][:60]}"
