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


def checked_date(value: str | None) -> str | None:
    """Check a date given on the command line."""
    if value is None:
        return None
    from sayso.dates.days import last_day  # noqa: PLC0415

    if last_day(value) is None:
        raise typer.BadParameter(f"{value!r} is not a date: write 2024, 2024-09 or 2024-09-25")
    return value


AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", callback=checked_date, help="As it stood then."),
]


@contextmanager
def opened(folder: Path, *, create: bool = False, as_of: str | None = None) -> Iterator[Case]:
    """Yield the case at ``folder``, as it stood on ``as_of`` if that is given."""
    from sayso.case import Case  # noqa: PLC0415  (the database takes half a second to load)

    with Case.open(folder, create=create) as case:
        yield case if as_of is None else case.as_of(as_of)
