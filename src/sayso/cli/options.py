"""Options that several commands share, and what the exit codes mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sayso.case import Case


class Exit(IntEnum):
    """What a command returns to the shell."""

    FINE = 0
    SOME_UNREADABLE = 1  # the rest was done
    USAGE = 2
    CASE = 3  # the case, or where the output goes, cannot be opened, read or written
    BUG = 70  # EX_SOFTWARE of sysexits.h
    INTERRUPTED = 130


CaseFolder = Annotated[
    Path,
    typer.Option("--case", envvar="SAYSO_CASE", metavar="DIR", help="The folder of the case."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
CASE = Path("case")


@contextmanager
def opened(folder: Path, *, create: bool = False) -> Iterator[Case]:
    """Yield the case at ``folder``."""
    from sayso.case import Case  # noqa: PLC0415  (the database takes half a second to load)

    with Case.open(folder, create=create) as case:
        yield case
