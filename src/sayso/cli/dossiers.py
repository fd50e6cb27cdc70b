"""Commands that show programmes: dossiers, show, site, demo."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli import terminal
from sayso.cli.options import CASE, AsOf, CaseFolder, Exit, Json, opened
from sayso.cli.quotes import quote_line
from sayso.cli.record import report

if TYPE_CHECKING:
    from rich.text import Text

    from sayso.case import Case
    from sayso.model import Derived, Entry, Finding, Programme, Support
    from sayso.query import ProgrammeRow

PAGES = Path("dossiers")
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the pages go.")]


def dossiers(
    case: CaseFolder = CASE,
    out: Out = PAGES,
    html: Annotated[bool, typer.Option("--html/--no-html", help="Write the pages.")] = True,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """List the programmes and write their dossiers.

    Prints a table of the production efforts that the reports tell of, and writes a page for each.
    The pages open in any browser and need no network: begin with index.html.

    Examples:
      sayso dossiers
      sayso dossiers --out pages --case garpiya
      sayso dossiers --no-html --json
    """
    with opened(case, as_of=as_of) as one:
        if html:
            one.site(out)
        if as_of and not json:
            terminal.say(f"As it stood at the end of {as_of}:")
        show_programmes(one, json=json)
    if html and not json:
        terminal.say(f"Pages: {out / 'index.html'}")


def show_programmes(case: Case, *, json: bool = False) -> None:
    """Print the table of programmes, or one object for each."""
    rows = case.programmes()
    if json:
        for row in rows:
            terminal.emit(row.model_dump(mode="json"))
    elif rows:
        terminal.show_table(
            ("Programme", "Provider", "Host", "Systems", "Status", "#Docs", "#Origins", "Findings"),
            [_cells(row) for row in rows],
        )
    else:
        terminal.say("No programme: no report in the case tells of production across a border.")


def _cells(row: ProgrammeRow) -> list[str | Text]:
    programme = terminal.text(row.title, "bold").append("\n").append(terminal.text(row.id, "dim"))
    findings = terminal.text(str(row.findings))
    if row.conflicts:
        findings.append(f"\n{row.conflicts} disputed", "yellow")
    if row.denials:
        findings.append(f"\n{row.denials} denied", "red")
    words = (row.providers, row.hosts, row.systems)
    return [
        programme,
        *(", ".join(cell) for cell in words),
        row.status or "",
        str(row.documents),
        str(row.origins),
        findings,
    ]


def site(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write into.")],
    case: CaseFolder = CASE,
    as_of: AsOf = None,
) -> None:
    """Write the dossier pages into a folder.

    They can be opened or served as they are.

    Examples:
      sayso site public
      sayso site /media/stick/dossiers --case garpiya
    """
    with opened(case, as_of=as_of) as one:
        one.site(out)
    terminal.say(f"Pages: {out / 'index.html'}")


def demo(
    case: Annotated[
        Path | None, typer.Option("--case", metavar="DIR", help="Keep the case in this folder.")
    ] = None,
    out: Out = PAGES,
) -> None:
    """Make dossiers from the example reports.

    The case is thrown away afterwards unless --case says where to keep it.

    Examples:
      sayso demo
      sayso demo --case demo && sayso show garpiya --case demo
    """
    from sayso.examples import folder  # noqa: PLC0415

    with (
        tempfile.TemporaryDirectory(prefix="sayso-demo-") as scratch,
        opened(case or Path(scratch) / "case", create=True) as one,
    ):
        with terminal.progress("Reading the examples") as step:
            added = one.add([folder()], step)
        report(added)
        one.site(out)
        show_programmes(one)
    terminal.say(f"Pages: {out / 'index.html'}")
    if added.unreadable:
        raise typer.Exit(Exit.SOME_UNREADABLE)


def show(
    programme: Annotated[
        list[str], typer.Argument(metavar="PROGRAMME", help="Its id, or words of its row.")
    ],
    case: CaseFolder = CASE,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Show all that is said of one programme.

    Every finding with its values, and the words each rests on.

    Examples:
      sayso show garpiya
      sayso show garpiya-3-russia-china --json
    """
    with opened(case, as_of=as_of) as one:
        found = one.programme(" ".join(programme))
        entries = {entry.document.sha256: entry for entry in one.entries()}
        derived = one.derived()
    if json:
        terminal.emit(_record(found, derived, entries))
    else:
        if as_of:
            terminal.say(f"As it stood at the end of {as_of}:")
        _print(found, derived, entries)


def _record(programme: Programme, derived: Derived, entries: Mapping[str, Entry]) -> dict[str, Any]:
    """Return a programme with its findings, each support with the claim it stands for."""
    from sayso.query import findings_of, quoted  # noqa: PLC0415

    def claims(supports: Iterable[Support]) -> list[dict[str, Any]]:
        return [quoted(support, entries).model_dump(mode="json") for support in supports]

    def finding_record(finding: Finding) -> dict[str, Any]:
        record = finding.model_dump(mode="json")
        record["denials"] = claims(finding.denials)
        for value, kept in zip(record["values"], finding.values, strict=True):
            value["support"] = claims(kept.support)
        return record

    record = programme.model_dump(mode="json")
    record["findings"] = [finding_record(finding) for finding in findings_of(programme, derived)]
    return record


def _print(programme: Programme, derived: Derived, entries: Mapping[str, Entry]) -> None:
    from sayso.query import findings_of, quoted  # noqa: PLC0415

    def line(words: str = "", style: str = "", indent: int = 0) -> None:
        from rich.padding import Padding  # noqa: PLC0415

        terminal.show(Padding(terminal.text(words, style), (0, 0, 0, indent)))

    def quotes(supports: Sequence[Support]) -> None:
        for support in supports:
            line(quote_line(quoted(support, entries), origins), "italic", indent=8)

    origins = {origin.id: origin.name for origin in derived.origins}
    line(programme.title, "bold")
    line(programme.id, "dim")
    for name, cells in (
        ("Provider", programme.providers),
        ("Host", programme.hosts),
        ("Systems", programme.systems),
        ("Sites", programme.sites),
        ("Status", (programme.status,) if programme.status else ()),
        ("Parties", programme.parties),
    ):
        if cells:
            line(f"{name + ':':10}" + ", ".join(cell.text for cell in cells))
    for finding in findings_of(programme, derived):
        line()
        many = "origin" if finding.origins == 1 else "independent origins"
        standing: str = finding.standing
        if finding.conflicting and standing != "disputed":
            standing = f"{standing}, figures conflict"
        grade = f", {finding.grade.code}" if finding.grade else ""
        line(f"{finding.about}: {standing}, {finding.origins} {many}{grade}", "bold")
        for value in finding.values:
            line(f"{value.text} ({value.realis})", indent=4)
            quotes(value.support)
        for answer, supports in _answers(finding, entries).items():
            line(answer, "bold red", indent=4)
            quotes(supports)
    if programme.timeline:
        line()
        line("Timeline", "bold")
        for event in programme.timeline:
            line(f"{event.date:12}{event.what}", indent=4)
    line()
    line("Documents by origin", "bold")
    for origin in derived.origins:
        if held := [d for d in origin.documents if d in set(programme.documents)]:
            line(f"{origin.name} [{origin.id}]", indent=4)
            for sha256 in held:
                document = entries[sha256].document
                about = (document.uri, document.published, document.outlet, document.title)
                line(" · ".join(filter(None, about)), indent=8)


def _answers(finding: Finding, entries: Mapping[str, Entry]) -> dict[str, list[Support]]:
    """Return the responses to a finding by who gives them and how: not every one is a denial."""
    from sayso.query import answer  # noqa: PLC0415

    answers: dict[str, list[Support]] = {}
    for support in finding.denials:
        claim = entries[support.document].reading.claims[support.claim]
        answers.setdefault(": ".join(answer(claim)), []).append(support)
    return answers
