"""The command that writes the licensed-production register: register."""

from __future__ import annotations

import csv
import io
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import terminal
from sayso.cli.options import CASE, AsOf, CaseFolder, opened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model import Entry
    from sayso.register import RegisterRow

COMMENTS = "comments"


class RegisterFormat(StrEnum):
    """What a register can be written as."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def register(
    case: CaseFolder = CASE,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it into this file.")
    ] = None,
    format: Annotated[
        RegisterFormat, typer.Option(help="A table, CSV with the evidence, or JSON.")
    ] = RegisterFormat.TABLE,
    as_of: AsOf = None,
) -> None:
    """Write the register of licensed production.

    A row for each system of a programme, in the columns of SIPRI's trade registers. What is
    planned, possible, denied, imprecise or in conflict stands in brackets, figures that differ side
    by side; what is not known is "..". CSV has the evidence beside each value, JSON every claim.

    Examples:
      sayso register
      sayso register --format csv --out register.csv
      sayso register --format json --case garpiya > register.jsonl
    """
    if out is not None and format is RegisterFormat.TABLE:
        raise typer.BadParameter(f"{out}: a table is for the terminal: add --format csv")
    with opened(case, as_of=as_of) as one:
        rows = one.register()
        entries = {entry.document.sha256: entry for entry in one.entries()}
    if format is RegisterFormat.TABLE:
        if as_of is not None:
            terminal.say(f"As it stood at the end of {as_of}:")
        _show(rows)
        return
    words = _csv(rows, entries) if format is RegisterFormat.CSV else _json(rows, entries)
    if out is None:
        print(words, end="")
    else:
        out.write_text(words, encoding="utf-8", newline="")
        terminal.say(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}: {out}")


def _show(rows: Sequence[RegisterRow]) -> None:
    """Print the columns as a table, and below it the comments, which are too long for one."""
    from rich.padding import Padding  # noqa: PLC0415

    if not rows:
        terminal.say("No row: no report in the case tells of production across a border.")
        return
    cells = [dict(row.cells()) for row in rows]
    narrow = [column for column in cells[0] if column.key != COMMENTS]
    terminal.show_table(
        ["#Row", *(column.short for column in narrow)],
        [
            [str(number), *(found[column].text for column in narrow)]
            for number, found in enumerate(cells, start=1)
        ],
    )
    for number, row in enumerate(rows, start=1):
        terminal.say("")
        terminal.say(f"{number}  {row.programme}")
        terminal.show(Padding(terminal.text(row.comments.text), (0, 0, 0, 4)))


def _csv(rows: Sequence[RegisterRow], entries: Mapping[str, Entry]) -> str:
    """Return the register as CSV (RFC 4180), with nothing in it that a terminal would obey."""
    from sayso.register import sheet  # noqa: PLC0415

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for line in sheet(rows, entries):
        writer.writerow([terminal.safe(words, one_line=False) for words in line])
    return out.getvalue()


def _json(rows: Sequence[RegisterRow], entries: Mapping[str, Entry]) -> str:
    from sayso.exchange.jsonl import line  # noqa: PLC0415
    from sayso.register import record  # noqa: PLC0415

    return "".join(line(record(row, entries)) + "\n" for row in rows)
