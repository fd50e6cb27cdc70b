"""Values side by side: which are one value in other words, and which conflict."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from sayso.findings.material import Material
from sayso.findings.statements import Statement
from sayso.measure import Measure, agree, parse_measure
from sayso.model import Realis, Value
from sayso.naming import fold


class Group(NamedTuple):
    """Statements that give one value with one realis."""

    value: Value
    measure: Measure | None
    dates: frozenset[str]  # years the claims are about


def group_values(material: Material, found: Sequence[Statement]) -> list[Group]:
    """Return the values that ``found``, all about one thing, give, most supported first.

    Measures are one value where they agree within their bounds, other words where they are equal
    when folded. Values of different realis stay apart: a plan and its outcome are a history.
    """
    by_words: dict[tuple[Realis, str, str], list[Statement]] = defaultdict(list)
    for s in found:
        claim = material.entries[s.document].reading.claims[s.claim]
        year = (claim.date or "")[:4] if s.figure == "quantity" else ""
        by_words[claim.realis, year, fold(s.value)].append(s)
    merged: list[tuple[Realis, str, Measure | None, list[Statement]]] = []
    for (realis, year, _), rows in sorted(by_words.items(), key=lambda item: item[0]):
        measure = parse_measure(rows[0].value) if rows[0].figure else None
        for other_realis, other_year, other, into in merged:
            same = measure is not None and other is not None and agree(measure, other)
            if same and (realis, year) == (other_realis, other_year):
                into += rows
                break
        else:
            merged.append((realis, year, measure, list(rows)))
    groups = [_group(material, *row) for row in merged]
    return sorted(groups, key=lambda g: (-len(g.value.support), g.value.text, g.value.realis))


def conflict(groups: Sequence[Group]) -> bool:
    """Say whether two values of different documents cannot both be so.

    Figures that one document gives side by side are of different things or times. Measures
    conflict where they do not agree, are said of the same year or of none, and have the same
    realis; so does something reported as fact and said not to be so.
    """
    for a, b in combinations(groups, 2):
        if {s.document for s in a.value.support} & {s.document for s in b.value.support}:
            continue
        if {a.value.realis, b.value.realis} == {Realis.ACTUAL, Realis.NEGATED}:
            return True
        if a.value.realis != b.value.realis or a.measure is None or b.measure is None:
            continue
        if a.dates and b.dates and not a.dates & b.dates:
            continue
        if agree(a.measure, b.measure) is False:
            return True
    return False


def _group(
    material: Material, realis: Realis, year: str, measure: Measure | None, rows: list[Statement]
) -> Group:
    words = Counter(s.value for s in rows)
    text = min(words, key=lambda w: (-words[w], w))
    support = {(s.document, s.claim): material.support(s.document, s.claim) for s in rows}
    value = Value(text=text, realis=realis, support=tuple(support[k] for k in sorted(support)))
    return Group(value, measure, frozenset([year] if year else []))
