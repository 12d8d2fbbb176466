"""Counting knows no Django, and decides nothing with a rounded number."""

import ast
import subprocess
import sys
from pathlib import Path

import elections.counting

SOURCES = sorted(Path(elections.counting.__file__).parent.rglob("*.py"))


def test_there_are_no_floats() -> None:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), path
            assert not (isinstance(node, ast.Name) and node.id == "float"), path
            assert not (
                isinstance(node, ast.ImportFrom) and node.module == "math" and "sqrt" in ast.dump(node)
            ), path


def test_counting_runs_without_django() -> None:
    program = (
        "import sys; sys.modules['django'] = None\n"
        "from elections.counting.count import count\n"
        "import elections.counting.explain, elections.counting.formats, elections.counting.sortition\n"
        "print([name for name in sys.modules if name.startswith(('numpy', 'linli'))])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=SOURCES[0].parents[2]
    )
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr
