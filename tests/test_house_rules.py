"""Rules for every file of the project: nothing of one machine, nothing public without words."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "sayso"
# In pieces, so that this file does not hold what it looks for.
HOSTS = (
    "py" + "pi.org",
    "python" + "hosted",
    "npm" + "js.org",
    "deb" + "ian.org",
    "crates" + ".io",
)
FOLDERS = ("work", "root", "home", "Users")
FORBIDDEN = re.compile(
    "|".join(map(re.escape, HOSTS)) + r"|(?<![\w.~*)}\]-])(?<!:/)/(?:" + "|".join(FOLDERS) + r")/\w"
)
LOCKS = ("requirements.lock", "requirements-dev.lock")


def tracked() -> list[Path]:
    """Return the text files that git tracks; skip where this is no checkout."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: nothing says which files are the project's")
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    files = [ROOT / name for name in names if name]
    return [path for path in files if path.is_file() and b"\0" not in path.read_bytes()[:8192]]


def test_no_file_names_a_package_registry_or_a_folder_of_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match.group()}"
        for path in tracked()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1)
        if (match := FORBIDDEN.search(line))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("https://" + HOSTS[0] + "/simple", True),
        ("see " + "/" + "root/notes", True),
        ("file:///" + "root/notes", True),
        ('"/' + "home/ann/x", True),
        ("https://site.example/" + "work/drones", False),
        ("~/" + "work/case", False),
    ],
)
def test_the_pattern_finds_what_it_should(line: str, is_found: bool) -> None:
    assert (FORBIDDEN.search(line) is not None) is is_found


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_files_pin_every_package_by_hash_and_hold_no_setting(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert len(lines) > 50
    pinned = re.compile(r"[\w.\[\]-]+==[\w.!+]+( ;[^#]*?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert [line[:60] for line in lines if not pinned.fullmatch(line)] == []


def test_the_development_lock_holds_the_same_versions() -> None:
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text("utf-8"), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def undocumented(tree: ast.AST, where: str) -> Iterator[str]:
    """Yield the public classes, functions and methods without docstring.

    The members of a Protocol are described by its own docstring.
    """
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_"):
            continue
        if ast.get_docstring(node) is None:
            yield f"{where}:{node.lineno}: {node.name}"
        if isinstance(node, ast.ClassDef) and "Protocol" not in map(ast.unparse, node.bases):
            yield from undocumented(node, where)


def test_everything_public_says_what_it_is() -> None:
    missing: list[str] = []
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        where = str(path.relative_to(SOURCE))
        if tree.body and ast.get_docstring(tree) is None:
            missing.append(f"{where}:1: module")
        missing += undocumented(tree, where)
    assert missing == []


def test_undocumented_finds_what_lacks_words() -> None:
    code = 'class P(Protocol):\n    """Yes."""\n    def m(self): ...\n'
    code += 'class A:\n    """Yes."""\n    def m(self): ...\n    def _p(self): ...\ndef f(): ...\n'
    assert list(undocumented(ast.parse(code), "x")) == ["x:6: m", "x:8: f"]
