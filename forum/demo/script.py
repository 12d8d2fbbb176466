"""Reads the demo's words. `# title [flags]`, text, `- reply`, `-- answer`, `-@` by the committee; `=` filler lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "words"
RESIDENTS, CLOSED = "[居民]", "[锁:"


@dataclass
class Line:
    depth: int
    text: str
    is_official: bool = False


@dataclass
class Play:
    """A topic as it is told: `board` is the file's name."""

    board: str
    title: str
    text: str
    lines: list[Line]
    filler: list[str] = field(default_factory=list)
    is_for_residents: bool = False
    lock_reason: str = ""


def plays(board: str) -> list[Play]:
    script, _, filler = (FOLDER / f"{board}.txt").read_text(encoding="utf-8").partition("\n=")
    spare = [line for line in filler.splitlines() if line]
    return [play(board, part, spare) for part in script.split("# ") if part.strip()]


def play(board: str, part: str, filler: list[str]) -> Play:
    head, *rest = part.strip().splitlines()
    title, _, lock = head.partition(CLOSED)
    spoken = [line for line in rest if line.startswith("-")]
    text = "\n".join(line for line in rest if not line.startswith("-")).strip()
    return Play(
        board=board,
        title=title.replace(RESIDENTS, "").strip(),
        text=text,
        lines=[line_of(line) for line in spoken],
        filler=filler,
        is_for_residents=RESIDENTS in head,
        lock_reason=lock.rstrip("]"),
    )


def line_of(raw: str) -> Line:
    said = raw.lstrip("-")
    return Line(len(raw) - len(said) - 1, said.lstrip("@").strip(), said.startswith("@"))


def sections(name: str) -> dict[str, list[str]]:
    """The parts of the long discussion: 开头, 主张, 回应, 再回应."""
    parts = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n=")[1:]
    return {head: lines for head, *lines in (part.strip().splitlines() for part in parts)}


def long_lines(random: Random, count: int) -> Iterator[Line]:
    """So many contributions in three levels, no two threads alike."""
    parts = sections("long")
    depth = 0
    for _ in range(count):
        if depth == 0:
            yield Line(0, random.choice(parts["开头"]) + random.choice(parts["主张"]))
        else:
            yield Line(depth, random.choice(parts["回应" if depth == 1 else "再回应"]))
        depth = random.choice((0, 1, 1) if depth == 0 else (0, 0, 1, 2))
