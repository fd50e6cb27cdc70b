"""Origins: which documents carry one piece of news, and where it was first reported."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.grouping import components
from sayso.lineage.citing import finder_of, outlet_names
from sayso.lineage.evidence import evidence_of
from sayso.lineage.graph import citing_graph
from sayso.lineage.links import Link, links_between
from sayso.lineage.passages import passage_finder
from sayso.lineage.report import Report, by_publication, report_of
from sayso.model import Entry, Origin
from sayso.naming import short_hash, slug


def find_origins(entries: Sequence[Entry]) -> tuple[Origin, ...]:
    """Return the origins of ``entries``: each document in exactly one.

    Documents share an origin where one is a near-duplicate of the other, where both rest on the
    same outlet or speaker or quote the same long words and tell the same story at about the same
    time, or where their outlets cite one another in a circle on one story. Citing the same agency
    is not enough; a source cited in passing counts only where words are shared too. More documents
    only ever add links, so the outcome does not depend on the order of ``entries``, and a reprint
    never adds an origin. Each origin has its evidence and the graph of who cites whom.
    """
    by_sha = {e.document.sha256: e for e in entries}
    names = outlet_names([e.document for e in by_sha.values()])
    finder = finder_of(names)
    reports = {sha: report_of(e, names, finder) for sha, e in sorted(by_sha.items())}
    links = links_between(reports)
    groups = components(reports, ((x.a, x.b) for x in links))
    by_document: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_document[link.a].append(link)
        by_document[link.b].append(link)
    origins = [
        _origin([reports[sha] for sha in group], by_document, names, finder) for group in groups
    ]
    return tuple(sorted(origins, key=lambda o: o.id))


def _origin(
    group: list[Report],
    links: Mapping[str, list[Link]],
    names: Mapping[str, str],
    finder: re.Pattern[str],
) -> Origin:
    group = sorted(group, key=by_publication)
    own_links = {r.sha: links.get(r.sha, []) for r in group}
    earlier = _earlier(group, own_links)
    linked = {link.key for found in own_links.values() for link in found if link.key}
    passages = passage_finder({r.sha: r.entry.document for r in group})
    graph = citing_graph(group, earlier, linked, names, finder)
    name = _name(group, linked)
    month = next((d[:7] for r in group if (d := r.entry.document.published)), None)
    title = f"{name}, {month}" if month else name
    return Origin(
        id=f"{slug(title)}-{short_hash(group[0].sha)}",
        name=title,
        documents=tuple(r.sha for r in group),
        evidence=tuple(
            e
            for r in group
            for e in evidence_of(r, own_links[r.sha], passages, copied=r.sha in earlier)
        ),
        nodes=graph.nodes,
        edges=graph.edges,
        circles=graph.circles,
    )


def _earlier(group: Sequence[Report], links: Mapping[str, list[Link]]) -> dict[str, str]:
    """Return the first of the near-duplicates of each document that came out before it."""
    order = {r.sha: n for n, r in enumerate(group)}
    found: dict[str, str] = {}
    for sha, number in order.items():
        alike = [x.b if x.a == sha else x.a for x in links[sha] if x.similarity is not None]
        first = min(alike, key=lambda other: order[other], default=sha)
        if order[first] < number:
            found[sha] = first
    return found


def _name(group: Sequence[Report], linked: set[str]) -> str:
    """Return who reported it first: the source the links rest on most, outlets before speakers."""
    votes: dict[str, float] = defaultdict(float)
    shown: dict[str, str] = {}
    for report in group:
        for c in (c for c in report.sources if c.main or c.key in linked):
            votes[c.key] += c.weight + (2.0 if c.key in linked else 0.0)
            shown.setdefault(c.key, c.name)
        if report.own and report.entry.document.outlet:
            votes[report.own] += 1.5
            shown.setdefault(report.own, report.entry.document.outlet)
    if not votes:
        return group[0].entry.document.title or "source not named"
    return shown[max(votes, key=lambda k: (k.startswith("outlet:"), votes[k], k))]
