"""Questions to a case: which claims fit, which programme is meant, what stands in one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from sayso.ledger import fold
from sayso.model import (
    Cell,
    Claim,
    ClaimType,
    Derived,
    Entry,
    Finding,
    Frozen,
    Origin,
    Programme,
    Realis,
    Support,
)


class ClaimFilter(Frozen):
    """Which claims to show; what is ``None`` does not narrow them.

    Words are compared without case or accents and may be part of what they are sought in.
    ``since`` and ``until`` are ISO dates as precise as wanted ("2024", "2024-09"), both inclusive;
    a claim with no date of its own has that of its document.
    """

    type: ClaimType | None = None
    realis: Realis | None = None
    entity: str | None = None  # name, alias or id of an entity, or words of a role
    source: str | None = None  # words of a source; "" asks for the outlet's own voice
    origin: str | None = None  # id or words of the name of an origin
    since: str | None = None
    until: str | None = None
    text: str | None = None  # words of the quote


class ClaimRow(Frozen):
    """A claim with the document and the origin that carry it."""

    document: str  # sha256
    index: int  # into that document's Reading.claims
    uri: str
    title: str | None
    outlet: str | None
    published: str | None
    origin: str | None  # id
    claim: Claim


class ProgrammeRow(Frozen):
    """One programme in a table: its cells in words and how well it is founded."""

    id: str
    title: str
    providers: tuple[str, ...]
    hosts: tuple[str, ...]
    systems: tuple[str, ...]
    sites: tuple[str, ...]
    status: str | None
    documents: int
    origins: int
    findings: int
    conflicts: int  # findings whose values conflict
    denials: int  # findings that someone denies; to decline to comment is not to deny


def claim_rows(entries: Sequence[Entry], derived: Derived, wanted: ClaimFilter) -> list[ClaimRow]:
    """Return the claims that fit, in the order of the entries and of their text."""
    origins = {sha256: origin for origin in derived.origins for sha256 in origin.documents}
    names = None if wanted.entity is None else _names(derived, wanted.entity)
    return [
        _row(entry, index, origin.id if origin else None)
        for entry in entries
        for origin in [origins.get(entry.document.sha256)]
        if wanted.origin is None or _from(origin, wanted.origin)
        for index, claim in enumerate(entry.reading.claims)
        if _fits(claim, entry.document.published, wanted, names)
    ]


def _fits(
    claim: Claim, published: str | None, wanted: ClaimFilter, names: frozenset[str] | None
) -> bool:
    if wanted.type is not None and claim.type is not wanted.type:
        return False
    if wanted.realis is not None and claim.realis is not wanted.realis:
        return False
    if wanted.text is not None and fold(wanted.text) not in fold(claim.quote):
        return False
    if wanted.source is not None and not _said_by(claim, wanted.source):
        return False
    if not _within(claim.date or published, wanted.since, wanted.until):
        return False
    if wanted.entity is None or names is None:
        return True
    sought = fold(wanted.entity)
    fillers = [fold(filler) for fillers in claim.roles.values() for filler in fillers]
    return any(filler in names or sought in filler for filler in fillers)


def _said_by(claim: Claim, source: str) -> bool:
    if not source.strip():
        return not claim.source
    return any(fold(source) in fold(name) for name in claim.source)


def _within(date: str | None, since: str | None, until: str | None) -> bool:
    """Tell whether some day of ``date`` lies from the first of ``since`` to the last of ``until``.

    ISO dates of any precision: the shorter of two is a prefix that stands for all its days.
    """
    if since is None and until is None:
        return True
    if date is None:
        return False
    after = since is None or date[: len(since)] >= since[: len(date)]
    before = until is None or date[: len(until)] <= until[: len(date)]
    return after and before


def _names(derived: Derived, words: str) -> frozenset[str]:
    """Return all names, folded, of the entities that ``words`` may mean."""
    sought = fold(words)
    return frozenset(
        fold(name)
        for entity in derived.entities
        if words == entity.id
        or any(sought in fold(name) for name in (entity.name, *entity.aliases))
        for name in (entity.name, *entity.aliases)
    )


def _from(origin: Origin | None, words: str) -> bool:
    return origin is not None and (words == origin.id or fold(words) in fold(origin.name))


def matching_programmes(derived: Derived, words: str) -> list[Programme]:
    """Return the programme with this id, or all that hold every one of ``words``."""
    return _matching([(p, " ".join(_words_of(p))) for p in derived.programmes], words)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Thing = TypeVar("Thing", bound=_Named)


def _matching(described: Sequence[tuple[Thing, str]], words: str) -> list[Thing]:
    """Return the thing with this id, or all whose description holds every one of ``words``."""
    exact = [thing for thing, _ in described if thing.id == words]
    if exact:
        return exact
    sought = fold(words).split()
    held = [(thing, fold(description)) for thing, description in described]
    return [thing for thing, said in held if sought and all(word in said for word in sought)]


def _words_of(programme: Programme) -> Iterator[str]:
    yield programme.id
    yield programme.title
    for cells in (
        programme.providers,
        programme.hosts,
        programme.systems,
        programme.sites,
        programme.parties,
    ):
        yield from (cell.text for cell in cells)


def matching_origins(derived: Derived, words: str) -> list[Origin]:
    """Return the origin with this id, or all whose name and id hold every one of ``words``."""
    return _matching([(o, f"{o.name} {o.id}") for o in derived.origins], words)


def programme_row(programme: Programme, derived: Derived) -> ProgrammeRow:
    """Return a programme's row, its documents counted and its origins counted once each."""
    documents = set(programme.documents)
    findings = findings_of(programme, derived)
    return ProgrammeRow(
        id=programme.id,
        title=programme.title,
        providers=_texts(programme.providers),
        hosts=_texts(programme.hosts),
        systems=_texts(programme.systems),
        sites=_texts(programme.sites),
        status=programme.status.text if programme.status else None,
        documents=len(documents),
        origins=sum(1 for origin in derived.origins if documents & set(origin.documents)),
        findings=len(findings),
        conflicts=sum(1 for finding in findings if finding.conflicting),
        denials=sum(1 for finding in findings if finding.standing == "denied"),
    )


def findings_of(programme: Programme, derived: Derived) -> list[Finding]:
    """Return a programme's findings in the order to show them."""
    by_id = {finding.id: finding for finding in derived.findings}
    return [by_id[id_] for id_ in programme.findings if id_ in by_id]


def _texts(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple(cell.text for cell in cells)


def answer(claim: Claim) -> tuple[str, str]:
    """Return who gives a response and how: "someone unnamed", "denies"."""
    who = ", ".join(claim.roles.get("speaker", ())) or "someone unnamed"
    return who, ", ".join(claim.roles.get("stance", ())) or "denies"


def quoted(support: Support, entries: Mapping[str, Entry]) -> ClaimRow:
    """Return the claim that a value rests on; ``entries`` are by SHA-256."""
    entry = entries[support.document]
    return _row(entry, support.claim, support.origin)


def _row(entry: Entry, index: int, origin: str | None) -> ClaimRow:
    document = entry.document
    return ClaimRow(
        document=document.sha256,
        index=index,
        uri=document.uri,
        title=document.title,
        outlet=document.outlet,
        published=document.published,
        origin=origin,
        claim=entry.reading.claims[index],
    )


class FindingRow(Frozen):
    """A finding with what it rests on: for ``sayso why``."""

    finding: Finding
    support: tuple[tuple[str, str, tuple[ClaimRow, ...]], ...]  # value, realis, its claims
    answers: tuple[ClaimRow, ...]
    origins: Mapping[str, str]  # the names of the origins, by id


def matching_findings(derived: Derived, words: str) -> list[Finding]:
    """Return the finding with this id, or all whose line and id hold every one of ``words``."""
    return _matching(
        [(finding, f"{finding.about} {finding.id}") for finding in derived.findings], words
    )


def finding_row(finding: Finding, derived: Derived, entries: Mapping[str, Entry]) -> FindingRow:
    """Return a finding with its claims at hand; ``entries`` are by SHA-256."""
    return FindingRow(
        finding=finding,
        support=tuple(
            (value.text, value.realis.value, tuple(quoted(s, entries) for s in value.support))
            for value in finding.values
        ),
        answers=tuple(quoted(s, entries) for s in finding.denials),
        origins={origin.id: origin.name for origin in derived.origins},
    )
