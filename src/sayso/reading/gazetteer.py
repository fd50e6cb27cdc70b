"""Find the names that knowledge files list: countries and their people, systems, organisations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from sayso.knowledge.countries import countries
from sayso.knowledge.makers import makers
from sayso.knowledge.systems import systems
from sayso.model import Kind
from sayso.reading.parse import model

_WEAPONS = {"missile", "bomb", "air defence"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A stretch of tokens that a knowledge file lists, and what it says of it."""

    span: Span
    kind: Kind
    name: str  # as the knowledge file has it


@cache
def _entries() -> dict[str, tuple[Kind, str]]:
    entries: dict[str, tuple[Kind, str]] = {}

    def add(word: str, kind: Kind, name: str) -> None:
        entries.setdefault(word, (kind, name))
        if len(word) > 4 or " " in word:
            entries.setdefault(word.upper(), (kind, name))

    for country in countries():
        for word in (country.name, *country.aliases, *country.capitals):
            add(word, Kind.PLACE, country.name)
        for word in country.people:
            add(word, Kind.NATIONALITY, country.name)
    for maker in makers():
        for word in (maker.name, *maker.aliases):
            add(word, Kind.ORGANISATION, maker.name)
    for system in systems():
        kind = Kind.WEAPON if system.category in _WEAPONS else Kind.PLATFORM
        for word in (system.name, *system.aliases):
            add(word, kind, system.name)
            if "-" in word:
                add(word.replace("-", " "), kind, system.name)
    return entries


@cache
def _matcher() -> PhraseMatcher:
    matcher = PhraseMatcher(model().vocab)
    for word in _entries():
        matcher.add(word, [model().make_doc(word)])
    return matcher


def find_listed(doc: Doc) -> Iterator[Listed]:
    """Yield every listed name in ``doc``, the longest where they overlap, in order."""
    for span in filter_spans(_matcher()(doc, as_spans=True)):
        kind, name = _entries()[span.label_]
        yield Listed(span, kind, name)
