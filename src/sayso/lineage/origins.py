"""Origins: which documents carry one piece of news, and where it was first reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sayso.grouping import Groups, components
from sayso.lineage.citing import Citation, finder_of, outlet_names, own_key, sources_of
from sayso.lineage.duplicates import Shingles, body, near_duplicates, shared, shingles
from sayso.lineage.stories import NAMED, Story, close, likeness, story_of
from sayso.model import Entry, Evidence, Origin
from sayso.naming import short_hash, slug

ALIKE = 0.4  # of the lesser story, for two reports that rest on one source
SHARED_DIRECT = 0.04  # as SHARED_WORDS, where one report cites the other's own outlet
SHARED_WORDS = 0.1  # of the shorter text's shingles; unrelated reports share under 0.03


class _Report(NamedTuple):
    """A document as lineage sees it."""

    entry: Entry
    own: str | None
    sources: list[Citation]
    story: Story
    words: Shingles

    @property
    def sha(self) -> str:
        return self.entry.document.sha256


class _Link(NamedTuple):
    """Two documents of one origin, and why."""

    a: str
    b: str
    key: str | None
    similarity: float | None


def find_origins(entries: Sequence[Entry]) -> tuple[Origin, ...]:
    """Return the origins of ``entries``: each document in exactly one.

    Documents share an origin where one is a near-duplicate of the other, or where both rest on
    the same outlet or speaker and tell the same story at about the same time. Citing the same
    agency is not enough; a source cited in passing counts only where words are shared too. The
    links hang on the two documents alone, so the outcome does not depend on the order of
    ``entries``, and a reprint never adds an origin.
    """
    by_sha = {e.document.sha256: e for e in entries}
    names = outlet_names([e.document for e in by_sha.values()])
    finder = finder_of(names)
    reports = {
        sha: _Report(
            e,
            own_key(e.document, names),
            sources_of(e, names, finder),
            story_of(e),
            shingles(body(e.document)),
        )
        for sha, e in sorted(by_sha.items())
    }
    texts = {sha: r.words for sha, r in reports.items()}
    links = [_Link(d.a, d.b, None, d.similarity) for d in near_duplicates(texts)]
    links += _by_source(reports)
    groups = components(reports, ((x.a, x.b) for x in links))
    by_document: dict[str, list[_Link]] = defaultdict(list)
    for link in links:
        by_document[link.a].append(link)
        by_document[link.b].append(link)
    origins = [_origin([reports[sha] for sha in group], by_document) for group in groups]
    return tuple(sorted(origins, key=lambda o: o.id))


def _keys(report: _Report) -> Iterable[str]:
    yield from {c.key for c in report.sources} | ({report.own} if report.own else set())


def _by_source(reports: dict[str, _Report]) -> list[_Link]:
    """Return the links between documents that rest on one source and tell one story.

    Only documents that share a source and a named thing or figure are compared, and of these
    only the ones dated alike: neighbours in time.
    """
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    by_key: dict[str, list[str]] = defaultdict(list)
    for sha, report in reports.items():
        named = [f for f, weight in report.story.features.items() if weight >= NAMED]
        for key in _keys(report):
            by_key[key].append(sha)
            for feature in named:
                blocks[key, feature].append(sha)
    links: list[_Link] = []
    groups: dict[str, Groups[str]] = {}  # by source: of two linked already nothing is asked again
    for (key, _), members in sorted(blocks.items()):
        linked = groups.setdefault(key, Groups(by_key[key]))
        dated = sorted(members, key=lambda s: (str(reports[s].story.earliest or ""), s))
        for i, a in enumerate(dated):
            for b in dated[i + 1 :]:
                one, other = reports[a], reports[b]
                if not close(one.story, other.story):
                    break
                if not linked.joined(a, b) and _one_origin(one, other, key):
                    linked.join(a, b)
                    links.append(_Link(min(a, b), max(a, b), key, None))
    return links


def _one_origin(a: _Report, b: _Report, key: str) -> bool:
    if key.startswith("outlet:"):
        if a.own == b.own == key:
            return False  # two reports of one outlet are two reports
    elif _reported_itself(a) and _reported_itself(b):
        return False  # two outlets that each spoke to the same person
    if _rests_on(a, key) and _rests_on(b, key) and likeness(a.story, b.story) >= ALIKE:
        return True
    direct = key in (a.own, b.own) and _rests_on(a, key) and _rests_on(b, key)
    return shared(a.words, b.words) >= (SHARED_DIRECT if direct else SHARED_WORDS)


def _rests_on(report: _Report, key: str) -> bool:
    return report.own == key or any(c.main and c.key == key for c in report.sources)


def _reported_itself(report: _Report) -> bool:
    return any(c.own for c in report.sources)


def _origin(group: list[_Report], links: dict[str, list[_Link]]) -> Origin:
    group = sorted(group, key=_by_publication)
    evidence = [e for report in group for e in _evidence(report, links[report.sha])]
    name = _name(group, links)
    month = next((d[:7] for r in group if (d := r.entry.document.published)), None)
    title = f"{name}, {month}" if month else name
    return Origin(
        id=f"{slug(title)}-{short_hash(group[0].sha)}",
        name=title,
        documents=tuple(r.sha for r in group),
        evidence=tuple(evidence),
    )


def _by_publication(report: _Report) -> tuple[str, str, str]:
    document = report.entry.document
    return document.published or "9999", document.uri, document.sha256


def _name(group: list[_Report], links: dict[str, list[_Link]]) -> str:
    """Return who reported it first: the source the links rest on most, outlets before speakers."""
    linked = {link.key for r in group for link in links[r.sha] if link.key}
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


def _evidence(report: _Report, links: list[_Link]) -> Iterable[Evidence]:
    sha, text = report.sha, report.entry.document.text
    given = False
    for link in sorted(links, key=lambda x: (x.a, x.b, x.key or "")):
        if link.similarity is not None:
            other = link.b if link.a == sha else link.a
            yield Evidence(
                document=sha,
                basis="near-duplicate",
                words="",
                other=other,
                similarity=round(link.similarity, 4),
            )
            given = True
    for key in sorted({link.key for link in links if link.key}):
        for c in report.sources:
            if c.key == key and not c.own:
                words = text[c.span[0] : c.span[1]]
                yield Evidence(document=sha, basis="cites", words=words, span=c.span)
                given = True
    own = next((c for c in report.sources if c.own), None)
    if own is not None:
        words = text[own.span[0] : own.span[1]]
        yield Evidence(document=sha, basis="own reporting", words=words, span=own.span)
    elif not given:
        # The surest citation is shown although no other document here goes back to it.
        cited = [c for c in report.sources if c.main and c.key.startswith("outlet:")]
        if not cited:
            yield Evidence(document=sha, basis="only source", words="")
        for c in cited[:1]:
            yield Evidence(
                document=sha, basis="cites", words=text[c.span[0] : c.span[1]], span=c.span
            )
