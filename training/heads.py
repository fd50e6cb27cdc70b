"""How each head does by itself on held-back reports, given the right spans to work on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch

from sayso.reading import scheme
from training.examples import Example
from training.fit import TIME, by_entity, link
from training.network import Reader


def _f1(right: int, said: int, true: int) -> str:
    p, r = right / max(1, said), right / max(1, true)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}"


def spans(tags: Sequence[int]) -> set[tuple[int, int, str]]:
    """Return the spans that a sequence of tags marks: first word, end, kind."""
    found, first, kind = set(), -1, ""
    for at, tag in enumerate([*(scheme.TAGS[t] for t in tags), "O"]):
        if first >= 0 and tag != f"I-{kind}":
            found.add((first, at, kind))
            first = -1
        if tag[0] == "B" or (tag[0] == "I" and first < 0):
            first, kind = at, tag[2:]
    return found


def runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the runs of true flags."""
    found, first = [], -1
    for at, flag in enumerate([*flags, False]):
        if flag and first < 0:
            first = at
        elif not flag and first >= 0:
            found.append((first, at))
            first = -1
    return found


@torch.no_grad()
def heads(model: Reader, found: Sequence[Example]) -> dict[str, str]:
    """Return a line of figures for each head."""
    model.eval()
    n: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for e in found:
        states, tags, carries = model.tagger(e.pieces[None], e.marks[None], e.ends)
        said, true = spans(tags.argmax(-1).tolist()), spans(e.tags.tolist())
        n["m+"] += len(said & true)
        n["ms"] += len(said)
        n["mt"] += len(true)
        for c, name in enumerate(scheme.CARRIES):
            s = runs((carries[:, c] > 0).tolist())
            t = sorted({(a, b) for a, b, k in e.triggers.tolist() if k == c})
            hit = sum(any(a < y and x < b for x, y in t) for a, b in s)
            got = sum(any(a < y and x < b for x, y in s) for a, b in t)
            for key, value in (("+", hit), ("s", len(s)), ("t", len(t)), ("r", got)):
                types[name + key] += value
        if not len(e.mentions) or not len(e.triggers):
            continue
        slots, realis, stance, prop, same = link(model, e, states)
        score = by_entity(slots, e.entity, e.entities)
        mask = torch.from_numpy(scheme.SLOT_OF_TYPE)[e.triggers[:, 2]][:, None, :] > 0
        mask[..., TIME] = False
        says = (score > 0) & mask
        gold = e.slots > 0
        src = [scheme.SLOTS.index(scheme.NEAREST), scheme.SLOTS.index(scheme.OUTER)]
        roles = [i for i in range(len(scheme.SLOTS)) if i not in src]
        n["r+"] += int((says & gold)[..., roles].sum())
        n["rs"] += int(says[..., roles].sum())
        n["rt"] += int(gold[..., roles].sum())
        claim = e.triggers[:, 2] < len(scheme.CARRIES) - 1
        n["src"] += int(((says == gold)[..., src[0]].all(1) & claim).sum())
        n["srcn"] += int(claim.sum())
        for key, out, want in (
            ("real", realis, e.realis),
            ("st", stance, e.stance),
            ("pr", prop, e.property),
        ):
            have = want >= 0
            n[key] += int((out.argmax(-1) == want)[have].sum())
            n[key + "n"] += int(have.sum())
        for i in range(len(e.entity)):
            before = (e.entity[:i] == e.entity[i]).nonzero().flatten().tolist()
            best = int(same[i, :i].argmax()) if i else -1
            linked = i > 0 and float(same[i, best]) > 0
            n["cs"] += linked
            n["ct"] += bool(before)
            n["c+"] += linked and best in before
        n["ts"] += int(((slots[..., TIME] > 0) & claim[:, None]).sum())
        n["tt"] += int(e.times.sum())
        n["t+"] += int(((slots[..., TIME] > 0) & (e.times > 0)).sum())
    both = [sum(types[c + k] for c in scheme.CARRIES[:-1]) for k in "+str"]

    def trigger(hit: int, said: int, true: int, got: int) -> str:
        p, r = hit / max(1, said), got / max(1, true)
        return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f} n {true}"

    rows = {
        "mentions": _f1(n["m+"], n["ms"], n["mt"]),
        "triggers": trigger(*both),
        "roles": _f1(n["r+"], n["rs"], n["rt"]),
        "coreference": _f1(n["c+"], n["cs"], n["ct"]),
        "dates": _f1(n["t+"], n["ts"], n["tt"]),
    }
    for key, name in (("real", "realis"), ("src", "source"), ("st", "stance"), ("pr", "property")):
        rows[name] = f"{n[key] / max(1, n[key + 'n']):.3f} of {n[key + 'n']}"
    for name in scheme.CARRIES:
        rows["  " + name] = trigger(*(types[name + k] for k in "+str"))
    return rows
