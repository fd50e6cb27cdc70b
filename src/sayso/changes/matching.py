"""Which programme or finding of an earlier view goes on as which of a later one.

Ids are made of words and may change as documents come in, so neither view is asked by id alone.
A programme of the earlier view goes on as the programme of the later one that holds most of its
documents; of several such, the one with the same id. Where several go on as one, they were joined;
where none goes on as a programme that holds some of an earlier one's documents, it was parted from
that. A finding is the one with the same id; without one, the finding of the same type that rests on
most of the same claims, the same values first, or is of the same subject. An origin is new where
none of its documents was known, a denial where its origin did not carry it before.
"""

from __future__ import annotations

from collections import defaultdict

from sayso.model import Derived, Finding, Programme


def earlier_programmes(before: Derived, after: Derived) -> dict[str, tuple[Programme, ...]]:
    """Return, by the id of a later programme, the earlier ones that go on as it.

    The one it has most documents of comes first; one without any is new, or parted from another.
    """
    going: dict[str, list[tuple[int, str, Programme]]] = defaultdict(list)
    for old in before.programmes:
        held = set(old.documents)
        shares = [
            (-len(held & set(new.documents)), new.id != old.id, new.id) for new in after.programmes
        ]
        if shares and min(shares)[0]:
            shared, _, id_ = min(shares)
            going[id_].append((shared, old.id, old))
    return {id_: tuple(old for *_, old in sorted(rows)) for id_, rows in going.items()}


def earlier_findings(before: Derived, after: Derived) -> dict[str, Finding]:
    """Return, by the id of a later finding, the earlier one that it goes on from."""
    old = {finding.id: finding for finding in before.findings}
    matched = {finding.id: old[finding.id] for finding in after.findings if finding.id in old}
    rest = [finding for finding in after.findings if finding.id not in matched]
    left = [finding for finding in before.findings if finding.id not in matched]
    ranked = sorted(
        (tuple(-part for part in near), new.id, was.id)
        for new in rest
        for was in left
        if new.type is was.type and any(near := _nearness(was, new))
    )
    taken: set[str] = set()
    for _, id_, was_id in ranked:
        if id_ not in matched and was_id not in taken:
            matched[id_] = old[was_id]
            taken.add(was_id)
    return matched


def _nearness(was: Finding, new: Finding) -> tuple[int, int, int]:
    """Return how many claims two findings share, those that give the same value first."""

    def said(finding: Finding) -> set[tuple[str, str, int]]:
        return {(v.text, s.document, s.claim) for v in finding.values for s in v.support}

    values = said(was) & said(new)
    claims = {key[1:] for key in said(was)} & {key[1:] for key in said(new)}
    return len(values), len(claims), int(dict(was.subject) == dict(new.subject))
