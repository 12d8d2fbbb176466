"""How many small wrongs in pure rules the tests find: `python -m benchmarks.mutants elections/rules/results tests/elections/rules`.

Every comparison, sum, constant, condition and call of a module is spoilt once, one at a time, and the tests run against
it. A mutant that no test notices is shown with its line. Only for modules that need neither Django nor a database: each
mutant is tried in a process forked from one that has pytest loaded already, so a few hundred take minutes, on one core.
"""

import argparse
import ast
import contextlib
import copy
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis
import pytest

SECONDS = 120  # a mutant that runs longer hangs, which is noticed too
SWAPS: dict[type[ast.AST], list[type[ast.AST]]] = {
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Add],
    ast.BitOr: [ast.BitAnd],
    ast.BitAnd: [ast.BitOr],
    ast.And: [ast.Or],
    ast.Or: [ast.And],
}
NAMES = {"max": "min", "min": "max", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    module: str
    line: int
    what: str
    tree: ast.Module


Spoil = Callable[[Any], None]
Place = tuple[str, ast.AST, Spoil]


def places(tree: ast.Module) -> Iterator[Place]:
    """Each way to spoil the tree: a description, the node, and what to do to its copy."""
    for node in ast.walk(tree):
        yield from operators(node)
        yield from values(node)
        yield from statements(node)


def operators(node: ast.AST) -> Iterator[Place]:
    if isinstance(node, ast.Compare):
        for n, old in enumerate(node.ops):
            for new in SWAPS.get(type(old), []):
                yield f"{name(old)} -> {new.__name__}", node, partial(compare, n=n, new=new)
    elif isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign):
        for new in SWAPS.get(type(node.op), []):
            yield f"{name(node.op)} -> {new.__name__}", node, partial(put, field="op", value=new())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield f"{name(node.op)} dropped", node, drop


def values(node: ast.AST) -> Iterator[Place]:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{node.value} -> {not node.value}", node, partial(put, field="value", value=not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield f"{node.value} -> {node.value + 1}", node, partial(put, field="value", value=node.value + 1)
    elif isinstance(node, ast.Name) and node.id in NAMES:
        yield f"{node.id} -> {NAMES[node.id]}", node, partial(put, field="id", value=NAMES[node.id])


def statements(node: ast.AST) -> Iterator[Place]:
    if isinstance(node, ast.If | ast.IfExp):
        for truth in (True, False):
            yield f"if -> {truth}", node, partial(put, field="test", value=ast.Constant(truth))
    elif isinstance(node, ast.Return) and node.value is not None and not is_none(node.value):
        yield "return -> None", node, partial(put, field="value", value=ast.Constant(None))
    elif isinstance(node, ast.Break):
        yield "break -> pass", node, partial(put, field="__class__", value=ast.Pass)
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield "filter dropped", node, partial(put, field="ifs", value=[])


def put(node: Any, *, field: str, value: Any) -> None:
    setattr(node, field, value)


def compare(node: Any, *, n: int, new: type[ast.AST]) -> None:
    node.ops[n] = new()


def drop(node: Any) -> None:
    """-x becomes x, not x becomes not not x."""
    if isinstance(node.op, ast.USub):
        node.op = ast.UAdd()
    else:
        node.operand = ast.UnaryOp(ast.Not(), node.operand)


def name(node: ast.AST) -> str:
    return type(node).__name__


def is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def mutants(module: str, source: str) -> Iterator[Mutant]:
    tree = ast.parse(source)
    skipped = {id(inner) for outer in no_behaviour(tree) for inner in ast.walk(outer)}
    order = {id(node): n for n, node in enumerate(ast.walk(tree))}
    for what, node, spoil in places(tree):
        if id(node) in skipped:
            continue
        spoilt = copy.deepcopy(tree)
        spoil(list(ast.walk(spoilt))[order[id(node)]])
        yield Mutant(module, line_of(node), what, ast.fix_missing_locations(spoilt))


def line_of(node: ast.AST) -> int:
    """A comprehension has no line of its own, but its target has."""
    return int(getattr(node, "lineno", 0) or getattr(getattr(node, "target", None), "lineno", 0))


def no_behaviour(tree: ast.Module) -> Iterator[ast.AST]:
    """Types, and what a dataclass is told about itself."""
    for node in ast.walk(tree):
        for field in ("annotation", "returns"):
            if isinstance(found := getattr(node, field, None), ast.AST):
                yield found
        if isinstance(node, ast.ClassDef):
            yield from node.decorator_list


class Spoiler(MetaPathFinder, Loader):
    """Hands out the spoilt module in place of the real one."""

    def __init__(self, mutant: Mutant, file: Path) -> None:
        self.mutant, self.file = mutant, file

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        return (
            spec_from_loader(fullname, self, origin=str(self.file))
            if fullname == self.mutant.module
            else None
        )

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(self.file)
        exec(compile(self.mutant.tree, str(self.file), "exec"), module.__dict__)


def run(mutant: Mutant | None, file: Path, tests: list[str]) -> int:
    """The tests' exit status in a process of their own."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        with (
            Path(os.devnull).open("w") as nothing,
            contextlib.redirect_stdout(nothing),
            contextlib.redirect_stderr(nothing),
        ):
            status = test(mutant, file, tests)
        os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test(mutant: Mutant | None, file: Path, tests: list[str]) -> int:
    if mutant is not None:
        sys.meta_path.insert(0, Spoiler(mutant, file))
    hypothesis.settings.register_profile("mutants", database=None, derandomize=True, deadline=None)
    hypothesis.settings.load_profile("mutants")
    alone = ["-c", os.devnull, "--rootdir", ".", "--noconftest", "--import-mode=importlib"]
    without = ["-p", "no:django", "-p", "no:xdist", "-p", "no:cacheprovider"]
    return int(pytest.main(["-x", "-q", *alone, *without, *tests]))


def modules(target: Path) -> list[Path]:
    return sorted(target.rglob("*.py")) if target.is_dir() else [target]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__.splitlines()[0])
    parser.add_argument("target", type=Path, help="a module or a folder of modules")
    parser.add_argument("tests", nargs="+", help="the tests that should notice")
    parser.add_argument("--least", type=int, default=90, help="the score in per cent below which this fails")
    asked = parser.parse_args()
    sys.path[:0] = [".", "site"]
    if run(None, asked.target, asked.tests) != 0:
        print("The tests fail without any mutant.")
        return 2
    tried, alive = 0, 0
    for file in modules(asked.target):
        module = ".".join(file.with_suffix("").parts).removesuffix(".__init__")
        source = file.read_text(encoding="utf-8")
        for mutant in mutants(module, source):
            tried += 1
            if run(mutant, file, asked.tests) == 0:
                alive += 1
                line = source.splitlines()[mutant.line - 1].strip() if mutant.line else ""
                print(f"{file}:{mutant.line}: {mutant.what}: {line}", flush=True)
    score = 100 * (tried - alive) / tried if tried else 100
    print(f"{tried} mutants, {alive} unnoticed: {score:.1f} %")
    return int(score < asked.least)


if __name__ == "__main__":
    sys.exit(main())
