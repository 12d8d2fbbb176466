"""The promises between files."""

import re
import subprocess
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from linli.core.templatetags.linli import drawn

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("cms", "forum", "elections", "marketplace", "volunteers", "search")
SOURCES = [
    p for room in (*ROOMS, "site/linli") for p in (ROOT / room).rglob("*.py") if "migrations" not in p.parts
]


def test_site_is_a_source_root_and_never_a_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()
    assert (ROOT / "tests" / "__init__.py").exists()


@pytest.mark.parametrize("name", [*ROOMS, "linli"])
def test_no_dependency_ships_one_of_our_import_names(name: str) -> None:
    assert set(packages_distributions().get(name, [])) <= {"linli"}


@pytest.mark.parametrize("room", ["cms", "forum", "elections", "marketplace", "volunteers"])
@pytest.mark.parametrize("face", ["searchable", "demo", "today"])
def test_every_room_declares_its_faces(room: str, face: str) -> None:
    assert (ROOT / room / f"{face}.py").exists() or (ROOT / room / face / "__init__.py").exists()


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    groups = [name for group in project["dependency-groups"].values() for name in group]
    for dependency in (*project["project"]["dependencies"], *groups):
        line = next(found for found in text.splitlines() if f'"{dependency}"' in found)
        assert re.search(r'",\s+# \w+', line), dependency


def test_files_stay_small() -> None:
    long = {str(p.relative_to(ROOT)): n for p in SOURCES if (n := len(p.read_text().splitlines())) > 400}
    assert long == {}


def test_there_is_no_attic() -> None:
    assert [p for p in SOURCES if p.name in ("utils.py", "helpers.py", "misc.py")] == []


def test_nothing_listens_to_post_save() -> None:
    assert [str(p) for p in SOURCES if "post_save" in p.read_text()] == []


def test_no_generic_foreign_keys_of_our_own() -> None:
    assert [str(p) for p in SOURCES if "GenericForeignKey(" in p.read_text()] == []


@pytest.mark.parametrize(
    "pattern", [r"<style", r"\sstyle=\"", r"\son\w+=\"", r"<script(?![^>]*\ssrc=)(?![^>]*application/json)"]
)
def test_templates_hold_nothing_inline(pattern: str) -> None:
    """The Content-Security-Policy would refuse it."""
    pages = [p for room in (*ROOMS, "site/linli") for p in (ROOT / room).rglob("templates/**/*.html")]
    assert pages
    assert [str(p.relative_to(ROOT)) for p in pages if re.search(pattern, p.read_text())] == []


def test_every_icon_that_is_named_is_there() -> None:
    """A page draws a plain circle for a name that is none, and nobody notices."""
    named = re.compile(r'''(?:{% icon |\bicon=)"([a-z0-9-]+)"''')
    pages = [p for room in (*ROOMS, "site/linli") for p in (ROOT / room).rglob("templates/**/*.html")]
    names = {name for page in pages for name in named.findall(page.read_text())}
    assert len(names) > 50
    assert sorted(name for name in names if drawn(name) == drawn("circle") and name != "circle") == []


def test_ci_runs_the_readmes_own_commands() -> None:
    readme, ci = (ROOT / "README.md").read_text(), (ROOT / ".ci" / "run").read_text()
    commands = re.findall(r"^(make \w+)", readme, flags=re.M)
    assert commands[:2] == ["make demo", "make test"]
    assert "make test" in ci
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), flags=re.M)
    assert {c.split()[1] for c in commands} <= set(targets)


def test_the_readmes_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", (ROOT / "README.md").read_text()):
        assert (ROOT / target).exists(), target


def test_migrations_are_complete() -> None:
    command = [".venv/bin/python", "manage.py", "makemigrations", "--check", "--dry-run"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"LINLI_NO_DATABASE": "1", "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_document_that_is_named_exists() -> None:
    """`docs/x.md` anywhere, and `x.md` between the documents themselves."""
    documents = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    named = {
        (p, one) for p in (*documents, *SOURCES) for one in re.findall(r"\bdocs/[\w/-]+\.md", p.read_text())
    }
    missing = {f"{p.relative_to(ROOT)}: {one}" for p, one in named if not (ROOT / one).exists()}
    beside = {(p, one) for p in documents for one in re.findall(r"`([a-z][\w-]*\.md)`", p.read_text())}
    missing |= {f"{p.relative_to(ROOT)}: {one}" for p, one in beside if not (ROOT / "docs" / one).exists()}
    assert missing == set()
