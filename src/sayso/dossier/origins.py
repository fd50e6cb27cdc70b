"""The view of origins: the documents that carry each, the words that say so, who has it whence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.chains import Step, chain_of, circle_words
from sayso.dossier.holdings import Holdings
from sayso.dossier.quotes import Date, date_of
from sayso.dossier.words import BASIS, NOT_GIVEN, document_name
from sayso.model import Edge, Evidence, Origin, Span


@dataclass(frozen=True, slots=True)
class PassageView:
    """Words that another document has too; ``href`` leads to them."""

    words: str
    count: int  # of words
    href: str


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Why a document is given its origin; ``href`` leads to the words, "" where there are none."""

    basis: str
    words: str
    href: str
    other: str
    other_href: str
    similarity: str
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """Whom a document, or the step above, has the news from, and the words that say so.

    ``href`` leads to the document where the step is one, ``words_href`` to the words; ``note``
    says what else there is to know: nearly the same text, shown above, a circle.
    """

    name: str
    href: str
    note: str
    words: str
    words_href: str
    below: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class CircleView:
    """Outlets that cite one another, in a sentence, and the words of each citing."""

    says: str
    citing: tuple[StepView, ...]  # the name is that of the document that cites


@dataclass(frozen=True, slots=True)
class Carrier:
    """A document that carries an origin."""

    title: str
    outlet: str
    published: Date
    href: str
    unread: str
    evidence: tuple[EvidenceView, ...]
    chain: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class OriginView:
    """An origin with the documents that carry it."""

    anchor: str
    name: str
    carriers: tuple[Carrier, ...]
    circles: tuple[CircleView, ...] = ()


def origin_views(held: Holdings, documents: Iterable[str]) -> tuple[OriginView, ...]:
    """Return the origins of ``documents``, in the held's order, those without one last."""
    wanted = dict.fromkeys(documents)
    views = [
        OriginView(
            anchor=held.origin_anchors[origin.id],
            name=origin.name,
            carriers=tuple(_carrier(held, d) for d in origin.documents if d in wanted),
            circles=_circles(held, origin),
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


def passage_anchor(number: int, passage: int) -> str:
    """Return the anchor, in the document, of a passage of its evidence; the first is 1."""
    return f"e{number}-{passage}"


def citing_anchor(number: int) -> str:
    """Return the anchor, in the document, of the words of a citing; the first is 1."""
    return f"w{number}"


def stands_in_text(held: Holdings, shown: Evidence | Edge) -> bool:
    """Return whether the words of ``shown`` are in the document's text where it says."""
    if shown.span is None or not shown.words:
        return False
    start, end = shown.span
    return held.entries[shown.document].document.text[start:end] == shown.words


def chain_view(held: Holdings, sha256: str) -> tuple[StepView, ...]:
    """Return whom the document ``sha256`` has its news from, each with those it has it from."""
    origin = held.origin_of.get(sha256)
    if origin is None or sha256 not in {node.id for node in origin.nodes}:
        return ()
    return _below(held, chain_of(origin, sha256)[1:], 1)[0]


def _below(
    held: Holdings, steps: tuple[Step, ...], depth: int
) -> tuple[tuple[StepView, ...], tuple[Step, ...]]:
    """Return the views of the first ``steps`` that lie at ``depth`` or deeper, and what is left."""
    views: list[StepView] = []
    while steps and steps[0].depth == depth:
        step, (below, steps) = steps[0], _below(held, steps[1:], depth + 1)
        views.append(_step(held, step, below))
    return tuple(views), steps


_AGAIN = {"circle": "a circle: it stands above", "above": "shown above"}


def _step(held: Holdings, step: Step, below: tuple[StepView, ...]) -> StepView:
    node, edge = step.node, step.edge
    held_node = held.entries.get(node.id)
    same = edge is not None and edge.basis == "near-duplicate"
    return StepView(
        name=BASIS["own reporting"] if node.kind == "own reporting" else node.name,
        href=held.pages[node.id] if held_node else "",
        note="; ".join(
            filter(None, ("nearly the same text" if same else "", _AGAIN.get(step.again)))
        ),
        words=edge.words if edge else "",
        words_href=_words_href(held, edge) if edge else "",
        below=below,
    )


def _words_href(held: Holdings, edge: Edge) -> str:
    if not stands_in_text(held, edge):
        return ""
    number = held.citing_of[edge.document].index(edge) + 1
    return f"{held.pages[edge.document]}#{citing_anchor(number)}"


def _circles(held: Holdings, origin: Origin) -> tuple[CircleView, ...]:
    return tuple(
        CircleView(
            says=circle_words(origin, circle),
            citing=tuple(
                StepView(
                    name=document_name(held.entries[edge.document].document),
                    href=held.pages[edge.document],
                    note="",
                    words=edge.words,
                    words_href=_words_href(held, edge),
                    below=(),
                )
                for edge in circle.citing
            ),
        )
        for circle in origin.circles
    )


def _carrier(held: Holdings, sha256: str) -> Carrier:
    entry = held.entries[sha256]
    return Carrier(
        title=document_name(entry.document),
        outlet=entry.document.outlet or f"outlet {NOT_GIVEN}",
        published=date_of(entry.document.published),
        href=held.pages[sha256],
        unread=entry.reading.unread or "",
        evidence=evidence_views(held, sha256),
        chain=chain_view(held, sha256),
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
        passages=tuple(
            _passage(held, evidence.document, passage.span, passage_anchor(number, n))
            for n, passage in enumerate(evidence.passages, start=1)
            if evidence.basis == "near-duplicate"
        ),
    )


def _passage(held: Holdings, sha256: str, span: Span, anchor: str) -> PassageView:
    words = held.entries[sha256].document.text[span[0] : span[1]]
    return PassageView(words, len(words.split()), f"{held.pages[sha256]}#{anchor}")
