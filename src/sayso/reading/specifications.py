"""Properties of systems: "a range of about 2,000 km with a payload of up to 50 kg"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Token

from sayso.knowledge import table
from sayso.measure import parse_measure
from sayso.model import ClaimType, Kind, Mention
from sayso.reading.drafts import Draft
from sayso.reading.fillers import Lookup, is_system
from sayso.reading.parse import Sentence
from sayso.reading.syntax import arguments, lemma

_NEAR = 6  # tokens between a value and the noun that names its property
_DEPTH = 6


class Property(BaseModel):
    """A property of a system: the nouns that name it, the verbs that imply it, its dimension."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    measure: str


@cache
def _properties() -> tuple[Property, ...]:
    return table("properties", "property", Property)


def specifications(sentence: Sentence, lookup: Lookup) -> Iterator[Draft]:
    """Yield a draft for each value that ``sentence`` gives for a property of a system."""
    span = sentence.span
    for mention, head in list(lookup.within(span.start, span.end)):
        if mention.kind not in {Kind.QUANTITY, Kind.MONEY}:
            continue
        measure = parse_measure(mention.text)
        if measure is None or measure.kind == "count":
            continue
        found = _property_of(head, measure.kind)
        if found is None:
            continue
        name, trigger = found
        draft = Draft(ClaimType.SPECIFICATION, trigger)
        draft.add("product", _product_of(trigger, mention, sentence, lookup))
        draft.add("property", [name])
        draft.add("value", [mention.text])
        yield draft


def _property_of(value: Token, dimension: str) -> tuple[str, Token] | None:
    """Return the property that ``value`` is given for and the word that says so."""
    nouns = {n: p.name for p in _properties() if p.measure == dimension for n in p.nouns}
    verbs: dict[str, str] = {}
    for entry in _properties():
        if entry.measure == dimension:
            for verb in entry.verbs:
                verbs.setdefault(verb, entry.name)
    at = value
    for _ in range(_DEPTH):
        if at.lemma_.lower() in nouns and at.pos_ in {"NOUN", "PROPN"}:
            return nouns[at.lemma_.lower()], at
        if at.head == at:
            break
        at = at.head
        if at.pos_ in {"VERB", "AUX"}:
            for child in at.children:
                if child.lemma_.lower() in nouns and child.dep_ in {"nsubj", "nsubjpass", "dobj"}:
                    return nouns[child.lemma_.lower()], child
    near = sorted(
        (abs(t.i - value.i), t.i, t)
        for t in value.doc[max(value.sent.start, value.i - _NEAR) : value.i + _NEAR]
        if t.sent == value.sent and t.lemma_.lower() in nouns and t.pos_ in {"NOUN", "PROPN"}
    )
    if near:
        return nouns[near[0][2].lemma_.lower()], near[0][2]
    at = value
    for _ in range(_DEPTH):
        if at.pos_ == "VERB" and lemma(at) in verbs:
            return verbs[lemma(at)], at
        if at.head == at:
            break
        at = at.head
    return None


def _product_of(trigger: Token, value: Mention, sentence: Sentence, lookup: Lookup) -> list[str]:
    """Return the system a property is of: by grammar, else the nearest one named before it."""
    at = trigger
    for _ in range(_DEPTH):
        for slot in ("subject", "object", "of"):
            for token in arguments(at).get(slot, ()):
                systems = [m.name for m in lookup.all_at(token) if is_system(m)]
                if systems:
                    return systems[:1]
        if at.head == at:
            break
        at = at.head
    span = sentence.span
    named = [(m.start, m.name) for m, _ in lookup.within(span.start, span.end) if is_system(m)]
    before = [name for start, name in named if start < value.start]
    return before[-1:] or [name for _, name in named[:1]]
