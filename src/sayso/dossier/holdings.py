"""What the pages are made from, looked up by id, after a check that all of it holds together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.dossier.errors import DossierError
from sayso.dossier.paths import claim_anchor, document_paths
from sayso.model import (
    Claim,
    Derived,
    Document,
    Edge,
    Entity,
    Entry,
    Evidence,
    Finding,
    Origin,
    Programme,
    Support,
)

_REBUILD = "run `sayso rebuild` and write the pages again"


@dataclass(frozen=True, slots=True)
class Holdings:
    """Entries by SHA-256, newest first, and what is derived from them by id."""

    entries: Mapping[str, Entry]
    pages: Mapping[str, str]  # SHA-256 to the page of the document
    origin_of: Mapping[str, Origin]  # SHA-256 to origin
    evidence_of: Mapping[str, tuple[Evidence, ...]]
    citing_of: Mapping[str, tuple[Edge, ...]]  # SHA-256 to the edges whose words stand in it
    origins: Mapping[str, Origin]
    entities: Mapping[str, Entity]
    findings: Mapping[str, Finding]
    programmes: tuple[Programme, ...]
    programmes_of: Mapping[str, tuple[Programme, ...]]  # by SHA-256 and by entity id
    origin_anchors: Mapping[str, str]
    finding_anchors: Mapping[str, str]

    def document(self, support: Support) -> Document:
        """Return the document that a support lies in."""
        return self.entries[support.document].document

    def claim(self, support: Support) -> Claim:
        """Return the claim that a support names."""
        return self.entries[support.document].reading.claims[support.claim]

    def href(self, support: Support) -> str:
        """Return the address of the claim's words, relative to the site's root."""
        return f"{self.pages[support.document]}#{claim_anchor(support.claim)}"


def hold(entries: Sequence[Entry], derived: Derived) -> Holdings:
    """Return the holdings of ``entries`` and ``derived``.

    Raises DossierError where a quote is not in its document's text word for word, where something
    derived rests on no claim, or on one that the entries do not hold: such a page would not be
    true.
    """
    by_sha = {entry.document.sha256: entry for entry in sorted(entries, key=_newest_first)}
    held = Holdings(
        entries=by_sha,
        pages=document_paths(by_sha),
        origin_of={sha: o for o in derived.origins for sha in o.documents},
        evidence_of={
            sha: tuple(e for e in origin.evidence if e.document == sha)
            for origin in derived.origins
            for sha in origin.documents
        },
        citing_of={
            sha: tuple(e for e in origin.edges if e.document == sha and e.span)
            for origin in derived.origins
            for sha in origin.documents
        },
        origins={origin.id: origin for origin in derived.origins},
        entities={entity.id: entity for entity in derived.entities},
        findings={finding.id: finding for finding in derived.findings},
        programmes=derived.programmes,
        programmes_of=_programmes_of(derived.programmes),
        origin_anchors={o.id: f"o{n}" for n, o in enumerate(derived.origins, start=1)},
        finding_anchors={f.id: f"f{n}" for n, f in enumerate(derived.findings, start=1)},
    )
    for entry in by_sha.values():
        _check_quotes(entry)
    for what, supports in _grounds(held):
        if not supports:
            raise DossierError(f"{what}: rests on no claim: {_REBUILD}")
        for support in supports:
            _check_support(held, what, support)
    return held


def _programmes_of(programmes: Sequence[Programme]) -> dict[str, tuple[Programme, ...]]:
    of: dict[str, tuple[Programme, ...]] = {}
    for one in programmes:
        cells = (*one.providers, *one.hosts, *one.systems, *one.sites, *one.parties)
        for id in dict.fromkeys((*one.documents, *(c.entity for c in cells if c.entity))):
            of[id] = (*of.get(id, ()), one)
    return of


def _newest_first(entry: Entry) -> tuple[tuple[int, ...], str, str]:
    published = entry.document.published or ""
    return tuple(-ord(c) for c in published) or (0,), entry.document.uri, entry.document.sha256


def _check_quotes(entry: Entry) -> None:
    document = entry.document
    for number, claim in enumerate(entry.reading.claims, start=1):
        if document.text[claim.start : claim.end] != claim.quote or not claim.quote:
            raise DossierError(
                f"{document.uri}: the quote of claim {number} is not in its text word for word: "
                f"{_REBUILD}"
            )


def _grounds(held: Holdings) -> Iterator[tuple[str, Sequence[Support]]]:
    """Yield everything that needs claims to rest on, with what to call it in an error."""
    for finding in held.findings.values():
        for value in finding.values:
            yield f"finding {finding.id}: value {value.text!r}", value.support
        for denial in finding.denials:
            yield f"finding {finding.id}: a denial", (denial,)
    for programme in held.programmes:
        where = f"programme {programme.id}"
        missing = [f for f in programme.findings if f not in held.findings]
        absent = [d for d in programme.documents if d not in held.entries]
        if missing or absent:
            raise DossierError(
                f"{where}: names {(missing + absent)[0]}, which the case does not hold: {_REBUILD}"
            )
        status = (programme.status,) if programme.status else ()
        named = (programme.providers, programme.hosts, programme.systems, programme.sites)
        for cell in (*(c for cells in named for c in cells), *status, *programme.parties):
            yield f"{where}: {cell.text!r}", cell.support
        for event in programme.timeline:
            yield f"{where}: the event of {event.date}", event.support


def _check_support(held: Holdings, what: str, support: Support) -> None:
    entry = held.entries.get(support.document)
    if entry is None:
        problem = f"document {support.document[:12]}"
    elif not 0 <= support.claim < len(entry.reading.claims):
        problem = f"claim {support.claim + 1} of {entry.document.uri}"
    elif support.origin not in held.origins:
        problem = f"origin {support.origin}"
    else:
        return
    raise DossierError(f"{what}: rests on {problem}, which the case does not hold: {_REBUILD}")
