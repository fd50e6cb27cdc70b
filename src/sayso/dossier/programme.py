"""The view of one programme: what its page shows, with every claim numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.dossier.findings import FindingView, finding_view
from sayso.dossier.holdings import Holdings
from sayso.dossier.origins import OriginView, origin_views
from sayso.dossier.paths import programme_path
from sayso.dossier.quotes import (
    Date,
    Numbering,
    OriginQuotes,
    Ref,
    date_of,
    key_of,
    number_claims,
    origin_quotes,
    refs,
)
from sayso.dossier.words import HEADINGS, counted, role_words
from sayso.model import Cell, Finding, Programme, Support


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell: its words, the claims it rests on, and how many quotes and origins those are."""

    text: str
    refs: tuple[Ref, ...]
    weight: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What a programme rests on, in numbers."""

    documents: int
    origins: int
    conflicts: int
    denials: int


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one claim type."""

    title: str
    anchor: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """A line of the timeline."""

    date: Date
    what: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party, its other names, and the parts it plays in the claims."""

    cell: CellView
    aliases: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """All that the page of a programme shows."""

    path: str
    title: str
    counts: Counts
    providers: tuple[CellView, ...]
    hosts: tuple[CellView, ...]
    systems: tuple[CellView, ...]
    sites: tuple[CellView, ...]
    status: CellView | None
    contested: tuple[FindingView, ...]
    groups: tuple[Group, ...]
    parties: tuple[PartyView, ...]
    timeline: tuple[EventView, ...]
    origins: tuple[OriginView, ...]
    further: tuple[OriginQuotes, ...]


_FURTHER = "further"


def programme_view(held: Holdings, programme: Programme) -> ProgrammeView:
    """Return the view of ``programme``."""
    findings = [held.findings[id] for id in programme.findings]
    further = _not_in_findings(programme, findings)
    numbering = number_claims([*_places(findings), (_FURTHER, further)])

    def cells(row: Sequence[Cell]) -> tuple[CellView, ...]:
        return tuple(_cell(numbering, cell) for cell in row)

    views = [finding_view(held, numbering, place_of(f), f) for f in findings]
    return ProgrammeView(
        path=programme_path(programme.id),
        title=programme.title,
        counts=counts(held, programme),
        providers=cells(programme.providers),
        hosts=cells(programme.hosts),
        systems=cells(programme.systems),
        sites=cells(programme.sites),
        status=_cell(numbering, programme.status) if programme.status else None,
        contested=tuple(v for v in views if v.standing in ("disputed", "denied")),
        groups=_groups(findings, views),
        parties=tuple(_party(held, numbering, cell) for cell in programme.parties),
        timeline=tuple(
            EventView(date_of(e.date), e.what, refs(numbering, e.support))
            for e in sorted(programme.timeline, key=lambda e: e.date)
        ),
        origins=origin_views(held, programme.documents),
        further=origin_quotes(held, numbering, _FURTHER, further),
    )


def counts(held: Holdings, programme: Programme) -> Counts:
    """Return how many documents, origins, conflicts and denials ``programme`` has."""
    findings = [held.findings[id] for id in programme.findings]
    origins = {held.origin_of[d].id for d in programme.documents if d in held.origin_of}
    return Counts(
        documents=len(set(programme.documents)),
        origins=len(origins),
        conflicts=sum(f.conflicting for f in findings),
        denials=sum(f.standing == "denied" for f in findings),
    )


def place_of(finding: Finding) -> str:
    """Return the name of a finding's place on the page of a programme; values add their number."""
    return f"finding {finding.id}"


def _places(findings: Sequence[Finding]) -> Iterator[tuple[str, Sequence[Support]]]:
    for finding in findings:
        for number, value in enumerate(finding.values):
            yield f"{place_of(finding)} value {number}", value.support
        yield f"{place_of(finding)} denials", finding.denials


def _not_in_findings(programme: Programme, findings: Sequence[Finding]) -> list[Support]:
    """Return the supports of cells and events whose quotes no finding of the page shows."""
    shown = {key_of(s) for _, supports in _places(findings) for s in supports}
    status = (programme.status,) if programme.status else ()
    rows = (programme.providers, programme.hosts, programme.systems, programme.sites, status)
    supports = [
        *(s for row in rows for cell in row for s in cell.support),
        *(s for party in programme.parties for s in party.support),
        *(s for event in programme.timeline for s in event.support),
    ]
    every = {key_of(s): s for s in supports}
    return [support for key, support in every.items() if key not in shown]


def _cell(numbering: Numbering, cell: Cell) -> CellView:
    found = refs(numbering, cell.support)
    origins = len({support.origin for support in cell.support})
    weight = f"{counted(len(found), 'quote')}, {counted(origins, 'origin')}"
    return CellView(cell.text, found, weight)


def _groups(findings: Sequence[Finding], views: Sequence[FindingView]) -> tuple[Group, ...]:
    by_type: dict[str, list[FindingView]] = {}
    for finding, view in zip(findings, views, strict=True):
        by_type.setdefault(finding.type, []).append(view)
    return tuple(
        Group(HEADINGS[type], f"type-{type.value}", tuple(by_type[type]))
        for type in HEADINGS
        if type in by_type
    )


def _party(held: Holdings, numbering: Numbering, cell: Cell) -> PartyView:
    entity = held.entities.get(cell.entity or "")
    aliases = tuple(a for a in entity.aliases if a != cell.text) if entity else ()
    names = {name.casefold() for name in (cell.text, *aliases, *((entity.name,) if entity else ()))}
    parts: dict[str, None] = {}
    for support in cell.support:
        claim = held.claim(support)
        for role, values in claim.roles.items():
            if any(value.casefold() in names for value in values):
                parts.setdefault(f"{role_words(role)} ({claim.type.value})")
        if any(source.casefold() in names for source in claim.source):
            parts.setdefault("source")
    return PartyView(_cell(numbering, cell), aliases, tuple(parts))
