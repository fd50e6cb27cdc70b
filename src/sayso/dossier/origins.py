"""The view of origins: the documents that carry each, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.dossier.holdings import Holdings
from sayso.dossier.quotes import Date, date_of
from sayso.dossier.words import BASIS, NOT_GIVEN, document_name
from sayso.model import Evidence


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Why a document is given its origin; ``href`` leads to the words, "" where there are none."""

    basis: str
    words: str
    href: str
    other: str
    other_href: str
    similarity: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """A document that carries an origin."""

    title: str
    outlet: str
    published: Date
    href: str
    unread: str
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class OriginView:
    """An origin with the documents that carry it."""

    anchor: str
    name: str
    carriers: tuple[Carrier, ...]


def origin_views(held: Holdings, documents: Iterable[str]) -> tuple[OriginView, ...]:
    """Return the origins of ``documents``, in the held's order, those without one last."""
    wanted = dict.fromkeys(documents)
    views = [
        OriginView(
            anchor=held.origin_anchors[origin.id],
            name=origin.name,
            carriers=tuple(_carrier(held, d) for d in origin.documents if d in wanted),
        )
        for origin in held.origins.values()
    ]
    without = tuple(_carrier(held, d) for d in wanted if d not in held.origin_of)
    if without:
        views.append(OriginView("no-origin", "No origin worked out", without))
    return tuple(view for view in views if view.carriers)


def evidence_views(held: Holdings, sha256: str) -> tuple[EvidenceView, ...]:
    """Return why the document ``sha256`` is given its origin."""
    return tuple(
        _evidence(held, number, evidence)
        for number, evidence in enumerate(held.evidence_of.get(sha256, ()), start=1)
    )


def evidence_anchor(number: int) -> str:
    """Return the anchor, in the document, of its evidence for an origin; the first is 1."""
    return f"e{number}"


def stands_in_text(held: Holdings, evidence: Evidence) -> bool:
    """Return whether the words of ``evidence`` are in the document's text where it says."""
    if evidence.span is None or not evidence.words:
        return False
    start, end = evidence.span
    return held.entries[evidence.document].document.text[start:end] == evidence.words


def _carrier(held: Holdings, sha256: str) -> Carrier:
    entry = held.entries[sha256]
    return Carrier(
        title=document_name(entry.document),
        outlet=entry.document.outlet or f"outlet {NOT_GIVEN}",
        published=date_of(entry.document.published),
        href=held.pages[sha256],
        unread=entry.reading.unread or "",
        evidence=evidence_views(held, sha256),
    )


def _evidence(held: Holdings, number: int, evidence: Evidence) -> EvidenceView:
    page = held.pages[evidence.document]
    other = held.entries.get(evidence.other or "")
    return EvidenceView(
        basis=BASIS[evidence.basis],
        words=evidence.words,
        href=f"{page}#{evidence_anchor(number)}" if stands_in_text(held, evidence) else "",
        other=document_name(other.document) if other else "",
        other_href=held.pages[other.document.sha256] if other else "",
        similarity="" if evidence.similarity is None else f"{evidence.similarity:.0%}",
    )
