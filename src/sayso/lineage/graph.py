"""The citing graph of one origin: whom each document has its news from, and by which words.

News goes from an official to a paper, to an agency, to an outlet; citing leads back. A document
leads to the outlets and speakers that are main sources of it, an outlet to its own documents of
the same origin, and a reprint to the earlier document that it repeats.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.knowledge.words import words as listed
from sayso.lineage.circles import circles
from sayso.lineage.citing import BACKGROUND, LEAD, MAIN_SHARE, Citation, paper_in, speaker_key
from sayso.lineage.report import Report
from sayso.model import Circle, Claim, Edge, Entry, Kind, Node, Span
from sayso.naming import fold

LONGEST = 240  # characters of the words that show a citing; longer ones are the claim's quote


class Graph(NamedTuple):
    """Whom the documents of one origin have it from."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    circles: tuple[Circle, ...]


def citing_graph(
    reports: Sequence[Report],
    earlier: Mapping[str, str],
    linked: Collection[str],
    names: Mapping[str, str],
    finder: re.Pattern[str],
) -> Graph:
    """Return the graph of the documents ``reports`` of one origin, in their order.

    ``earlier`` maps a document to an earlier near-duplicate; ``linked`` are the keys of sources,
    main ones or not, for which documents share the origin; ``names`` and ``finder`` are those of
    outlets.
    """
    nodes = {r.sha: Node(id=r.sha, kind="document", name=_name(r)) for r in reports}
    edges: dict[tuple[str, str, str], Edge] = {}
    first: set[tuple[str, str]] = set()  # ways between others than documents are shown once

    def add(citing: str, cited: Node, edge: Edge) -> None:
        nodes.setdefault(cited.id, cited)
        if citing != edge.document and edge.basis != "publishes":
            if (citing, cited.id) in first:
                return
            first.add((citing, cited.id))
        edges.setdefault((citing, cited.id, edge.basis), edge)

    cites = {r.sha: set(_outlets(r, linked)) for r in reports}
    copies = _copies(reports, earlier, cites)
    for report in reports:
        for way in _ways(report, linked, names, finder, report.sha in earlier, copies):
            citing = report.sha
            for cited in way.nodes:
                if cited.id != citing:
                    add(citing, cited, _edge(report, citing, cited, way))
                citing = cited.id
    for report in reports:
        if report.own in nodes:
            published = Edge(
                citing=report.own, cited=report.sha, basis="publishes", document=report.sha
            )
            add(report.own, nodes[report.sha], published)
    for sha, other in copies.items():
        same = Edge(citing=sha, cited=other, basis="near-duplicate", document=sha)
        add(sha, nodes[other], same)
    order = {r.sha: n for n, r in enumerate(reports)}
    ordered = sorted(
        edges.values(),
        key=lambda e: (order[e.document], e.span or (0, 0), e.citing, e.cited, e.basis),
    )
    return Graph(
        tuple(sorted(nodes.values(), key=lambda n: (order.get(n.id, len(order)), n.id))),
        tuple(ordered),
        tuple(_circles(nodes, ordered, order)),
    )


def _outlets(report: Report, linked: Collection[str]) -> Iterator[str]:
    for c in report.sources:
        if c.key.startswith("outlet:") and not c.own and (c.main or c.key in linked):
            yield c.key


def _copies(
    reports: Sequence[Report], earlier: Mapping[str, str], cites: Mapping[str, set[str]]
) -> dict[str, str]:
    """Return which documents repeat an earlier one, where no words say whence they have it.

    Two that cite the same outlet both have it from there; one whose outlet the other cites, or
    that says what it asked or saw, repeats nobody.
    """
    outlets = {r.own for r in reports}
    return {
        r.sha: other
        for r in reports
        if (other := earlier.get(r.sha)) is not None
        and r.own not in cites[other]
        and not cites[r.sha] & (cites[other] | outlets)
        and not any(c.own and not c.unnamed for c in r.sources)
    }


class _Way(NamedTuple):
    """Where a document's news comes from, the nearest first, and the words that say so."""

    nodes: list[Node]
    span: Span
    own: bool = False


def _ways(
    report: Report,
    linked: Collection[str],
    names: Mapping[str, str],
    finder: re.Pattern[str],
    repeated: bool,
    copies: Collection[str],
) -> Iterator[_Way]:
    for c in report.sources:
        if c.own:
            if not (repeated and c.unnamed):  # "this newspaper" in a reprint is the other one
                holder = report.own or report.sha
                if c.paper:
                    yield _Way([_paper(holder, c.paper.name)], c.paper.span, own=True)
                if not c.paper or c.paper.span != c.span:
                    yield _Way([_itself(report.sha, c)], c.span, own=True)
        elif c.key.startswith("outlet:") and (c.main or c.key in linked):
            outlet = Node(id=c.key, kind="outlet", name=c.name)
            yield _Way([outlet], c.span)
            if c.paper:
                yield _Way([outlet, _paper(c.key, c.paper.name)], c.paper.span)
    if report.sha in copies:
        return  # whom it names, it has from the text that it repeats
    told = [c for c in report.entry.reading.claims if c.type not in BACKGROUND]
    by_source: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in told:
        if claim.source:
            by_source[claim.source].append(claim)
    lead = len(report.entry.document.text) * LEAD
    for source, claims in by_source.items():
        if len(claims) / len(told) >= MAIN_SHARE or claims[0].start < lead:
            way = _named(report, source, names, finder)
            if way:
                yield _Way(way, _words(report.entry, claims[0]))


def _named(
    report: Report, source: Sequence[str], names: Mapping[str, str], finder: re.Pattern[str]
) -> list[Node]:
    """Return the nodes of a claim's sources from the outermost, its own outlet left out."""
    persons = {m.name for m in report.entry.reading.mentions if m.kind is Kind.PERSON}
    cited = {c.key for c in report.sources}  # outlets that are on no list, by the words that cite
    way: list[Node] = []
    for name in reversed(source):
        holder = way[-1].id if way else report.own or report.sha
        if outlet := finder.search(name):
            main = names[outlet.group()]
            key = "outlet:" + fold(main)
            if key != report.own:
                way.append(Node(id=key, kind="outlet", name=main))
                holder = key
            if paper := paper_in(name, outlet.group()):
                way.append(_paper(holder, paper))
        elif (key := "outlet:" + fold(name)) in cited:
            way.append(Node(id=key, kind="outlet", name=name))
        elif set(fold(name).split()) & listed("document head"):
            way.append(_paper(holder, name))
        else:
            who = speaker_key(name, name in persons) or f"says:{holder}:{fold(name)}"
            way.append(Node(id=who, kind="speaker", name=name))
    return way


def _paper(holder: str, name: str) -> Node:
    """Return the node of a paper: who holds it tells it from another of its name."""
    return Node(id=f"paper:{holder}:{fold(name)}", kind="paper", name=name)


def _itself(sha: str, own: Citation) -> Node:
    return Node(id=f"own:{sha}", kind="own reporting", name=own.name)


def _name(report: Report) -> str:
    return report.entry.document.title or report.entry.document.uri


def _words(entry: Entry, claim: Claim) -> Span:
    """Return where the source of ``claim`` is named with its cue, else the claim's quote."""
    for a in entry.reading.attributions:
        over = any(start < claim.end and claim.start < end for start, end in a.content)
        if over and a.source is not None and a.chain == claim.source:
            start, end = min(a.source[0], a.cue[0]), max(a.source[1], a.cue[1])
            if end - start <= LONGEST:
                return start, end
    return claim.start, claim.end


def _edge(report: Report, citing: str, cited: Node, way: _Way) -> Edge:
    return Edge(
        citing=citing,
        cited=cited.id,
        basis="own reporting" if way.own else "cites",
        document=report.sha,
        words=report.entry.document.text[way.span[0] : way.span[1]],
        span=way.span,
    )


def _circles(
    nodes: Mapping[str, Node], edges: Sequence[Edge], order: Mapping[str, int]
) -> Iterator[Circle]:
    """Yield the circles: documents whose outlets cite one another, with nothing beyond them."""
    ways: dict[str, set[str]] = defaultdict(set)
    for e in edges:
        if e.basis == "publishes" or (e.citing in order and nodes[e.cited].kind == "outlet"):
            ways[e.citing].add(e.cited)
    for group in circles(ways):
        inside = set(group)
        documents = sorted(inside & order.keys(), key=lambda sha: order[sha])
        beyond = {
            e.cited
            for e in edges
            if e.citing in inside
            and e.cited not in inside
            and (e.citing in order or e.basis == "publishes")
        }
        if all(nodes[id].kind == "speaker" for id in beyond):
            yield Circle(
                documents=tuple(documents),
                citing=tuple(
                    e for e in edges if e.citing in documents and e.cited in inside
                    and e.basis == "cites"
                ),
                speakers=tuple(sorted({nodes[id].name for id in beyond})),
            )  # fmt: skip
