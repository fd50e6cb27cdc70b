"""The breakdown of ``claim_errors`` and the scorer's figures as lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from claim_errors import Claim, Kind, Outcome, Rules, f1, slips, worst

GOLD = (Kind.FOUND, Kind.ROLES, Kind.TYPE, Kind.ONCE, Kind.BESIDE, Kind.MISSED)
OURS = (Kind.FOUND, Kind.ROLES, Kind.TYPE, Kind.DUPLICATE, Kind.EXTRA, Kind.SPURIOUS)
SHORT = {
    Kind.FOUND: "found",
    Kind.ROLES: "roles",
    Kind.TYPE: "type",
    Kind.ONCE: "once",
    Kind.BESIDE: "beside",
    Kind.MISSED: "missed",
    Kind.DUPLICATE: "again",
    Kind.EXTRA: "extra",
    Kind.SPURIOUS: "spurious",
}
_LONGEST = 48  # characters of a name that are shown


def breakdown(documents: Mapping[str, Sequence[Outcome]]) -> Iterator[str]:
    """Yield the lines that say what became of all claims of ``documents``, in counts and shares."""
    made = [one for some in documents.values() for one in some]
    silent = [some for some in documents.values() if all(one.ours is None for one in some)]
    gold, ours = (_kinds(made, side) for side in ("gold", "ours"))
    yield f"gold claims: {gold.total()}"
    yield from _shares(gold, GOLD)
    unread = sum(map(len, silent))
    yield f"        {unread} of these in {len(silent)} documents without a claim of ours"
    yield f"our claims: {ours.total()}"
    yield from _shares(ours, OURS)
    yield ""
    yield from _by_type(made)
    yield ""
    yield from _confusions(made)
    yield ""
    yield from _slips(made)
    yield ""
    yield from _realis_and_source(made)


def worst_documents(
    made: Mapping[str, Sequence[Outcome]], rules: Rules, count: int = 10
) -> Iterator[str]:
    """Yield the lines of the ``count`` documents (by id) with the lowest claims F1.

    Under each stand its three worst errors. Documents without a claim on either side are left out.
    """
    scored = sorted((score, id_) for id_, one in made.items() if (score := f1(one)) is not None)
    for score, id_ in scored[:count]:
        one = made[id_]
        gold, ours = (_kinds(one, side) for side in ("gold", "ours"))
        yield (
            f"{id_}  F1 {score:.3f}  "
            f"(gold {gold.total()}, ours {ours.total()}, found {gold[Kind.FOUND]})"
        )
        for error in worst(one, rules):
            yield "    " + _line(error, rules)


def compared(now: Mapping[str, Any], before: Mapping[str, Any] | None) -> Iterator[str]:
    """Yield a line for each of the scorer's figures, with its change since ``before``."""
    before = before or {}
    for name, value in now.items():
        if name == "by type":
            for kind, one in value.items():
                yield f"    {kind:14}{_changed(one, (before.get(name) or {}).get(kind))}"
        else:
            yield f"{name:18}{_changed(value, before.get(name))}"


def _kinds(made: Sequence[Outcome], side: str) -> Counter[Kind]:
    return Counter(one.kind for one in made if getattr(one, side) is not None)


def _share(part: int, whole: int) -> str:
    return f"{part:5d} {part / max(1, whole):6.1%}"


def _shares(counts: Counter[Kind], kinds: Sequence[Kind]) -> Iterator[str]:
    for kind in kinds:
        yield f"    {kind:34}{_share(counts[kind], counts.total())}"


def _by_type(made: Sequence[Outcome]) -> Iterator[str]:
    """Yield counts with shares of the type's gold claims, then of ours; ours under our type."""
    for title, side, kinds in (("gold, by type", "gold", GOLD), ("ours, by type", "ours", OURS)):
        yield f"{title:16}{'all':>5}" + "".join(f"{SHORT[kind]:>13}" for kind in kinds)
        by: dict[str, Counter[Kind]] = {}
        for one in made:
            claim: Claim | None = getattr(one, side)
            if claim is not None:
                by.setdefault(claim["type"], Counter())[one.kind] += 1
        for name, counts in sorted(by.items()):
            whole = counts.total()
            cells = "".join(f" {_share(counts[kind], whole)}" for kind in kinds)
            yield f"    {name:12}{whole:5d}{cells}"


def _confusions(made: Sequence[Outcome]) -> Iterator[str]:
    pairs = Counter(
        f"{one.gold['type']} → {one.ours['type']}"
        for one in made
        if one.kind is Kind.TYPE and one.gold and one.ours
    )
    yield "types taken for another: " + _counted(pairs)


def _slips(made: Sequence[Outcome]) -> Iterator[str]:
    """Yield what is wrong with fillers; a claim stands in the line of each slip that it has."""
    for kind, title in ((Kind.ROLES, "too far off"), (Kind.FOUND, "found")):
        whole = sum(one.kind is kind for one in made)
        yield f"{f'fillers of the {whole} {title}':34}{'claims':>12}  {'it alone':>8}  by role"
        for slip, (claims, alone, roles) in slips(made, kind).items():
            yield f"    {slip:30}{_share(claims, whole)}  {alone:8d}  {_counted(roles)}"


def _realis_and_source(made: Sequence[Outcome]) -> Iterator[str]:
    found = [one for one in made if one.kind is Kind.FOUND]
    realis = Counter(
        f"{one.gold['realis']} → {one.ours.get('realis')}"
        for one in found
        if one.gold and one.ours and not one.realis_ok
    )
    source = Counter(one.source for one in found if one.source)
    for name, wrong in (("realis", realis), ("source", source)):
        share = _share(wrong.total(), len(found))
        yield f"{f'wrong {name} of the {len(found)} found':34}{share}  {_counted(wrong)}"


def _line(one: Outcome, rules: Rules) -> str:
    kind = f"{SHORT[one.kind]:9}"
    kinds = [claim["type"] for claim in (one.gold, one.ours) if claim is not None]
    name = " → ".join(dict.fromkeys(kinds))
    return f"{kind}{name}  gold: {_roles(one.gold, rules)}  ours: {_roles(one.ours, rules)}"


def _roles(claim: Claim | None, rules: Rules) -> str:
    if claim is None:
        return "-"
    by: dict[str, list[str]] = {}
    for role, name in rules.fillers(claim):
        cut = " ".join(name.split())
        cut = cut if len(cut) <= _LONGEST else cut[: _LONGEST - 1] + "…"
        by.setdefault(role, []).append(cut)
    return "; ".join(f"{role}={' | '.join(names)}" for role, names in by.items()) or "no fillers"


def _counted(counts: Mapping[str, int], most: int = 8) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {count}" for name, count in ordered[:most]) or "none"


def _changed(now: Any, before: Any) -> str:
    """Return a figure (a number, a share like ``5/9``, or numbers by name) with its change."""
    if isinstance(now, Mapping):
        was = before if isinstance(before, Mapping) else {}
        return "  ".join(f"{name} {_changed(value, was.get(name))}" for name, value in now.items())
    if isinstance(now, float):
        change = f"{now - before:+.3f}" if isinstance(before, int | float) else ""
        return f"{now:.3f} {change:6}"
    return f"{now}" + (f" (was {before})" if before is not None and before != now else "")
