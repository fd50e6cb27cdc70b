"""Which entities fill the slots of a trigger: the network's scores under the known constraints."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.knowledge.countries import country_of
from sayso.knowledge.words import words as listed_words
from sayso.reading import roles, scheme
from sayso.reading.material import Material
from sayso.reading.names import is_pronoun
from sayso.reading.scheme import Floats
from sayso.reading.scored import Trigger, filled
from sayso.reading.words import Glue

SLOT = {slot: number for number, slot in enumerate(scheme.SLOTS)}
_WITH = 0.5  # of the threshold: enough for what is coordinated with a filler ("A and B signed")
_BESIDE = 0.6  # of the surest filler's chance: what is less sure is another claim's
_GAP = 3  # words between two coordinated mentions, at most

_SOURCES = {scheme.NEAREST, scheme.OUTER}

Filled = dict[str, list[int]]


def fillers(material: Material, trigger: Trigger) -> Filled:
    """Return the entities that fill each slot of ``trigger``, in the order they are named.

    A slot takes only its kinds; some take one filler, the surest; nothing fills two opposed slots;
    what is much less sure than the surest is left out, but what is coordinated with a filler needs
    half as much to be one too. Beside actors with a name, "the two sides" is nobody more.
    """
    chance = filled(trigger, material.belongs)
    found: Filled = {}
    for slot, number in SLOT.items():
        if not scheme.SLOT_OF_TYPE[trigger.span.label, number]:
            continue
        least = material.settings.slots[slot]
        kinds = roles.kinds()[slot]
        named = material.entities.named
        fit = [
            e
            for e in range(len(material.members))
            if material.entities.kinds[e] in kinds
            and (named[e] or slot not in roles.named_only())
            and not is_pronoun(material.entities.names[e])
            and not (slot in _SOURCES and _only_signs(material, e))
        ]
        chosen = {e for e in fit if chance[e, number] >= least}
        if chosen and slot in roles.single():
            chosen = {max(chosen, key=lambda e: (float(chance[e, number]), -e))}
        elif chosen:
            most = max(float(chance[e, number]) for e in chosen)
            chosen = {e for e in chosen if chance[e, number] >= _BESIDE * most}
            near = {e for c in chosen for e in _coordinated(material, trigger, c, number)}
            chosen |= {e for e in fit if e in near and chance[e, number] >= _WITH * least}
            if slot in roles.actors():
                chosen = _without_shades(material, chosen)
        found[slot] = sorted(chosen, key=lambda e: material.members[e][0])
    return _not_both(found, chance)


def _without_shades(material: Material, chosen: set[int]) -> set[int]:
    """Return ``chosen`` without plain nouns beside names, and a capital beside its country."""
    named = {e for e in chosen if material.entities.named[e]}
    names = {material.entities.names[e] for e in named}

    def is_shade(entity: int) -> bool:
        name = material.entities.names[entity]
        country = country_of(name)
        return country is not None and country.name != name and country.name in names

    return {e for e in named if not is_shade(e)} or chosen


def _only_signs(material: Material, entity: int) -> bool:
    """Return whether somebody is named in bylines alone ("By Ana Orvan"): the outlet's own hand."""
    words = material.words
    return all(
        span.first
        and words.word(span.first - 1) in {"By", "BY"}
        and (span.first == 1 or words.glues[span.first - 1] == Glue.LINE)
        for span in (material.scored.mentions[m] for m in material.members[entity])
    )


def mention_of(material: Material, trigger: Trigger, entity: int, number: int) -> int:
    """Return the mention by which ``entity`` fills slot ``number`` most surely."""
    return max(material.members[entity], key=lambda m: (float(trigger.fills[m, number]), -m))


def _not_both(found: Filled, chance: Floats) -> Filled:
    """Return ``found`` without an entity in the less sure of two opposed slots."""
    for one, other in roles.opposed():
        for entity in set(found.get(one, ())) & set(found.get(other, ())):
            weaker = min((one, other), key=lambda slot: float(chance[entity, SLOT[slot]]))
            found[weaker] = [e for e in found[weaker] if e != entity]
    return {slot: entities for slot, entities in found.items() if entities}


def _coordinated(material: Material, trigger: Trigger, entity: int, number: int) -> Iterator[int]:
    """Yield the entities that stand beside a filler with nothing but "and" or a comma between."""
    best = mention_of(material, trigger, entity, number)
    for step in (-1, 1):
        here = best
        while 0 <= here + step < len(material.entities.of) and _joined(material, here, step):
            here += step
            yield material.entities.of[here]


def _joined(material: Material, mention: int, step: int) -> bool:
    first, second = sorted((mention, mention + step))
    one, other = material.scored.mentions[first], material.scored.mentions[second]
    between = [material.words.word(i).lower() for i in range(one.end, other.first)]
    return (
        one.label == other.label
        and 0 < len(between) <= _GAP
        and set(between) <= listed_words("coordinator")
    )


def chain(material: Material, slots: Filled) -> tuple[str, ...]:
    """Return the sources that ``slots`` name, the nearest first."""
    found = [e for slot in (scheme.NEAREST, scheme.OUTER) for e in slots.get(slot, ())]
    return tuple(dict.fromkeys(material.entities.names[e] for e in found))
