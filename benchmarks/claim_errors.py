"""Where a reading goes wrong: every gold claim and every claim of ours, each in one class.

Pure functions. What counts as agreement is the scorer's: its functions come in as ``Rules``, and
claims are its dictionaries (``type``, ``roles``, ``realis``, ``source``, ``quote``, and for ours
``start`` and ``end``), so that the counts here are those of its table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

Claim = Mapping[str, Any]
Filler = tuple[str, str]  # role, name
ENOUGH = 0.5  # the scorer's: the overlap of fillers from which a claim is found
_LITTLE = frozenset("a an and at by for in of on the to with s".split())


@dataclass(frozen=True)
class Rules:
    """What agrees with what; the fields are the scorer's functions of the same names."""

    same: Callable[[str, str, str], bool]  # two names, as fillers of a role
    fillers: Callable[[Any], Sequence[Filler]]  # of a claim, those that count
    hits: Callable[[Any, Any], int]  # how many fillers of a gold claim ours has
    source_ok: Callable[[Any, Any], bool]


class Kind(StrEnum):
    """What became of a claim. The first three hold one of gold and one of ours."""

    FOUND = "found"
    ROLES = "right type, roles too far off"
    TYPE = "wrong type"
    ONCE = "said once by us, twice in gold"  # gold only: the one of ours finds the other
    BESIDE = "its words read only for others"  # gold only
    MISSED = "missed outright"  # gold only: no claim of ours overlaps its quote
    DUPLICATE = "duplicate of a found one"  # ours only
    EXTRA = "extra, on words of a gold claim"  # ours only: that gold claim went to another of ours
    SPURIOUS = "spurious outright"  # ours only: overlaps no gold quote


class Slip(StrEnum):
    """What is wrong with one filler."""

    SPAN = "name span differs"  # the fillers share words
    SWAPPED = "role swapped"
    ANOTHER = "another name"  # the role is filled on both sides, by names without a common word
    MISSING = "role missing"
    SPURIOUS = "spurious filler"


@dataclass(frozen=True)
class Fault:
    """One filler gone wrong: the role in gold (ours where gold has none) and the two names."""

    slip: Slip
    role: str
    gold: str | None = None
    ours: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one gold claim, one of ours, or of both where they belong together.

    ``faults`` are those of the fillers where both are of one type, whether found or too far off.
    ``source`` says of a found one what is wrong with its source, ``realis_ok`` whether that agrees.
    """

    kind: Kind
    gold: Claim | None = None
    ours: Claim | None = None
    faults: tuple[Fault, ...] = ()
    realis_ok: bool = True
    source: str | None = None  # missing, spurious, another

    @property
    def type(self) -> str:
        """The gold claim's type, or ours where there is no gold claim."""
        return str((self.gold or self.ours or {})["type"])


def dice(gold: Claim, ours: Claim, rules: Rules) -> float:
    """Return the scorer's overlap of two claims' fillers, 0 to 1; 0 where the types differ."""
    if gold["type"] != ours["type"]:
        return 0.0
    both = len(rules.fillers(gold)) + len(rules.fillers(ours))
    return 2 * rules.hits(gold, ours) / max(1, both)


def faults(gold: Claim, ours: Claim, rules: Rules) -> tuple[Fault, ...]:
    """Return what is wrong with our fillers, each filler of either side in one fault at most.

    Fillers that agree go first, then names that stand in another role, names of one role that share
    a word, other names of one role; what is left is missing or spurious.
    """
    wanted, given = list(rules.fillers(gold)), list(rules.fillers(ours))
    steps: tuple[tuple[Slip | None, Callable[[Filler, Filler], bool]], ...] = (
        (None, lambda g, o: g[0] == o[0] and rules.same(g[1], o[1], g[0])),
        (Slip.SWAPPED, lambda g, o: g[0] != o[0] and rules.same(g[1], o[1], g[0])),
        (Slip.SPAN, lambda g, o: g[0] == o[0] and bool(_words(g[1]) & _words(o[1]))),
        (Slip.ANOTHER, lambda g, o: g[0] == o[0]),
    )
    found: list[Fault] = []
    for slip, fits in steps:
        for filler in tuple(wanted):
            other = next((one for one in given if fits(filler, one)), None)
            if other is None:
                continue
            wanted.remove(filler)
            given.remove(other)
            if slip:
                found.append(Fault(slip, filler[0], filler[1], other[1]))
    found += (Fault(Slip.MISSING, role, gold=name) for role, name in wanted)
    found += (Fault(Slip.SPURIOUS, role, ours=name) for role, name in given)
    return tuple(found)


def outcomes(
    text: str, gold: Sequence[Claim], ours: Sequence[Claim], rules: Rules
) -> tuple[Outcome, ...]:
    """Return what became of the claims of one document; each stands in exactly one outcome.

    Found ones are paired as the scorer pairs them. A claim of ours that says a found one again is a
    duplicate. Of the rest, those with overlapping quotes are paired, one to one, those of one type
    first. ``text`` is the document's, in which the quotes are looked up.
    """
    found = assigned([[dice(g, o, rules) for o in ours] for g in gold], ENOUGH)
    again = {
        y
        for y in range(len(ours))
        if y not in found.values() and any(dice(gold[x], ours[y], rules) >= ENOUGH for x in found)
    }
    spans = [_spans(text, claim) for claim in gold], [_spans(text, claim) for claim in ours]

    def near(x: int, y: int) -> bool:
        return any(a < d and c < b for a, b in spans[0][x] for c, d in spans[1][y])

    rest = [x for x in range(len(gold)) if x not in found]
    free = [y for y in range(len(ours)) if y not in found.values() and y not in again]
    worth = [
        [_likeness(gold[x], ours[y], rules) if near(x, y) else 0.0 for y in free] for x in rest
    ]
    tried = {rest[x]: free[y] for x, y in assigned(worth, 1.0).items()}

    made = [_found(gold[x], ours[y], rules) for x, y in found.items()]
    made += [_pair(gold[x], ours[y], rules) for x, y in tried.items()]
    for x in (x for x in rest if x not in tried):
        if any(dice(gold[x], ours[y], rules) >= ENOUGH for y in found.values()):
            kind = Kind.ONCE
        else:
            kind = Kind.BESIDE if any(near(x, y) for y in range(len(ours))) else Kind.MISSED
        made.append(Outcome(kind, gold=gold[x]))
    made += [Outcome(Kind.DUPLICATE, ours=ours[y]) for y in sorted(again)]
    for y in (y for y in free if y not in tried.values()):
        kind = Kind.EXTRA if any(near(x, y) for x in range(len(gold))) else Kind.SPURIOUS
        made.append(Outcome(kind, ours=ours[y]))
    return tuple(made)


def assigned(worth: Sequence[Sequence[float]], least: float) -> dict[int, int]:
    """Return which row goes with which column for the greatest sum, pairs under ``least`` left out.

    One to one, by the call that the scorer makes, so that ties fall the same way.
    """
    if not worth or not worth[0]:
        return {}
    table = np.array(worth)
    rows, columns = linear_sum_assignment(-table)
    return {int(x): int(y) for x, y in zip(rows, columns, strict=True) if table[x, y] >= least}


def f1(made: Sequence[Outcome]) -> float | None:
    """Return the claims F1 of some outcomes; None where neither side has a claim."""
    sides = sum((one.gold is not None) + (one.ours is not None) for one in made)
    return 2 * sum(one.kind is Kind.FOUND for one in made) / sides if sides else None


def worst(made: Sequence[Outcome], rules: Rules, count: int = 3) -> list[Outcome]:
    """Return the ``count`` errors that cost most, the worst first.

    A pair that does not agree costs recall and precision, a claim by itself only one of them; among
    equals, the more fillers it has, the worse.
    """

    def cost(one: Outcome) -> tuple[int, bool, int]:
        sides = [claim for claim in (one.gold, one.ours) if claim is not None]
        return len(sides), one.gold is not None, sum(len(rules.fillers(c)) for c in sides)

    return sorted((o for o in made if o.kind is not Kind.FOUND), key=cost, reverse=True)[:count]


def slips(made: Sequence[Outcome], kind: Kind) -> dict[Slip, tuple[int, int, Counter[str]]]:
    """Return of each slip in outcomes of ``kind``: claims with it, with it alone, its roles."""
    table = {slip: (0, 0, Counter[str]()) for slip in Slip}
    for one in (one for one in made if one.kind is kind):
        seen = {fault.slip for fault in one.faults}
        for slip in seen:
            claims, alone, roles = table[slip]
            roles.update(fault.role for fault in one.faults if fault.slip is slip)
            table[slip] = claims + 1, alone + (len(seen) == 1), roles
    return table


def _found(gold: Claim, ours: Claim, rules: Rules) -> Outcome:
    source = {"source": ours.get("source") or []}
    wrong = None
    if not rules.source_ok(gold, source):
        wrong = "another" if gold["source"] and source["source"] else "missing"
        wrong = wrong if gold["source"] else "spurious"
    right = gold["realis"] == ours.get("realis")
    return Outcome(Kind.FOUND, gold, ours, faults(gold, ours, rules), right, wrong)


def _pair(gold: Claim, ours: Claim, rules: Rules) -> Outcome:
    if gold["type"] != ours["type"]:
        return Outcome(Kind.TYPE, gold, ours)
    return Outcome(Kind.ROLES, gold, ours, faults(gold, ours, rules))


def _likeness(gold: Claim, ours: Claim, rules: Rules) -> float:
    """Return 10 and more where the types agree, else 1 and more: the more alike the fillers."""
    if gold["type"] == ours["type"]:
        return 10 + dice(gold, ours, rules)
    names, others = ([name for _, name in rules.fillers(claim)] for claim in (gold, ours))
    agree = sum(any(rules.same(name, other, "") for other in others) for name in names)
    return 1 + agree / max(1, len(names))


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold())) - _LITTLE


def _spans(text: str, claim: Claim) -> tuple[tuple[int, int], ...]:
    """Return where the claim's quote stands: its own offsets where they fit, else everywhere."""
    quote = str(claim.get("quote") or "")
    start, end = claim.get("start"), claim.get("end")
    if isinstance(start, int) and isinstance(end, int) and text[start:end] == quote:
        return ((start, end),)
    return tuple(_everywhere(text, quote))


def _everywhere(text: str, quote: str) -> Iterator[tuple[int, int]]:
    pattern = r"\s+".join(map(re.escape, quote.split()))
    return (match.span() for match in re.finditer(pattern, text)) if pattern else iter(())
