"""Name a source: by the fullest name of its mention, or by its own noun phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from sayso.knowledge.words import words
from sayso.model import Kind, Span
from sayso.reading.fillers import Lookup
from sayso.reading.reporting import reporting
from sayso.reading.syntax import coordinated

_LONGEST = 16  # tokens of an unnamed source ("two people with knowledge of the talks")
_SPEAKING = {Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.NATIONALITY, Kind.DOCUMENT}
_MUTE = {Kind.QUANTITY, Kind.MONEY, Kind.TIME}
_RECALL = 60  # sources back that a bare noun may take up
_DETERMINERS = {"the", "a", "an", "its", "their", "his", "her", "this", "that", "these", "those"}
_DEFINITE = {"the", "these", "those", "this", "that"}
_CLOSED = {"some", "others", "both", "another", "one", "several", "many", "most", "few"}
_PEOPLE = {"he", "she"}
_SPEAKERS = {"he", "she", "it", "they", "who"}
_TAILS = {"prep", "acl", "relcl"}


@dataclass(frozen=True, slots=True)
class Source:
    """Who says something: where the text names them, and the chain, nearest first."""

    span: Span
    chain: tuple[str, ...]
    person: bool | None  # None: unsure


@cache
def _speaking_nouns() -> frozenset[str]:
    return words("person head") | words("organisation head") | words("document head")


@cache
def _people() -> frozenset[str]:
    return words("person head")


def speaks(noun: Token) -> bool:
    """Say whether a noun names one that can say something."""
    return noun.pos_ == "PROPN" or noun.lower_ in _speaking_nouns()


def find_source(
    head: Token, lookup: Lookup, spoken: Sequence[Source], *, any_noun: bool
) -> Source | None:
    """Return the source headed by ``head``, or None where it can say nothing.

    A pronoun is whoever spoke last in ``spoken``, else what the names say it stands for.
    ``any_noun``: the verb shows that it speaks, so that a noun on no list will do.
    """
    if head.lower_ in reporting("medium"):
        return None
    if head.pos_ == "PRON" and head.lower_ in _SPEAKERS:
        return _pronoun(head, lookup, spoken)
    named = [n for h in coordinated(head) if (n := name_source(h, lookup, any_noun=any_noun))]
    if not named:
        return None
    if _bare(head) and (earlier := _fuller(head, spoken)) is not None:
        named = [earlier]
    elif (joined := _joined(head)) is not None:
        named = [" ".join(n.split()) for n in joined]
    return Source(
        (head.left_edge.idx, head.idx + len(head.text)),
        tuple(dict.fromkeys(named)),
        _is_person(head, lookup),
    )


def _bare(head: Token) -> bool:
    """Say whether a source is one definite noun: "the documents", "the ministry"."""
    left = list(head.lefts)
    plain = len(left) == 1 and left[0].lower_ in _DEFINITE and head.pos_ == "NOUN"
    return plain and not any(c.dep_ in {*_TAILS, "appos"} for c in head.rights)


def _fuller(head: Token, spoken: Sequence[Source]) -> str | None:
    """Return the earlier source that a bare noun takes up: "documents reviewed by Norpress"."""
    for source in reversed(spoken[-_RECALL:]):
        for name in source.chain:
            if len(name.split()) > 1 and head.lower_ in name.casefold().split():
                return name
    return None


def _joined(head: Token) -> tuple[str, str] | None:
    """Return two sources that the parse runs together: "a source in an agency and documents"."""
    if head.pos_ != "NOUN":
        return None
    for token in head.subtree:
        two = token.dep_ == "conj" and token.i > head.i and token.head.dep_ == "pobj"
        if two and token.lower_ in words("document head") | words("person head"):
            first = head.doc[head.left_edge.i : token.left_edge.i].text
            return _trimmed(first), phrase_of(token)
    return None


def _trimmed(phrase: str) -> str:
    return re.sub(r"^(?:the|an?)\s+|[\s,]*(?:and|or)?[\s,]*$", "", phrase, flags=re.IGNORECASE)


def _pronoun(head: Token, lookup: Lookup, spoken: Sequence[Source]) -> Source | None:
    span = (head.idx, head.idx + len(head.text))
    person = head.lower_ in _PEOPLE
    for source in reversed(spoken[-4:]):
        if source.person in {person, None} or head.lower_ == "they":
            return Source(span, source.chain, person)
    mention = next((m for m in lookup.all_at(head) if m.kind in _SPEAKING), None)
    if mention is not None:
        return Source(span, (mention.name,), person)
    return Source(span, spoken[-1].chain, person) if spoken else None


def _is_person(head: Token, lookup: Lookup) -> bool | None:
    mention = lookup.at(head)
    if mention is not None:
        return mention.kind is Kind.PERSON
    if head.pos_ == "PROPN":
        return None
    return head.lower_ in _people()


def name_source(head: Token, lookup: Lookup, *, any_noun: bool = False) -> str | None:
    """Return the name of the source headed by ``head``, or None where it can say nothing."""
    mentions = [m for m in lookup.all_at(head) if m.kind not in _MUTE]
    mention = next((m for m in mentions if m.kind in _SPEAKING or any_noun), None)
    proper = head.pos_ in {"PROPN", "PRON"}
    if mention is not None and proper and any(c.isupper() for c in mention.name[:1]):
        return mention.name
    for child in head.children:
        other = lookup.at(child)
        apposed = child.dep_ == "appos" and other is not None and other.kind in _SPEAKING
        if apposed and other is not None and other.name[:1].isupper():
            return other.name
    if head.pos_ == "PRON" and head.lower_ not in _CLOSED:
        return None
    if mention is not None or head.lower_ in _speaking_nouns() | _CLOSED or head.pos_ == "PROPN":
        return phrase_of(head)
    if any_noun and head.pos_ in {"NOUN", "ADJ", "NUM"} and head.ent_type_ not in {"DATE", "TIME"}:
        return phrase_of(head)
    return None


def phrase_of(head: Token) -> str:
    """Return the noun phrase of ``head`` without article, appositions and set-off clauses."""
    doc = head.doc
    end = head.i + 1
    for child in head.rights:
        if child.dep_ not in _TAILS or child.left_edge.i != end:
            break
        if child.right_edge.i - head.left_edge.i > _LONGEST:
            break
        end = child.right_edge.i + 1
    start = head.left_edge.i
    while start < head.i and (doc[start].lower_ in _DETERMINERS or not doc[start].is_alpha):
        start += 1
    return " ".join(doc[start:end].text.split()).strip(" ,")


def carriers(head: Token, lookup: Lookup) -> Iterator[str]:
    """Yield who carries a source's words, where the source's own name does not say so.

    The name of "a report cited by TASS" has TASS in it; that of "Mikheev, quoted by TASS" has not.
    """
    whole = phrase_of(head)
    for child in head.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_.lower() in reporting("relay"):
            for agent in child.children:
                if agent.dep_ == "agent":
                    for token in agent.children:
                        name = name_source(token, lookup) if token.dep_ == "pobj" else None
                        if name is not None and name not in whole:
                            yield name
