"""The command: 0 if everything holds, 1 if something does not, 2 if the file cannot be read."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from linli_verify import __version__
from linli_verify.archive import UnreadableError
from linli_verify.text import as_text
from linli_verify.verify import Options, verify_file


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    try:
        older = asked.older.read_bytes() if asked.older else None
        options = Options(pure=asked.pure, sample=asked.sample, older=older, tracker=asked.tracker)
        report = verify_file(asked.archive, options)
    except Exception as error:
        return _unreadable(asked.json, error)
    _write(asked.json, report.as_data() | {"version": __version__})
    sys.stdout.write(as_text(report, asked.language))
    return report.exit


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="linli-verify", description=__doc__)
    parser.add_argument(
        "archive", type=Path, help="the archive of an election (.zip), or a board alone (.jsonl)"
    )
    parser.add_argument(
        "--older", type=Path, help="a copy of the board saved earlier: the new one must begin with it"
    )
    parser.add_argument("--pure", action="store_true", help="without libsodium: slow")
    parser.add_argument(
        "--sample", type=_number, default=0, metavar="N", help="N random ballots without libsodium"
    )
    parser.add_argument(
        "--tracker", default="", metavar="CODE", help="of your receipt: what became of that ballot"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the report here as JSON")
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help="of the report")
    parser.add_argument("--version", action="version", version=__version__)
    return parser


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise argparse.ArgumentTypeError("a whole number")
    return int(text)


def _unreadable(path: Path | None, error: Exception) -> int:
    reason = (
        str(error) if isinstance(error, UnreadableError | OSError) else f"{type(error).__name__}: {error}"
    )
    _write(path, {"holds": False, "exit": 2, "unreadable": reason[:500], "version": __version__})
    sys.stdout.write(f"无法读取 / cannot be read: {reason[:500]}\n")
    return 2


def _write(path: Path | None, data: dict[str, object]) -> None:
    if path is not None:
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
