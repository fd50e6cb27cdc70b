"""Findings: what the claims of many documents say about one thing, values side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from sayso.findings.efforts import find_efforts
from sayso.findings.grades import Grader
from sayso.findings.material import Material
from sayso.findings.responses import against, attach
from sayso.findings.statements import Statement, statements
from sayso.findings.values import conflict, group_values
from sayso.model import Entity, Entry, Finding, Origin, Realis, Support
from sayso.naming import short_hash, slug

Standing = Literal["single", "corroborated", "disputed", "denied"]


def find_findings(
    entries: Sequence[Entry], origins: Sequence[Origin], entities: Sequence[Entity]
) -> tuple[Finding, ...]:
    """Return the findings of ``entries``, by id, whatever the order of ``entries``.

    ``origins`` and ``entities`` are those of the same entries. Every value rests on the claims it
    lists. A finding counts the different origins that speak for it; it is denied where a response
    speaks against it, disputed where its values conflict, corroborated from two origins on.
    """
    material = Material(entries, origins, entities)
    effort_of = {sha: e.id for e in find_efforts(material) for sha in e.signs}
    by_key: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in statements(material, effort_of):
        by_key[statement.key].append(statement)
    drafts = {key: _finding(material, key, rows) for key, rows in sorted(by_key.items())}
    answers = attach(material, [f for f, _ in drafts.values()], effort_of)
    done = [_answered(material, f, split, answers.get(f.id, [])) for f, split in drafts.values()]
    grader = Grader(material)
    graded = [f.model_copy(update={"grade": grader.grade(f)}) for f in done]
    return tuple(sorted(graded, key=lambda f: f.id))


def _finding(
    material: Material, key: tuple[str, ...], rows: Sequence[Statement]
) -> tuple[Finding, bool]:
    """Return the finding that ``rows`` make, and whether its values conflict."""
    groups = group_values(material, rows)
    about = Counter(s.about for s in rows)
    said = {s.origin for g in groups for s in g.value.support}
    for_it = {
        s.origin for g in groups if g.value.realis is not Realis.NEGATED for s in g.value.support
    }
    words = min(about, key=lambda a: (-about[a], a))
    finding = Finding(
        id=f"{slug(words)}-{short_hash(*key)}",
        type=rows[0].type,
        about=words,
        subject=_subject(s.subject for s in rows),
        values=tuple(g.value for g in groups),
        origins=len(for_it or said),
    )
    return finding, conflict(groups)


def _subject(subjects: Iterable[Mapping[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """Return who fills each role in any of the claims, the most named first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for subject in subjects:
        for role, ids in subject.items():
            counts[role].update(ids)
    return {
        role: tuple(sorted(ids, key=lambda i: (-ids[i], i))) for role, ids in sorted(counts.items())
    }


def _answered(
    material: Material, finding: Finding, split: bool, answers: Sequence[Support]
) -> Finding:
    denied = any(against(material.entries[s.document].reading.claims[s.claim]) for s in answers)
    standing: Standing = "corroborated" if finding.origins > 1 else "single"
    if split:
        standing = "disputed"
    if denied:
        standing = "denied"
    return finding.model_copy(
        update={"denials": tuple(answers), "standing": standing, "conflicting": split}
    )
