"""The source keeps to the table in ARCHITECTURE.md, and to what that page says must hold."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "sayso"
ROW = re.compile(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", flags=re.MULTILINE)
# Opening a connection, running a program, or loading code out of data.
FORBIDDEN = {
    *("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "xmlrpc"),
    *("requests", "httpx", "urllib3", "subprocess", "pickle", "marshal", "shelve", "dill"),
    *("trafilatura.fetch_url", "trafilatura.downloads"),
}


def table() -> dict[str, set[str]]:
    """Return what each package may import, in the order of ARCHITECTURE.md."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    section = text.split("## Who imports whom")[1].split("\n## ")[0]
    return {name: set(re.findall(r"`(\w+)`", allowed)) for name, allowed in ROW.findall(section)}


def imported(source: str, module: str, is_package: bool = False) -> Iterator[str]:
    """Yield the dotted names that the code ``source`` of ``module`` imports, wherever it does."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.split(".")
                up = node.level - is_package
                base = ".".join(filter(None, [*parts[: len(parts) - up], node.module]))
            yield from (f"{base}.{alias.name}" for alias in node.names)


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE.parent).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports() -> Iterator[tuple[str, str]]:
    for module, path in modules():
        source = path.read_text(encoding="utf-8")
        for name in imported(source, module, path.name == "__init__.py"):
            yield module, name


def test_table_has_a_row_for_every_package_and_no_other() -> None:
    parts = {m.split(".")[1] for m, _ in modules() if "." in m}
    assert parts == set(table())


def test_rows_name_only_rows_above_them() -> None:
    above: set[str] = set()
    for name, allowed in table().items():
        assert allowed <= above, f"{name} would import {allowed - above} from below it"
        above.add(name)


SHOWN = {"case", "ledger", "query", "model", "reading"}  # what `import sayso` offers


def test_packages_import_only_what_their_row_allows() -> None:
    allowed = table()
    against = {
        f"{module} imports {name}"
        for module, name in imports()
        if name.startswith("sayso.")
        and (here := module.split(".")[1] if "." in module else "") != (other := name.split(".")[1])
        and not other.startswith("__")
        and other not in (allowed.get(here, set()) if here else SHOWN)
    }
    assert against == set()


def test_no_module_reaches_out_or_runs_what_it_is_given() -> None:
    def is_forbidden(name: str) -> bool:
        return any(name == bad or name.startswith(f"{bad}.") for bad in FORBIDDEN)

    assert {f"{m} imports {n}" for m, n in imports() if is_forbidden(n)} == set()
    calls = {
        f"{path.name}:{node.lineno}: {node.func.id}"
        for _, path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"eval", "exec"}
    }
    assert calls == set()


@pytest.mark.parametrize(
    ("source", "module", "is_package", "expected"),
    [
        ("import os.path", "sayso.a", False, ["os.path"]),
        ("def f():\n    from sayso.b import c", "sayso.a", False, ["sayso.b.c"]),
        ("from sayso import b", "sayso.a", False, ["sayso.b"]),
        ("from .b import c", "sayso.a.d", False, ["sayso.a.b.c"]),
        ("from . import b", "sayso.a", True, ["sayso.a.b"]),
        ("from ..b import c", "sayso.a.d", False, ["sayso.b.c"]),
    ],
)
def test_imports_are_found_in_every_form(
    source: str, module: str, is_package: bool, expected: list[str]
) -> None:
    assert list(imported(source, module, is_package)) == expected
