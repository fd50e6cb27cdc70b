"""The command that shows where news began and who has it from whom: origins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import terminal
from sayso.cli.options import CASE, AsOf, CaseFolder, Json, opened

if TYPE_CHECKING:
    from sayso.chains import OriginRow, Step, Telling
    from sayso.model import Evidence

LONGEST = 160  # characters of quoted words in one line
HEAD, TAIL = 90, 50  # of these, where longer words are cut in the middle


def origins(
    origin: Annotated[
        list[str] | None, typer.Argument(metavar="[ORIGIN]", help="Its id, or words of its name.")
    ] = None,
    case: CaseFolder = CASE,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Show where each piece of news was first reported, and who has it from whom.

    Without ORIGIN, every origin with its documents and what shows that they belong to it. With it,
    also the chain of each document: from whom it has the news, and that one from whom, with the
    words that say so.

    Examples:
      sayso origins
      sayso origins reuters 2024-09
      sayso origins --json
    """
    with opened(case, as_of=as_of) as one:
        rows = [one.origin(" ".join(origin))] if origin else one.origins()
    if json:
        for row in rows:
            terminal.emit(row.model_dump(mode="json"))
        return
    if as_of:
        terminal.say(f"As it stood at the end of {as_of}:")
    for row in rows:
        _print(row, chains=bool(origin))
    if not origin:
        terminal.say(f"{len(rows)} {'origin' if len(rows) == 1 else 'origins'}")


def _print(row: OriginRow, *, chains: bool) -> None:
    terminal.show(terminal.text(f"{row.name} [{row.id}]", "bold"))
    uris = {told.sha256: told.uri for told in row.documents}
    for told in row.documents:
        about = (told.uri, told.published, told.outlet)
        terminal.say("    " + " · ".join(filter(None, about)))
        _evidence(told, uris)
        if chains:
            for step in told.chain[1:]:
                terminal.say("    " * (step.depth + 1) + _step(step, uris))
    for turn in row.circular:
        terminal.say(f"    Circular reporting: {turn.says}")
        for edge in turn.circle.citing:
            terminal.say(f"        “{_short(edge.words)}” — {uris[edge.document]}")


def _evidence(told: Telling, uris: dict[str, str]) -> None:
    for evidence, passages in zip(told.evidence, told.passages, strict=True):
        words = f": “{_short(evidence.words)}”" if evidence.words else ""
        terminal.say(f"        {_basis(evidence, uris)}{words}")
        if evidence.basis == "near-duplicate":
            for passage in passages:
                terminal.say(f"            “{_short(passage)}” ({len(passage.split())} words)")


def _basis(evidence: Evidence, uris: dict[str, str]) -> str:
    other = uris.get(evidence.other or "", "")
    if evidence.basis == "near-duplicate":
        return f"nearly the same text as {other} ({evidence.similarity:.0%} of word sequences)"
    if evidence.basis == "shared quote":
        return f"same quote as {other}"
    return evidence.basis


def _step(step: Step, uris: dict[str, str]) -> str:
    edge = step.edge
    who = step.node.name if step.node.kind != "document" else uris[step.node.id]
    if step.node.kind == "own reporting":
        who = "its own reporting"
    line = f"← {who}"
    if edge is not None and edge.basis == "near-duplicate":
        line += ", nearly the same text"
    if edge is not None and edge.words:
        line += f": “{_short(edge.words)}”"
        if step.depth > 1 and edge.citing not in uris:
            line += f" — {uris[edge.document]}"
    if step.again:
        line += " (a circle)" if step.again == "circle" else " (see above)"
    return line


def _short(words: str) -> str:
    """Return ``words`` on one line, the middle of long ones left out."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[:HEAD].rstrip()} … {line[-TAIL:].lstrip()}"
