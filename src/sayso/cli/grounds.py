"""The command that says on what a finding stands: why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import terminal
from sayso.cli.options import CASE, CaseFolder, Json, opened

if TYPE_CHECKING:
    from sayso.query import ClaimRow, FindingRow


def why(
    finding: Annotated[
        list[str], typer.Argument(metavar="FINDING", help="Its id, or words of its line.")
    ],
    case: CaseFolder = CASE,
    json: Json = False,
) -> None:
    """Say in plain sentences why a finding is graded as it is.

    The grade is a letter for its best source, by your own list (F without one), and a digit for
    what is said, by the rules of grading.toml. Below it stands every claim that counted.

    Examples:
      sayso why capacity kashgar
      sayso why the-facility-in-china-1a2b3c --json
    """
    with opened(case) as one:
        row = one.why(" ".join(finding))
    if json:
        terminal.emit(row.model_dump(mode="json"))
    else:
        _print(row)


def _print(row: FindingRow) -> None:
    found = row.finding
    terminal.show(terminal.text(f"{found.about} [{found.id}]", "bold"))
    if (grade := found.grade) is not None:
        terminal.say(f"Grade {grade.code}: {'; '.join(grade.words)}.")
        for reason in grade.reasons:
            terminal.say(reason)
    for value, realis, claims in row.support:
        terminal.say(f"{value} ({realis})")
        for claim in claims:
            terminal.say("    " + _line(claim, row))
    for claim in row.answers:
        who = ", ".join(claim.claim.roles.get("speaker", ())) or "someone unnamed"
        how = ", ".join(claim.claim.roles.get("stance", ())) or "denies"
        terminal.say(f"{who}: {how}")
        terminal.say("    " + _line(claim, row))


def _line(claim: ClaimRow, row: FindingRow) -> str:
    said = ", according to ".join(claim.claim.source) or f"{claim.outlet or 'the outlet'} itself"
    origin = row.origins.get(claim.origin or "", "no origin")
    return f"“{claim.claim.quote}” — {said}; {claim.uri} [{origin}]"
