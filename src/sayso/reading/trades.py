"""Who makes what, said in passing: "Orvan, a maker of drones", "the drone maker Orvan".

A noun of trade carries a claim of production as surely as a verb does; it has a grammar so fixed
that it needs no training.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.knowledge.words import words as listed_words
from sayso.model import Claim, ClaimType, Realis
from sayso.reading import scheme
from sayso.reading.material import Material
from sayso.reading.quoting import quote, sentence_of

_ORGANISATION = scheme.KINDS.index("organisation")
_THINGS = {scheme.KINDS.index(k) for k in ("platform", "weapon", "component")}
_NEAR = 10  # words between a name and the noun of trade that stands in apposition to it


def trades(material: Material) -> Iterator[Claim]:
    """Yield a claim of production for each noun of trade that has a maker and a product."""
    words = material.words
    starts = {m.first: n for n, m in enumerate(material.scored.mentions)}
    ends = {m.end: n for n, m in enumerate(material.scored.mentions)}
    for at in range(1, len(words) - 1):
        if words.word(at).lower() in listed_words("trade noun"):
            product, first, end = _product(material, at, starts, ends)
            maker = _maker(material, first, end, starts)
            if product and maker:
                low, high = quote(words, at, at + 1)
                yield Claim(
                    type=ClaimType.PRODUCTION,
                    roles={"producer": (maker,), "product": (product,)},
                    realis=Realis.ACTUAL,
                    quote=words.text[low:high],
                    start=low,
                    end=high,
                    trigger=(words.starts[at], words.ends[at]),
                )


def _product(
    material: Material, at: int, starts: dict[int, int], ends: dict[int, int]
) -> tuple[str, int, int]:
    """Return what is made, and the first word and the end of the whole phrase."""
    words, mentions = material.words, material.scored.mentions
    if words.word(at + 1).lower() == "of":
        for first in range(at + 2, min(at + 5, len(words))):
            if (number := starts.get(first)) is not None and mentions[number].label in _THINGS:
                return _name(material, number), at, mentions[number].end
        return "", at, at + 1
    if (number := ends.get(at)) is not None and mentions[number].label in _THINGS:
        return _name(material, number), mentions[number].first, at + 1
    if words.word(at - 1).lower() in listed_words("system singular"):
        return words.word(at - 1), at - 1, at + 1
    return "", at, at + 1


def _maker(material: Material, first: int, end: int, starts: dict[int, int]) -> str:
    """Return whose trade the phrase says: the name right after it, or the one it is apposed to."""
    words, mentions = material.words, material.scored.mentions
    after = starts.get(end)
    if after is not None and mentions[after].label == _ORGANISATION:
        return _named(material, after)
    sentence = sentence_of(words, first)
    for number in range(len(mentions) - 1, -1, -1):
        mention = mentions[number]
        if mention.label == _ORGANISATION and sentence.start <= mention.first < mention.end < first:
            apposed = words.word(mention.end).lower() in {",", "is", "was", "("}
            return _named(material, number) if apposed and first - mention.end < _NEAR else ""
    return ""


def _name(material: Material, mention: int) -> str:
    entity = material.entities.of[mention]
    named = material.entities.named[entity]
    return material.entities.names[entity] if named else material.said(mention)


def _named(material: Material, mention: int) -> str:
    entity = material.entities.of[mention]
    return material.entities.names[entity] if material.entities.named[entity] else ""
