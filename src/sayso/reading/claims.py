"""What a document asserts: claims, with their roles, realis, sources and dates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from sayso.dates import parse_date
from sayso.model import ROLES, Claim, ClaimType, Realis
from sayso.reading import scheme
from sayso.reading.entities import KIND, PLAIN
from sayso.reading.filling import SLOT, chain, fillers, mention_of
from sayso.reading.material import Material
from sayso.reading.names import is_pronoun
from sayso.reading.quoting import quote, sentence_of
from sayso.reading.scored import Trigger
from sayso.reading.trades import trades
from sayso.reading.words import Words

_ABOUT = 20  # words of what a response is about, at most
_CUE = scheme.CARRIES.index(scheme.CUE)
# Roles of which a claim of the type must have at least one to say anything.
_NEEDED = {
    ClaimType.SPECIFICATION: ("value",),
    ClaimType.POSITION: ("person",),
    ClaimType.RESPONSE: ("speaker",),
    ClaimType.SANCTION: ("target", "authority"),
    ClaimType.OWNERSHIP: ("owner", "owned"),
}


_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her|our)\s+(?=\S)", re.IGNORECASE)


def find_claims(material: Material) -> tuple[Claim, ...]:
    """Return the claims of a document in the order of their triggers, each said once."""
    found: list[Claim] = []
    headings: set[int] = set()
    for trigger in material.scored.triggers:
        if trigger.span.label != _CUE and (claim := _claim(material, trigger)) is not None:
            if _in_heading(material.words, trigger.span.first):
                headings.add(id(claim))
            found.append(claim)
    found += trades(material)
    return tuple(sorted(_each_once(found, headings), key=lambda c: (c.trigger, c.type)))


def _in_heading(words: Words, at: int) -> bool:
    """Return whether a word stands in a line without a full stop: a headline, a caption."""
    last = sentence_of(words, at)[-1]
    while last and words.word(last) in _CLOSING:
        last -= 1
    return words.word(last) not in _STOPS


_CLOSING = frozenset("\"”’'»)")
_STOPS = frozenset(".!?…")


def _claim(material: Material, trigger: Trigger) -> Claim | None:
    claim_type = ClaimType(scheme.CARRIES[trigger.span.label])
    slots = fillers(material, trigger)
    filled_by: dict[str, tuple[str, ...]] = {}
    for role in ROLES[claim_type]:
        if role in slots:
            names = (_filler(material, trigger, e, role) for e in slots[role])
            filled_by[role] = tuple(dict.fromkeys(names))
        elif role == "stance":
            filled_by[role] = (scheme.STANCES[int(trigger.stance.argmax())],)
        elif role == "property" and (prop := _property(material, trigger)):
            filled_by[role] = (prop,)
        elif role == "about" and (about := _about(material, trigger)):
            filled_by[role] = (about,)
    if not any(r in filled_by for r in _NEEDED.get(claim_type, tuple(filled_by))):
        return None
    source = chain(material, slots)
    if claim_type is ClaimType.RESPONSE:
        source = tuple(s for s in source if s not in filled_by.get("speaker", ()))
    realis = Realis(scheme.REALIS[int(trigger.realis.argmax())])
    start, end = quote(material.words, trigger.span.first, trigger.span.end)
    words = material.words
    return Claim(
        type=claim_type,
        roles=filled_by,
        realis=realis,
        source=source,
        date=_date(material, trigger, realis),
        quote=words.text[start:end],
        start=start,
        end=end,
        trigger=(words.starts[trigger.span.first], words.ends[trigger.span.end - 1]),
    )


def _filler(material: Material, trigger: Trigger, entity: int, role: str) -> str:
    """Return the name that fills a role; of what has none, the words that stand there."""
    if material.entities.kinds[entity] in PLAIN or not material.entities.named[entity]:
        best = mention_of(material, trigger, entity, SLOT[role])
        said = _ARTICLE.sub("", " ".join(material.said(best).split()))
        if not is_pronoun(said):
            return said
    return material.entities.names[entity]


def _property(material: Material, trigger: Trigger) -> str:
    best = int(trigger.property.argmax())
    if best < len(scheme.PROPERTIES):
        return scheme.PROPERTIES[best]
    return material.words.span(trigger.span.first, trigger.span.end)


def _about(material: Material, trigger: Trigger) -> str:
    """Return the words that a response is about: what follows it in its sentence."""
    words = material.words
    stop = sentence_of(words, trigger.span.first).stop
    first = trigger.span.end
    while first < stop and words.word(first).lower() in _LINKS:
        first += 1
    end = first
    while end < min(stop, first + _ABOUT):
        if words.word(end) in {".", ";", "!", "?"} and words.glues[end] == 0:
            break
        end += 1
    return words.span(first, end).strip(" ,\"'”’") if end - first > 1 else ""


_LINKS = frozenset("that on to about any the of having , : it its whether if".split())


def _date(material: Material, trigger: Trigger, realis: Realis) -> str | None:
    """Return when it happened or is to happen, as sure as the words are."""
    if trigger.span.label in _UNDATED:
        return None
    number = SLOT[scheme.TIME]
    least = np.log(
        material.settings.slots[scheme.TIME] / (1 - material.settings.slots[scheme.TIME])
    )
    times = [
        (float(trigger.fills[m, number]), m)
        for m, span in enumerate(material.scored.mentions)
        if span.label == KIND["time"] and trigger.fills[m, number] >= least
    ]
    for _, mention in sorted(times, key=lambda t: (-t[0], t[1])):
        iso = parse_date(
            material.said(mention),
            material.document.published,
            future=realis in {Realis.PLANNED, Realis.POSSIBLE},
        )
        if iso is not None:
            return iso
    return None


_UNDATED = {scheme.CARRIES.index("position"), scheme.CARRIES.index("specification")}


def _each_once(claims: Sequence[Claim], headings: Collection[int]) -> Iterator[Claim]:
    """Drop a claim that a fuller one of the same type says too.

    From the body another must have the same source and realis; a headline repeats the body without
    them. ``headings`` are the ids of the claims that stand in one.
    """
    said: dict[ClaimType, list[tuple[Claim, set[tuple[str, str]]]]] = defaultdict(list)
    fullest = sorted(
        claims, key=lambda c: (id(c) in headings, -sum(map(len, c.roles.values())), c.trigger)
    )
    keep: set[int] = set()
    for claim in fullest:
        facts = {(role, name.casefold()) for role, names in claim.roles.items() for name in names}
        loose = id(claim) in headings
        if not any(
            (loose or (_one_voice(claim, c) and claim.realis == c.realis)) and _says(other, facts)
            for c, other in said[claim.type]
        ):
            said[claim.type].append((claim, facts))
            keep.add(id(claim))
    return (claim for claim in claims if id(claim) in keep)


def _one_voice(one: Claim, other: Claim) -> bool:
    return not (one.source and other.source) or bool(set(one.source) & set(other.source))


def _says(fuller: set[tuple[str, str]], facts: set[tuple[str, str]]) -> bool:
    """Return whether ``fuller`` says most of ``facts`` and nothing against them."""
    roles = {role for role, _ in fuller} & {role for role, _ in facts}
    shared = fuller & facts
    return {role for role, _ in shared} == roles and 2 * len(shared) >= _MOST * (
        len(fuller) + len(facts)
    )


_MOST = 0.6  # Dice overlap from which two claims of one voice are one
