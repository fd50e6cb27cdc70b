"""What reaches the terminal: tables, marked text, progress; nothing a document can command.

Words from documents go to the terminal only through ``safe``, and into rich only as ``Text``, which
takes no markup.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from sayso.case import Step

# Control characters (among them ESC, which begins terminal commands), changes of direction (which
# can make a line read as what it is not), lone surrogates (which cannot be written).
_COMMANDS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BREAKS = re.compile(r"[\t\n\r]+")
PIPE_WIDTH = 120  # of tables where there is no terminal to fit


def safe(words: str, *, one_line: bool = True) -> str:
    """Return ``words`` with all that a terminal would obey made visible and harmless.

    ESC comes out as a backslash and ``x1b``. Line breaks and tabs become spaces, unless
    ``one_line`` is false.
    """
    words = _BREAKS.sub(" ", words) if one_line else words.replace("\r\n", "\n")
    return _COMMANDS.sub(
        lambda match: (
            f"\\x{ord(match[0]):02x}" if ord(match[0]) < 256 else f"\\u{ord(match[0]):04x}"
        ),
        words,
    )


def text(words: str, style: str = "", *, one_line: bool = True) -> Text:
    """Return words of a document as rich text that shows them and nothing else."""
    from rich.text import Text  # noqa: PLC0415

    return Text(safe(words, one_line=one_line), style=style)


def console(*, error: bool = False) -> Console:
    """Return the console for results, or for what is said beside them."""
    from rich.console import Console  # noqa: PLC0415

    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False)


def show(what: RenderableType) -> None:
    """Print what rich can draw; in a pipe without the blanks that fill its lines up."""
    out = console()
    if out.is_terminal:
        out.print(what)
        return
    with out.capture() as captured:
        out.print(what)
    print("\n".join(line.rstrip() for line in captured.get().splitlines()))


def show_table(columns: Sequence[str], rows: Sequence[Sequence[str | Text]]) -> None:
    """Print a table; a column whose name begins with # is of numbers, and never cut."""
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(
            column.removeprefix("#"),
            justify="right" if column.startswith("#") else "left",
            overflow="fold",
            no_wrap=column.startswith("#"),
        )
    for row in rows:
        table.add_row(*(text(cell) if isinstance(cell, str) else cell for cell in row))
    show(table)


def say(words: str) -> None:
    """Print one line of a result."""
    print(safe(words))


def complain(words: str) -> None:
    """Print one line on standard error: what, where, what to do."""
    print(f"sayso: {safe(words)}", file=sys.stderr)


def emit(record: Any) -> None:
    """Print one line of JSON."""
    from sayso.exchange.jsonl import line  # noqa: PLC0415

    print(line(record))


@contextmanager
def progress(doing: str) -> Iterator[Callable[[Step], None] | None]:
    """Yield what to call after each document; on a terminal it moves a bar on standard error."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[uri]}", markup=False),
    )
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task(doing, total=None, uri="")

        def step(done: Step) -> None:
            bar.update(task, completed=done.done, total=done.total, uri=safe(done.uri)[-40:])

        yield step
