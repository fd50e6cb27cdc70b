"""The tutorial's commands print what the page says they print."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tutorial", ROOT / "tools" / "tutorial.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_output_holds() -> None:
    tutorial = tool()
    page = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    ran = list(tutorial.results(page))
    assert len(ran) >= 8
    for command, expected, printed in ran:
        assert tutorial.matches(expected, printed), f"$ {command}\n{printed}"


@pytest.mark.parametrize(
    ("expected", "printed", "fits"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\n", "a\n", True),
        ("…\nd\n", "b\nc\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_dots_stand_for_any_lines(expected: str, printed: str, fits: bool) -> None:
    assert tool().matches(expected, printed) is fits
