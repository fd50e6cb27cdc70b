"""What a plant can make and how large it is: "the 80-hectare site", "a capacity of 800 a year"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from sayso.measure import parse_measure
from sayso.model import ClaimType, Kind
from sayso.reading.drafts import Draft
from sayso.reading.fillers import Lookup, in_family
from sayso.reading.parse import Sentence

_RATE_REACH = 60  # characters after a number in which its rate is looked for
_NEAR = 12  # tokens between "capacity" and its figure


def is_works(token: Token, lookup: Lookup) -> bool:
    """Return whether ``token`` is, or names, a plant, line, centre or base."""
    return any(m.kind is Kind.FACILITY for m in lookup.all_at(token)) or (
        token.pos_ == "NOUN" and in_family(token, "works")
    )


def with_capacities(sentence: Sentence, drafts: Sequence[Draft], lookup: Lookup) -> list[Draft]:
    """Return ``drafts`` with areas and capacities given to a facility claim, made if need be.

    A plant that "will be able to turn out 800 drones a year" is a facility with that capacity, and
    no claim that drones are made.
    """
    kept = list(drafts)
    for mention, head in list(lookup.within(sentence.span.start, sentence.span.end)):
        if mention.kind is not Kind.QUANTITY:
            continue
        # The rate may stand after what is counted: "800 drones per year".
        measure = parse_measure(lookup.text[mention.start : mention.end + _RATE_REACH])
        if measure is None:
            continue
        works = _works_of(sentence, head, lookup)
        if measure.kind == "area":
            role = "area"
        elif measure.kind == "count" and _is_capacity(head, measure.per is not None, works):
            role = "capacity"
        else:
            continue
        if works is None and not _capacity_word(head):
            continue
        draft = next((d for d in kept if d.type is ClaimType.FACILITY), None)
        if draft is None:
            draft = Draft(ClaimType.FACILITY, works or head, works=works)
            kept.append(draft)
        draft.add(role, [measure.words if measure.per else mention.text])
        if role == "capacity":
            _take_over(draft, kept, mention.text)
    return kept


def _works_of(sentence: Sentence, value: Token, lookup: Lookup) -> Token | None:
    """Return the works a value is of: what governs it, else the works named last before it."""
    for token in value.ancestors:
        if is_works(token, lookup):
            return token
        if token.pos_ in {"VERB", "AUX"}:
            for child in token.children:
                if child.dep_ in {"nsubj", "nsubjpass"} and is_works(child, lookup):
                    return child
    before = [t for t in sentence.span if t.i < value.i and is_works(t, lookup)]
    return before[-1] if before else None


def _capacity_word(value: Token) -> bool:
    return any(t.lemma_.lower() == "capacity" and abs(t.i - value.i) <= _NEAR for t in value.sent)


def _is_capacity(value: Token, rate: bool, works: Token | None) -> bool:
    """Return whether a count is what a plant can make: a rate, or said with "capacity"."""
    if _capacity_word(value):
        return True
    if not rate or works is None:
        return False
    return any(
        child.dep_ in {"nsubj", "nsubjpass"} and child.i == works.i
        for token in value.ancestors
        for child in token.children
    )


def _take_over(draft: Draft, drafts: list[Draft], words: str) -> None:
    """Move a production draft that only restates the capacity into the facility's."""
    for other in list(drafts):
        same = other.type is ClaimType.PRODUCTION and words in other.roles.get("quantity", ())
        if same and other.roles.get("producer") is None:
            draft.add("product", other.roles.get("product", ()))
            draft.add("place", other.roles.get("place", ()))
            drafts.remove(other)
