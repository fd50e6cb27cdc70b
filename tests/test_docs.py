"""The reference pages tell the truth: what they show is run, what can be run is in them."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.main import get_command

import sayso
from sayso.cli import app, run

ROOT = Path(__file__).resolve().parents[1]
CLI, API = ROOT / "docs" / "cli.md", ROOT / "docs" / "api.md"
LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(page: Path, language: str) -> list[str]:
    """Return the fenced blocks of ``language`` in a page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), flags=re.M | re.S)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder that looks like the root of a checkout, with nothing done in it yet."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_CASE", raising=False)
    monkeypatch.setenv("COLUMNS", "160")


def printed(arguments: list[str]) -> str:
    """Run a command; return what it prints on either stream, and its exit code if it is not 0."""
    both = io.StringIO()
    with contextlib.redirect_stdout(both), contextlib.redirect_stderr(both):
        code = run(arguments)
    return both.getvalue() + (f"[exit code {code}]\n" if code else "")


@pytest.mark.usefixtures("checkout")
def test_every_example_of_the_command_line_prints_what_the_page_says() -> None:
    examples = [
        (command, expected)
        for block in blocks(CLI, "console")
        for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, flags=re.M)
    ]
    assert len(examples) >= 12
    checker = doctest.OutputChecker()
    for command, expected in examples:
        program, *arguments = shlex.split(command)
        assert program == "sayso"
        got = printed(arguments)
        # The page writes one character where doctest wants three; a document's own come out alike.
        wanted = expected.replace("…", "...")
        assert checker.check_output(wanted, got.replace("…", "..."), LOOSE), f"{command}\n{got}"


def commands() -> dict[str, typer.core.TyperCommand]:
    group = get_command(app)
    return dict(group.commands)  # type: ignore[attr-defined]


def test_every_command_has_a_section_with_its_options_and_no_others() -> None:
    page = CLI.read_text("utf-8")
    sections = dict(re.findall(r"^## sayso (\w+)\n(.*?)(?=^## |\Z)", page, flags=re.M | re.S))
    assert list(sections) == list(commands())
    for name, command in commands().items():
        usage = re.search(r"^```\n(sayso .*?)^```$", sections[name], flags=re.M | re.S)
        assert usage is not None, name
        known = {
            option
            for parameter in command.params
            for option in (*parameter.opts, *parameter.secondary_opts)
            if option.startswith("--") and option != "--help"
        }
        assert set(re.findall(r"--[a-z-]+", usage[1])) == known, name


@pytest.mark.usefixtures("checkout")
def test_the_examples_of_the_python_interface_run_one_after_the_other() -> None:
    names: dict[str, object] = {}
    examples = blocks(API, "python")
    assert len(examples) >= 4
    output = []
    for source in examples:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(source, str(API), "exec"), names)  # our own page
        output.append(out.getvalue())
    assert output[0].startswith("14 new, 0 unreadable\n")
    assert all(output)  # none of them is an example of nothing
    assert Path("pages/index.html").is_file()


def test_the_api_page_names_what_the_package_exports() -> None:
    page = API.read_text("utf-8")
    for name in sayso.__all__:
        assert name.startswith("_") or re.search(rf"\b{name}\b", page), name
        assert getattr(sayso, name) is not None
    for name in re.findall(r"`case\.(\w+)\(", page):
        assert callable(getattr(sayso.Case, name))
    public = {name for name in vars(sayso.Case) if not name.startswith("_")}
    assert public == set(re.findall(r"^\| `(?:case|Case)\.(\w+)\(", page, flags=re.M))
