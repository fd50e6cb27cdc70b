"""The claims that marked reports assert, in a Reading's words, and how far a reading finds them.

The measure is that of the bench: a claim found is a claim of the same type whose role fillers
overlap by half (Dice), one to one, best pairs first (Kuhn-Munkres assignment).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from sayso.knowledge.countries import country_of
from sayso.measure import parse_measure
from sayso.model import ROLES, Claim, ClaimType

_FIGURES = {"quantity", "capacity", "area", "share", "value"}
_FILLER = frozenset(
    "the a an of and for its company group corporation ltd inc drone drones uav uavs".split()
)


@dataclass(frozen=True)
class Asserted:
    """A claim as marked: what each role may be called, and the rest as in a Claim."""

    type: ClaimType
    fillers: tuple[tuple[str, frozenset[str]], ...]  # role, every name the report has for it
    realis: str
    source: frozenset[str]


def asserted(raw: dict[str, Any]) -> list[Asserted]:
    """Return the claims of a marked report."""
    said: dict[str, list[str]] = defaultdict(list)
    for m in raw["mentions"]:
        said[m["id"]].append(raw["text"][m["start"] : m["end"]])
    names = {entity: _names(forms) for entity, forms in said.items()}
    return [
        Asserted(
            ClaimType(c["type"]),
            tuple(
                (role, names.get(f, frozenset({key(f)})))
                for role in ROLES[ClaimType(c["type"])]
                for f in c["roles"].get(role, ())
            ),
            c["realis"],
            frozenset(n for s in c["source"] for n in names.get(s, ())),
        )
        for c in raw["claims"]
    ]


def _names(forms: Sequence[str]) -> frozenset[str]:
    """Return what a thing may be called: its proper names, or without any all of its words."""
    proper = {
        f for f in forms if any(c.isupper() for c in f.removeprefix("The ").removeprefix("A "))
    }
    return frozenset(map(key, proper or forms))


def key(name: str) -> str:
    """Return what two ways of writing a name share: the country, or the words that count."""
    country = country_of(name)
    if country is not None:
        return country.name.casefold()
    words = "".join(c if c.isalnum() else " " for c in name.casefold()).split()
    return " ".join(w for w in words if w not in _FILLER) or name.casefold()


def _same(role: str, wanted: frozenset[str], said: str) -> bool:
    own = key(said)
    if own in wanted:
        return True
    if role in _FIGURES:
        measure = parse_measure(said)
        return measure is not None and any(
            (other := parse_measure(w)) is not None and other == measure for w in wanted
        )
    few = set(own.split())
    return any(few <= set(w.split()) or set(w.split()) <= few for w in wanted)


def _hits(gold: Asserted, claim: Claim) -> int:
    left = [(role, v) for role in ROLES[claim.type] for v in claim.roles.get(role, ())]
    count = 0
    for role, wanted in gold.fillers:
        for at, (other, said) in enumerate(left):
            if other == role and _same(role, wanted, said):
                del left[at]
                count += 1
                break
    return count


def tally(gold: Sequence[Asserted], said: Sequence[Claim]) -> Counter[str]:
    """Return the counts that the figures are made of: gold, said, found, realis, source, slots."""
    n: Counter[str] = Counter(gold=len(gold), said=len(said))
    sizes = [sum(len(c.roles.get(r, ())) for r in ROLES[c.type]) for c in said]
    n["slots gold"] = sum(len(g.fillers) for g in gold)
    n["slots said"] = sum(sizes)
    for g in gold:
        n[f"gold {g.type}"] += 1
    for c in said:
        n[f"said {c.type}"] += 1
    if not gold or not said:
        return n
    hits = np.array([[_hits(g, c) if g.type == c.type else 0 for c in said] for g in gold])
    whole = np.array([[len(g.fillers) + size for size in sizes] for g in gold])
    dice = 2 * hits / np.maximum(whole, 1)
    for x, y in zip(*linear_sum_assignment(-dice), strict=True):
        n["slots"] += int(hits[x, y])
        if dice[x, y] >= 0.5:
            right = gold[x].realis == said[y].realis
            told = {key(s) for s in said[y].source[:2]}
            sourced = bool(told & gold[x].source) or not (told or gold[x].source)
            n["found"] += 1
            n[f"found {gold[x].type}"] += 1
            n["realis"] += right
            n["source"] += sourced
            n["sourced"] += right and sourced
    return n


def f1(right: float, said: float, gold: float) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * right / (said + gold) if said + gold else 0.0


def summary(tallies: Iterable[Counter[str]]) -> dict[str, float]:
    """Return the figures over all documents."""
    n: Counter[str] = Counter()
    for one in tallies:
        n.update(one)
    return {
        "claims": f1(n["found"], n["said"], n["gold"]),
        "precision": n["found"] / max(1, n["said"]),
        "recall": n["found"] / max(1, n["gold"]),
        "slots": f1(n["slots"], n["slots said"], n["slots gold"]),
        "sourced": f1(n["sourced"], n["said"], n["gold"]),
        "realis": n["realis"] / max(1, n["found"]),
        "source": n["source"] / max(1, n["found"]),
        **{str(t): f1(n[f"found {t}"], n[f"said {t}"], n[f"gold {t}"]) for t in ClaimType},
    }
