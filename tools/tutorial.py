"""Run the commands of docs/tutorial.md and check, or write, what they print.

usage: python tools/tutorial.py [--write]

A ``console`` block holds commands after "$ " and their output, which must be exact; "…" on a line
of its own stands for any lines. The commands run one after the other in an empty folder that
holds the example reports as ``reports``.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sayso.examples import folder

PAGE = Path(__file__).parent.parent / "docs" / "tutorial.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
WIDTH = "120"


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with the output that follows it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def run(command: str, where: Path) -> str:
    """Return what ``command`` prints in the folder ``where``, without colour or trailing space."""
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("SAYSO_")},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": WIDTH,
        "NO_COLOR": "1",
        "TERM": "dumb",
    }
    done = subprocess.run(
        command,
        shell=True,
        cwd=where,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return re.sub(r"[ \t]+$", "", done.stdout, flags=re.MULTILINE)


def matches(expected: str, printed: str) -> bool:
    """Return whether ``printed`` is ``expected``, where a line "…" stands for any lines."""
    parts = [re.escape(part) for part in re.split(r"^…\n", expected, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*?".join(parts), printed) is not None


def results(text: str) -> Iterator[tuple[str, str, str]]:
    """Run every command of the page; yield it, the output expected and the output printed."""
    with tempfile.TemporaryDirectory() as name:
        where = Path(name)
        shutil.copytree(folder(), where / "reports")
        for block in BLOCK.findall(text):
            for command, expected in commands(block):
                yield command, expected, run(command, where)


def rewritten(text: str) -> str:
    """Return the page with every output that does not hold replaced by what is printed."""
    fresh = iter(list(results(text)))

    def replace(block: re.Match[str]) -> str:
        lines = []
        for _ in commands(block[1]):
            command, expected, printed = next(fresh)
            lines.append(f"$ {command}\n{expected if matches(expected, printed) else printed}")
        return "```console\n" + "".join(lines) + "```"

    return BLOCK.sub(replace, text)


def main() -> int:
    """Check the page, or write it anew; return 1 where an output does not hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    if parser.parse_args().write:
        PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
        return 0
    wrong = [r for r in results(PAGE.read_text(encoding="utf-8")) if not matches(*r[1:])]
    for command, expected, printed in wrong:
        print(f"$ {command}\n--- expected\n{expected}--- printed\n{printed}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
