"""The rules know neither Django nor a clock: a verifier on another machine can use them as they are."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import elections.rules

FOLDER = Path(elections.rules.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))


def test_no_rule_pulls_django_in() -> None:
    modules = [".".join(file.relative_to(FOLDER.parents[1]).with_suffix("").parts) for file in FILES]
    names = [name.removesuffix(".__init__") for name in modules if not name.endswith("__main__")]
    code = f"import sys\nimport {', '.join(names)}\nprint([name for name in sys.modules if name.startswith('django')])"
    out = subprocess.run(
        [sys.executable, "-c", code], cwd=FOLDER.parents[1], capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == "[]"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FOLDER)))
def test_no_rule_asks_the_clock_or_rounds(file: Path) -> None:
    """Time comes in from the edge, and shares are fractions: no now(), no today(), no float, no round()."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            assert name not in {"now", "today", "utcnow", "time", "float", "round"}, (file, node.lineno)
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), (file, node)
        assert (
            not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div))
            or file.name == "__main__.py"
            or _is_path(node)
        )


def _is_path(node: ast.BinOp) -> bool:
    """A slash that joins a folder and a file."""
    return isinstance(node.right, ast.JoinedStr | ast.Constant)
