"""What is served is what the sources say: rebuilt here, byte for byte; one file, one policy, both languages."""

import base64
import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.elections.booth.node import BOOTH, node, with_packages

STATIC = BOOTH.parent / "static" / "elections" / "online"
BUILT = {
    "booth.html": BOOTH,
    "trustee.js": STATIC,
    "authority.js": STATIC,
    "station.js": STATIC,
    "tool.css": STATIC,
}
PAGE = (BOOTH / "booth.html").read_text()


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("booth")
    done = subprocess.run(
        ["sh", str(BOOTH / "build.sh"), str(folder)], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, (
        f"The booth could not be built, so nobody knows what is served:\n{done.stderr[-3000:]}"
    )
    return folder


@pytest.mark.parametrize("name", BUILT)
def test_the_sources_give_the_served_bytes(rebuilt: Path, name: str) -> None:
    served, again = (BUILT[name] / name).read_bytes(), (rebuilt / name).read_bytes()
    assert served == again, f"{name} is not what the sources give: run elections/booth/build.sh"


def content(tag: str) -> list[str]:
    return re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", PAGE, re.DOTALL)


def sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_page_holds_all_and_its_policy_lets_in_nothing_else() -> None:
    [script], [style] = content("script"), content("style")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', PAGE)
    assert policy
    assert policy[1] == (
        f"default-src 'none'; script-src {sha256(script)}; style-src {sha256(style)}; "
        "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert not re.findall(r"(?:src|href)=\"(?!data:)", PAGE)
    assert not re.findall(r"url\((?!data:)|@import", style)
    assert "https://" not in re.sub(r"https://lucide\.dev|http://www\.w3\.org/\S+", "", PAGE)
    assert not re.findall(r"\son\w+=\"|\sstyle=\"", PAGE)


def test_no_weak_randomness_is_built_in() -> None:
    for name, folder in BUILT.items():
        assert "Math.random" not in (folder / name).read_text()
    assert "getRandomValues" in PAGE


def test_every_package_is_pinned_and_checked() -> None:
    lock = json.loads((BOOTH / "package-lock.json").read_text())
    wanted = json.loads((BOOTH / "package.json").read_text())
    named = wanted["dependencies"] | wanted["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in named.values())
    packages = {name: about for name, about in lock["packages"].items() if name}
    assert all(about["integrity"].startswith("sha512-") for about in packages.values())
    assert {about["license"] for about in packages.values()} <= {"MIT", "ISC", "Apache-2.0"}


WORDS = """
import {{ WORDS }} from "{file}";
console.log(JSON.stringify(WORDS));
"""


@pytest.mark.parametrize("tool", [["booth"], ["tools", "trustee", "authority", "station"]])
def test_words_stand_in_both_languages_and_all_are_used(tool: list[str]) -> None:
    with_packages()
    found = json.loads(
        node("--input-type=module", "-e", WORDS.format(file=BOOTH / "src" / tool[0] / "words.js")).stdout
    )
    source = "\n".join(
        p.read_text() for name in tool for p in (BOOTH / "src" / name).glob("*.js") if p.name != "words.js"
    )
    for name, texts in found.items():
        chinese, english = texts
        assert re.search(r"[一-鿿]", chinese), name
        assert not re.search(r"[一-鿿]", english), name
        assert set(re.findall(r"\{\w+\}", chinese)) == set(re.findall(r"\{\w+\}", english)), name
    said = set(re.findall(r"\bt\(\"([\w.]+)\"", source))
    assert said <= set(found)
    begun = tuple(re.findall(r"`(\w+_)\$\{", source))  # `stage_${now.stage}`
    told_by_server = (
        "code.",
        "closed",
        "not_open",
        "cancelled",
        "unknown_",
        "revision",
        "challenged",
        "deal_second",
        "tally_second",
    )
    ends = set(re.findall(r"`\$\{name\}_(\w+)`", source))  # `${name}_text`
    named = {n for n in found if f'"{n}"' in source or re.search(rf"\b{n}:", source)}
    named |= {n for n in found if f'"{n.rpartition("_")[0]}"' in source and n.rpartition("_")[2] in ends}
    assert {n for n in found if not n.startswith((*begun, *told_by_server))} <= named


def test_the_tools_never_put_secrets_into_a_store() -> None:
    for path in (BOOTH / "src").rglob("*.js"):
        for line in path.read_text().splitlines():
            if re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie\s*=", line):
                assert re.search(r"localStorage\.(getItem|setItem)\((key|name)", line), f"{path.name}: {line}"
