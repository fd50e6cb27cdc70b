"""Commands that fill the record and tell what is in it: add, status, rebuild, search."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import terminal
from sayso.cli.options import CASE, AsOf, CaseFolder, Exit, Json, opened

if TYPE_CHECKING:
    from sayso.case import Added, Case

STDIN = "-"


def add(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders, - for standard input.")
    ],
    case: CaseFolder = CASE,
    json: Json = False,
) -> None:
    """Read reports into the case.

    Text, Markdown, HTML, PDF and JSON Lines are read. What was added before is known by its bytes
    and adds nothing. What cannot be read is named with the reason, and the rest goes on.

    Examples:
      sayso add reports/
      sayso add --case garpiya page.html report.pdf feed.jsonl
      curl https://news.example/report | sayso add -
    """
    with opened(case, create=True) as one:
        added = _add(one, paths)
    if json:
        terminal.emit(
            {
                "new": added.new,
                "known": [{"uri": uri, "as": known} for uri, known in added.known],
                "unreadable": [{"uri": uri, "reason": why} for uri, why in added.unreadable],
                "unread": [{"uri": uri, "reason": why} for uri, why in added.unread],
            }
        )
    else:
        report(added)
    if added.unreadable:
        raise typer.Exit(Exit.SOME_UNREADABLE)


def _add(case: Case, paths: list[str]) -> Added:
    from sayso.case import Added  # noqa: PLC0415

    with terminal.progress("Reading") as step:
        parts = [case.add([path for path in paths if path != STDIN], step)]
        if STDIN in paths:
            from sayso.case.intake import from_stream  # noqa: PLC0415

            data = from_stream(sys.stdin.buffer, "standard input")
            if isinstance(data, bytes):
                parts.append(case.add_bytes(data, "standard input", step))
            else:
                parts.append(Added(unreadable=((data.uri, data.reason),)))
    return Added(
        new=sum((part.new for part in parts), ()),
        known=sum((part.known for part in parts), ()),
        unreadable=sum((part.unreadable for part in parts), ()),
        unread=sum((part.unread for part in parts), ()),
    )


def report(added: Added) -> None:
    """Print what became of the documents given."""
    for uri, reason in added.unreadable:
        terminal.complain(f"{uri}: not added: {reason}")
    for uri, known in added.known:
        if known != uri:
            terminal.say(f"{uri}: already known as {known}")
    for uri, reason in added.unread:
        terminal.say(f"{uri}: kept and searchable, but not read: {reason}")
    terminal.say(
        f"{len(added.new)} new, {len(added.known)} already known, "
        f"{len(added.unreadable)} unreadable"
    )


def status(case: CaseFolder = CASE, json: Json = False) -> None:
    """Say what the case holds.

    Examples:
      sayso status
      sayso status --case garpiya --json
    """
    with opened(case) as one:
        found = one.status()
    if json:
        terminal.emit(found.model_dump(mode="json"))
        return
    unread = "; ".join(f"{count}: {reason}" for reason, count in found.unread.items())
    rows = [
        ("case", found.folder),
        ("documents", f"{found.documents} ({found.size:,} bytes)"),
        ("not read", unread or "none"),
        ("claims", str(found.claims)),
        ("decisions", str(found.decisions)),
        ("reader", found.version),
    ]
    if found.stale:
        rows.append(("older readings", f"{found.stale} documents: read them with: sayso rebuild"))
    if found.programmes is None:
        rows.append(("programmes", "not worked out yet: sayso dossiers"))
    else:
        rows += [
            ("origins", str(found.origins)),
            ("entities", str(found.entities)),
            ("findings", str(found.findings)),
            ("programmes", str(found.programmes)),
        ]
    for name, value in rows:
        terminal.say(f"{name + ':':16}{value}")


def rebuild(case: CaseFolder = CASE, json: Json = False) -> None:
    """Make everything derived again, from the originals.

    Documents that this version of the reader, with the knowledge in force, has not read are read
    again; their older readings stay in the record.

    Examples:
      sayso rebuild
      SAYSO_KNOWLEDGE=my-words sayso rebuild --case garpiya
    """
    with opened(case) as one, terminal.progress("Reading again") as step:
        done = one.rebuild(step)
    if json:
        terminal.emit(
            {
                "read": done.read,
                "same": done.same,
                "failed": [{"uri": uri, "reason": reason} for uri, reason in done.failed],
            }
        )
    else:
        for uri, reason in done.failed:
            terminal.complain(f"{uri}: not read again, its older reading stands: {reason}")
        terminal.say(f"{done.read} read again, {done.same} unchanged, {len(done.failed)} failed")
    if done.failed:
        raise typer.Exit(Exit.SOME_UNREADABLE)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="All must be there.")],
    case: CaseFolder = CASE,
    limit: Annotated[int, typer.Option(min=1, help="Show at most so many documents.")] = 20,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Find documents by words, in any script.

    Text and title are searched. Case and accents do not count, and a word is found inside a longer
    one. Documents in languages that are not read are found too.

    Examples:
      sayso search kashgar centre
      sayso search '"special economic zone"'
      sayso search купол
    """
    with opened(case, as_of=as_of) as one:
        hits = one.search(" ".join(words), limit)
    for hit in hits:
        if json:
            terminal.emit(
                {
                    "uri": hit.uri,
                    "sha256": hit.sha256,
                    "title": hit.title,
                    "published": hit.published,
                    "snippet": hit.snippet,
                    "start": hit.start,
                    "end": hit.end,
                }
            )
        else:
            terminal.say(" · ".join(filter(None, (hit.uri, hit.published, hit.title))))
            terminal.say("    " + hit.snippet)
    if not hits and not json:
        terminal.say("No document holds all of these words.")
