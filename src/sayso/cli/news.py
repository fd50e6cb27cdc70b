"""The command that says what is new: changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import terminal
from sayso.cli.options import CASE, CaseFolder, Json, checked_date, opened
from sayso.cli.quotes import quote_line

if TYPE_CHECKING:
    from sayso.changes import Change, DocumentRow
    from sayso.model import Derived
    from sayso.query import ClaimRow


def changes(
    since: Annotated[
        str, typer.Option(metavar="DATE", callback=checked_date, help="The first day that counts.")
    ],
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=checked_date, help="The last day, if not today."),
    ] = None,
    case: CaseFolder = CASE,
    json: Json = False,
) -> None:
    """Say what is new since a date, and what it rests on.

    The case as it stood the day before is set beside what it is now, or was at the end of --until:
    programmes that are new, joined, renamed or gone, changed status, findings that a second origin
    bears out, new conflicts and denials, changed grades, new origins and documents. A document is
    new on the day it was published, not on the day it was added.

    Examples:
      sayso changes --since 2024-09-26
      sayso changes --since 2024 --until 2024-09 --json
    """
    with opened(case) as one:
        found = one.changes(since, until)
        derived = (one if until is None else one.as_of(until)).derived()
    period = f"since {since}" if until is None else f"from {since} to {until}"
    if json:
        for change in found:
            terminal.emit(change.model_dump(mode="json"))
    elif found:
        terminal.say(f"New {period}: {_counts(found)}.")
        _show(found, derived)
    else:
        terminal.say(f"Nothing new {period}.")


_COUNTED = {  # kinds of change as the first line counts them
    "new programme": ("new programme", "new programmes"),
    "joined programmes": ("programme joined", "programmes joined"),
    "gone programme": ("programme gone", "programmes gone"),
    "renamed programme": ("programme renamed", "programmes renamed"),
    "changed status": ("changed status", "changed statuses"),
    "corroborated": ("finding corroborated", "findings corroborated"),
    "new conflict": ("new conflict", "new conflicts"),
    "new denial": ("new denial", "new denials"),
    "changed grade": ("changed grade", "changed grades"),
    "new origin": ("new origin", "new origins"),
    "new document": ("new document", "new documents"),
}


def _counts(found: Sequence[Change]) -> str:
    counts = Counter(change.what.value for change in found)
    return ", ".join(
        f"{counts[what]} {one if counts[what] == 1 else many}"
        for what, (one, many) in _COUNTED.items()
        if counts[what]
    )


def _show(found: Sequence[Change], derived: Derived) -> None:
    """Print what changed programme by programme, then the documents that are new, by origin."""
    origins = {origin.id: origin.name for origin in derived.origins}
    told = [c for c in found if c.what not in ("new origin", "new document")]
    for programme in derived.programmes:
        own = [c for c in told if c.programmes and c.programmes[0] == programme.id]
        new = any(change.what == "new programme" for change in own)
        title = f"{programme.title} [{programme.id}]"
        _programme(f"New programme: {title}" if new else title, own, programme.findings, origins)
    _programme("In no programme", [c for c in told if not c.programmes], (), origins)
    _documents([c for c in found if c.what in ("new origin", "new document")], origins)


def _programme(
    title: str, own: Sequence[Change], order: Sequence[str], origins: Mapping[str, str]
) -> None:
    """Print the changes of one programme: its own, then those of its findings, then denials."""
    if not own:
        return
    _line()
    _line(title, "bold")
    by_finding: dict[str, list[Change]] = {}
    for change in own:
        if change.what in _OF_FINDINGS:
            by_finding.setdefault(change.id or "", []).append(change)
        elif change.what != "new denial":
            _own(change, origins)
    for id_ in sorted(by_finding, key=lambda i: (order.index(i) if i in order else len(order), i)):
        _finding(by_finding[id_], origins)
    for change in own:
        if change.what == "new denial":
            _line(f"New denial: {change.about}", "bold red", indent=2)
            for against in change.details:
                _line(f"against: {against}", indent=6)
            _quotes(change.claims, origins)


_OF_FINDINGS = ("corroborated", "new conflict", "changed grade")


def _own(change: Change, origins: Mapping[str, str]) -> None:
    """Print what became of a programme."""
    if change.what == "gone programme":
        _line(f"Gone: {change.about} [{change.id}]", indent=2)
    elif change.what == "changed status":
        _line(f"Status: {change.after or 'none'}, was {change.before or 'none'}", indent=2)
    elif change.what == "new programme":
        _line(f"Status: {change.after or 'none'}", indent=2)
    else:
        _line(f"Was: {change.before}", indent=2)
    for words in change.details:
        _line(words, indent=6)
    _quotes(change.claims, origins)
    for row in change.documents if change.what == "gone programme" else ():
        _line(_about(row), indent=6)


def _finding(changes_: Sequence[Change], origins: Mapping[str, str]) -> None:
    """Print what became of one finding, its quotes once."""
    _line(f"{changes_[0].about} [{changes_[0].id}]", indent=2)
    shown: set[tuple[str, int]] = set()
    for change in changes_:
        was = f", was {change.before}" if change.before else ""
        if change.what == "corroborated":
            _line(f"{change.after}{was}", indent=4)
        elif change.what == "changed grade":
            because = " ".join(change.details)
            _line(": ".join(filter(None, (f"Grade {change.after}{was}", because))), indent=4)
        else:
            _line("Values conflict:", "yellow", indent=4)
            for value in change.values:
                _line(f"{value.text} ({value.realis})", indent=6)
                _quotes(value.claims, origins, indent=8)
                shown |= {(claim.document, claim.index) for claim in value.claims}
    rest = {(claim.document, claim.index): claim for c in changes_ for claim in c.claims}
    _quotes([claim for place, claim in rest.items() if place not in shown], origins)


def _documents(found: Sequence[Change], origins: Mapping[str, str]) -> None:
    """Print the new documents under their origins, and how a new origin shows."""
    new = {change.id: change for change in found if change.what == "new origin"}
    rows = [row for c in found if c.what == "new document" for row in c.documents]
    rows.sort(key=lambda row: (row.published or "9999", row.uri))
    for id_ in dict.fromkeys(row.origin for row in rows):
        _line()
        name = f"{origins.get(id_ or '', 'no origin')} [{id_}]"
        _line(f"New origin: {name}" if id_ in new else f"Known origin: {name}", "bold")
        for words in new[id_].details if id_ in new else ():
            _line(words, indent=4)
        for row in rows:
            if row.origin == id_:
                _line(_about(row), indent=2)


def _about(row: DocumentRow) -> str:
    return " · ".join(filter(None, (row.published, row.outlet, row.title, row.uri)))


def _quotes(claims: Sequence[ClaimRow], origins: Mapping[str, str], indent: int = 6) -> None:
    """Print a claim of each origin, the first published, and how many more there are."""
    by_origin: dict[str | None, list[ClaimRow]] = {}
    for claim in claims:
        by_origin.setdefault(claim.origin, []).append(claim)
    for first, *more in by_origin.values():
        _line(quote_line(first, origins), "italic", indent=indent)
        if more:
            many = "claim" if len(more) == 1 else "claims"
            _line(f"and {len(more)} more {many} of this origin", "dim", indent=indent)


def _line(words: str = "", style: str = "", indent: int = 0) -> None:
    from rich.padding import Padding  # noqa: PLC0415

    terminal.show(Padding(terminal.text(words, style), (0, 0, 0, indent)))
