"""Links: two documents that share an origin, and why. Each hangs on what the two say alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import permutations
from typing import NamedTuple

from sayso.grouping import Groups
from sayso.lineage.circles import circles
from sayso.lineage.citing import OWN
from sayso.lineage.duplicates import near_duplicates, shared
from sayso.lineage.passages import SENTENCE, runs, shared_passages
from sayso.lineage.report import Report, reported_itself, rests_on
from sayso.lineage.stories import NAMED, close, likeness
from sayso.model import Passage

ALIKE = 0.4  # of the lesser story, for two reports that rest on one source
LOOSELY = 0.2  # as ALIKE, where a long quote is shared or outlets cite one another
SHARED_DIRECT = 0.04  # as SHARED_WORDS, where one report cites the other's own outlet
SHARED_WORDS = 0.1  # of the shorter text's shingles; unrelated reports share under 0.03


class Link(NamedTuple):
    """Two documents of one origin (SHA-256, in order), and why: one of the three is given.

    ``key`` is the source both rest on; ``similarity`` that of near-duplicates; ``quote`` direct
    speech that both have, where ``a`` has it and where ``b`` has it.
    """

    a: str
    b: str
    key: str | None = None
    similarity: float | None = None
    quote: Passage | None = None


def links_between(reports: Mapping[str, Report]) -> list[Link]:
    """Return the links between ``reports``, by SHA-256: all of one origin hang together by them.

    Of documents that are linked already in one way, no second link of that way is looked for.
    """
    alike = near_duplicates({sha: r.words for sha, r in reports.items()})
    links = [Link(d.a, d.b, similarity=d.similarity) for d in alike]
    return [*links, *_by_source(reports), *_by_quote(reports, links), *_by_circle(reports)]


def _keys(report: Report) -> Iterable[str]:
    keys = {c.key for c in report.sources} | ({report.own} if report.own else set())
    yield from keys - {OWN}


def _by_source(reports: Mapping[str, Report]) -> list[Link]:
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
    links: list[Link] = []
    groups: dict[str, Groups[str]] = {}  # by source: of two linked already nothing is asked again
    for (key, _), members in sorted(blocks.items()):
        linked = groups.setdefault(key, Groups(by_key[key]))
        for a, b in _near_in_time(reports, members):
            if not linked.joined(a, b) and _one_origin(reports[a], reports[b], key):
                linked.join(a, b)
                links.append(Link(a, b, key=key))
    return links


def _near_in_time(reports: Mapping[str, Report], some: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield the pairs of documents that can be from the same weeks, each in order of SHA-256."""
    dated = sorted(some, key=lambda s: (str(reports[s].story.earliest or ""), s))
    for i, a in enumerate(dated):
        for b in dated[i + 1 :]:
            if not close(reports[a].story, reports[b].story):
                break
            yield min(a, b), max(a, b)


def _one_origin(a: Report, b: Report, key: str) -> bool:
    if key.startswith("outlet:"):
        if a.own == b.own == key:
            return False  # two reports of one outlet are two reports
    elif reported_itself(a) and reported_itself(b):
        return False  # two outlets that each spoke to the same person
    if rests_on(a, key) and rests_on(b, key) and likeness(a.story, b.story) >= ALIKE:
        return True
    direct = key in (a.own, b.own) and rests_on(a, key) and rests_on(b, key)
    return shared(a.words, b.words) >= (SHARED_DIRECT if direct else SHARED_WORDS)


def _told_alike(a: Report, b: Report) -> bool:
    """Say whether two reports tell one story, where more than the story speaks for one origin."""
    return close(a.story, b.story) and (
        likeness(a.story, b.story) >= LOOSELY or shared(a.words, b.words) >= SHARED_DIRECT
    )


def _by_quote(reports: Mapping[str, Report], known: Iterable[Link]) -> list[Link]:
    """Return the links between documents that quote the same long words and tell one story.

    Two outlets that each asked or saw for themselves stay apart. Near-duplicates, ``known``, share
    every quote: of them nothing is asked.
    """
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for sha, report in reports.items():
        for run in {run for _, run in runs(report.quoted, SENTENCE)}:
            holders[run].append(sha)
    linked = Groups(reports)
    for link in known:
        linked.join(link.a, link.b)
    links: list[Link] = []
    for members in sorted({tuple(held) for held in holders.values() if len(held) > 1}):
        for a, b in _near_in_time(reports, members):
            one, other = reports[a], reports[b]
            if linked.joined(a, b) or (reported_itself(one) and reported_itself(other)):
                continue
            same = shared_passages(one.quoted, other.quoted, SENTENCE, most=1)
            if same and _told_alike(one, other):
                linked.join(a, b)
                links.append(Link(a, b, quote=same[0]))
    return links


def _by_circle(reports: Mapping[str, Report]) -> list[Link]:
    """Return the links between documents whose outlets cite one another in a circle, on one story.

    Each of them leads to the next and none to where the news began, so that they are no two
    origins, however differently they word it. More documents never undo a circle.
    """
    outlets = {sha: _outlets(r) for sha, r in reports.items()}
    ways: dict[str, set[str]] = defaultdict(set)
    for sha, report in reports.items():
        if report.own:
            ways[report.own] |= outlets[sha]
    circled = {outlet for group in circles(ways) for outlet in group}
    # Few outlets are in a circle, and only documents of theirs that cite one can be.
    citing = [sha for sha, r in reports.items() if r.own in circled and outlets[sha] & circled]
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for sha in citing:
        named = [f for f, weight in reports[sha].story.features.items() if weight >= NAMED]
        for outlet in (outlets[sha] | {reports[sha].own or ""}) & circled:
            for feature in named:
                blocks[outlet, feature].add(sha)
    cites: dict[str, set[str]] = defaultdict(set)
    keys: dict[tuple[str, str], str] = {}
    for (outlet, _), members in blocks.items():
        for x in (sha for sha in members if outlet in outlets[sha]):
            for y in (sha for sha in members if reports[sha].own == outlet):
                if (x, y) not in keys and _told_alike(reports[x], reports[y]):
                    cites[x].add(y)
                    keys[x, y] = outlet
    return [
        Link(min(x, y), max(x, y), key=keys[x, y])
        for group in circles(cites)
        for x, y in permutations(group, 2)
        if (x, y) in keys
    ]


def _outlets(report: Report) -> set[str]:
    """Return the keys of the outlets that are main sources of ``report`` and not its own."""
    return {c.key for c in report.sources if c.main and not c.own and c.key.startswith("outlet:")}
