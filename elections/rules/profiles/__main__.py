"""Checks profiles and shows them: `python -m elections.rules.profiles [FILE or name …] [--values | --table]`."""

import argparse
import sys
from pathlib import Path

from elections.rules.profiles import STOCK, Profile, load, names, parse, validate
from elections.rules.profiles.table import table


def file_of(asked: str) -> Path:
    return STOCK / f"{asked}.toml" if asked in names() else Path(asked)


def values(profile: Profile) -> list[str]:
    """Each value with its law and article; a question mark where nobody has read them yet."""
    data = profile.as_data()
    lines = []
    for key, source in profile.sources.items():
        section, name = key.split(".")
        value = data[section][name]["value"]
        mark = " " if source.verified else "?"
        lines.append(
            f"  {mark} {key} = {value}  [{profile.laws[source.law]} {source.article}] {source.note}".rstrip()
        )
    return lines


def show(asked: str, *, with_values: bool) -> int:
    file = file_of(asked)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{file}: {error}\n")
        return 1
    if faults := validate(text, file=str(file)):
        sys.stderr.write("".join(f"{fault}\n" for fault in faults))
        return 1
    profile = parse(text)
    unread = sum(not source.verified for source in profile.sources.values())
    head = f"{profile.id} {profile.version} {profile.digest}: {len(profile.sources)} values, {unread} not verified"
    sys.stdout.write("".join(f"{line}\n" for line in [head, *(values(profile) if with_values else [])]))
    return 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m elections.rules.profiles", description=__doc__)
    parser.add_argument("profiles", nargs="*", default=names(), help="files, or names of profiles in stock")
    parser.add_argument("--values", action="store_true", help="every value with its source")
    parser.add_argument(
        "--table", action="store_true", help="all profiles in stock side by side, in Markdown"
    )
    asked = parser.parse_args(arguments)
    if asked.table:
        sys.stdout.write(f"{table([load(name) for name in names()])}\n")
        return 0
    return max(show(one, with_values=asked.values) for one in asked.profiles)


if __name__ == "__main__":
    sys.exit(main())
