"""The command that says on what a finding stands: why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import terminal
from sayso.cli.options import CASE, AsOf, CaseFolder, Json, opened
from sayso.cli.quotes import quote_line

if TYPE_CHECKING:
    from sayso.query import FindingRow


def why(
    finding: Annotated[
        list[str], typer.Argument(metavar="FINDING", help="Its id, or words of its line.")
    ],
    case: CaseFolder = CASE,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Say in plain sentences why a finding is graded as it is.

    The grade is a letter for its best source, by your own list (F without one), and a digit for
    what is said, by the rules of grading.toml. Below it stands every claim that counted.

    Examples:
      sayso why capacity kashgar
      sayso why the-facility-in-china-1a2b3c --json
    """
    with opened(case, as_of=as_of) as one:
        row = one.why(" ".join(finding))
    if json:
        terminal.emit(row.model_dump(mode="json"))
    else:
        if as_of:
            terminal.say(f"As it stood at the end of {as_of}:")
        _print(row)


def _print(row: FindingRow) -> None:
    from sayso.query import answer  # noqa: PLC0415

    found = row.finding
    terminal.show(terminal.text(f"{found.about} [{found.id}]", "bold"))
    if (grade := found.grade) is not None:
        terminal.say(f"Grade {grade.code}: {'; '.join(grade.words)}.")
        for reason in grade.reasons:
            terminal.say(reason)
    for value, realis, claims in row.support:
        terminal.say(f"{value} ({realis})")
        for claim in claims:
            terminal.say("    " + quote_line(claim, row.origins))
    for claim in row.answers:
        terminal.say(": ".join(answer(claim.claim)))
        terminal.say("    " + quote_line(claim, row.origins))
