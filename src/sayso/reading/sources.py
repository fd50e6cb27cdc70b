"""Name a source: by the fullest name of its mention, or by its own noun phrase."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from sayso.knowledge.words import words
from sayso.model import Kind
from sayso.reading.fillers import Lookup

_LONGEST = 14  # tokens of an unnamed source ("two people with knowledge of the talks")
_SPEAKING = {Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.NATIONALITY, Kind.DOCUMENT}
_DETERMINERS = {"the", "a", "an", "its", "their", "his", "her", "this", "that", "these", "those"}
_CLOSED = {"some", "others", "both", "another", "one", "several"}


@cache
def _speaking_nouns() -> frozenset[str]:
    return words("person head") | words("organisation head") | words("document head")


def name_source(head: Token, lookup: Lookup) -> str | None:
    """Return the name of the source headed by ``head``, or None where it can say nothing."""
    mention = next((m for m in lookup.all_at(head) if m.kind in _SPEAKING), None)
    proper = head.pos_ == "PROPN" or head.pos_ == "PRON"
    if mention is not None and proper and any(c.isupper() for c in mention.name):
        named = mention.name
        return named if named[:1].isupper() or mention.text != named else _phrase(head)
    for child in head.children:
        other = lookup.at(child)
        if child.dep_ == "appos" and other is not None and other.kind in _SPEAKING:
            return other.name
    if head.pos_ == "PRON" and head.lower_ not in _CLOSED:
        return None
    if mention is not None or head.lower_ in _speaking_nouns() | _CLOSED:
        return _phrase(head)
    if head.pos_ == "PROPN":
        return _phrase(head)
    return None


def _phrase(head: Token) -> str:
    """Return the noun phrase of ``head`` without article, appositions and relative clauses."""
    doc = head.doc
    end = head.i + 1
    for child in head.rights:
        if child.dep_ not in {"prep", "acl"} or child.left_edge.i != end:
            break
        if child.right_edge.i - head.left_edge.i > _LONGEST:
            break
        end = child.right_edge.i + 1
    start = head.left_edge.i
    while start < head.i and (doc[start].lower_ in _DETERMINERS or not doc[start].is_alpha):
        start += 1
    return str(doc[start:end].text).replace("\n", " ").strip(" ,")
