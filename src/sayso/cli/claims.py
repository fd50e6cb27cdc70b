"""Commands that give out claims: claims, export, read."""

from __future__ import annotations

import sys
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import terminal
from sayso.cli.options import CASE, AsOf, CaseFolder, Exit, Json, checked_date, opened
from sayso.cli.record import STDIN
from sayso.model import ClaimType, Entry, Reading, Realis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from sayso.documents import Original, Unreadable
    from sayso.model import Claim, Document


class Format(StrEnum):
    """What a case can be exported as."""

    JSONL = "jsonl"


def claims(
    case: CaseFolder = CASE,
    type: Annotated[ClaimType | None, typer.Option(help="Only claims of this type.")] = None,
    entity: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Names or aliases in any role.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Who says so; '' for the outlet's own voice."),
    ] = None,
    realis: Annotated[Realis | None, typer.Option(help="Whether it is so.")] = None,
    origin: Annotated[str | None, typer.Option(metavar="WORDS", help="Id or name.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", callback=checked_date, help="First day.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", callback=checked_date, help="Last day.")
    ] = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="Words of the quote.")] = None,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """List claims with their sources and quotes.

    Filters narrow each other. Words are found in any part of a name, without case or accents. A
    date may be a year or a month; a claim without a date of its own has its document's.

    Examples:
      sayso claims --type transfer --entity kupol
      sayso claims --source reuters --realis planned
      sayso claims --since 2024 --until 2024-09 --json
    """
    from sayso.query import ClaimFilter  # noqa: PLC0415

    wanted = ClaimFilter(
        type=type,
        entity=entity,
        source=source,
        realis=realis,
        origin=origin,
        since=since,
        until=until,
        text=text,
    )
    with opened(case, as_of=as_of) as one:
        rows = one.claims(wanted)
    if json:
        for row in rows:
            terminal.emit(row.model_dump(mode="json"))
        return
    if rows:
        terminal.show_table(
            ("Claim", "Roles", "Source", "Date", "Quote", "Document"),
            [[*_cells(row.claim), row.claim.quote, Path(row.uri).name or row.uri] for row in rows],
        )
    terminal.say(f"{len(rows)} {'claim' if len(rows) == 1 else 'claims'}")


def _cells(claim: Claim) -> list[str]:
    roles = "; ".join(f"{role}: {', '.join(fillers)}" for role, fillers in claim.roles.items())
    source = ", according to ".join(claim.source) or "outlet"
    return [f"{claim.type}, {claim.realis}", roles, source, claim.date or ""]


def export(
    case: CaseFolder = CASE,
    format: Annotated[Format, typer.Option(help="The form to write.")] = Format.JSONL,
    as_of: AsOf = None,
) -> None:
    """Print the case for another program.

    One JSON object a document: uri, published, outlet, language, programme and origin (ids, or
    null), claims.

    Examples:
      sayso export > case.jsonl
      sayso export --case garpiya --format jsonl
    """
    with opened(case, as_of=as_of) as one:
        for line in one.export(format):
            print(line)


def read(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Files, or - for standard input.")
    ],
    json: Json = False,
) -> None:
    """Read files without a case and show what they claim.

    Unlike add, it also reads what seems to have no bearing on arms: you named the file.

    The text is shown with claims underlined and numbered and sources in bold, then the claims in a
    table. With --json, one object a document: document, mentions, attributions, claims.

    Examples:
      sayso read report.html
      sayso read --json a.txt b.txt > readings.jsonl
    """
    from sayso.case.intake import load_safely  # noqa: PLC0415
    from sayso.documents import Unreadable  # noqa: PLC0415
    from sayso.exchange.jsonl import reading_record  # noqa: PLC0415

    failed = False
    for file in files:
        for item in load_safely(_load(file), file):
            result = item if isinstance(item, Unreadable) else _with_reading(item.document)
            if isinstance(result, Unreadable):
                terminal.complain(f"{result.uri}: not read: {result.reason}")
                failed = True
            elif json:
                terminal.emit(reading_record(result.document, result.reading))
            else:
                _show(result)
    if failed:
        raise typer.Exit(Exit.SOME_UNREADABLE)


def _with_reading(document: Document) -> Entry | Unreadable:
    from sayso.case.intake import read_safely  # noqa: PLC0415

    reading = read_safely(document, in_full=True)
    return Entry(document=document, reading=reading) if isinstance(reading, Reading) else reading


def _load(file: str) -> Iterator[Original | Unreadable]:
    from sayso.case.intake import from_stream  # noqa: PLC0415
    from sayso.documents import load, load_bytes  # noqa: PLC0415

    if file != STDIN:
        return load(Path(file))
    data = from_stream(sys.stdin.buffer, "standard input")
    return load_bytes(data, "standard input") if isinstance(data, bytes) else iter([data])


def _show(entry: Entry) -> None:
    document, reading = entry.document, entry.reading
    out = terminal.console()
    about = (document.uri, document.published, document.outlet, document.language)
    out.print(terminal.text(" · ".join(filter(None, about)), "dim"))
    if document.title:
        out.print(terminal.text(document.title, "bold"))
    out.print()
    out.print(marked(document.text, reading), soft_wrap=not out.is_terminal)
    out.print()
    if reading.unread is not None:
        terminal.say(f"Not read: {reading.unread}.")
    elif reading.claims:
        terminal.show_table(
            ("#No", "Claim", "Roles", "Source", "Date", "Quote"),
            [
                [str(number), *_cells(claim), claim.quote]
                for number, claim in enumerate(reading.claims, start=1)
            ],
        )
    else:
        terminal.say("No claims.")


def marked(words: str, reading: Reading) -> Text:
    """Return a document's text with claims underlined, their numbers after them, sources bold."""
    from rich.text import Text  # noqa: PLC0415

    sources = [a.source for a in reading.attributions if a.source is not None]
    spans = [*sources, *((claim.start, claim.end) for claim in reading.claims)]
    cuts = sorted({0, len(words), *(edge for span in spans for edge in span)})
    result = Text()
    for start, end in pairwise(cuts):
        styles = []
        if any(low <= start and end <= high for low, high in sources):
            styles.append("bold cyan")
        if any(c.start <= start and end <= c.end for c in reading.claims):
            styles.append("underline")
        result.append(terminal.safe(words[start:end], one_line=False), " ".join(styles) or None)
        ended = [str(n) for n, c in enumerate(reading.claims, start=1) if c.end == end]
        if ended:
            result.append(f"[{','.join(ended)}]", "bold yellow")
    return result
