"""The messages that code and templates ask for, read without gettext: a bare machine has none."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

Message = tuple[str | None, str]  # context, msgid

PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
LITERAL = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(n?pgettext|n?gettext|_)\(\s*{LITERAL}(?:\s*,\s*{LITERAL})?", re.S)


def messages(folder: Path) -> Iterator[tuple[Path, Message]]:
    """Every message below an app's folder, with the file that asks for it."""
    for file in sorted(folder.rglob("*.py")):
        yield from ((file, message) for message in in_code(file.read_text()))
    for pattern in ("*.html", "*.txt"):
        for file in sorted(folder.rglob(pattern)):
            if "templates" in file.parts:
                yield from ((file, message) for message in in_template(file.read_text()))


def in_code(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name in PLAIN and words:
            yield None, words[0]
        elif name in WITH_CONTEXT and len(words) > 1:
            yield words[0], words[1]


def in_template(text: str) -> Iterator[Message]:
    """Django turns a template into something that looks like code; its calls are read from that."""
    for name, first, second in CALL.findall(templatize(text)):
        words = [ast.literal_eval(literal) for literal in (first, second) if literal]
        if name in ("pgettext", "npgettext"):
            yield words[0], words[1]
        else:
            yield None, words[0]
