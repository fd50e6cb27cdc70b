"""Chains: the way a document's news came, from it outwards to where it began, and who circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.model import Circle, Document, Edge, Entry, Evidence, Frozen, Node, Origin

LONGEST = 40  # steps of one chain; more would not be read


class Step(Frozen):
    """A step of a chain: ``depth`` 0 is the document, a step has its news from those below it.

    ``edge`` has the words that lead to it, None for the first. ``again`` says that the step is
    above already: "circle" on the way to itself, "above" elsewhere; it is not gone into again.
    """

    depth: int
    node: Node
    edge: Edge | None = None
    again: str = ""


def chain_of(origin: Origin, document: str) -> tuple[Step, ...]:
    """Return the chain of ``document`` (SHA-256) within ``origin``, in the order to show it.

    A KeyError where the origin's graph does not have it. A chain ends after LONGEST steps.
    """
    nodes = {node.id: node for node in origin.nodes}
    leads: dict[str, list[Edge]] = defaultdict(list)
    for way in origin.edges:
        leads[way.citing].append(way)
    steps: list[Step] = []
    seen: set[str] = set()
    waiting: list[tuple[int, str, Edge | None]] = [(0, document, None)]
    path: list[str] = []
    while waiting and len(steps) < LONGEST:
        depth, id_, edge = waiting.pop()
        del path[depth:]
        again = "circle" if id_ in path else "above" if id_ in seen else ""
        if again and nodes[id_].kind not in ("document", "outlet"):
            continue  # whom a document and its outlet both name, is named once
        steps.append(Step(depth=depth, node=nodes[id_], edge=edge, again=again))
        path.append(id_)
        if not again:
            seen.add(id_)
            waiting += [(depth + 1, e.cited, e) for e in reversed(leads[id_])]
    return tuple(steps)


class Telling(Frozen):
    """A document of an origin, the evidence for it, and its chain.

    ``passages`` are, for each piece of evidence, the words that the other document has too.
    """

    sha256: str
    uri: str
    title: str | None
    outlet: str | None
    published: str | None
    evidence: tuple[Evidence, ...]
    passages: tuple[tuple[str, ...], ...]
    chain: tuple[Step, ...]


class Round(Frozen):
    """A circle, and in a sentence who cites whom."""

    says: str
    circle: Circle


class OriginRow(Frozen):
    """An origin with its documents at hand: for ``sayso origins``."""

    id: str
    name: str
    documents: tuple[Telling, ...]
    circular: tuple[Round, ...]


def origin_row(origin: Origin, entries: Mapping[str, Entry]) -> OriginRow:
    """Return ``origin`` with its documents; ``entries`` are by SHA-256."""
    return OriginRow(
        id=origin.id,
        name=origin.name,
        documents=tuple(_telling(origin, entries[sha256].document) for sha256 in origin.documents),
        circular=tuple(Round(says=circle_words(origin, c), circle=c) for c in origin.circles),
    )


def _telling(origin: Origin, document: Document) -> Telling:
    evidence = tuple(e for e in origin.evidence if e.document == document.sha256)
    return Telling(
        sha256=document.sha256,
        uri=document.uri,
        title=document.title,
        outlet=document.outlet,
        published=document.published,
        evidence=evidence,
        passages=tuple(
            tuple(document.text[p.span[0] : p.span[1]] for p in e.passages) for e in evidence
        ),
        chain=chain_of(origin, document.sha256),
    )


def circle_words(origin: Origin, circle: Circle) -> str:
    """Return in a sentence who cites whom in ``circle``, and what there is beyond it."""
    names = {node.id: node.name for node in origin.nodes}
    outlets = sorted({names[edge.cited] for edge in circle.citing})
    cite = "each other" if len(outlets) == 2 else "one another in a circle"
    beyond = "no source beyond them is asked or seen"
    if circle.speakers:
        named = _listed(circle.speakers)
        beyond = f"beyond them {named} is named, whom none says it asked"
        if len(circle.speakers) > 1:
            beyond = f"beyond them {named} are named, whom none says it asked"
    return f"{_listed(outlets)} cite {cite}; {beyond}."


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
