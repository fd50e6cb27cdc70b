"""The corpus as examples: marked reports with their words, spans by word number, and labels."""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.dates import parse_date
from sayso.reading import scheme
from sayso.reading.words import Words, segment

CORPUS = Path(__file__).parent.parent / "corpus"


@dataclass(frozen=True)
class Mention:
    """Words ``first`` to ``end`` name an entity of the report."""

    first: int
    end: int
    kind: int
    entity: str


@dataclass(frozen=True)
class Trigger:
    """Words that carry claims (or an attribution) of one type, and what fills the slots."""

    first: int
    end: int
    carries: int
    slots: dict[int, frozenset[str]]  # slot number to entities
    realis: int = -1
    stance: int = -1
    property: int = -1
    times: frozenset[int] = frozenset()  # numbers of the mentions that date the claim


@dataclass(frozen=True)
class Report:
    """One report of the corpus, ready to learn from."""

    id: str
    words: Words
    mentions: tuple[Mention, ...]
    triggers: tuple[Trigger, ...]
    published: str
    raw: dict[str, Any] = field(repr=False)


def _checker() -> Any:
    spec = importlib.util.spec_from_file_location("corpus_check", CORPUS / "check.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def marked(folder: Path = CORPUS / "reports") -> list[dict[str, Any]]:
    """Return every report of the corpus as its checker parses it, in order of id."""
    parse = _checker().parse
    found = []
    for path in sorted(folder.glob("*.txt")):
        report, faults = parse(path)
        if faults:
            raise SystemExit(f"{path.name}: {faults[0]}; mend it (python corpus/check.py)")
        found.append(report)
    return found


def _cover(words: Words, start: int, end: int) -> tuple[int, int] | None:
    inside = [i for i in range(len(words)) if words.starts[i] < end and words.ends[i] > start]
    return (inside[0], inside[-1] + 1) if inside else None


def report(raw: dict[str, Any], properties: dict[str, int]) -> Report:
    """Return a marked report with its spans as word numbers and its labels as numbers."""
    words = segment(raw["text"])
    mentions: list[Mention] = []
    first_of: dict[str, tuple[int, int]] = {}
    for m in raw["mentions"]:
        span = _cover(words, m["start"], m["end"])
        if span is not None:
            first_of.setdefault(m["id"], span)
            mentions.append(Mention(*span, scheme.KINDS.index(m["kind"]), m["id"]))
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for t in raw["triggers"]:
        if (span := _cover(words, t["start"], t["end"])) is not None:
            places[t["id"]].append(span)
    triggers: list[Trigger] = []
    for key, claims in _by_trigger(raw).items():
        spans = places.get(key[0]) or ([first_of[key[0]]] if key[0] in first_of else [])
        triggers += [_trigger(s, key[1], claims, raw, words, mentions, properties) for s in spans]
    cue = scheme.CARRIES.index(scheme.CUE)
    triggers += [
        Trigger(*span, cue, _sources(c["by"]))
        for c in raw["cues"]
        if (span := _cover(words, c["start"], c["end"])) is not None
    ]
    return Report(raw["id"], words, tuple(mentions), tuple(triggers), raw["published"], raw)


def _by_trigger(raw: dict[str, Any]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for claim in raw["claims"]:
        found[claim["trigger"], claim["type"]].append(claim)
    return found


def _sources(chain: list[str]) -> dict[int, frozenset[str]]:
    slots = {}
    if chain:
        slots[scheme.SLOTS.index(scheme.NEAREST)] = frozenset(chain[:1])
    if len(chain) > 1:
        slots[scheme.SLOTS.index(scheme.OUTER)] = frozenset(chain[1:])
    return slots


def _trigger(
    span: tuple[int, int],
    carried: str,
    claims: list[dict[str, Any]],
    raw: dict[str, Any],
    words: Words,
    mentions: list[Mention],
    properties: dict[str, int],
) -> Trigger:
    slots: dict[int, set[str]] = defaultdict(set)
    ids = {m.entity for m in mentions}
    stance = prop = -1
    times: set[int] = set()
    for claim in claims:
        for role, fillers in claim["roles"].items():
            if role in scheme.SLOTS:
                slots[scheme.SLOTS.index(role)].update(f for f in fillers if f in ids)
        for slot, chain in _sources(claim["source"]).items():
            slots[slot].update(chain)
        said = claim["roles"].get("stance", [""])[0]
        stance = scheme.STANCES.index(said) if said in scheme.STANCES else stance
        named = claim["roles"].get("property", [""])[0].lower()
        if named:
            prop = properties.get(named, len(properties))
        times |= _dated(claim["date"], span, mentions, words, raw["published"])
    return Trigger(
        *span,
        scheme.CARRIES.index(carried),
        {slot: frozenset(fillers) for slot, fillers in slots.items()},
        scheme.REALIS.index(claims[0]["realis"]),
        stance,
        prop,
        frozenset(times),
    )


def _dated(
    date: str | None,
    span: tuple[int, int],
    mentions: list[Mention],
    words: Words,
    published: str,
) -> set[int]:
    """Return the number of the nearest mention of time that gives the date of a claim."""
    if not date or len(date) < 4:
        return set()
    best: tuple[int, int] | None = None
    for number, mention in enumerate(mentions):
        if scheme.KINDS[mention.kind] != "time":
            continue
        said = words.span(mention.first, mention.end)
        for future in (False, True):
            iso = parse_date(said, published, future=future)
            if iso is not None and (iso.startswith(date) or date.startswith(iso)):
                gap = abs(mention.first - span[0])
                best = min(best or (gap, number), (gap, number))
    return {best[1]} if best is not None else set()
